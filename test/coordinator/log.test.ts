/** A log that was changed anywhere does not follow: the fold names the first entry that does not. */
import { describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import type { Entry, EntryKind } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'
import { simulate } from '../sim/simulate.ts'

const seed = 5
const coordinator = simulatedCrypto(seed, 0)
const stranger = simulatedCrypto(seed, 50)

/** A real log: rounds, a member that is killed, one that joins, snapshots. */
function makeLog(): readonly Uint8Array[] {
  const net = simulate({ nodes: 4, rounds: 8, seed, config: { checkpointEvery: 3 } })
  net.until(() => net.coordinator().state().view.step >= 3)
  net.members[1]?.kill()
  net.add().start()
  net.until(net.finished)
  return net.log()
}
const log = makeLog()
const open = (envelope: Uint8Array) => {
  const opened = openEnvelope(envelope, coordinator.verify, undefined)
  if (!opened.ok) throw new Error(opened.code)
  return { entry: opened.signed.message as Entry, runId: opened.signed.runId }
}
const reseal = (envelope: Uint8Array, change: (entry: Entry) => Entry, signer = coordinator) => {
  const { entry, runId } = open(envelope)
  return sealMessage(runId, change(entry), signer).envelope
}
const replaced = (index: number, envelope: Uint8Array) =>
  log.map((e, i) => (i === index ? envelope : e))
const firstOf = (type: EntryKind['type'], from = 0) =>
  log.findIndex((envelope, i) => i >= from && open(envelope).entry.kind.type === type)
const withKind =
  (change: (kind: never) => object) =>
  (entry: Entry): Entry => ({
    ...entry,
    kind: { ...entry.kind, ...change(entry.kind as never) } as EntryKind,
  })

describe('a log', () => {
  it('that is whole follows, and holds every kind of entry', () => {
    expect(foldLog(coordinator, log)).toMatchObject({
      ok: true,
      view: { phase: 'Finished', step: 8 },
    })
    const kinds = new Set(log.map((envelope) => open(envelope).entry.kind.type))
    expect([...kinds].sort()).toEqual([
      'checkpointMade',
      'commitmentsClosed',
      'membersChanged',
      'phaseEntered',
      'roundClosed',
      'roundOpened',
      'runStarted',
    ])
  })

  it('that is cut at an end of an entry follows as far as it goes', () => {
    for (const length of [1, 5, log.length - 1])
      expect(foldLog(coordinator, log.slice(0, length))).toMatchObject({
        ok: true,
        view: { length },
      })
    expect(foldLog(coordinator, [])).toEqual({ ok: false, index: 0, code: 'empty-log' })
  })

  it('without an entry, with two exchanged, or one twice, does not follow there', () => {
    for (let i = 0; i < log.length - 1; i++) {
      expect(
        foldLog(
          coordinator,
          log.filter((_, at) => at !== i),
        ),
      ).toMatchObject({ ok: false, index: i })
      const exchanged = [...log]
      ;[exchanged[i], exchanged[i + 1]] = [log[i + 1] as Uint8Array, log[i] as Uint8Array]
      expect(foldLog(coordinator, exchanged)).toMatchObject({ ok: false, index: i })
    }
    expect(foldLog(coordinator, [...log, log.at(-1) as Uint8Array])).toMatchObject({
      ok: false,
      index: log.length,
    })
  })

  it.each<[string, (entry: Entry) => Entry, string]>([
    ['index', (e) => ({ ...e, index: e.index + 1 }), 'entry-index'],
    ['term', (e) => ({ ...e, term: 1 }), 'entry-term'],
    ['previous hash', (e) => ({ ...e, prevHash: new Uint8Array(32) }), 'entry-chain'],
    ['time before the last', (e) => ({ ...e, timeS: 0 }), 'entry-time'],
    ['time that is none', (e) => ({ ...e, timeMs: 1000 }), 'entry-time'],
  ])('with another %s is refused at that entry', (_name, change, code) => {
    for (const i of [1, 7, log.length - 1]) {
      const changed = replaced(i, reseal(log[i] as Uint8Array, change))
      expect(foldLog(coordinator, changed)).toEqual({ ok: false, index: i, code })
    }
  })

  it('signed by somebody else is refused', () => {
    const same = (entry: Entry) => entry
    const changed = replaced(4, reseal(log[4] as Uint8Array, same, stranger))
    expect(foldLog(coordinator, changed)).toEqual({ ok: false, index: 4, code: 'entry-signer' })
  })
})

type Lie = readonly [EntryKind['type'], string, (kind: never) => object, string]

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
  ['roundClosed', 'another digest', () => ({ stateDigest: new Uint8Array(32) }), 'closed-digest'],
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
