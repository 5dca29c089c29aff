/** What a log lets go, on the in-process stores: nothing early, nothing that is still needed, and the rest after a crash. */
import { describe, expect, it } from 'vitest'
import type { LogStore, Store } from '../../node/ports.ts'
import { createRetention } from '../../node/run/retention.ts'
import { createMemoryLog, createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { type BlobLog, checkpoint, openBlobLog, openRound, text, zeros } from './blob-log.ts'

const open = () => openBlobLog(createMemoryLog(), createMemoryStore(sha256))
const round = (table: BlobLog, step: number, also?: Uint8Array) =>
  openRound(table, step, also === undefined ? [] : [also])

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

describe('what no entry names', () => {
  it('goes with a later checkpoint, once no round that was open can name it', async () => {
    const table = await open()
    const { log, store, base } = table
    const troubles: string[] = []
    const retention = createRetention(log, store, (message) => troubles.push(message))
    const late = await store.put(text('too late to be committed'))
    const first = await round(table, 0)
    await checkpoint(table, 1, 1)
    await retention.look(1)
    // Stored in the open round 1, and named by an entry that is still to come.
    const coming = await store.put(text('payload 2'))
    expect(await held(store, [first, late, coming])).toEqual([false, true, true])
    await round(table, 1)
    await checkpoint(table, 2, 2)
    await retention.look(2)
    expect(await held(store, [late, coming])).toEqual([true, true])
    await round(table, 2)
    await checkpoint(table, 3, 2)
    await round(table, 3)
    await checkpoint(table, 4, 3)
    await retention.look(3)
    expect(await held(store, [late, coming, ...base])).toEqual([false, false, true, true])
    expect(troubles).toEqual([])
  })

  it('stays where it is that of an open round, however many checkpoints come meanwhile', async () => {
    const table = await open()
    const { log, store } = table
    const retention = createRetention(log, store, () => {})
    for (let step = 0; step < 3; step++) await round(table, step)
    const own = await store.put(text('payload 3'))
    for (const retained of [1, 2, 3]) {
      await checkpoint(table, retained, retained)
      await retention.look(retained)
    }
    expect(await held(store, [own])).toEqual([true])
    expect(await round(table, 3)).toEqual(own)
  })
})
