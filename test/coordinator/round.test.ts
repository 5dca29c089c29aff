/** One round, message by message: what is accepted, what returns to the queue, who is blamed, and that order decides nothing. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { countOf, joinRanges, numbersOf, rangesOf, takeRanges } from '../../coordinator/ranges.ts'
import { learnSpeeds, sharesOf } from '../../coordinator/speeds.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Commitment } from '../../proto/messages.ts'
import type { Signed } from '../../proto/wire.ts'
import { commitAll, commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const fold = (table: Table) => foldLog(table.crypto, table.log)
const all = (table: Table) => table.members.map((_, i) => i)

describe('ranges', () => {
  const set = fc.uniqueArray(fc.nat(60), { maxLength: 40 })
  const rising = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b)
  it('are sets: union, the lowest n, back and forth', () => {
    fc.assert(
      fc.property(set, set, fc.nat(50), (a, b, n) => {
        expect(numbersOf(rangesOf(a))).toEqual(rising(a))
        const joined = joinRanges(rangesOf(a), rangesOf(b))
        expect(joined).toEqual(rangesOf([...new Set([...a, ...b])]))
        const { taken, left } = takeRanges(rangesOf(a), n)
        expect(numbersOf(taken)).toEqual(rising(a).slice(0, n))
        expect(numbersOf(left)).toEqual(rising(a).slice(n))
        expect(countOf(taken) + countOf(left)).toBe(a.length)
      }),
    )
  })
})

describe('speeds', () => {
  const table = openTable(3)
  const delivery = (i: number, tookMs: number, trainMs = 1) => ({
    commitment: commitmentOf(table, i, { trainMs }),
    tookMs,
  })
  const id = (i: number) => table.members[i]?.self ?? ''

  it('come from the time of delivery, not from what a member says of itself', () => {
    const slow = learnSpeeds(new Map(), [delivery(0, 4000, 1), delivery(1, 1000, 4_000_000)])
    expect((slow.get(id(1)) ?? 0) > 3 * (slow.get(id(0)) ?? 0)).toBe(true)
  })

  it('move by a quarter, whatever the order of deliveries', () => {
    const before = new Map([[id(0), 1000]])
    const one = learnSpeeds(before, [delivery(0, 1000), delivery(1, 2000)])
    const other = learnSpeeds(before, [delivery(1, 2000), delivery(0, 1000)])
    expect([...one].sort()).toEqual([...other].sort())
    const batches = commitmentOf(table, 0).message.batches.length
    expect(one.get(id(0))).toBe(Math.floor((3000 + batches * 1000) / 4))
  })

  it('give shares in proportion, and nobody less than a quarter of the usual one', () => {
    const speeds = new Map([
      ['a', 100],
      ['b', 200],
      ['c', 1],
      ['d', 100_000],
    ])
    expect(sharesOf(speeds, ['a', 'b', 'c', 'd', 'new']).shares).toEqual([100, 200, 50, 800, 200])
    expect(sharesOf(new Map(), ['a', 'b']).shares).toEqual([1, 1])
  })

  it('are not learnt from what was refused', () => {
    const run = openTable(4)
    commitAll(run, all(run))
    for (const i of all(run)) run.say(reportOf(run, i, [0, 1, 2], [3]))
    const refused = run.lastOf('roundClosed').refused.map((r) => r.commitment)
    expect(refused).toEqual([3])
    expect([...run.state().view.measured.speeds.keys()]).toEqual(
      [0, 1, 2].map((i) => run.members[i]?.self),
    )
  })
})

describe('batches', () => {
  it('that were not accepted go back to the queue, and the next round trains them first', () => {
    const table = openTable(4)
    const lost = commitmentOf(table, 3).message.batches
    commitAll(table, all(table))
    for (const i of all(table)) table.say(reportOf(table, i, [0, 1, 2], [3]))
    expect(numbersOf(table.lastOf('roundClosed').returned)).toEqual(lost)
    const opened = table.lastOf('roundOpened')
    expect(opened.round).toBe(1)
    expect(numbersOf(opened.returned)).toEqual(lost)
    expect(opened.firstBatch).toBe(16)
    expect(
      table
        .open()
        .assigned.flat()
        .sort((a, b) => a - b),
    ).toEqual([...lost, ...Array.from({ length: 16 - lost.length }, (_, i) => 16 + i)])
    expect(fold(table).ok).toBe(true)
  })

  it('of a void round all go back', () => {
    const table = openTable(4)
    commitAll(table, [])
    expect(table.lastOf('roundClosed').accepted).toEqual([])
    expect(numbersOf(table.lastOf('roundOpened').returned)).toEqual(
      Array.from({ length: 16 }, (_, i) => i),
    )
    expect(table.state().view.cursor).toBe(16)
  })

  it('are trained once or in the queue, whoever is silent, refused or drops some', () => {
    const act = fc.constantFrom<Act>('accepted', 'refused', 'silent', 'drops')
    const acts = fc.array(act, { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(acts, { minLength: 1, maxLength: 6 }), fc.nat(2), (script, slots) => {
        const table = openTable(4, { missLimit: 1000, batches: 10, slots })
        const done = script.flatMap((round) => playRound(table, round))
        const { view } = table.state()
        const { assigned = [], slots: later = [] } = view.open ?? {}
        const given = [assigned, ...later.map((slot) => slot.assigned)].flat(2)
        const seen = [...done, ...numbersOf(view.queue), ...given].sort((a, b) => a - b)
        expect(seen).toEqual(Array.from({ length: view.cursor }, (_, i) => i))
        expect(fold(table).ok).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

type Act = 'accepted' | 'refused' | 'silent' | 'drops'

/** One round in which each member does its act. Gives the batches of those that are accepted. */
function playRound(table: Table, acts: readonly Act[]): number[] {
  if (table.state().view.open === undefined) return []
  const who = all(table).filter((i) => acts[i] !== 'silent')
  commitAll(table, who, (i, slot) => {
    const { batches } = commitmentOf(table, i, { slot }).message
    return acts[i] === 'drops' ? { batches: batches.slice(1), dropped: batches.slice(0, 1) } : {}
  })
  const logged = table.state().view.open?.closed?.commitments ?? []
  const actOf = (id: string | undefined) => acts[table.members.findIndex((m) => m.self === id)]
  const indexes = [...logged.keys()]
  const refusals = indexes.filter((at) => actOf(logged[at]?.signer) === 'refused')
  const marks = indexes.filter((at) => !refusals.includes(at))
  for (const i of all(table))
    if (table.state().view.open?.closed !== undefined)
      table.say(reportOf(table, i, marks, refusals))
  return marks.flatMap((at) => {
    const { batches, dropped } = (logged[at] as Signed<Commitment>).message
    return [...batches, ...dropped]
  })
}

