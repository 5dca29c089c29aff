/** Messages that a stranger or a liar may send: each is refused by its code, and decides nothing (Psyche's hole 4). */
import { describe, expect, it } from 'vitest'
import type { Crypto } from '../../node/ports.ts'
import type { Message } from '../../proto/messages.ts'
import type { Signed } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { commitAll, commitmentOf, listOf, openTable, reportOf, type Table } from './table.ts'

const nodes = 5
const everybody = Array.from({ length: nodes }, (_, i) => i)
const none = new Uint8Array(0)

/** Who is drawn in the open round, and one who is not. */
function cast(table: Table) {
  const drawn = new Set(table.open().witnesses.map((w) => table.open().members[w]))
  const indexOf = (isDrawn: boolean) =>
    table.members.findIndex(({ self }) => drawn.has(self) === isDrawn)
  return { witness: indexOf(true), other: indexOf(false) }
}

/** It is answered with this code, and nothing of the machine's state or log moved. */
function refused(table: Table, signed: Signed, code: string, from?: string): void {
  const { view, commitments, lists, reports, ready } = table.state()
  expect(table.say(signed, from)).toBe(code)
  const after = table.state()
  expect(after.view).toBe(view)
  expect([after.commitments, after.lists, after.reports, after.ready]).toEqual([
    commitments,
    lists,
    reports,
    ready,
  ])
}

describe('in training', () => {
  const table = openTable(nodes, { witnesses: 2, batches: 20 })
  const first = commitmentOf(table, 0)
  const { witness, other } = cast(table)
  const commitment = (change: Parameters<typeof commitmentOf>[2]) => commitmentOf(table, 0, change)
  const from = (who: Crypto, message: Message) => table.seal(who, message)
  const ready = (round: number, lineage: Uint8Array) =>
    from(table.members[0] as Crypto, { type: 'ready', round, lineage, stateDigest: none })

  it.each<[string, string, () => Signed]>([
    [
      'a commitment of a stranger',
      'not-a-member',
      () => from(simulatedCrypto(9, 9), first.message),
    ],
    ['to another round', 'stale-round', () => commitment({ round: first.message.round + 1 })],
    ['on another state', 'theta-round', () => commitment({ thetaRound: 7 })],
    ['to batches of others', 'batches', () => commitment({ batches: [19] })],
    ['to one batch twice', 'batches', () => commitment({ batches: [0, 0, 0, 0] })],
    ['to nothing', 'payload-size', () => commitment({ payloadBytes: 0 })],
    ['to more than a gigabyte', 'payload-size', () => commitment({ payloadBytes: 2 ** 30 + 1 })],
    ['to a slot that is not open', 'slot', () => commitment({ slot: 1 })],
    ['a list of one that is no witness', 'not-a-witness', () => listOf(table, other, [first])],
    ['a report before the close', 'early', () => reportOf(table, witness, [0])],
    ['a step that is to come', 'future', () => ready(table.state().view.step + 1, none)],
    [
      'another state than the log has',
      'lineage',
      () => ready(table.state().view.step, table.crypto.hash(none)),
    ],
  ])('%s is %s', (_, code, make) => refused(table, make(), code))

  it('what another signed is not believed from who brings it', () => {
    const bringer = table.members[witness === 1 ? 2 : 1]?.self
    refused(table, first, 'not-listed', bringer)
    refused(table, listOf(table, witness, [first]), 'not-yours', bringer)
  })
})

describe('after the close', () => {
  const table = openTable(nodes, { witnesses: 2, batches: 20 })
  const before = { commitment: commitmentOf(table, 0), list: listOf(table, 0, []) }
  commitAll(table, everybody)
  const { witness, other } = cast(table)

  it.each<[string, string, () => Signed]>([
    ['a commitment', 'late', () => before.commitment],
    ['a list', 'late', () => before.list],
    ['a report of one that is no witness', 'not-a-witness', () => reportOf(table, other, [0, 1])],
  ])('%s is %s', (_, code, make) => refused(table, make(), code))

  it('a report that is said again in the next round decides nothing there', () => {
    const reports = everybody
      .filter((i) =>
        table.open().witnesses.some((w) => table.open().members[w] === table.members[i]?.self),
      )
      .map((i) => reportOf(table, i, everybody))
    expect(reports.some(({ signer }) => signer === table.members[witness]?.self)).toBe(true)
    const { round } = table.open()
    for (const report of reports) table.say(report)
    expect(table.open().round).toBe(round + 1)
    for (const report of reports) refused(table, report, 'stale-round')
    refused(table, before.commitment, 'stale-round')
  })
})
