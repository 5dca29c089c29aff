/** Large rounds: whose word on the merged votes counts, before the log and in it. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Merged } from '../../proto/messages.ts'
import type { Signed } from '../../proto/wire.ts'
import { sealMessage } from '../../proto/wire.ts'
import { commitAll, openTable, reportOf, type Table } from './table.ts'

const root = (n: number) => new Uint8Array(32).fill(n)
const everybody = [0, 1, 2, 3, 4]

/** Five members, a round that is merged, closed with everything accepted. */
function closedTable(): Table {
  const table = openTable(5, { aggregateAbove: 4 })
  commitAll(table, everybody, (i) => ({ rangesRoot: root(i) }))
  for (const i of everybody)
    if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, everybody))
  return table
}

const closedOf = (table: Table) => table.state().view.lastClosed
const mergeOf = (table: Table) => table.state().view.lastMerge
const wordOf = (table: Table, id: string, change: Partial<Merged> = {}): Signed => {
  const member = table.members.find(({ self }) => self === id)
  if (member === undefined) throw new Error('no such member')
  const round = closedOf(table)?.round ?? 0
  const plain = { type: 'merged', round, root: root(1), rangesRoot: root(2), bytes: 9, form: 0 }
  return table.seal(member, { ...plain, ...change } as Merged)
}
const aggregatorsOf = (table: Table) => closedOf(table)?.aggregators ?? []
const others = (table: Table) =>
  table.members.map(({ self }) => self).filter((id) => !aggregatorsOf(table).includes(id))

describe('a large round', () => {
  it('draws three of its witnesses, and others have no word', () => {
    const table = closedTable()
    expect(closedOf(table)?.void).toBe(false)
    expect(new Set(aggregatorsOf(table)).size).toBe(3)
    expect(table.say(wordOf(table, others(table)[0] as string))).toBe('not-an-aggregator')
  })

  it('refuses commitments that do not name the ranges of their payload', () => {
    const table = openTable(5, { aggregateAbove: 4 })
    commitAll(table, everybody)
    expect(closedOf(table)?.void).toBe(true)
  })

  it('has its merge logged at the second equal word, and everybody folds it', () => {
    const table = closedTable()
    const [a, b, c] = aggregatorsOf(table) as [string, string, string]
    expect(table.say(wordOf(table, a))).toBe('ok')
    expect(mergeOf(table)).toBeUndefined()
    expect(table.say(wordOf(table, b, { root: root(7) }))).toBe('ok')
    expect(mergeOf(table)).toBeUndefined()
    expect(table.say(wordOf(table, b))).toBe('equivocated')
    const before = table.state().view.lineage
    expect(table.say(wordOf(table, c))).toBe('ok')
    expect(mergeOf(table)?.signers).toEqual([a, c].sort())
    expect(table.state().view.lineage).toEqual(before)
    const folded = foldLog(table.crypto, table.log)
    expect(folded.ok && folded.history.at(-1)?.merge?.root).toEqual(root(1))
    expect(folded.ok && folded.history.length).toBe(1)
    expect(table.say(wordOf(table, b, { round: 5 }))).toBe('stale-round')
  })

  it('of few members is not merged', () => {
    const table = openTable(5)
    commitAll(table, everybody)
    for (const i of everybody)
      if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, i, everybody))
    expect(closedOf(table)?.void).toBe(false)
    expect(aggregatorsOf(table)).toEqual([])
    expect(table.say(wordOf(table, table.members[0]?.self as string))).toBe('not-an-aggregator')
  })
})

describe('a merge entry that breaks a rule is refused although the coordinator signed it', () => {
  const lies: [string, (table: Table) => Signed[], string][] = [
    ['one word alone', (t) => [wordOf(t, aggregatorsOf(t)[0] as string)], 'merged-quorum'],
    [
      'words that differ',
      (t) => aggregatorsOf(t).map((id, i) => wordOf(t, id, { bytes: 9 + i })),
      'merged-differ',
    ],
    [
      'a word of somebody who was not drawn',
      (t) => [aggregatorsOf(t)[0], others(t)[0]].map((id) => wordOf(t, id as string)),
      'merged-aggregator',
    ],
    [
      'one word twice',
      (t) => [aggregatorsOf(t)[0], aggregatorsOf(t)[0]].map((id) => wordOf(t, id as string)),
      'merged-envelopes',
    ],
    [
      'words on another round',
      (t) => aggregatorsOf(t).map((id) => wordOf(t, id, { round: 7 })),
      'merged-fields',
    ],
    [
      'an unknown form',
      (t) => aggregatorsOf(t).map((id) => wordOf(t, id, { form: 2 })),
      'merged-fields',
    ],
  ]
  it.each(lies)('%s', (_name, words, code) => {
    const table = closedTable()
    const { view } = table.state()
    const statements = words(table)
      .sort((a, b) => (a.signer < b.signer ? -1 : 1))
      .map(({ envelope }) => envelope)
    const { envelope } = sealMessage(
      view.runId,
      {
        type: 'entry',
        index: view.length,
        term: view.term,
        prevHash: view.head,
        timeS: Math.floor(view.timeMs / 1000),
        timeMs: view.timeMs % 1000,
        kind: { type: 'roundMerged', round: view.lastClosed?.round ?? 0, statements },
      },
      table.crypto,
    )
    const folded = foldLog(table.crypto, [...table.log, envelope])
    expect(folded).toEqual({ ok: false, index: view.length, code })
    expect(toHex(table.state().view.head)).toBe(toHex(view.head))
  })
})
