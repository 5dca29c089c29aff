/** Large rounds: whose word on the merged votes counts, before the log and in it. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { append, type CoordinatorParts } from '../../coordinator/round-work.ts'
import { fromHex, toHex } from '../../kernels/hash.ts'
import type { Crypto } from '../../node/ports.ts'
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
/** Enough to append. */
const partsOf = (table: Table) => table.crypto as unknown as CoordinatorParts
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

/** What the coordinator's own replica makes of the round. */
const ownMerge = (table: Table) =>
  table.send({
    type: 'merged',
    round: closedOf(table)?.round ?? 0,
    root: root(1),
    rangesRoot: root(2),
    bytes: 9,
    form: 0,
  })
const idOf = (table: Table, i: number) => aggregatorsOf(table)[i] as string
const disputeOf = (table: Table, id: string, { envelope }: Signed, round = 0) =>
  table.seal(table.members.find(({ self }) => self === id) as Crypto, {
    type: 'disputed',
    round,
    statement: envelope,
  })
const isOut = (table: Table, id: string) => {
  const { members, ejected } = table.state().view
  return !members.has(id) && ejected.has(id)
}

describe('a false merge', () => {
  it('that its signer tells the coordinator puts it out, with the word as evidence; the true one counts', () => {
    const table = closedTable()
    const liar = idOf(table, 0)
    table.say(wordOf(table, liar, { rangesRoot: root(7) }))
    expect(table.state().view.members.has(liar)).toBe(true)
    ownMerge(table)
    expect(isOut(table, liar)).toBe(true)
    const gone = table.lastOf('membersChanged').left
    expect(gone).toMatchObject([{ code: 'false-merge' }])
    expect(gone[0]?.evidence).toEqual(wordOf(table, liar, { rangesRoot: root(7) }).envelope)
    for (const i of [1, 2]) table.say(wordOf(table, idOf(table, i)))
    expect(mergeOf(table)?.signers).toHaveLength(2)
    expect(foldLog(table.crypto, table.log).ok).toBe(true)
  })

  it('that two sign alike is not logged: the payloads count, and both are put out', () => {
    const table = closedTable()
    ownMerge(table)
    const liars = [idOf(table, 0), idOf(table, 1)]
    const words = liars.map((id) => wordOf(table, id, { root: root(7) }))
    for (const word of words) table.say(word)
    expect(mergeOf(table)).toBeUndefined()
    expect(liars.map((id) => isOut(table, id))).toEqual([true, true])
  })

  it('that its signer told others is shown by whoever heard it', () => {
    const table = closedTable()
    const [liar, accuser] = [idOf(table, 0), others(table)[0] as string]
    const dispute = disputeOf(table, accuser, wordOf(table, liar, { bytes: 8 }))
    expect(table.say(dispute)).toBe('cannot-judge')
    ownMerge(table)
    expect(table.say(dispute)).toBe('ok')
    expect([isOut(table, liar), isOut(table, accuser)]).toEqual([true, false])
    expect(foldLog(table.crypto, table.log).ok).toBe(true)
  })

  it('is none because somebody says so: who accuses a true one goes itself', () => {
    const table = closedTable()
    ownMerge(table)
    const [honest, accuser] = [idOf(table, 0), idOf(table, 1)]
    const dispute = disputeOf(table, accuser, wordOf(table, honest))
    expect(table.say(dispute)).toBe('false-accusation')
    expect([isOut(table, honest), isOut(table, accuser)]).toEqual([false, true])
    expect(table.lastOf('membersChanged').left[0]?.evidence).toEqual(dispute.envelope)
    expect(foldLog(table.crypto, table.log).ok).toBe(true)
  })

  it('cannot be made up: a word of nobody who was drawn, of another round, or of another key is no evidence', () => {
    const table = closedTable()
    ownMerge(table)
    const [accuser, stranger] = others(table) as [string, string]
    const says = (word: Signed, round = 0) => table.say(disputeOf(table, accuser, word, round))
    expect(says(wordOf(table, stranger, { bytes: 8 }))).toBe('bad-evidence')
    expect(says(wordOf(table, idOf(table, 0), { round: 4 }))).toBe('bad-evidence')
    expect(says(wordOf(table, idOf(table, 0)), 4)).toBe('stale-round')
    const spoilt = wordOf(table, idOf(table, 0), { bytes: 8 })
    const envelope = spoilt.envelope.with(-1, (spoilt.envelope.at(-1) as number) ^ 1)
    expect(says({ ...spoilt, envelope })).toBe('bad-evidence')
    expect(table.state().view.ejected.size).toBe(0)
  })
})

describe('a charge without its evidence is refused although the coordinator signed it', () => {
  const charges: [string, (table: Table) => [id: string, code: string, evidence: Uint8Array]][] = [
    ['nothing', (t) => [idOf(t, 0), 'false-merge', new Uint8Array(0)]],
    [
      'the word of another',
      (t) => [idOf(t, 0), 'false-merge', wordOf(t, idOf(t, 1), { bytes: 8 }).envelope],
    ],
    ['the logged word', (t) => [idOf(t, 0), 'false-merge', wordOf(t, idOf(t, 0)).envelope]],
    [
      'a word in place of an accusation',
      (t) => [idOf(t, 0), 'false-accusation', wordOf(t, idOf(t, 0)).envelope],
    ],
    ['evidence of nothing', (t) => [idOf(t, 0), 'silent', wordOf(t, idOf(t, 0)).envelope]],
  ]
  it.each(charges)('%s', (_name, charge) => {
    const table = closedTable()
    ownMerge(table)
    for (const i of [0, 1]) table.say(wordOf(table, idOf(table, i)))
    const { view } = table.state()
    const [id, code, evidence] = charge(table)
    const kind = {
      type: 'membersChanged',
      admitted: [],
      left: [{ member: fromHex(id) as Uint8Array, code, reason: '', evidence }],
    } as const
    const work = { parts: partsOf(table), now: table.now(), state: table.state(), effects: [] }
    expect(() => append(work, kind)).toThrow(/members-evidence/)
    expect(view.members.has(id)).toBe(true)
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
