/** A round of more members than `aggregateAbove`, by the real programs over libp2p: members apply a merge, and hold the same bytes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { toHex } from '../../kernels/hash.ts'
import { openLogStore } from '../../node/store/log.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { createIdentity } from '../../node/system/keys.ts'
import { type Child, startChild } from '../demo/child.ts'
import { here, writeFewSamples } from './lab.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-merge-'))
writeFewSamples(root)
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})

const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
const home = (name: string) => ['--home', join(root, name)]
const replicaOf = (name: string) => join(root, `${name}.safetensors`)
const start = (name: string, ...args: string[]) => {
  const child = startChild(name, [...args, '--export-replica', replicaOf(name)], root)
  children.push(child)
  return child
}

/** Hex names of what a store holds. */
const held = (name: string): string => {
  const folder = join(root, name, 'store')
  return readdirSync(folder, { recursive: true }).join('\n').replaceAll('/', '')
}

it('four members and one witness: those who lack the payloads apply the merge, and all replicas are the same bytes', async () => {
  const fields = {
    rounds: 3,
    batches: 4,
    rowsPerBatch: 4,
    rowTokens: 128,
    initMembers: 4,
    witnesses: 1,
    aggregateAbove: 2,
    mergeWaitMs: 30_000,
    extraWaitMs: 100,
    data: 'few.jsonl',
  }
  const lines = Object.entries(fields).map(([field, value]) => `${field}: ${value}`)
  writeFileSync(join(root, 'merge.yaml'), lines.join('\n'))
  const coordinator = start(
    'coordinator',
    'coordinate',
    join(root, 'merge.yaml'),
    ...home('coordinator'),
    ...listen,
  )
  const waitMs = 50_000
  const at = await coordinator.until('address', (e) => e.event === 'listening', waitMs)
  const address = String((at['addresses'] as unknown[])[0])
  const names = ['ada', 'bob', 'cyd', 'dot']
  const members = names.map((name) =>
    start(name, 'join', address, ...home(name), '--name', name, ...here, ...listen),
  )
  await coordinator.until('the end', (e) => e.event === 'finished', waitMs)
  expect(await Promise.all(members.map((m) => m.exited))).toEqual(names.map(() => 0))
  expect(await coordinator.exited).toBe(0)
  const bytes = readFileSync(replicaOf('coordinator'))
  for (const name of names) expect(readFileSync(replicaOf(name)).equals(bytes)).toBe(true)

  const log = openLogStore(join(root, 'coordinator', 'log.sqlite'))
  const folded = foldLog(createCrypto(createIdentity()), await log.read(0, 10_000), 'all')
  await log.close()
  if (!folded.ok) throw new Error(folded.code)
  const merged = folded.history.filter(({ merge }) => merge !== undefined)
  expect(merged.length).toBeGreaterThan(0)
  const { merge, contributions } = merged[0] as (typeof merged)[number]
  // The merge lies where it was made and where it was applied; nobody but them and the witness fetched every payload.
  const having = (hash: Uint8Array) => names.filter((name) => held(name).includes(toHex(hash)))
  expect(having(merge?.root as Uint8Array).length).toBeGreaterThan(2)
  for (const { payloadHash } of contributions)
    expect(having(payloadHash).length).toBeLessThanOrEqual(2)
})
