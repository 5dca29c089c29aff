/** Missed rounds are counted by the fold of the log: who is silent is let go whoever decides, and whatever process that is. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { missesAfter } from '../../coordinator/view-misses.ts'
import { stageDraft } from '../sim/run-scenario.ts'
import { simulate } from '../sim/simulate.ts'
import { commitAll, openTable, rebootOn, reportOf, type Table } from './table.ts'

function playRound(table: Table, who: readonly number[]): void {
  commitAll(table, who)
  for (const i of who)
    if (table.open()?.closed !== undefined) table.say(reportOf(table, i, [...who.keys()]))
  if (table.open()?.closed !== undefined) table.pass(10_000_000)
}

describe('missed rounds', () => {
  it('outlive the process that counted them, and a connection that comes again', () => {
    const table = openTable(4, { missLimit: 3, slots: 0 })
    const silent = table.members[3]?.self ?? ''
    playRound(table, [0, 1, 2])
    playRound(table, [0, 1, 2])
    expect([...table.state().view.misses]).toEqual([[silent, 2]])
    const folded = foldLog(table.crypto, table.log)
    if (!folded.ok) throw new Error(folded.code)
    expect([...rebootOn(table, folded.view).view.misses]).toEqual([[silent, 2]])
    table.comeBack()
    expect([...table.state().view.misses]).toEqual([[silent, 2]])
    playRound(table, [0, 1, 2, 3])
    expect([...table.state().view.misses]).toEqual([])
  })

  it('are said of nobody who delivered, and of nobody of whom nothing was asked', () => {
    const table = openTable(4, { witnesses: 1, batches: 3, slots: 0 })
    commitAll(table, [0, 1, 2, 3])
    const open = table.open()
    const decisions = (open.closed?.commitments ?? []).map(() => 'accepted')
    const isWitness = (i: number) => open.witnesses.includes(i)
    const others = [0, 1, 2, 3].filter((i) => !isWitness(i))
    const view = { misses: new Map(), members: table.state().view.members }
    for (const i of others) expect(missesAfter(view, open, decisions, [i])).toBeUndefined()
    expect(missesAfter(view, open, decisions, [])).toEqual(new Map())
    // Its word as a witness may have been waited for.
    const [witness = 0] = open.witnesses
    expect(missesAfter(view, open, decisions, [witness])?.size).toBe(1)
  })
})

it('nothing is kept of somebody who was put out in the round', () => {
  const table = openTable(4, { minMembers: 2, slots: 0 })
  const out = table.members[3]?.self ?? ''
  expect(table.send({ type: 'eject', id: 1, member: out, reason: '' })).toBe('ok')
  playRound(table, [0, 1, 2])
  expect(table.lastOf('roundClosed').missed).toHaveLength(1)
  expect([...table.state().view.misses]).toEqual([])
})

describe('a member that gives nothing', () => {
  it('is let go, though its coordinator is started anew after each round that it missed', () => {
    const draft = { nodes: 5, rounds: 14, seed: 61, liars: ['1 stale'] }
    const { net } = stageDraft({ ...draft, config: { missLimit: 3, slots: 0 } })
    const viewOf = () => net.coordinator().state().view
    const liar = net.members.find((m) => m.lie !== undefined)
    const misses = () => viewOf().misses.get(liar?.id ?? '') ?? 0
    for (const count of [1, 2]) {
      expect(net.until(() => misses() === count)).toBe(true)
      net.killCoordinator()
      net.until(() => false, 1000)
      net.startCoordinator()
      expect(misses()).toBe(count)
    }
    expect(net.until(() => !viewOf().members.has(liar?.id ?? ''))).toBe(true)
    expect(net.until(net.finished)).toBe(true)
    expect(net.violations).toEqual([])
  })

  it('and is still there when the run is paused, is let go and joins again after the pause', () => {
    const net = simulate({
      nodes: 2,
      rounds: 6,
      seed: 62,
      config: { missLimit: 1, extraWaitMs: 0 },
    })
    const viewOf = () => net.coordinator().state().view
    net.until(() => viewOf().step >= 2 && viewOf().phase === 'RoundTrain')
    net.coordinator().post({ type: 'command', command: 'pause' })
    // Two replicas that differ: the round is void, and both have missed it.
    net.members[0]?.flip()
    net.until(() => viewOf().phase === 'Paused')
    net.coordinator().post({ type: 'command', command: 'resume' })
    expect(net.until(net.finished)).toBe(true)
    expect(net.violations).toEqual([])
  })
})
