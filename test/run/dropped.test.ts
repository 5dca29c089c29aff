/** What a joiner's person is told: of batches that computed nothing finite, and of a base that is not one. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { compute } from '../../node/perform-jobs.ts'
import type { Inner } from '../../node/perform-world.ts'
import { packFolder, unpackFolder } from '../../node/run/artifacts.ts'
import { openStore } from '../../node/store/content.ts'
import { sha256 } from '../../node/system/crypto.ts'

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

function temporary(): string {
  const root = mkdtempSync(join(tmpdir(), 'murmur-dropped-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  return root
}

it.each([
  [[5], /^round 3: 1 of 2 batches gave no finite gradient and are left out \(5\)$/],
  [[4, 5], /^round 3: 2 of 2 batches .*nothing is left to send/],
  [[], undefined],
])('batches %j that were dropped are told', async (dropped, told) => {
  const said: string[] = []
  const result = { payload: new Uint8Array(4), dropped, lossMicroNats: 1, tokens: 1, trainMs: 1 }
  const posted: unknown[] = []
  const inner = {
    trainerTurn: Promise.resolve(),
    stopped: false,
    post: (event: unknown) => posted.push(event),
    world: {
      trainer: { train: async () => result },
      store: { put: async () => new Uint8Array(32) },
      onTrouble: (message: string) => said.push(message),
    },
  } as unknown as Inner
  const binding = new Uint8Array(32)
  const about = { round: 3, slot: 0, batches: [4, 5], etaBits: 0, binding, ranges: false }
  compute(inner, { type: 'train', ...about })
  await inner.trainerTurn
  expect(posted).toMatchObject([{ type: 'trained', round: 3, dropped }])
  expect(said).toEqual(told === undefined ? [] : [expect.stringMatching(told)])
})

it('a base that is malformed, or of another length than it says, is refused by code', async () => {
  const root = temporary()
  const store = await openStore(join(root, 'store'), sha256)
  const fetch = async (key: Uint8Array) => (await store.get(key)) ?? new Uint8Array(0)
  const unpack = (manifest: Uint8Array) => unpackFolder(fetch, manifest, join(root, 'base'))
  const file = await store.put(bytes('hello'))
  const entry = { name: 'a.json', root: toHex(file), bytes: 7 }
  for (const bad of [{ files: [] }, { files: [{ ...entry, name: '../a' }] }, 5])
    await expect(unpack(await store.put(bytes(bad)))).rejects.toMatchObject({ code: 'E_VERIFY' })
  const lies = await store.put(bytes({ files: [{ ...entry, bytes: 6 }] }))
  await expect(unpack(lies)).rejects.toMatchObject({ code: 'E_VERIFY', message: /has 7 bytes/ })
  expect(existsSync(join(root, 'base'))).toBe(false)
  const good = await store.put(bytes({ files: [entry] }))
  expect(await unpack(good)).toEqual(['a.json'])
  expect(readFileSync(join(root, 'base/a.json'), 'utf8')).toBe('"hello"')
  expect(await unpack(await packFolder(store, join(root, 'base'), ['a.json']))).toEqual(['a.json'])
})
