/** `murmur replay` of a log whose witnesses accepted what they should have refused: the entry is named, nothing is written. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { packFolder } from '../../node/run/artifacts.ts'
import { verifyLog } from '../../node/run/log/verify.ts'
import { openModel } from '../../node/run/model.ts'
import { openStore } from '../../node/store/content.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { writeFolder } from './folder.ts'
import { makeLog } from './make-log.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-replay-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')
const baseFiles = ['config.json', 'tokenizer.json', 'model.safetensors']

it('an accepted payload that is bound to another contribution is not-its-own', async () => {
  const home = join(root, 'run')
  const store = await openStore(join(home, 'store'), sha256)
  const baseRoot = await packFolder(store, base, baseFiles)
  const { tableBytes } = await openModel(base)
  // Its first 32 bytes should bind it to run, round, slot and member (coordinator/frame.ts).
  const stolen = await store.put(new Uint8Array(200).fill(9))
  const { envelopes } = makeLog({
    members: 1,
    seed: 8,
    entries: 12,
    base: { baseRoot, table: tableBytes },
    payload: () => stolen,
  })
  await writeFolder(home, envelopes)
  // The log alone cannot tell: nobody sees the bytes.
  expect(await verifyLog(home)).toMatchObject({ entries: envelopes.length })
  const before = readFileSync(join(home, 'log.sqlite'))
  const args = ['replay', 'run', '--out', 'made']
  const done = spawnSync(murmur, args, { cwd: root, encoding: 'utf8', timeout: 50_000 })
  expect(done.stderr).toMatch(
    /entry \d+ \(roundClosed\) does not follow from the payloads: not-its-own\..*\[E_VERIFY\]/s,
  )
  expect(done.status).toBe(6)
  expect(existsSync(join(root, 'made'))).toBe(false)
  expect(readFileSync(join(home, 'log.sqlite')).equals(before)).toBe(true)
})
