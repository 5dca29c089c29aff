/** What a log lets go, on the in-process stores: nothing early, nothing that is still needed, and the rest after a crash. */
import { describe, expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import type { LogStore, Store } from '../../node/ports.ts'
import { createRetention } from '../../node/run/retention.ts'
import { createMemoryLog, createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import type { Commitment, EntryKind } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import { seededCrypto } from './seeded-identity.ts'

const crypto = seededCrypto(3, 0)
const runId = sha256(Uint8Array.of(3))
const none = new Uint8Array(0)
const zeros = new Uint8Array(32)
const text = (words: string) => new TextEncoder().encode(words)

/** A log of what names blobs, and a store that holds them. */
async function open() {
  const log = createMemoryLog()
  const store = createMemoryStore(sha256)
  const file = await store.put(text('weights'))
  const files = [{ name: 'model.safetensors', root: toHex(file), bytes: 7 }]
  const baseRoot = await store.put(text(JSON.stringify({ files })))
  const add = async (kind: EntryKind) => {
    const index = await log.length()
    const entry = { type: 'entry', index, term: 0, prevHash: index === 0 ? none : zeros } as const
    const message = { ...entry, timeS: 1, timeMs: 0, kind }
    await log.append(index, sealMessage(runId, message, crypto).envelope)
  }
  const started = { config: '{}', table: none, beaconEnd: zeros, operator: zeros, kernel: 1 }
  await add({ type: 'runStarted', ...started, baseRoot, dataRoot: baseRoot })
  return { log, store, add, base: [file, baseRoot] }
}

type Table = Awaited<ReturnType<typeof open>>

async function round({ add, store }: Table, step: number, also?: Uint8Array): Promise<Uint8Array> {
  const shape = { firstBatch: 0, batches: 1, etaBits: 0, lambdaBits: 0, tau: 0, deadlineMs: 1 }
  const members = { members: [zeros], shares: [1], returned: [] }
  await add({ type: 'roundOpened', round: step, step, ...shape, ...members })
  const payloadHash = await store.put(text(`payload ${step}`))
  const commitments = [payloadHash, ...(also === undefined ? [] : [also])].map(
    (hash) => sealMessage(runId, commitment(step, hash), crypto).envelope,
  )
  await add({
    type: 'commitmentsClosed',
    round: step,
    commitments,
    lists: [],
    preimage: zeros,
    tookMs: [],
  })
  return payloadHash
}

const commitment = (round: number, payloadHash: Uint8Array): Commitment => ({
  type: 'commitment',
  round,
  slot: 0,
  payloadHash,
  payloadBytes: 1,
  batches: [0],
  dropped: [],
  thetaRound: round,
  engine: '',
  precision: '',
  prevRoot: none,
  momentumRoot: none,
  stateDigest: zeros,
  lossMicronats: 0,
  tokens: 1,
  trainMs: 1,
  rangesRoot: none,
})

async function checkpoint({ add, store }: Table, step: number, retainedStep: number) {
  const snapshotRoot = await store.put(text(`snapshot ${step}`))
  await add({ type: 'checkpointMade', step, snapshotRoot, stateRoot: zeros, retainedStep })
  return snapshotRoot
}

async function sweep(log: LogStore, store: Store, step: number): Promise<string[]> {
  const troubles: string[] = []
  const retention = createRetention(log, store, (message) => troubles.push(message))
  await retention.look(step)
  return troubles
}

const held = async (store: Store, roots: readonly Uint8Array[]) =>
  Promise.all(roots.map(async (root) => (await store.get(root)) !== undefined))

describe('what a log lets go', () => {
  it('goes once the entry is durable, and neither base nor what later rounds name', async () => {
    const table = await open()
    const { log, store, base } = table
    const first = await round(table, 0, base[0])
    const second = await round(table, 1, base[1])
    const third = await round(table, 2)
    const fourth = await round(table, 3, second)
    const old = await checkpoint(table, 2, 0)
    const all = [first, second, third, fourth, old, ...base]
    // The caller's view is ahead of the disk.
    expect(await sweep(log, store, 2)).toEqual([])
    expect(await held(store, all)).toEqual(all.map(() => true))
    const fresh = await checkpoint(table, 4, 2)
    expect(await sweep(log, store, 2)).toEqual([])
    expect(await held(store, [first, second, third, fourth, old, fresh, ...base])).toEqual([
      ...[false, true, true, true, true, true],
      ...[true, true],
    ])
  })

  it('goes at the next start where the process died between entry and removal, and from then on in turn', async () => {
    const table = await open()
    const { log, store } = table
    const roots: Uint8Array[] = []
    for (let step = 0; step < 4; step++) roots.push(await round(table, step))
    const old = await checkpoint(table, 2, 0)
    await checkpoint(table, 4, 4)
    let calls = 0
    const dying: Store = {
      ...store,
      remove: async (root) => {
        if (++calls > 2) throw new Error('killed')
        await store.remove(root)
      },
    }
    expect(await sweep(log, dying, 4)).toHaveLength(1)
    expect((await held(store, roots)).filter(Boolean)).toHaveLength(2)
    expect(await sweep(log, store, 4)).toEqual([])
    expect(await held(store, [...roots, old])).toEqual(Array(5).fill(false))
    roots.push(await round(table, 4))
    await checkpoint(table, 5, 5)
    expect(await sweep(log, store, 5)).toEqual([])
    expect(await held(store, roots)).toEqual(Array(5).fill(false))
  })
})

describe('what a log does not let go', () => {
  it('stays while an update that undoes its round can be replayed', async () => {
    const table = await open()
    const { log, store, add } = table
    const [first, second] = [await round(table, 0), await round(table, 1)]
    await add({ type: 'reverted', round: 1, to: 1, lineage: zeros })
    await checkpoint(table, 2, 2)
    expect(await sweep(log, store, 2)).toEqual([])
    expect(await held(store, [first, second])).toEqual([false, true])
    const third = await round(table, 3)
    await checkpoint(table, 3, 3)
    expect(await sweep(log, store, 3)).toEqual([])
    expect(await held(store, [first, second, third])).toEqual([false, false, true])
  })

  it('keeps a checkpoint that the run started again from', async () => {
    const table = await open()
    const { log, store, add } = table
    await round(table, 0)
    const point = await checkpoint(table, 1, 0)
    const left = await round(table, 1)
    await add({ type: 'restarted', step: 1, lineage: zeros })
    const after = await round(table, 3)
    await checkpoint(table, 4, 3)
    expect(await sweep(log, store, 3)).toEqual([])
    expect(await held(store, [point, left, after])).toEqual([true, false, true])
    await checkpoint(table, 5, 5)
    expect(await sweep(log, store, 5)).toEqual([])
    expect(await held(store, [point, after])).toEqual([false, false])
  })
})
