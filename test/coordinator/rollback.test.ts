/** Going back is going forward: rounds undone, a checkpoint started from, and the whole position with them. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { positionOf } from '../../coordinator/position.ts'
import { isNewcomer } from '../../coordinator/settings.ts'
import type { Member, OpenRound, View } from '../../coordinator/types.ts'
import { closeRound } from '../../coordinator/view-close.ts'
import { commitAll, commitmentOf, openTable, rebootOn, reportOf, type Table } from './table.ts'

const all = (table: Table) => table.members.map((_, i) => i)

function playRound(table: Table): void {
  commitAll(table, all(table))
  for (const i of all(table))
    if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, [0, 1, 2]))
}

/** Three members; `rounds` rounds are accepted and the next is open. */
function afterRounds(rounds: number): { table: Table; positions: object[] } {
  const table = openTable(3, { schedule: 'linear', rounds: 50, revertRounds: 4 })
  const positions: object[] = []
  for (let i = 0; i < rounds; i++) {
    positions.push(table.open().before)
    playRound(table)
  }
  return { table, positions }
}

const revert = (table: Table, round: number) => table.send({ type: 'revert', id: 1, round })
const restart = (table: Table, step: number) => table.send({ type: 'restart', id: 1, step })

describe('a revert', () => {
  it('takes rounds, data and learning rate back together, and the lineage forward', () => {
    const { table, positions } = afterRounds(5)
    const rates = table
      .kinds()
      .flatMap((kind) => (kind.type === 'roundOpened' ? [kind.etaBits] : []))
    const lineages = new Set(
      table.kinds().flatMap((k) => (k.type === 'roundClosed' ? [`${k.lineage}`] : [])),
    )
    expect(revert(table, 3)).toBe('ok')
    const undone = table.kinds().filter((kind) => kind.type === 'reverted')
    expect(undone.map((kind) => [kind.round, kind.to])).toEqual([
      [4, 3],
      [3, 3],
    ])
    const { view } = table.state()
    // The next round is open again: it is the third, with its batches and its rate.
    expect(view.open?.before).toEqual(positions[3])
    expect(table.lastOf('roundOpened').etaBits).toBe(rates[3])
    expect(view.step).toBe(7)
    expect(view.trained).toBe(3)
    expect(lineages.has(`${view.lineage}`)).toBe(false)
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { step: 7 } })
  })

  it('makes commitments of the open round void, without blame', () => {
    const { table } = afterRounds(3)
    const mine = commitmentOf(table, 0)
    expect(table.say(mine)).toBe('ok')
    const misses = new Map(table.state().view.misses)
    expect(revert(table, 2)).toBe('ok')
    expect(table.say(mine)).toBe('stale-round')
    expect([...table.state().view.misses]).toEqual([...misses])
  })

  it('of a round that was undone, is not accepted, or is too long ago is refused and appends nothing', () => {
    const { table } = afterRounds(6)
    const { length } = table.log
    for (const round of [0, 1, 6, 99]) expect(revert(table, round)).toBe('not-undoable')
    expect(table.log.length).toBe(length)
    expect(revert(table, 5)).toBe('ok')
    expect(revert(table, 5)).toBe('not-undoable')
  })

  it('that a crash cut in two goes on after the restart', () => {
    const { table } = afterRounds(5)
    revert(table, 3)
    const cut = table.log.findIndex((_, i) => table.kinds()[i]?.type === 'reverted')
    const half = foldLog(table.crypto, table.log.slice(0, cut + 1))
    expect(half).toMatchObject({ ok: true, view: { reverting: 3, trained: 4 } })
    if (!half.ok) return
    const again = rebootOn(table, half.view)
    expect(again.view.reverting).toBeUndefined()
    expect(again.view.trained).toBe(3)
  })
})

const viewWith = (table: Table, coldStartRounds: number): View => {
  const { view } = table.state()
  return { ...view, config: { ...view.config, coldStartRounds } }
}

describe('a newcomer', () => {
  it('weighs at most 1 while its momentum is young, and what it trained counts', () => {
    const { table } = afterRounds(3)
    commitAll(table, [0, 1, 2])
    const open = table.open()
    const commitments = (open.closed?.commitments ?? []).map((signed, i) => ({
      ...signed,
      message: { ...signed.message, batches: Array.from({ length: i === 0 ? 36 : 4 }, () => i) },
    }))
    const closed = { ...open, closed: { ...open.closed, commitments } } as OpenRound
    const { signer } = commitments[0] as (typeof commitments)[number]
    const weights = (coldStartRounds: number, joinedStep: number) => {
      const view = viewWith(table, coldStartRounds)
      const member = { ...view.members.get(signer), joinedStep } as Member
      const members = new Map(view.members).set(signer, member)
      const accepted = commitments.map(() => 'accepted' as const)
      return closeRound(table.crypto, { ...view, members }, closed, accepted).contributions.map(
        ({ weight }) => weight,
      )
    }
    expect(weights(0, 2)).toEqual([3, 1, 1])
    expect(weights(2, 2)).toEqual([1, 1, 1])
    expect(weights(1, 2)).toEqual([3, 1, 1])
    // Who was there from the start rises with the run.
    expect(weights(9, 0)).toEqual([3, 1, 1])
  })
})

describe('a restart', () => {
  it('takes the position of the checkpoint, and everybody fetches its state', () => {
    const { table } = afterRounds(2)
    const { lineage } = table.state().view
    const at = table.open().before
    const root = table.crypto.hash(Uint8Array.of(9))
    const digest = new Uint8Array(0)
    table.send({ type: 'snapshot', step: 2, root, stateRoot: root, digest })
    playRound(table)
    playRound(table)
    expect(restart(table, 2)).toBe('ok')
    const { view } = table.state()
    expect(positionOf(view)).toEqual(at)
    expect(view).toMatchObject({
      step: 5,
      trained: 2,
      phase: 'Warmup',
      snapshot: { step: 5, root },
    })
    expect(view.lineage).not.toEqual(lineage)
    expect(table.state().ready.size).toBe(0)
    const folded = foldLog(table.crypto, table.log, 'all')
    // What a replay applies: the rounds that the checkpoint holds, and no later one.
    expect(folded.ok && folded.history.map(({ step }) => step)).toEqual([0, 1])
  })

  it('found by review: makes everybody as new as the state, whose momentum is of another', () => {
    const { table } = afterRounds(3)
    expect(restart(table, 0)).toBe('ok')
    const { members, step } = table.state().view
    expect([...members.values()].map(({ joinedStep }) => joinedStep)).toEqual([step, step, step])
    expect([...members.keys()].every((id) => isNewcomer(viewWith(table, 2), id))).toBe(true)
    expect([...members.keys()].some((id) => isNewcomer(viewWith(table, 0), id))).toBe(false)
  })

  it('from the base begins anew', () => {
    const { table } = afterRounds(3)
    expect(restart(table, 0)).toBe('ok')
    expect(table.state().view).toMatchObject({ trained: 0, cursor: 0, queue: [], step: 4 })
  })

  it('from a checkpoint that the log does not name is refused and appends nothing', () => {
    const { table } = afterRounds(3)
    const { length } = table.log
    expect(restart(table, 2)).toBe('no-checkpoint')
    expect(table.log.length).toBe(length)
  })
})
