/** A revert and a restart in the log of a coordinator, performed on real parameters by the exact kernels: the same bits on every way. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { bindingBytes, frameOf } from '../../coordinator/frame.ts'
import type { ClosedRound } from '../../coordinator/types.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { applyRound } from '../../node/perform-jobs.ts'
import type { Store } from '../../node/ports.ts'
import { createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { createReplica } from '../../node/trainer.ts'
import { commitAll, openTable, reportOf, type Table } from '../coordinator/table.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'
import { mixedTable } from '../kernels/demo/tables.ts'

const topK = 32
const next = chance(77)
const start = noise(next, mixedTable.params)

/** A replica as a member holds it. */
function openMember(store: Store) {
  const params = start.slice()
  const trainer = createReplica({ table: mixedTable, topK, hash: sha256, params, digestShares: 1 })
  let from = 0
  /** What the log says that it has not done yet. */
  const follow = async (history: readonly ClosedRound[]) => {
    for (const closed of history.slice(from))
      await applyRound({ store, trainer: trainer as never }, closed)
    from = history.length
  }
  return { params, trainer, follow, skipTo: (at: number) => (from = at) }
}

/** One round: everybody commits to real votes, and all are accepted. */
async function playRound(table: Table, store: Store): Promise<void> {
  const payloads = new Map<number, { payloadHash: Uint8Array; payloadBytes: number }>()
  for (const i of table.members.keys()) {
    const votes = encodePayload(mixedTable, topK, randomVotes(mixedTable, topK, next))
    // Whose it is was checked before anything is applied.
    const payload = frameOf(new Uint8Array(bindingBytes), votes)
    payloads.set(i, { payloadHash: await store.put(payload), payloadBytes: payload.length })
  }
  commitAll(table, [...table.members.keys()], (i) => payloads.get(i) ?? {})
  for (const i of table.members.keys())
    if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, [0, 1, 2]))
}

const historyOf = (table: Table) => {
  const folded = foldLog(table.crypto, table.log, 'all')
  if (!folded.ok) throw new Error(folded.code)
  return folded.history
}

describe('a run that goes back', () => {
  it('by a revert has the same bits for who was there and for who replays', async () => {
    const table = openTable(3, { eta: 0.01, lambda: 0.1 })
    const store = createMemoryStore(sha256)
    const live = openMember(store)
    for (let i = 0; i < 3; i++) await playRound(table, store)
    await live.follow(historyOf(table).slice(0, 1))
    const before = live.params.slice()
    await live.follow(historyOf(table))
    expect(table.send({ type: 'revert', id: 1, round: 1 })).toBe('ok')
    await live.follow(historyOf(table))
    // Near the state before these rounds, and not the same: decay is not undone, and each step was rounded.
    const off = live.params.map((p, i) => Math.abs(p - (before[i] as number)))
    // One tensor moves three times as far as eta; two rounds that were not undone would be 0.06 away.
    expect(Math.max(...off)).toBeLessThan(0.03)
    expect(live.params).not.toEqual(before)
    await playRound(table, store)
    await live.follow(historyOf(table))
    const replay = openMember(store)
    await replay.follow(historyOf(table))
    expect(historyOf(table).map(({ undo }) => undo)).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ])
    expect(replay.params).toEqual(live.params)
    expect(await replay.trainer.stateRoot()).toEqual(await live.trainer.stateRoot())
  })

  it('by a restart has the bits of the checkpoint and what came after it', async () => {
    const table = openTable(3, { eta: 0.01 })
    const store = createMemoryStore(sha256)
    const live = openMember(store)
    for (let i = 0; i < 2; i++) await playRound(table, store)
    await live.follow(historyOf(table))
    const { bytes, stateRoot } = await live.trainer.snapshot(2)
    expect(stateRoot).toEqual(await live.trainer.stateRoot())
    const root = await store.put(bytes)
    // The members of this table tell no digest.
    table.send({ type: 'snapshot', step: 2, root, stateRoot, digest: new Uint8Array(0) })
    for (let i = 0; i < 2; i++) await playRound(table, store)
    await live.follow(historyOf(table))
    expect(table.send({ type: 'restart', id: 1, step: 2 })).toBe('ok')
    const { snapshot } = table.state().view
    await live.trainer.restore((await store.get(snapshot?.root ?? root)) as Uint8Array, 5)
    live.skipTo(2)
    expect(await live.trainer.stateRoot()).toEqual(stateRoot)
    const replay = openMember(store)
    await replay.follow(historyOf(table))
    expect(replay.params).toEqual(live.params)
  })
})
