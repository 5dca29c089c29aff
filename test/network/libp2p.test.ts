import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { memberOf, peerOf } from '../../node/network/identity.ts'
import { type MurmurNetwork, openNetwork } from '../../node/network/libp2p.ts'
import { systemClock } from '../../node/system/clock.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { networkCompliance } from '../compliance/network.ts'

const opened: MurmurNetwork[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((network) => network.stop()))
})

async function openOne(listen = '/ip4/127.0.0.1/tcp/0'): Promise<MurmurNetwork> {
  const network = await openNetwork({
    rawKey: createIdentity().rawKey,
    listen: [listen],
    clock: systemClock,
  })
  opened.push(network)
  return network
}

/** Polls; the deadline is far above what any machine needs. */
async function until(test: () => boolean): Promise<void> {
  for (let i = 0; i < 500; i++) {
    if (test()) return
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error('it never came true')
}

async function open(count: number): Promise<readonly MurmurNetwork[]> {
  const nodes: MurmurNetwork[] = []
  for (let i = 0; i < count; i++) nodes.push(await openOne())
  const up = nodes.map(() => new Set<string>())
  for (const [i, node] of nodes.entries())
    node.onPeer((member, here) => {
      if (here) up[i]?.add(member)
      else up[i]?.delete(member)
    })
  for (const a of nodes) for (const b of nodes) if (a !== b) a.introduce(b.self, b.addresses())
  await until(() => up.every((set) => set.size === count - 1))
  return nodes
}

describe('libp2p', () => {
  networkCompliance({ open, until })

  it('names a member by the key that signs', async () => {
    const [a] = await open(1)
    expect(a?.self).toMatch(/^[0-9a-f]{64}$/)
    expect(memberOf(peerOf(a?.self ?? ''))).toBe(a?.self)
    expect(peerOf(a?.self ?? '').toString()).toBe(a?.peerId)
  })

  it('connects by address, and says when the other is gone', async () => {
    const [a, b] = [await openOne(), await openOne()]
    const seen: boolean[] = []
    a.onPeer((member, up) => {
      if (member === b.self) seen.push(up)
    })
    expect(await a.connect(b.addresses()[0] ?? '', 5000)).toBe(b.self)
    await until(() => seen.includes(true))
    await b.stop()
    await until(() => seen.at(-1) === false)
  })

  it('refuses an address that is none, or nobody answers at, or of somebody else, with codes', async () => {
    const [a, b, c] = [await openOne(), await openOne(), await openOne()]
    await expect(a.connect('nonsense', 500)).rejects.toMatchObject({ code: 'E_USAGE' })
    await expect(a.connect('/ip4/127.0.0.1/tcp/9', 500)).rejects.toMatchObject({ code: 'E_USAGE' })
    const gone = c.addresses()[0] ?? ''
    await c.stop()
    await expect(a.connect(gone, 2000)).rejects.toMatchObject({
      code: expect.stringMatching(/E_UNREACHABLE|E_TIMEOUT/),
    })
    const forged = (b.addresses()[0] ?? '').replace(b.peerId, c.peerId)
    await expect(a.connect(forged, 2000)).rejects.toMatchObject({
      code: expect.stringMatching(/E_UNREACHABLE|E_TIMEOUT/),
    })
  })

  it('refuses a port in use with advice', async () => {
    const a = await openOne()
    const port = /tcp\/(\d+)/.exec(a.addresses()[0] ?? '')?.[1]
    await expect(openOne(`/ip4/127.0.0.1/tcp/${port}`)).rejects.toMatchObject({
      code: 'E_PORT',
      hint: expect.stringMatching(/--listen/),
    })
  })

  it('leaves no timer behind that would hold up the end of a process', () => {
    const child = join(import.meta.dirname, 'stopping-child.ts')
    const done = spawnSync(process.execPath, [child], { encoding: 'utf8', timeout: 50_000 })
    expect(done).toMatchObject({ status: 0, stdout: 'left: \n', stderr: '' })
  })

  it('dials an introduced member again when it comes back at the same place', async () => {
    const a = await openOne()
    const identity = createIdentity()
    const options = { rawKey: identity.rawKey, clock: systemClock }
    const first = await openNetwork({ ...options, listen: ['/ip4/127.0.0.1/tcp/0'] })
    opened.push(first)
    const [address = ''] = first.addresses()
    const seen: boolean[] = []
    a.onPeer((member, up) => {
      if (member === identity.member) seen.push(up)
    })
    a.introduce(identity.member, [address])
    await until(() => seen.at(-1) === true)
    await first.stop()
    await until(() => seen.at(-1) === false)
    const port = /tcp\/(\d+)/.exec(address)?.[1]
    opened.push(await openNetwork({ ...options, listen: [`/ip4/127.0.0.1/tcp/${port}`] }))
    await until(() => seen.at(-1) === true)
  })
})