describe('with more members than batches', () => {
  it('nobody waits for those who have none, and nobody is blamed', () => {
    const table = openTable(6, { batches: 2, missLimit: 1 })
    const opened = table.now()
    const working = table
      .open()
      .members.flatMap((id, i) =>
        (table.open().assigned[i]?.length ?? 0) > 0
          ? [table.members.findIndex((m) => m.self === id)]
          : [],
      )
    expect(working.length).toBe(2)
    commitAll(table, working)
    expect(table.now()).toBe(opened)
    for (const i of all(table)) {
      if (table.state().view.open?.closed === undefined) break
      table.say(reportOf(table, i, [0, 1]))
    }
    expect(table.lastOf('roundClosed').accepted.length).toBe(2)
    expect(table.open().members.length).toBe(6)
  })
})

describe('blame', () => {
  it('falls on nobody who did what was asked, though the round was void', () => {
    const table = openTable(4, { missLimit: 1, slots: 0 })
    const commitments = [0, 1, 2].map((i) => commitmentOf(table, i))
    for (const signed of commitments) table.say(signed)
    for (const i of [0, 1]) table.say(listOf(table, i, commitments))
    table.pass(10_000_000)
    expect(table.lastOf('roundClosed').accepted).toEqual([])
    // One was a witness and listed nothing, one did nothing at all.
    expect(table.lastOf('membersChanged').left.map((l) => [toHex(l.member), l.code])).toEqual(
      [2, 3].map((i) => [table.members[i]?.self, 'silent']),
    )
  })
})

