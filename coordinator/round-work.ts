/**
 * What the coordinator's functions share: its state, the work of one step, and the one way to change the view.
 */
import type { EntryKind, Merged } from '../proto/messages.ts'
import { openEnvelope, sealMessage } from '../proto/wire.ts'
import type { Joining } from './admission.ts'
import type { BeaconChain } from './beacon.ts'
import { keepCopies, rememberLast } from './lookup.ts'
import type { Claim, OwnState } from './own-replica.ts'
import { type LoggedPhase, type Phase, phaseNumber, shownPhase } from './phase.ts'
import { drop } from './trie.ts'
import type {
  CoordinatorEffect,
  Rules,
  SignedCommitment,
  SignedEntry,
  SignedList,
  SignedMerged,
  SignedReport,
  Signer,
  View,
} from './types.ts'
import type { Versions } from './versions.ts'
import { applyEntry, memberKey } from './view.ts'
import type { Wanted } from './view-command.ts'

export type CoordinatorState = {
  readonly view: View
  readonly started: boolean
  /** Members with an open connection. */
  readonly up: ReadonlySet<string>
  /** Those of them that were members when the process began and were not heard since. */
  readonly presumed: ReadonlySet<string>
  readonly graceUntilMs: number
  /** Members that hold the state of some step and follow the log since; the step they last named. */
  readonly ready: ReadonlyMap<string, number>
  /** Witnesses of the open round that let a deadline pass in silence. */
  readonly idle: ReadonlySet<string>
  /** The first of each duty (slots.ts). */
  readonly commitments: ReadonlyMap<string, SignedCommitment>
  /** When each commitment came, in ms since the epoch. */
  readonly arrivals: ReadonlyMap<string, number>
  /** By the hash of the body: these, and others of the same duties that lists name. */
  readonly byHash: ReadonlyMap<string, SignedCommitment>
  readonly lists: ReadonlyMap<string, SignedList>
  readonly reports: ReadonlyMap<string, SignedReport>
  /** Who signed two different commitments for one round: removed when the round ends. */
  readonly evidence: ReadonlySet<string>
  /** Who said goodbye in a round, and the request to answer when it is closed. */
  readonly leaving: ReadonlyMap<string, number>
  /** Those of them that will do no more work. */
  readonly quitting: ReadonlySet<string>
  /** What the aggregators of the last closed round signed. */
  readonly merges: ReadonlyMap<string, SignedMerged>
  /** The state that each member said last to hold. */
  readonly claims: ReadonlyMap<string, Claim>
  /** A snapshot of the coordinator's own replica that nobody confirmed yet. */
  readonly own: OwnState | undefined
  /** States that members did not confirm, by step: they were computed again. */
  readonly doubted: ReadonlyMap<number, Uint8Array>
  /** What the coordinator's own replica made of it. */
  readonly ownMerge: Merged | undefined
  /** Who waits to be admitted, and when somebody was last. */
  readonly joining: ReadonlyMap<string, Joining>
  readonly admittedMs: number
  /** Payloads of the open round that the coordinator's replica holds, by root. */
  readonly held: ReadonlySet<string>
  /** The open round was given more time for a payload that only its witnesses hold. */
  readonly extended: boolean
  /** Since when there are enough members to start; undefined while there are not. */
  readonly enoughSinceMs: number | undefined
  readonly deadlineMs: number
  /** The model of this Cooldown's step is in its folder. */
  readonly exported: boolean
  /** The step whose export was asked for; undefined: none since the phase began. */
  readonly exportAsked: number | undefined
  /** What the log says (`view.command`); a pause that the machine itself makes is not there before its Cooldown. */
  readonly command: Wanted
}

export type CoordinatorParts = Rules &
  Signer & {
    readonly chain: BeaconChain
    readonly view: View
    /** Whether the coordinator's own replica keeps every accepted payload: then nothing is accepted that it cannot serve. */
    readonly keepsPayloads: boolean
    /** What this software can do, where that is not what ours can. */
    readonly versions?: Versions | undefined
    /** Whether segments are archived: payloads are kept until they are. */
    readonly archives?: boolean
  }

/** What a step carries along: the state so far and the effects so far. */
export type Work = {
  readonly parts: CoordinatorParts
  readonly now: number
  state: CoordinatorState
  readonly effects: CoordinatorEffect[]
}

/** Members with an open connection. */
export const connected = rememberLast(
  (members: ReadonlyMap<string, unknown>, up: ReadonlySet<string>): readonly string[] =>
    [...members.keys()].filter((id) => up.has(id)),
)

/** What is kept by member. Those who left are looked for when there are too many, not each time that somebody leaves. */
export function withoutGone<V>(
  kept: ReadonlyMap<string, V>,
  { members, config }: View,
): ReadonlyMap<string, V> {
  if (kept.size < config.maxMembers) return kept
  return [...kept.keys()].filter((id) => !members.has(id)).reduce(drop, kept)
}

/** What a person is told: for the coordinator everything is revealed when the first witness has checked it. */
export const coordinatorPhase = ({ view, reports }: CoordinatorState): Phase =>
  shownPhase(view.phase, view.open === undefined || reports.size > 0)

const none: Uint8Array = new Uint8Array(0)

export const left = (id: string, code: string, reason = '', evidence = none) => ({
  member: memberKey(id),
  code,
  reason,
  evidence,
})

/** The entry as everybody else will read it: one that the format cannot carry is never appended. */
function readBack(view: View, envelope: Uint8Array): SignedEntry {
  const opened = openEnvelope(envelope, () => true, view.runId)
  if (!opened.ok)
    throw new Error(`the coordinator made an entry that cannot be read: ${opened.code}`)
  return opened.signed as SignedEntry
}

/** The signed messages that an entry carries by the thousand, or that are as long. */
function envelopesOf(kind: EntryKind): readonly Uint8Array[] {
  if (kind.type === 'commitmentsClosed') return [...kind.commitments, ...kind.lists]
  return kind.type === 'roundClosed' ? kind.reports : []
}

/** Seals, folds and appends one entry. */
export function append(work: Work, kind: EntryKind): void {
  const { parts, state, now } = work
  const { view } = state
  const timeMs = Math.max(now, view.timeMs)
  const message = {
    type: 'entry',
    index: view.length,
    term: view.term,
    prevHash: view.head,
    timeS: Math.floor(timeMs / 1000),
    timeMs: timeMs % 1000,
    kind,
  } as const
  const { envelope } = sealMessage(view.runId, message, parts)
  const signed = readBack(view, envelope)
  keepCopies(parts.verify, envelopesOf(kind), envelopesOf(signed.message.kind))
  const fold = applyEntry(parts, view, signed)
  if (!fold.ok) throw new Error(`the coordinator made an entry that does not follow: ${fold.code}`)
  work.state = { ...state, view: fold.view }
  work.effects.push({ type: 'append', index: message.index, envelope })
}

export function enter(work: Work, phase: LoggedPhase, reason: string, waitMs: number): void {
  append(work, { type: 'phaseEntered', phase: phaseNumber(phase), reason })
  work.state = { ...work.state, enoughSinceMs: undefined, exported: false, exportAsked: undefined }
  setDeadline(work, waitMs)
}

export function setDeadline(work: Work, waitMs: number): void {
  const at = work.now + waitMs
  work.state = { ...work.state, deadlineMs: at }
  work.effects.push({ type: 'timer', name: 'deadline', at })
}
