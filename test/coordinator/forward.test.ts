/** Commitments that reach witnesses alone, and two of one slot: honest lists stay usable, and nothing is left out. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { lackingOf } from '../../coordinator/round-inbox.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Crypto } from '../../node/ports.ts'
import type { Signed } from '../../proto/wire.ts'
import { commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const idOf = (table: Table, i: number): string => table.members[i]?.self ?? ''
const digits = (table: Table, signed: Signed) => toHex(table.crypto.hash(signed.body)).slice(0, 8)
const loggedOf = (table: Table) => table.open().closed?.commitments.map((c) => toHex(c.body)) ?? []
const bodies = (commitments: readonly Signed[]) => commitments.map((c) => toHex(c.body)).sort()

/** Four members, all witnesses; everybody but the last has told the coordinator. */
function withoutLast(slots = 1) {
  const table = openTable(4, { slots })
  const all = [0, 1, 2, 3].map((i) => commitmentOf(table, i))
  for (const signed of all.slice(0, 3)) expect(table.say(signed)).toBe('ok')
  return { table, all, last: all[3] as Signed }
}

describe('a commitment that witnesses have and the coordinator lacks', () => {
  it('is asked for, brought by a witness that lists it, and logged', () => {
    const { table, all, last } = withoutLast()
    for (const i of [0, 1, 2])
      expect(lackingOf(table.say(listOf(table, i, all)))).toEqual([digits(table, last)])
    expect(table.open().closed).toBeUndefined()
    expect(table.say(last, idOf(table, 0))).toBe('ok')
    expect(loggedOf(table).toSorted()).toEqual(bodies(all))
    expect(foldLog(table.crypto, table.log).ok).toBe(true)
  })

  it('counts when its author has lost its connection, and that is not taken for one', () => {
    const { table, all, last } = withoutLast(0)
    table.send({ type: 'peer', member: idOf(table, 3), up: false })
    for (const i of [0, 1]) table.say(listOf(table, i, all))
    expect(table.say(last, idOf(table, 1))).toBe('ok')
    expect(table.state().up.has(idOf(table, 3))).toBe(false)
    table.say(listOf(table, 2, all))
    expect(loggedOf(table).toSorted()).toEqual(bodies(all))
  })

  it('counts when its author has left since', () => {
    const { table, all, last } = withoutLast(0)
    for (const i of [0, 1]) table.say(listOf(table, i, all))
    table.say(table.seal(table.members[3] as never, { type: 'leave', reason: 'left' }))
    expect(table.say(last, idOf(table, 1))).toBe('ok')
    table.say(listOf(table, 2, all))
    expect(loggedOf(table)).toHaveLength(4)
  })

  it('is refused from whoever does not list it, and nothing but a commitment may be brought', () => {
    const { table, all, last } = withoutLast()
    expect(table.say(last, idOf(table, 0))).toBe('not-listed')
    table.say(listOf(table, 0, all))
    expect(table.say(last, idOf(table, 1))).toBe('not-listed')
    expect(table.say(last, 'a stranger')).toBe('not-a-member')
    expect(table.say(listOf(table, 2, all), idOf(table, 0))).toBe('not-yours')
    expect(table.state().commitments.size).toBe(3)
  })
})

it('an answer asks for six at most, and fits the 64 characters of a code', () => {
  const table = openTable(12)
  const all = [...table.members.keys()].map((i) => commitmentOf(table, i))
  const witness = table.open().witnesses[0] as number
  const code = table.say(listOf(table, witness, all))
  expect(lackingOf(code)).toHaveLength(6)
  expect(code.length).toBeLessThanOrEqual(64)
  expect(lackingOf('ok')).toEqual([])
})

