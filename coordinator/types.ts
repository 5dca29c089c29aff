/**
 * The vocabulary of the rules: machines, what a view of the log holds, what the coordinator hears and does.
 *
 * A machine never reads a clock, draws a number or touches a socket: `now` (ms) arrives in each event, effects are plain data.
 */
import type { Hash } from '../kernels/hash.ts'
import type {
  Commitment,
  CommitmentList,
  Entry,
  Merged,
  Report,
  RunStarted,
} from '../proto/messages.ts'
import type { Signed, Verify } from '../proto/wire.ts'
import type { RunConfig } from './config.ts'
import type { Epoch } from './epoch.ts'
import type { Measured } from './measured.ts'
import type { LoggedPhase } from './phase.ts'
import type { Position } from './position.ts'
import type { Range } from './ranges.ts'
import type { Slot } from './slots.ts'
import type { Change } from './view-change.ts'
import type { Wanted } from './view-command.ts'
import type { Mark, Undoable } from './view-rollback.ts'

export type Machine<S, Event, Effect> = {
  readonly initial: S
  /** Total: no event throws. */
  readonly step: (
    state: S,
    event: Event,
  ) => { readonly state: S; readonly effects: readonly Effect[] }
}

/** The two functions that rules need of cryptography. */
export type Rules = { readonly hash: Hash; readonly verify: Verify }
export type Signer = { readonly self: string; readonly sign: (bytes: Uint8Array) => Uint8Array }

export type Member = {
  readonly id: string
  readonly name: string
  readonly addresses: readonly string[]
  /** Updates of the state when it was admitted, or when the run last started again from a checkpoint. */
  readonly joinedStep: number
}

export type ClosedCommitments = {
  /** In log order; an index into this array names a commitment. */
  readonly commitments: readonly Signed<Commitment>[]
  /** By commitment: how long it took, as the coordinator measured it; 0: not known. */
  readonly tookMs: readonly number[]
  readonly beacon: Uint8Array
  /** Ids of the members who merge its votes; empty where everybody fetches every payload. */
  readonly aggregators: readonly string[]
}

export type OpenRound = {
  readonly round: number
  /** Steps applied before it in the log; of a round that opened ahead: when the one before it closes. */
  readonly step: number
  /** Steps applied to the state that it trains on: `step`, or with overlap that of the round before. */
  readonly trainsOn: number
  /** Hex ids, rising. An index into this array names a member of the round. */
  readonly members: readonly string[]
  /** Batch numbers by member index, of the first slot, without what was taken. */
  readonly assigned: readonly (readonly number[])[]
  /** Later slots, 1 first: work that was taken from silent members. */
  readonly slots: readonly Slot[]
  /** Members from whom work was taken. */
  readonly taken: readonly string[]
  /** Member indexes, rising. */
  readonly witnesses: readonly number[]
  readonly batches: number
  readonly etaBits: number
  readonly lambdaBits: number
  readonly tau: number
  readonly deadlineMs: number
  readonly openedMs: number
  /** Its votes are merged by aggregators: members need not fetch every payload. */
  readonly merged: boolean
  /** Where the run stood before it opened. */
  readonly before: Position
  readonly closed: ClosedCommitments | undefined
}

export type Contribution = {
  readonly member: string
  /** What its payload's frame is bound to (frame.ts). */
  readonly binding: Uint8Array
  readonly payloadHash: Uint8Array
  readonly payloadBytes: number
  readonly rangesRoot: Uint8Array
  readonly weight: number
}

/** A merge of a round's accepted votes that enough aggregators signed. */
export type LoggedMerge = {
  readonly round: number
  readonly root: Uint8Array
  readonly rangesRoot: Uint8Array
  readonly bytes: number
  readonly form: number
  /** Ids, rising. */
  readonly signers: readonly string[]
  /** Their envelopes, in that order. */
  readonly statements: readonly Uint8Array[]
}

/** What a closed round does to every replica. Void: no contributions, `step` unchanged. */
export type ClosedRound = {
  readonly round: number
  /** Steps applied before it; a round that is not void makes step + 1. */
  readonly step: number
  /** Steps applied to the state that it was trained on. */
  readonly trainsOn: number
  readonly etaBits: number
  readonly lambdaBits: number
  readonly tau: number
  readonly contributions: readonly Contribution[]
  readonly refused: readonly { readonly member: string; readonly code: string }[]
  readonly members: readonly string[]
  readonly void: boolean
  /** Its votes are taken back: an earlier round is undone. */
  readonly undo: boolean
  /** Batches that go back to the queue. */
  readonly returned: readonly Range[]
  readonly lossMicronats: number
  /** L after it. */
  readonly lineage: Uint8Array
  readonly aggregators: readonly string[]
  readonly merge: LoggedMerge | undefined
}

/** A state that the log names: the blob of its fp32 parameters, and their Merkle root. */
export type LoggedCheckpoint = {
  readonly step: number
  readonly root: Uint8Array
  readonly stateRoot: Uint8Array
  /** Where the run stood then; undefined: it was made too late to know, and there is no way back to it. */
  readonly mark?: Mark | undefined
}

