/** With `overlap: 1`: a round trains while the one before is revealed, and the log, the data and every way back stay whole. */
import { describe, expect, it } from 'vitest'
import type { RunConfig } from '../../coordinator/config.ts'
import { foldLog } from '../../coordinator/fold-log.ts'
import { dueStep } from '../../coordinator/overlap.ts'
import { numbersOf } from '../../coordinator/ranges.ts'
import { batchesOf } from '../../coordinator/slots.ts'
import type { Crypto } from '../../node/ports.ts'
import {
  commitAll,
  commitmentOf,
  listOf,
  openTable,
  rebootOn,
  reportOf,
  type Table,
} from './table.ts'

const all = (table: Table) => table.members.map((_, i) => i)
const view = (table: Table) => table.state().view

/** Three members whose first round is closed to commitments: the second trains. */
function overlapping(config: Partial<RunConfig> = {}): Table {
  const table = openTable(3, { overlap: 1, rounds: 50, schedule: 'linear', ...config })
  commitAll(table, all(table))
  return table
}

/** The round that is revealed is decided; `marks`: the commitments that are accepted. */
function judge(table: Table, marks: readonly number[] = [0, 1, 2]): void {
  const { round } = table.open()
  const refused = [0, 1, 2].filter((i) => !marks.includes(i))
  for (const i of all(table))
    if (table.open().round === round) table.say(reportOf(table, i, marks, refused))
}

function playRound(table: Table): void {
  commitAll(table, all(table))
  judge(table)
}

describe('a round that opens ahead', () => {
  it('trains on the state that the round before it trained on, while that one is revealed', () => {
    const table = overlapping()
    expect(view(table)).toMatchObject({ phase: 'RoundReveal', round: 2, step: 0 })
    expect(view(table).next).toMatchObject({ round: 1, trainsOn: 0 })
    expect(dueStep(view(table))).toBe(0)
    judge(table)
    expect(view(table)).toMatchObject({ phase: 'RoundTrain', step: 1, next: undefined })
    // It is applied when nobody trains on the state before it any more.
    expect(table.open()).toMatchObject({ round: 1, trainsOn: 0, step: 1 })
    expect(dueStep(view(table))).toBe(0)
    commitAll(table, all(table))
    expect(dueStep(view(table))).toBe(1)
    expect(view(table).next).toMatchObject({ round: 2, trainsOn: 1 })
  })

  it('has the learning rate and the batches that it would have had', () => {
    const plain = openTable(3, { rounds: 50, schedule: 'linear' })
    for (let i = 0; i < 6; i++) playRound(plain)
    const table = overlapping()
    judge(table)
    for (let i = 0; i < 5; i++) playRound(table)
    const opened = ({ etaBits, firstBatch, batches }: ReturnType<typeof plan>[number]) =>
      `${etaBits} ${firstBatch} ${batches}`
    expect(plan(table).slice(0, 6).map(opened)).toEqual(plan(plain).slice(0, 6).map(opened))
  })

  it('is heard of only when the round before is decided', () => {
    const table = overlapping()
    const early = commitmentOf(table, 0, { round: 1 })
    expect(table.say(early)).toBe('stale-round')
    judge(table)
    expect(table.say(commitmentOf(table, 0))).toBe('ok')
  })

  it('is the only one: no third is opened, and none before commitments are closed', () => {
    const table = openTable(3, { overlap: 1, rounds: 50 })
    expect(view(table).next).toBe(undefined)
    commitAll(table, all(table))
    table.pass(100)
    expect(table.kinds().filter(({ type }) => type === 'roundOpened')).toHaveLength(2)
  })
})

const plan = (table: Table) =>
  table.kinds().flatMap((kind) => (kind.type === 'roundOpened' ? [kind] : []))

describe('what is given back by the round before', () => {
  it('is trained in the round after, each batch once', () => {
    const table = overlapping()
    const lost = table.open().closed?.commitments[2]?.message.batches ?? []
    expect(lost.length).toBeGreaterThan(0)
    judge(table, [0, 1])
    expect(numbersOf(view(table).queue)).toEqual(lost)
    expect(batchesOf(table.open()).some((batch) => lost.includes(batch))).toBe(false)
    commitAll(table, all(table))
    const { next } = view(table)
    expect(next && batchesOf(next)).toEqual(expect.arrayContaining([...lost]))
    expect(view(table).queue).toEqual([])
  })

  it('is everything where the round was void: the state stays, the next one counts for it', () => {
    const table = overlapping()
    judge(table, [])
    expect(view(table)).toMatchObject({ step: 0, trained: 0, voids: 1 })
    commitAll(table, all(table))
    judge(table)
    expect(view(table)).toMatchObject({ step: 1, trained: 1, voids: 0 })
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { step: 1 } })
  })
})

