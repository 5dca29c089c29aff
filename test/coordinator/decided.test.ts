/** A phase ends as soon as everything is decided, at a quorum and not before; what is undecided at the deadline is nobody's fault. */
import { describe, expect, it } from 'vitest'
import { simulate } from '../sim/simulate.ts'
import { commitAll, commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const hourMs = 3_600_000
const everybody = (table: Table) => [...table.members.keys()]
/** ⌊2n/3⌋+1, written out. */
const quorums = [1, 2, 3, 3, 4, 5, 5, 6].map((needed, i) => [i + 1, needed] as const)

describe.each(quorums)('of %i witnesses %i', (count, needed) => {
  it('lists close commitments at once, and one fewer does not', () => {
    const table = openTable(count, { witnesses: count })
    const said = everybody(table).map((i) => commitmentOf(table, i))
    for (const signed of said) table.say(signed)
    const opened = table.now()
    for (let i = 0; i < needed; i++) {
      expect(table.open().closed).toBeUndefined()
      table.say(listOf(table, i, said))
    }
    expect(table.open().closed?.commitments.length).toBe(count)
    expect(table.now()).toBe(opened)
  })

  it('marks accept at once, and one fewer does not', () => {
    const table = openTable(count, { witnesses: count })
    commitAll(table, everybody(table))
    const { round } = table.open()
    for (let i = 0; i < needed; i++) {
      expect(table.open().round).toBe(round)
      table.say(reportOf(table, i, everybody(table)))
    }
    expect(table.state().view.lastClosed?.contributions.length).toBe(count)
  })
})

describe('what is undecided at the deadline', () => {
  it('is refused without blame, and its batches come again', () => {
    const table = openTable(4, { missLimit: 1 })
    commitAll(table, everybody(table))
    // Everybody saw three of the payloads, and two of the four that of the last.
    for (const i of everybody(table))
      table.say(reportOf(table, i, i < 2 ? [0, 1, 2, 3] : [0, 1, 2]))
    const { closed, assigned } = table.open()
    expect(closed).toBeDefined()
    table.pass(hourMs)
    const { lastClosed } = table.state().view
    expect(lastClosed?.contributions.length).toBe(3)
    expect(lastClosed?.refused.map(({ code }) => code)).toEqual(['undecided'])
    expect(
      table.kinds().some((kind) => kind.type === 'membersChanged' && kind.left.length > 0),
    ).toBe(false)
    expect(
      table
        .open()
        .assigned.flat()
        .sort((a, b) => a - b)
        .slice(0, 4),
    ).toEqual(assigned[table.open().members.indexOf(lastClosed?.refused[0]?.member ?? '')])
  })
})

/** Where each phase may take an hour, none of them takes a minute. */
it('no phase waits for its deadline where nothing is missing', () => {
  const net = simulate({
    nodes: 5,
    rounds: 6,
    seed: 3,
    config: {
      deadlines: 'fixed',
      epochRounds: 3,
      warmupMs: hourMs,
      trainMaxMs: hourMs,
      witnessMaxMs: hourMs,
      cooldownMs: hourMs,
      checkpointMs: hourMs,
    },
  })
  const started = net.world.queue.now()
  expect(net.until(net.finished)).toBe(true)
  expect(net.violations).toEqual([])
  expect(net.world.queue.now() - started).toBeLessThan(60_000)
  const { view } = net.coordinator().state()
  expect([view.epoch.number, view.trained]).toEqual([2, 6])
})
