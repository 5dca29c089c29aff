/** Which state the log names: the coordinator's own replica against what members say of theirs, and how disputes are counted. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { CoordinatorEffect } from '../../coordinator/types.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { commitAll, openTable, reportOf, type Table } from './table.ts'

const digest = (n: number) => new Uint8Array(32).fill(n)
const all = [0, 1, 2]

function playRound(table: Table, digests: readonly number[]): void {
  commitAll(table, all, (i) => ({ stateDigest: digest(digests[i] as number) }))
  for (const who of all)
    if (table.open()?.closed !== undefined) table.say(reportOf(table, who, all))
}

/** Three members stand after a step; the replica stores a snapshot of it. */
function atCheckpoint() {
  const doubts: number[] = []
  const hear = (effect: CoordinatorEffect) => {
    if (effect.type === 'doubt') doubts.push(effect.step)
  }
  const table = openTable(3, {}, false, hear)
  playRound(table, [1, 1, 1])
  const store = (n: number) =>
    table.send({
      type: 'snapshot',
      step: 1,
      root: digest(90),
      stateRoot: digest(n),
      digest: digest(n),
    })
  return { table, doubts, store }
}
const loggedIn = (table: Table) =>
  table.kinds().flatMap((kind) => (kind.type === 'checkpointMade' ? [kind.stateRoot[0]] : []))

describe('a snapshot of the own replica', () => {
  it('is logged when commitments are closed that say the same', () => {
    const { table, doubts, store } = atCheckpoint()
    store(2)
    expect(loggedIn(table)).toEqual([])
    commitAll(table, all, () => ({ stateDigest: digest(2) }))
    expect(loggedIn(table)).toEqual([2])
    expect(doubts).toEqual([])
  })

  it('is computed again where members say otherwise, and logged if it was wrong before', () => {
    const { table, doubts, store } = atCheckpoint()
    store(3)
    commitAll(table, all, () => ({ stateDigest: digest(2) }))
    expect(doubts).toEqual([1])
    store(2)
    expect(loggedIn(table)).toEqual([2])
  })

  it('is never logged where it comes out twice and several members agree on another', () => {
    const { table, doubts, store } = atCheckpoint()
    store(3)
    commitAll(table, all, () => ({ stateDigest: digest(2) }))
    store(3)
    for (const who of all) table.say(reportOf(table, who, all))
    store(3)
    expect(doubts).toEqual([1])
    expect(loggedIn(table)).toEqual([])
    // Nor would anybody follow such an entry.
    const last = openEnvelope(table.log.at(-1) as Uint8Array, table.crypto.verify, undefined)
    if (!last.ok || last.signed.message.type !== 'entry') throw new Error('no entry')
    const { message, runId } = last.signed
    const closed = table.log.findLastIndex((_, i) => table.kinds()[i]?.type === 'roundClosed')
    const before = foldLog(table.crypto, table.log.slice(0, closed + 1))
    if (!before.ok) throw new Error(before.code)
    const { length: index, head: prevHash } = before.view
    const named = { snapshotRoot: digest(90), stateRoot: digest(3), retainedStep: 0 }
    const kind = { type: 'checkpointMade', step: 1, ...named } as const
    const forged = sealMessage(runId, { ...message, index, prevHash, kind }, table.crypto).envelope
    expect(foldLog(table.crypto, [...table.log.slice(0, index), forged])).toMatchObject({
      ok: false,
      index,
      code: 'checkpoint-digest',
    })
  })

  it('is logged where it comes out twice and members do not agree among themselves', () => {
    const { table, doubts, store } = atCheckpoint()
    store(4)
    commitAll(table, all, (i) => ({ stateDigest: digest(i < 2 ? 2 : 3) }))
    expect(doubts).toEqual([1])
    store(4)
    expect(loggedIn(table)).toEqual([4])
  })
})

describe('the digest that the log names', () => {
  it.each([
    [[2, 2, 2], [0, 1, 2], 2],
    [[2, 2, 3], [0, 1, 2], undefined],
    [[2, 2, 3], [0, 1], 2],
    [[2, 2, 3], [0], undefined],
  ])('of %j, of whom %j commit, is %s', (digests, who, named) => {
    const table = openTable(3, { slots: 2 })
    // Whoever takes over what others left undone says the same twice, and counts once.
    commitAll(table, who, (i) => ({ stateDigest: digest(digests[i] as number) }))
    for (const i of who) if (table.open()?.closed) table.say(reportOf(table, i, all))
    if (table.open()?.closed) table.pass(10_000_000)
    expect(table.lastOf('roundClosed').stateDigest[0]).toBe(named)
  })
})

it('found by the search: disputed rounds are counted beyond the phases that each of them leads to', () => {
  const table = openTable(2, { missLimit: 1, minMembers: 1 })
  const disputed = () => {
    commitAll(table, [0, 1], (i) => ({ stateDigest: digest(i) }))
    // Each marks its own alone.
    for (const i of [0, 1]) if (table.open()?.closed) table.say(reportOf(table, i, [i], [1 - i]))
  }
  disputed()
  expect(table.state().view).toMatchObject({ voids: 0, disputes: 1 })
  expect(table.state().view.phase).not.toMatch(/Round/)
  table.comeBack()
  disputed()
  expect(table.state().view).toMatchObject({ voids: 0, disputes: 2 })
  table.comeBack()
  commitAll(table, [0, 1])
  for (const i of [0, 1]) if (table.open()?.closed) table.say(reportOf(table, i, [0, 1]))
  expect(table.state().view).toMatchObject({ step: 1, disputes: 0 })
})