describe('the end of the rounds', () => {
  it('is never passed: the last round has none ahead of it', () => {
    const table = overlapping({ rounds: 4 })
    judge(table)
    for (let i = 0; i < 3; i++) playRound(table)
    expect(view(table)).toMatchObject({ phase: 'Cooldown', trained: 4, step: 4 })
    expect(plan(table)).toHaveLength(4)
    expect(dueStep(view(table))).toBe(4)
  })

  it('that a pause asks for waits for the round that trains already', () => {
    const table = overlapping()
    expect(table.send({ type: 'command', command: 'pause', id: 1 })).toBe('ok')
    judge(table)
    expect(view(table)).toMatchObject({ phase: 'RoundTrain', step: 1 })
    playRound(table)
    expect(view(table)).toMatchObject({ phase: 'Cooldown', step: 2 })
  })

  it('of an epoch, or of settings, comes between two rounds that do not overlap', () => {
    const table = overlapping({ epochRounds: 2 })
    judge(table)
    playRound(table)
    expect(view(table)).toMatchObject({ phase: 'Cooldown', trained: 2 })
    const other = overlapping()
    expect(other.send({ type: 'change', id: 1, round: 2, fields: { overlap: 0, tau: 3 } })).toBe(
      'ok',
    )
    judge(other)
    commitAll(other, all(other))
    expect(view(other)).toMatchObject({ next: undefined, config: { overlap: 1 } })
    judge(other)
    expect(view(other)).toMatchObject({ change: undefined, config: { overlap: 0 } })
    expect(other.open()).toMatchObject({ round: 2, tau: 3, trainsOn: 2 })
  })

  it('is awaited while the number of batches rises, which a void round would upset', () => {
    const rising = { batches: 12, batchesStart: 4, batchWarmupTokens: 200, rowTokens: 16 }
    const table = overlapping(rising)
    expect(view(table).next).toBe(undefined)
    judge(table)
    expect(batchesOf(table.open()).length).toBeGreaterThan(4)
    for (let i = 0; i < 3; i++) playRound(table)
    commitAll(table, all(table))
    expect(batchesOf(table.open())).toHaveLength(12)
    expect(view(table).next).toMatchObject({ batches: 12 })
  })
})

describe('a way back', () => {
  it('leaves both open rounds, and takes the data of both with it', () => {
    const table = overlapping()
    judge(table)
    for (let i = 0; i < 3; i++) playRound(table)
    commitAll(table, all(table))
    expect(view(table)).toMatchObject({ round: 6, trained: 4, step: 4 })
    expect(table.send({ type: 'revert', id: 1, round: 3 })).toBe('ok')
    const { trained, step, open, next } = view(table)
    expect({ trained, step, next }).toEqual({ trained: 3, step: 5, next: undefined })
    expect(open).toMatchObject({ round: 6, trainsOn: 5 })
    expect(open && Math.min(...batchesOf(open))).toBe(Math.min(...numbersOf(rangeOf(table, 3))))
    expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { step: 5 } })
  })

  it('to a checkpoint goes on with the batches after it, though more had been dealt out then', () => {
    const table = overlapping({ checkpointEvery: 2 })
    judge(table)
    playRound(table)
    const root = table.crypto.hash(Uint8Array.of(9))
    // Members confirm it in the round that trains on it, which is closed when a later one trains already.
    const digest = new Uint8Array(0)
    table.send({ type: 'snapshot', step: 2, root, stateRoot: root, digest })
    expect(view(table).snapshot).toBe(undefined)
    playRound(table)
    playRound(table)
    expect(view(table).snapshot).toMatchObject({ step: 2 })
    expect(table.send({ type: 'restart', id: 1, step: 2 })).toBe('ok')
    expect(view(table)).toMatchObject({ trained: 2, queue: [], next: undefined })
    expect(view(table).cursor).toBe(Math.min(...numbersOf(rangeOf(table, 2))))
  })
})

/** Fresh batches of a round. */
const rangeOf = (table: Table, round: number) =>
  plan(table)
    .filter((kind) => kind.round === round)
    .map(({ firstBatch, batches }) => ({ first: firstBatch, count: batches }))