describe('a payload that no quorum can mark any more', () => {
  it('because witnesses are gone is undecided, and its author is not blamed', () => {
    const table = openTable(4, { missLimit: 1 })
    commitAll(table, all(table))
    expect(table.open().closed).toBeDefined()
    for (const i of [2, 3])
      table.send({ type: 'peer', member: table.members[i]?.self ?? '', up: false })
    const { refused } = table.state().view.lastClosed ?? {}
    expect(refused?.map(({ code }) => code)).toEqual(Array(4).fill('undecided'))
    expect(table.lastOf('membersChanged').left.map((l) => l.code)).toEqual(['gone', 'gone'])
  })

  it('because witnesses refuse it is refused, and its author is blamed', () => {
    const table = openTable(4, { missLimit: 1 })
    commitAll(table, all(table))
    for (const i of [0, 1, 2]) table.say(reportOf(table, i, [0, 1, 2], [3]))
    const { refused } = table.state().view.lastClosed ?? {}
    expect(refused?.map(({ code }) => code)).toEqual(['refused'])
    expect(table.lastOf('membersChanged').left.map((l) => l.code)).toEqual(['silent'])
  })
})

/** All messages of a round in some order; some twice; what they lead to. */
function closingOf(order: readonly number[], marks: readonly (readonly number[])[]): Uint8Array {
  const table = openTable(5, { witnesses: 5 })
  const commitments = all(table).map((i) => commitmentOf(table, i))
  const first: Signed[] = [
    ...commitments,
    // One witness lists nothing and one says half before it says all: the decision falls at the deadline.
    ...[0, 1, 2, 3].map((i) => listOf(table, i, commitments)),
    listOf(table, 1, commitments.slice(0, 2)),
  ]
  const shuffled = (messages: readonly Signed[]) =>
    [...messages.keys()]
      .sort((a, b) => (order[a % order.length] ?? 0) - (order[b % order.length] ?? 0) || a - b)
      .flatMap((i) => [messages[i] as Signed, messages[(i * 7) % messages.length] as Signed])
  for (const signed of shuffled(first)) table.say(signed)
  if (table.state().view.open?.closed === undefined) table.pass(10_000_000)
  const reports = [0, 1, 2, 3].flatMap((i) => {
    const mine = marks[i] as readonly number[]
    const others = [0, 1, 2, 3, 4].filter((c) => !mine.includes(c))
    return [reportOf(table, i, mine, others), reportOf(table, i, mine.slice(0, 1))]
  })
  for (const signed of shuffled(reports)) table.say(signed)
  if (table.state().view.open?.round === 0) table.pass(10_000_000)
  const closed = table.lastOf('roundClosed')
  return table.crypto.hash(
    Uint8Array.from(closed.accepted.flatMap((a) => [a.commitment, a.weight])),
    closed.lineage,
    Uint8Array.from(numbersOf(closed.returned)),
  )
}

describe('a timer that fires before its time, because the clock was set back', () => {
  it('is set again, so that the deadline still ends the wait', () => {
    const table = openTable(3, { slots: 0 })
    const { deadlineMs } = table.state()
    table.timers.delete('deadline')
    table.pass(deadlineMs - table.now() - 1)
    expect(table.timers.get('deadline')).toBe(deadlineMs)
  })
})

describe('the order of arrival', () => {
  it('decides nothing: any interleaving of a round gives the same closing', () => {
    const order = fc.array(fc.nat(1000), { minLength: 10, maxLength: 10 })
    const marks = fc.array(fc.subarray([0, 1, 2, 3, 4]), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(order, order, marks, (a, b, said) => {
        expect(closingOf(a, said)).toEqual(closingOf(b, said))
      }),
      { numRuns: 60 },
    )
  })

  it('an older report that comes late takes nothing back', () => {
    const table = openTable(4)
    commitAll(table, all(table))
    const half = reportOf(table, 0, [0])
    const whole = reportOf(table, 0, [0, 1, 2, 3])
    table.say(whole)
    table.say(half)
    expect(table.state().reports.get(table.members[0]?.self ?? '')?.body).toEqual(whole.body)
  })
})
