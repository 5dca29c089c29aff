/** Archived segments in the log: in order, from checkpoint to checkpoint, and payloads go only after they are archived. */
import { expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { commitAll, openTable, reportOf, type Table } from './table.ts'

const all = [0, 1, 2]
const root = new Uint8Array(32).fill(7)

function playRounds(table: Table, rounds: number): void {
  for (let i = 0; i < rounds; i++) {
    commitAll(table, all)
    for (const who of all)
      if (table.state().view.open?.closed !== undefined) table.say(reportOf(table, who, all))
  }
}
function checkpoint(table: Table): number {
  const { step } = table.state().view
  table.send({ type: 'snapshot', step, root, stateRoot: root, digest: new Uint8Array(0) })
  // It is logged when members have said which state they train on.
  commitAll(table, all)
  return table.lastOf('checkpointMade').retainedStep
}
const archived = (table: Table, from: number, to: number) =>
  table.send({ type: 'archived', from, to, root })

it('lets payloads go that are archived, and logs each segment once', () => {
  const table = openTable(3, { retainRounds: 1 }, true)
  playRounds(table, 2)
  expect(checkpoint(table)).toBe(0)
  playRounds(table, 2)
  // Without an archive they would go from here on.
  expect(checkpoint(table)).toBe(0)
  const { length } = table.log
  for (const [from, to] of [
    [0, 1],
    [0, 4],
    [2, 4],
  ] as const)
    archived(table, from, to)
  expect(table.log.length).toBe(length)
  archived(table, 0, 2)
  archived(table, 0, 2)
  expect(table.log.length).toBe(length + 1)
  expect(table.state().view.archivedStep).toBe(2)
  playRounds(table, 2)
  expect(checkpoint(table)).toBe(2)
  archived(table, 2, 4)
  archived(table, 4, 6)
  expect(table.state().view.archivedStep).toBe(6)
  expect(foldLog(table.crypto, table.log)).toMatchObject({ ok: true, view: { archivedStep: 6 } })
})

it('is refused where the coordinator names a segment that is none', () => {
  const table = openTable(3, {}, true)
  playRounds(table, 2)
  checkpoint(table)
  const { crypto, log } = table
  archived(table, 0, 2)
  const index = log.length - 1
  const opened = openEnvelope(log[index] as Uint8Array, crypto.verify, undefined)
  if (!opened.ok || opened.signed.message.type !== 'entry') throw new Error('no entry')
  const { message, runId } = opened.signed
  for (const kind of [
    { type: 'segmentArchived', from: 0, to: 1, root },
    { type: 'segmentArchived', from: 1, to: 2, root },
    { type: 'segmentArchived', from: 2, to: 2, root },
  ] as const) {
    const changed = sealMessage(runId, { ...message, kind }, crypto).envelope
    const folded = foldLog(crypto, [...log.slice(0, index), changed])
    expect(folded).toEqual({ ok: false, index, code: 'archived-segment' })
  }
})
