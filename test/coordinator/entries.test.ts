/** Entries that break a rule, or change the signed inputs that they rest on, although the coordinator signed them. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import {
  coordinator,
  firstOf,
  log,
  open,
  replaced,
  reseal,
  stranger,
  withKind,
} from './log-fixture.ts'

type Lie = readonly [EntryKind['type'], string, (kind: never) => object, string]

/** The last byte of an envelope is of its signature. */
const spoil =
  (field: string) =>
  (kind: { [field: string]: Uint8Array[] }): object => ({
    [field]: (kind[field] ?? []).map((envelope, i) =>
      i === 0
        ? Uint8Array.from(envelope, (b, at) => (at === envelope.length - 1 ? b ^ 1 : b))
        : envelope,
    ),
  })
const twice =
  (field: string) =>
  (kind: { [field: string]: Uint8Array[] }): object => ({
    [field]: [kind[field]?.[0], ...(kind[field] ?? [])],
  })
const reportOf = (round: number, signer: typeof coordinator, marks: number): Uint8Array =>
  sealMessage(
    open(log[0] as Uint8Array).hash,
    { type: 'report', round, marks: Uint8Array.of(marks), refusals: Uint8Array.of(0) },
    signer,
  ).envelope
const signerOf = (envelope: Uint8Array) => {
  const opened = openEnvelope(envelope, coordinator.verify, undefined)
  return opened.ok ? opened.signed.signer : ''
}
const bySigner = (a: Uint8Array, b: Uint8Array) => (signerOf(a) < signerOf(b) ? -1 : 1)
const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (b) => b ^ 1)
const lies: readonly Lie[] = [
  [
    'runStarted',
    'a configuration that is not canonical',
    ({ config }: { config: string }) => ({ config: `${config} ` }),
    'entry-config',
  ],
  ['phaseEntered', 'a phase that does not follow', () => ({ phase: 6 }), 'ok-or-refused'],
  [
    'membersChanged',
    'somebody who is no member leaves',
    () => ({ left: [{ member: new Uint8Array(32), code: 'gone' }] }),
    'members-unknown',
  ],
  [
    'roundOpened',
    'another learning rate',
    ({ etaBits }: { etaBits: number }) => ({ etaBits: etaBits + 1 }),
    'round-settings',
  ],
  [
    'roundOpened',
    'other batches',
    ({ firstBatch }: { firstBatch: number }) => ({ firstBatch: firstBatch + 1 }),
    'round-settings',
  ],
  [
    'slotOpened',
    'work of somebody who has none',
    ({ taken }: { taken: { member: Uint8Array; slot: number }[] }) => ({
      taken: taken.map((duty) => ({ ...duty, slot: duty.slot + 1 })),
    }),
    'slot-taken',
  ],
  ['slotOpened', 'nobody to do it', () => ({ takers: [], shares: [] }), 'slot-takers'],
  [
    'slotOpened',
    'the silent one to do it',
    ({ taken }: { taken: { member: Uint8Array }[] }) => ({
      takers: taken.map(({ member }) => member),
      shares: taken.map(() => 1),
    }),
    'slot-takers',
  ],
  ['slotOpened', 'more slots than the run has', () => ({ slot: 2 }), 'slot-number'],
  [
    'roundOpened',
    'batches of the queue that are none',
    () => ({ returned: [{ first: 0, count: 1 }] }),
    'round-returned',
  ],
  [
    'roundClosed',
    'an accepted batch that goes back to the queue',
    () => ({ returned: [{ first: 0, count: 1 }] }),
    'closed-returned',
  ],
  [
    'roundOpened',
    'a step that was not reached',
    ({ step }: { step: number }) => ({ step: step + 1 }),
    'round-number',
  ],
  [
    'roundOpened',
    'a member that is none',
    ({ members }: { members: Uint8Array[] }) => ({
      members: [...members.slice(0, -1), new Uint8Array(32).fill(255)],
    }),
    'round-members',
  ],
  [
    'commitmentsClosed',
    'a commitment left out',
    ({ commitments }: { commitments: Uint8Array[] }) => ({ commitments: commitments.slice(1) }),
    'close-union',
  ],
  [
    'commitmentsClosed',
    'too few lists',
    ({ lists }: { lists: Uint8Array[] }) => ({ lists: lists.slice(0, 1) }),
    'close-quorum',
  ],
  [
    'roundOpened',
    'a share that the measured speeds do not give',
    ({ shares }: { shares: number[] }) => ({ shares: shares.map((n, i) => n + i) }),
    'round-shares',
  ],
  [
    'commitmentsClosed',
    'a time left out',
    ({ tookMs }: { tookMs: number[] }) => ({ tookMs: tookMs.slice(1) }),
    'close-times',
  ],
  [
    'commitmentsClosed',
    'another preimage',
    ({ preimage }: { preimage: Uint8Array }) => ({ preimage: flip(preimage) }),
    'close-preimage',
  ],
  [
    'roundClosed',
    'another weight',
    ({ accepted }: { accepted: { commitment: number; weight: number }[] }) => ({
      accepted: accepted.map((a) => ({ ...a, weight: a.weight + 1 })),
    }),
    'closed-accepted',
  ],
  [
    'roundClosed',
    'one accepted left out',
    ({ accepted }: { accepted: object[] }) => ({ accepted: accepted.slice(1) }),
    'closed-accepted',
  ],
  ['roundClosed', 'reports left out', () => ({ reports: [] }), 'closed-accepted'],
  [
    'roundClosed',
    'another lineage',
    ({ lineage }: { lineage: Uint8Array }) => ({ lineage: flip(lineage) }),
    'closed-lineage',
  ],
  [
    'roundClosed',
    'another loss',
    ({ lossMicronats }: { lossMicronats: number }) => ({ lossMicronats: lossMicronats + 1 }),
    'closed-loss',
  ],
  ['roundClosed', 'a miss of nobody', () => ({ missed: [99] }), 'closed-missed'],
  ['roundClosed', 'a miss twice', () => ({ missed: [0, 0] }), 'closed-missed'],
  ['roundClosed', 'another digest', () => ({ stateDigest: new Uint8Array(32) }), 'closed-digest'],
  ...(['commitments', 'lists'] as const).flatMap((field): Lie[] => [
    ['commitmentsClosed', `${field}: a changed signature`, spoil(field), 'close-envelopes'],
    ['commitmentsClosed', `${field}: the first twice`, twice(field), 'close-envelopes'],
  ]),
  [
    'commitmentsClosed',
    'a report in place of a list',
    ({ commitments }: { commitments: Uint8Array[] }) => ({ lists: commitments }),
    'close-envelopes',
  ],
  ['roundClosed', 'a report with a changed signature', spoil('reports'), 'closed-envelopes'],
  ['roundClosed', 'a report twice', twice('reports'), 'closed-envelopes'],
  [
    'roundClosed',
    'a report of somebody who is no witness',
    ({ round, reports }: { round: number; reports: Uint8Array[] }) => ({
      reports: [...reports, reportOf(round, stranger, 1)].sort(bySigner),
    }),
    'closed-witness',
  ],
  [
    'roundClosed',
    "the coordinator's own report",
    ({ round }: { round: number }) => ({ reports: [reportOf(round, coordinator, 1)] }),
    'closed-witness',
  ],
  [
    'checkpointMade',
    'payloads kept from where no checkpoint is',
    () => ({ retainedStep: 1 }),
    'checkpoint-retained',
  ],
  [
    'checkpointMade',
    'a step of the future',
    ({ step }: { step: number }) => ({ step: step + 50 }),
    'checkpoint-step',
  ],
]

describe('an entry that breaks a rule is refused although the coordinator signed it', () => {
  it.each(lies)('%s: %s', (type, _name, change, code) => {
    const index = firstOf(type)
    const changed = replaced(index, reseal(log[index] as Uint8Array, withKind(change)))
    const folded = foldLog(coordinator, changed)
    expect(folded.ok).toBe(false)
    if (!folded.ok && code !== 'ok-or-refused') expect(folded).toEqual({ ok: false, index, code })
  })
})