describe('two commitments of one slot', () => {
  const both = (first: 'A' | 'B') => {
    const { table, all, last } = withoutLast()
    const other = commitmentOf(table, 3, { tokens: 7 })
    const said = first === 'A' ? [last, other] : [other]
    return { table, all, last, other, said }
  }

  it.each(['A', 'B'] as const)('the listed one is logged, where %s came first', (first) => {
    const { table, all, last, said } = both(first)
    for (const signed of said) table.say(signed)
    for (const i of [0, 1, 2]) table.say(listOf(table, i, all))
    if (first === 'B') expect(table.say(last, idOf(table, 2))).toBe('equivocated')
    expect(loggedOf(table).toSorted()).toEqual(bodies(all))
    expect(table.state().evidence.has(idOf(table, 3))).toBe(true)
    expect(foldLog(table.crypto, table.log).ok).toBe(true)
  })

  it('a list that names the other one is left aside, and a quorum that agrees closes', () => {
    const { table, all, other } = both('A')
    const others = [...all.slice(0, 3), other]
    table.say(all[3] as Signed)
    table.say(listOf(table, 3, others))
    expect(table.say(other, idOf(table, 3))).toBe('equivocated')
    for (const i of [0, 1, 2]) table.say(listOf(table, i, all))
    expect(loggedOf(table).toSorted()).toEqual(bodies(all))
    expect(table.lastOf('commitmentsClosed').lists).toHaveLength(3)
  })

  it('that nobody lists hold up nothing, and are kept once', () => {
    const { table, all, last } = both('A')
    table.say(last)
    for (const tokens of [7, 8, 9])
      expect(table.say(commitmentOf(table, 3, { tokens }))).toBe('equivocated')
    expect(table.state().byHash.size).toBe(4)
    for (const i of [0, 1, 2]) table.say(listOf(table, i, all.slice(0, 3)))
    expect(loggedOf(table).toSorted()).toEqual(bodies(all.slice(0, 3)))
  })
})

it('a list that names a commitment more than once is refused: as many as they like would be logged', () => {
  const { table, all, last } = withoutLast()
  table.say(last)
  const [first] = all
  const long = listOf(table, 3, [...all, ...Array.from({ length: 4000 }, () => first as Signed)])
  expect(table.say(long)).toBe('repeated')
  expect(table.state().lists.size).toBe(0)
  for (const i of [0, 1, 2]) table.say(listOf(table, i, all))
  expect(loggedOf(table).toSorted()).toEqual(bodies(all))
  expect(table.log.at(-1)?.length).toBeLessThan(8000)
})

describe('who signed two commitments', () => {
  /** It is out by the time that a round can open, and no Warmup waits for it. */
  const expectOut = (table: Table) => {
    expect([...table.state().view.ejected.keys()]).toEqual([idOf(table, 3)])
    expect(table.state().view.phase).toBe('RoundTrain')
    expect(table.open().members).toEqual([0, 1, 2].map((i) => idOf(table, i)))
  }

  it.each([0, 1])('is let go when a pause ends that came before, overlap %i', (overlap) => {
    const table = openTable(4, { minMembers: 2, slots: 0, overlap })
    table.send({ type: 'command', command: 'pause', id: 1 })
    table.say(commitmentOf(table, 3))
    table.say(commitmentOf(table, 3, { tokens: 7 }))
    const given = [0, 1, 2].map((i) => commitmentOf(table, i))
    for (const signed of given) table.say(signed)
    for (const i of [0, 1, 2]) table.say(listOf(table, i, given))
    for (const i of [0, 1, 2]) table.say(reportOf(table, i, [0, 1, 2]))
    const { step, lineage } = table.state().view
    const ready = { type: 'ready', round: step, lineage, stateDigest: new Uint8Array(0) } as const
    for (const member of table.members) table.say(table.seal(member, ready))
    expect(table.state().view.phase).toBe('Paused')
    table.send({ type: 'command', command: 'resume', id: 2 })
    expectOut(table)
  })

  it('is not waited for where the run starts again from its base', () => {
    const table = openTable(4, { minMembers: 2, slots: 0 })
    table.say(commitmentOf(table, 3))
    table.say(commitmentOf(table, 3, { tokens: 7 }))
    expect(table.send({ type: 'restart', id: 1, step: 0 })).toBe('ok')
    const { step, lineage } = table.state().view
    const ready = { type: 'ready', round: step, lineage, stateDigest: new Uint8Array(0) } as const
    for (const i of [0, 1, 2]) table.say(table.seal(table.members[i] as Crypto, ready))
    expect(table.open().members).toEqual([0, 1, 2].map((i) => idOf(table, i)))
  })
})
