/** `murmur log takeover` on real folders: what it writes, and whom it refuses. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openChain } from '../../node/run/beacon-secret.ts'
import { handOver } from '../../node/run/log/takeover.ts'
import { verifyLog } from '../../node/run/log/verify.ts'
import { recover } from '../../node/run/recover.ts'
import { openLogStore } from '../../node/store/log.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { readIdentity } from '../../node/system/keys.ts'
import { writeFolder } from './folder.ts'
import { continueLog, makeLog, operatorIndex } from './make-log.ts'
import { seededIdentity } from './seeded-identity.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-takeover-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const { start, envelopes } = makeLog({ members: 2, seed: 6, entries: 40 })

const keyFile = (index: number, path: string) => {
  const pem = seededIdentity(6, index).privateKey.export({ type: 'pkcs8', format: 'pem' })
  writeFileSync(path, pem, { mode: 0o600 })
  return path
}
const copy = () => writeFolder(join(root, `f${folders++}`), envelopes)
const operatorKey = keyFile(operatorIndex, join(root, 'operator.pem'))
const reason = 'the old machine burned'

describe('log takeover', () => {
  it('begins a term of a new key, from which a coordinator goes on with a chain of its own', async () => {
    const folder = await copy()
    const done = await handOver({ folder, operatorKey, reason })
    expect(done).toMatchObject({ term: 1, index: envelopes.length })
    const crypto = createCrypto(await readIdentity(join(folder, 'key.pem')))
    expect(done.coordinator).toBe(crypto.self)
    const log = openLogStore(join(folder, 'log.sqlite'))
    const found = await recover(log, crypto)
    if (found === undefined) throw new Error('empty')
    const chain = await openChain(folder, found.view)
    const maker = continueLog({ crypto, members: start.members, chain }, found.view)
    await log.append(found.view.length, ...maker.until(60))
    await log.close()
    expect(await verifyLog(folder)).toMatchObject({
      entries: 60,
      term: 1,
      coordinator: crypto.self,
    })
  })

  it('of another who is not the operator is refused, and the log is as it was', async () => {
    const folder = await copy()
    const stranger = keyFile(55, join(root, 'stranger.pem'))
    await expect(handOver({ folder, operatorKey: stranger, reason })).rejects.toMatchObject({
      code: 'E_KEY',
      message: expect.stringContaining('not the operator'),
    })
    await expect(handOver({ folder, operatorKey: undefined, reason })).rejects.toMatchObject({
      code: 'E_INPUT',
    })
    expect(await verifyLog(folder)).toMatchObject({ entries: envelopes.length, term: 0 })
  })

  it("in a copy of a member's folder wants its key removed first", async () => {
    const folder = await copy()
    keyFile(1, join(folder, 'key.pem'))
    await expect(handOver({ folder, operatorKey, reason })).rejects.toMatchObject({
      code: 'E_KEY',
      message: expect.stringContaining('key of a member'),
    })
    rmSync(join(folder, 'key.pem'))
    expect(await handOver({ folder, operatorKey, reason })).toMatchObject({ term: 1 })
  })

  it('without a log makes nothing', async () => {
    const folder = join(root, 'nothing')
    await expect(handOver({ folder, operatorKey, reason })).rejects.toMatchObject({
      code: 'E_INPUT',
    })
    expect(existsSync(folder)).toBe(false)
  })

  it('whose secret was lost does not go on with another', async () => {
    const folder = await copy()
    await handOver({ folder, operatorKey, reason })
    const log = openLogStore(join(folder, 'log.sqlite'))
    const found = await recover(log, createCrypto(await readIdentity(join(folder, 'key.pem'))))
    await log.close()
    if (found === undefined) throw new Error('empty')
    writeFileSync(join(folder, 'beacon-1.secret'), new Uint8Array(32))
    await expect(openChain(folder, found.view)).rejects.toMatchObject({ code: 'E_DAMAGED' })
    rmSync(join(folder, 'beacon-1.secret'))
    await expect(openChain(folder, found.view)).rejects.toMatchObject({ code: 'E_DAMAGED' })
  })
})
