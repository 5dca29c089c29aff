/** Real processes of this release, and a run of another one: refused with the code and a sentence, and nothing is written. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openNetwork } from '../../node/network/libp2p.ts'
import { codeOfEnd } from '../../node/run/evidence.ts'
import { openLogStore } from '../../node/store/log.ts'
import { systemClock } from '../../node/system/clock.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { murmur } from '../../proto/gen/murmur.js'
import { infoCodec } from '../../proto/requests.ts'
import { infoProtocol } from '../../proto/topics.ts'
import { writeFolder } from '../log/folder.ts'
import { startOfLog } from '../log/make-log.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-versions-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(...args: string[]): Promise<{ exit: number; err: string }> {
  return new Promise((done) => {
    const murmurPath = resolve(import.meta.dirname, '../../murmur')
    const child = spawn(murmurPath, args, { cwd: root, timeout: 50_000 })
    let err = ''
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (exit) => done({ exit: exit ?? 1, err }))
  })
}

const { crypto, first } = startOfLog({ members: 1, seed: 5 })

/** The first entry as another release would have written it. */
function firstEntry(kernel: number, version: number): Uint8Array {
  const opened = murmur.Envelope.decode(first)
  const before = murmur.Body.decode(opened.body)
  const entry = { ...before.entry, runStarted: { ...before.entry?.runStarted, kernel } }
  const body = murmur.Body.encode({ ...before, version, entry }).finish()
  const signature = crypto.sign(body)
  return Uint8Array.from(murmur.Envelope.encode({ ...opened, body, signature }).finish())
}

it('a member that ends for its version says so to whoever started it', () => {
  expect(codeOfEnd('version')).toBe('E_VERSION')
})

describe('murmur coordinate', () => {
  it.each([
    [
      9,
      1,
      /wants kernel version 9 and protocol version 1, .* has 1 and 1: install.*\[E_VERSION\]/s,
    ],
    [
      1,
      2,
      /written in protocol version 2, this software has 1.*Nothing was changed.*\[E_VERSION\]/s,
    ],
  ])(
    'on a log of kernel version %i and protocol version %i does not carry on',
    {
      timeout: 60_000,
    },
    async (kernel, protocol, message) => {
      writeFileSync(join(root, 'run.yaml'), 'rounds: 3\n')
      const home = await writeFolder(join(root, `log-${kernel}`), [firstEntry(kernel, protocol)])
      const done = await run('coordinate', 'run.yaml', '--home', home)
      expect(done.err).toMatch(message)
      expect(done.exit).toBe(5)
      const log = openLogStore(join(home, 'log.sqlite'))
      expect(await log.length()).toBe(1)
      await log.close()
    },
  )
})

describe('murmur join', () => {
  it('of a run with other kernels is refused before anything is fetched', {
    timeout: 60_000,
  }, async () => {
    const { rawKey } = createIdentity()
    const listen = ['/ip4/127.0.0.1/tcp/0']
    const network = await openNetwork({ rawKey, listen, announce: [], clock: systemClock })
    const info = { firstEntry: first, logLength: 1, kernel: 9, protocol: 1 }
    network.answer(infoProtocol, async () => infoCodec.encode(info), {
      requestBytes: 64,
      answerBytes: 1_048_576,
    })
    try {
      const home = join(root, 'member')
      const done = await run('join', String(network.addresses()[0]), '--home', home)
      expect(done.err).toMatch(/kernel version 9 .* has 1 and 1: install.*\[E_VERSION\]/s)
      expect(done.exit).toBe(5)
    } finally {
      await network.stop()
    }
  })
})