describe('a coordinator that dies between the two', () => {
  it('learns no speed from a round that the one before dealt out', () => {
    const table = overlapping()
    table.reboot()
    table.comeBack()
    judge(table)
    expect(table.open()).toMatchObject({ round: 1 })
    commitAll(table, all(table))
    expect(table.lastOf('commitmentsClosed')).toMatchObject({ round: 1, tookMs: [0, 0, 0] })
  })

  it('goes on with both, whatever entry was the last', () => {
    const table = overlapping()
    judge(table)
    playRound(table)
    for (let length = 2; length <= table.log.length; length++) {
      const part = foldLog(table.crypto, table.log.slice(0, length))
      if (!part.ok) throw new Error(part.code)
      const after = rebootOn(table, part.view)
      // It decides nothing before the members had time to come back, but to open what may open.
      expect(after.view.open?.round).toBe(part.view.open?.round)
      expect(after.view.length - part.view.length).toBeLessThanOrEqual(1)
    }
  })
})

it('found by the search: an epoch that ends by time between the close and the next round opens none ahead', () => {
  const table = openTable(3, { overlap: 1, epochMs: 4000, minMembers: 3 })
  table.pass(3500)
  // One comes again, and has not said yet that it is ready: there are too few to open a round.
  const [again] = table.members
  if (again === undefined) throw new Error('no member')
  const introduction = { name: 'm', addresses: [], engine: 'e', threads: 1, kernel: 1 }
  const none = new Uint8Array(0)
  table.say(table.seal(again, { type: 'join', ...introduction, invite: none }))
  commitAll(table, [0, 1, 2])
  table.pass(600)
  expect(table.open().closed).toBeDefined()
  const { lineage } = view(table)
  const ready = { type: 'ready', round: 0, lineage, stateDigest: none } as const
  expect(table.say(table.seal(again, ready))).toBe('ok')
  expect(view(table).next).toBeUndefined()
})

describe('who belongs to the round that is revealed', () => {
  it('stays a member until it is closed: a witness whose connection comes back still reports', () => {
    const table = openTable(4, { overlap: 1, rounds: 50, minMembers: 2 })
    const commitments = all(table).map((i) => commitmentOf(table, i))
    for (const signed of commitments) table.say(signed)
    for (const i of [3, 0]) table.say(listOf(table, i, commitments))
    const lost = table.members[3]?.self ?? ''
    table.send({ type: 'peer', member: lost, up: false })
    table.say(listOf(table, 1, commitments))
    expect(view(table).next?.members).toEqual([0, 1, 2].map((i) => table.members[i]?.self))
    expect(table.say(reportOf(table, 3, [0, 1, 2, 3]))).toBe('ok')
    for (const i of [0, 1]) table.say(reportOf(table, i, [0, 1, 2, 3]))
    expect(view(table).lastClosed?.contributions).toHaveLength(4)
    expect([...view(table).members.keys()]).toContain(lost)
  })

  it('is let go in the round after, where it is gone: rounds that overlap without end keep nobody', () => {
    const table = openTable(4, { overlap: 1, rounds: 50, minMembers: 2, slots: 0 })
    commitAll(table, all(table))
    const lost = table.members[3]?.self ?? ''
    table.send({ type: 'peer', member: lost, up: false })
    for (let round = 0; round < 3; round++) {
      const marks = [...(table.open().closed?.commitments.keys() ?? [])]
      for (const i of [0, 1, 2])
        if (table.open().round === round) table.say(reportOf(table, i, marks))
      const given = [0, 1, 2].map((i) => commitmentOf(table, i))
      for (const signed of given) table.say(signed)
      for (const i of [0, 1, 2])
        if (table.open().closed === undefined) table.say(listOf(table, i, given))
      expect(view(table)).toMatchObject({ voids: 0, step: round + 1 })
    }
    expect([...view(table).members.keys()]).not.toContain(lost)
    expect(view(table).next).toBeDefined()
  })

  it('and leaves, is not waited for in the one that opened ahead', () => {
    const table = overlapping({ slots: 0 })
    const leaver = table.members[2] as Crypto
    expect(table.say(table.seal(leaver, { type: 'leave', reason: '' }))).toBe('')
    judge(table)
    const { round, members } = table.open()
    expect([round, members.includes(leaver.self)]).toEqual([1, true])
    const began = table.now()
    const given = [0, 1].map((i) => commitmentOf(table, i))
    for (const signed of given) table.say(signed)
    for (const i of all(table)) table.say(listOf(table, i, given))
    expect(table.open().closed?.commitments).toHaveLength(2)
    expect(table.now()).toBe(began)
  })
})