/** The fold of a log. */
export type View = Position & {
  readonly runId: Uint8Array
  readonly config: RunConfig
  readonly started: RunStarted
  /** Hex id of the key that signs the log. */
  readonly coordinator: string
  readonly term: number
  /** Entries folded. */
  readonly length: number
  /** Hash of the last entry's body. */
  readonly head: Uint8Array
  readonly timeMs: number
  readonly phase: LoggedPhase
  readonly phaseSinceMs: number
  readonly members: ReadonlyMap<string, Member>
  /** What the operator wants. */
  readonly command: Wanted
  /** Who may not come back, and why: ejected by the operator, or two signatures for one round. */
  readonly ejected: ReadonlyMap<string, string>
  /** Number of the next round to open. */
  readonly round: number
  /** Updates of the state so far. Only grows: undoing a round is an update too. */
  readonly step: number
  readonly beacon: Uint8Array
  readonly lastPreimage: { readonly round: number; readonly value: Uint8Array }
  readonly lineage: Uint8Array
  readonly voids: number
  /** Void rounds in which witnesses refused something, since the last round that was not void; whatever phases lay between. */
  readonly disputes: number
  /** Rounds in a row in which it owed something and gave nothing of use, by member (health.ts). */
  readonly misses: ReadonlyMap<string, number>
  readonly measured: Measured
  readonly epoch: Epoch
  /** Rounds in effect when the last cold start began (settings.ts). */
  readonly coldFrom: number | undefined
  /** The next round begins one. */
  readonly coldPending: boolean
  readonly open: OpenRound | undefined
  /** With overlap: the round after `open`, which trains while that one is revealed. */
  readonly next: OpenRound | undefined
  readonly lastClosed: ClosedRound | undefined
  /** Of that round, once it is logged. */
  readonly lastMerge: LoggedMerge | undefined
  /** Round that the first link of the term's hash chain serves. */
  readonly beaconFrom: number
  /** The newest checkpoint. */
  readonly snapshot: LoggedCheckpoint | undefined
  /** Checkpoints from `retainedStep` on: between two of them lies a segment that can be replayed by itself. */
  readonly checkpoints: readonly LoggedCheckpoint[]
  /** Versions in force: of the kernels, of the protocol. */
  readonly kernel: number
  readonly protocol: number
  /** A change that waits for its round. */
  readonly change: Change | undefined
  /** The last rounds in effect, oldest first: those that can be undone. */
  readonly undoable: readonly Undoable[]
  /** The last round of a revert that is not done yet. */
  readonly reverting: number | undefined
  /** The last states, oldest first. */
  readonly marks: readonly Mark[]
  /** Payloads of the rounds from this step on are kept. */
  readonly retainedStep: number
  /** The newest step up to which payloads were archived; 0: none were. */
  readonly archivedStep: number
}

export type CoordinatorEvent =
  | { readonly type: 'start'; readonly now: number }
  | {
      readonly type: 'message'
      readonly now: number
      /** Whoever asks waits for the answer of this id. */
      readonly id: number
      readonly signed: Signed
      /** Who brings it, where that is not its author. */
      readonly from?: string
    }
  | { readonly type: 'timer'; readonly now: number; readonly name: string }
  | { readonly type: 'peer'; readonly now: number; readonly member: string; readonly up: boolean }
  | {
      readonly type: 'command'
      readonly now: number
      readonly command: 'pause' | 'resume' | 'stop'
      /** Whoever asks waits for the answer of this id; undefined: nobody waits. */
      readonly id?: number
    }
  | {
      readonly type: 'eject'
      readonly now: number
      readonly id: number
      readonly member: string
      readonly reason: string
    }
  /** From `round` on these fields of the configuration, and these versions. */
  | {
      readonly type: 'change'
      readonly now: number
      readonly id: number
      readonly round: number
      readonly fields: { readonly [field: string]: unknown }
      readonly kernel?: number
      readonly protocol?: number
    }
  /** Undo every round from `round` on; start again from the checkpoint of `step`, 0 for the base. */
  | {
      readonly type: 'revert'
      readonly now: number
      readonly id: number
      readonly round: number
    }
  | {
      readonly type: 'restart'
      readonly now: number
      readonly id: number
      readonly step: number
    }
  /** The coordinator's own replica: a snapshot is stored; the last round is applied and exported. */
  | {
      readonly type: 'snapshot'
      readonly now: number
      readonly step: number
      readonly root: Uint8Array
      readonly stateRoot: Uint8Array
      /** D of the same bytes. */
      readonly digest: Uint8Array
    }
  /** The segment from one checkpoint to the next is in an archive file. */
  | {
      readonly type: 'archived'
      readonly now: number
      readonly from: number
      readonly to: number
      readonly root: Uint8Array
    }
  /** It holds a payload of the round, and found it valid. */
  | { readonly type: 'held'; readonly now: number; readonly root: string }
  | { readonly type: 'exported'; readonly now: number; readonly step: number }
  /** It merged a round itself: what it logs must be the same. */
  | ({ readonly now: number } & Merged)

export type CoordinatorEffect =
  /** Durable BEFORE it is published, and before any later effect. */
  | { readonly type: 'append'; readonly index: number; readonly envelope: Uint8Array }
  | { readonly type: 'answer'; readonly id: number; readonly code: string }
  | { readonly type: 'timer'; readonly name: string; readonly at: number }
  /** Write the model after `step` to its folder once the replica holds it, then say `exported`. `last`: the run stands still then. */
  | { readonly type: 'export'; readonly step: number; readonly last: boolean }
  /** Members do not confirm what the own replica says of the state after `step`: it starts again from the newest checkpoint. */
  | { readonly type: 'doubt'; readonly step: number }
  | { readonly type: 'end' }

export type SignedEntry = Signed<Entry>
export type SignedCommitment = Signed<Commitment>
export type SignedList = Signed<CommitmentList>
export type SignedMerged = Signed<Merged>
export type SignedReport = Signed<Report>
