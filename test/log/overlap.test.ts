/** Whoever reads a log entry by entry reads one whose rounds overlap as the fold does. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { toHex } from '../../kernels/hash.ts'
import { resume, takeEntry, type Updates, updatesFrom } from '../../node/run/archive/updates.ts'
import { messageOf } from '../../node/run/log/raw.ts'
import { createTally } from '../../node/run/operator/tally.ts'
import { createRetention } from '../../node/run/retention.ts'
import { createMemoryLog, createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { makeLog } from './make-log.ts'
import { seededCrypto } from './seeded-identity.ts'

const [members, seed] = [3, 5]
const store = createMemoryStore(sha256)
const roots = new Map<string, Uint8Array>()
for (let i = 1; i <= members; i++)
  for (let round = 0; round < 60; round++) {
    const name = `${seededCrypto(seed, i).self} ${round}`
    roots.set(name, await store.put(new TextEncoder().encode(name)))
  }
const payload = (member: string, round: number) => roots.get(`${member} ${round}`) as Uint8Array

const { start, envelopes, view } = makeLog({
  members,
  seed,
  entries: 90,
  config: { overlap: 1, checkpointEvery: 4, retainRounds: 3 },
  payload,
})
const folded = foldLog(start.crypto, envelopes, 'all')
if (!folded.ok) throw new Error(folded.code)
const { history } = folded

const kinds = envelopes.map((envelope): EntryKind => {
  const message = messageOf(envelope)
  if (message.type !== 'entry') throw new Error('not an entry')
  return message.kind
})

const read = (from: number, seen: Updates): Updates => {
  for (const [i, kind] of kinds.entries()) if (i >= from) takeEntry(seen, kind, i)
  return seen
}
const listed = ({ list }: Updates) => list.map(({ step, payloads }) => ({ step, payloads }))
const wanted = history.map(({ step, contributions }) => ({
  step,
  payloads: contributions.map((c) => toHex(c.payloadHash)),
}))

it('the log has rounds that open while another is revealed', () => {
  expect(history.length).toBeGreaterThan(20)
  expect(history.filter(({ step, trainsOn }) => trainsOn === step - 1).length).toBeGreaterThan(20)
})

describe('the updates that an archive is made of', () => {
  it('are those of the fold', () => {
    expect(listed(read(0, updatesFrom({ next: 0, step: 0 })))).toEqual(wanted)
  })

  it('are the same from wherever reading begins again', () => {
    for (let cut = 5; cut < kinds.length; cut++) {
      const seen = updatesFrom({ next: 0, step: 0 })
      for (const [i, kind] of kinds.slice(0, cut).entries()) takeEntry(seen, kind, i)
      seen.list = seen.list.slice(-2)
      seen.undoable = []
      const again = resume(seen)
      const from = seen.list[0]?.step ?? seen.step
      const late = listed(read(again.next, updatesFrom(again))).filter(({ step }) => step >= from)
      expect(late, `after ${cut} entries`).toEqual(wanted.filter(({ step }) => step >= from))
    }
  })
})

it('what an operator is told of rounds and members is what the fold says', () => {
  const tally = createTally()
  for (const envelope of envelopes) tally.hear(envelope)
  expect(tally.rounds().map(({ round, accepted, members }) => [round, accepted, members])).toEqual(
    history.map(({ round, contributions, members }) => [
      round,
      contributions.length,
      members.length,
    ]),
  )
  for (const { id, accepted } of tally.members())
    expect(accepted).toBe(
      history.flatMap((h) => h.contributions).filter((c) => c.member === id).length,
    )
})

it('no payload goes that a replica from the oldest kept checkpoint needs', async () => {
  const log = createMemoryLog()
  await log.append(0, ...envelopes)
  const troubles: string[] = []
  const retention = createRetention(log, store, (message) => troubles.push(message))
  await retention.look(view.retainedStep)
  expect(view.retainedStep).toBeGreaterThan(8)
  const gone: number[] = []
  for (const { step, contributions } of history)
    for (const { payloadHash } of contributions)
      if ((await store.get(payloadHash)) === undefined) gone.push(step)
  expect(troubles).toEqual([])
  expect(Math.max(...gone)).toBe(view.retainedStep - 1)
})
