/** Work that silent members left undone goes to others inside the round; everybody commits once to a slot. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { numbersOf } from '../../coordinator/ranges.ts'
import { dutiesOf, workIn } from '../../coordinator/slots.ts'
import { toHex } from '../../kernels/hash.ts'
import { commitAll, commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const all = (table: Table) => table.members.map((_, i) => i)
const idOf = (table: Table, i: number) => table.members[i]?.self ?? ''
const commit = (table: Table, who: readonly number[], slot = 0) =>
  who.map((i) => {
    const signed = commitmentOf(table, i, {
      slot,
      payloadHash: table.crypto.hash(Uint8Array.of(i, slot)),
    })
    return { signed, code: table.say(signed) }
  })
const batchesOf = (table: Table, i: number, slot: number) =>
  workIn(table.open(), slot, table.open().members.indexOf(idOf(table, i))) ?? []

describe('a member that is gone', () => {
  /** Four members; the last loses its connection, the others commit. */
  function withoutOne() {
    const table = openTable(4)
    const lost = batchesOf(table, 3, 0)
    table.send({ type: 'peer', member: idOf(table, 3), up: false })
    const first = commit(table, [0, 1, 2]).map(({ signed }) => signed)
    return { table, lost, first }
  }

  it('has its batches given to the others as soon as they are done, each batch once', () => {
    const { table, lost } = withoutOne()
    const opened = table.lastOf('slotOpened')
    expect(opened).toMatchObject({ slot: 1, round: 0 })
    expect(opened.taken.map((d) => [toHex(d.member), d.slot])).toEqual([[idOf(table, 3), 0]])
    expect(opened.takers.map(toHex)).toEqual([0, 1, 2].map((i) => idOf(table, i)))
    expect(batchesOf(table, 3, 0)).toEqual([])
    const given = [0, 1, 2].flatMap((i) => batchesOf(table, i, 1))
    expect(given.toSorted((a, b) => a - b)).toEqual(lost)
    expect(table.now()).toBe(table.open().openedMs)
  })

  it('loses nothing for the run: the round accepts every batch of it', () => {
    const { table, first } = withoutOne()
    const second = commit(
      table,
      [0, 1, 2].filter((i) => batchesOf(table, i, 1).length > 0),
      1,
    ).map(({ signed }) => signed)
    for (const i of [0, 1, 2]) table.say(listOf(table, i, [...first, ...second]))
    const logged = table.open().closed?.commitments ?? []
    expect(logged.length).toBe(first.length + second.length)
    for (const i of [0, 1, 2]) table.say(reportOf(table, i, [...logged.keys()]))
    expect(table.lastOf('roundClosed').returned).toEqual([])
    expect(table.state().view.queue).toEqual([])
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { trained: 1 } })
  })

  it('that comes back is told that its work was taken, and is not blamed for trying', () => {
    const { table } = withoutOne()
    const late = commitmentOf(table, 3, { batches: [0] })
    expect(table.say(late)).toBe('taken')
  })

  it('commits once to a slot: a second signature is evidence', () => {
    const { table } = withoutOne()
    const i = [0, 1, 2].find((one) => batchesOf(table, one, 1).length > 0) ?? 0
    const [one] = commit(table, [i], 1)
    expect(one?.code).toBe('ok')
    expect(table.say(commitmentOf(table, i, { slot: 1, tokens: 7 }))).toBe('equivocated')
  })

  it('lists of before the slot count no more', () => {
    const table = openTable(4)
    const [one] = commit(table, [0])
    const old = listOf(table, 0, one === undefined ? [] : [one.signed])
    table.send({ type: 'peer', member: idOf(table, 3), up: false })
    commit(table, [1, 2])
    expect(table.say(old)).toBe('stale-slot')
  })
})

describe('a member that is silent', () => {
  it('has its batches given to others at the deadline, once; then they return to the queue', () => {
    const table = openTable(4)
    const lost = batchesOf(table, 3, 0)
    const first = commit(table, [0, 1, 2]).map(({ signed }) => signed)
    expect(table.kinds().some((kind) => kind.type === 'slotOpened')).toBe(false)
    table.pass(60_000)
    expect(table.lastOf('slotOpened').taken.length).toBe(1)
    // Nobody does the second slot either.
    for (const i of [0, 1, 2]) table.say(listOf(table, i, first))
    table.pass(60_000)
    for (const i of all(table)) {
      if (table.state().view.open?.closed === undefined) break
      table.say(reportOf(table, i, [0, 1, 2]))
    }
    expect(numbersOf(table.lastOf('roundClosed').returned)).toEqual(lost)
    expect(table.state().view.misses.get(idOf(table, 3))).toBe(1)
  })

  it('found by a thousand members: one alone is not given what takes it longer than any deadline', () => {
    const table = openTable(4, { rounds: 9 })
    // Everybody takes half of the longest time, so one would need twice that time for the work of three others.
    table.pass(30_000)
    commitAll(table, all(table))
    for (const i of all(table)) table.say(reportOf(table, i, all(table)))
    expect(table.open().round).toBe(1)
    commit(table, [0])
    table.pass(60_000)
    expect(table.kinds().some((kind) => kind.type === 'slotOpened')).toBe(false)
  })

  it('keeps its batches where the run opens no slots', () => {
    const table = openTable(4, { slots: 0 })
    const first = commit(table, [0, 1, 2]).map(({ signed }) => signed)
    for (const i of [0, 1, 2]) table.say(listOf(table, i, first))
    table.pass(60_000)
    expect(table.open().closed?.commitments.length).toBe(3)
    expect(table.kinds().some((kind) => kind.type === 'slotOpened')).toBe(false)
  })
})

describe('a commitment', () => {
  it('of a member that has nothing to train is refused: a vote needs work', () => {
    const table = openTable(6, { batches: 2 })
    const duties = new Set(dutiesOf(table.open()).map(({ member }) => member))
    const idle = all(table).find((i) => !duties.has(idOf(table, i))) ?? -1
    expect(table.say(commitmentOf(table, idle))).toBe('no-work')
  })

  it('to a slot that was not opened is refused', () => {
    const table = openTable(3)
    expect(table.say(commitmentOf(table, 0, { slot: 1 }))).toBe('slot')
  })
})
