/**
 * The vocabulary of a member: what it hears, what it asks the world to do, what it remembers.
 *
 * A member follows the log, keeps a replica, trains when a round lists it, and witnesses when it is drawn. Its machine is pure:
 * `now` (ms) arrives in each event; effects are plain data that a driver performs (node/perform.ts, test/sim).
 */
import type { Origin } from '../../coordinator/origin.ts'
import type {
  ClosedRound,
  Machine,
  Rules,
  SignedCommitment,
  SignedEntry,
  Signer,
  View,
} from '../../coordinator/types.ts'
import type { Versions } from '../../coordinator/versions.ts'
import type { Fold } from '../../coordinator/view.ts'
import type { Head } from '../../proto/messages.ts'
import type { Signed } from '../../proto/wire.ts'
import type { Witnessing } from './held.ts'
import type { Letter } from './outbox.ts'

/** What it says of itself when it joins. */
export type Introduction = {
  readonly name: string
  readonly addresses: readonly string[]
  readonly engine: string
  readonly threads: number
  readonly invite: Uint8Array
}

export type MemberParts = Rules &
  Signer & {
    /** The fold of one entry: `applyEntry`, or the same function with a memory. */
    readonly fold: (view: View, signed: SignedEntry) => Fold
    /** The fold of this member's own copy of the log; the first entry at least. */
    readonly view: View
    /** Rounds of that copy that changed the model, in order, from its newest snapshot or the base on. */
    readonly history: readonly ClosedRound[]
    /** The commitments that were recorded before a restart, one a slot. */
    readonly recorded: readonly SignedCommitment[]
    /** Where the replica begins, where the newest checkpoint cannot be had; `history` goes back to it. */
    readonly origin?: Origin | undefined
    /** `observer`: follows and applies, neither joins nor trains; the coordinator's own replica. */
    readonly role: 'contributor' | 'observer'
    readonly introduction: Introduction
    /** What this software can do, where that is not what ours can. */
    readonly versions?: Versions | undefined
  }

/** What training gave; the payload itself lies in the store. */
export type Trained = {
  readonly payloadHash: Uint8Array
  readonly payloadBytes: number
  /** Root over its ranges of tiles; empty where the round's votes are not merged. */
  readonly rangesRoot: Uint8Array
  readonly dropped: readonly number[]
  readonly lossMicroNats: number
  readonly tokens: number
  readonly trainMs: number
  readonly engine: string
  readonly precision: string
}

/** What was found in bytes that are here; of a merge `code` alone counts. */
export type Held = {
  /** Empty where they are canonical and of the run's shape. */
  readonly code: string
  /** Hex of what a payload's frame is bound to. */
  readonly binding: string
  readonly bytes: number
  /** Hex of the Merkle root over its ranges of tiles; empty where nobody asked. */
  readonly ranges: string
}

/** The accepted payloads of a round as one blob. */
export type MadeMerge = {
  readonly root: Uint8Array
  readonly rangesRoot: Uint8Array
  readonly bytes: number
  /** 0: sums, 1: signs. */
  readonly form: number
}

export type MemberEvent = { readonly now: number } & (
  | { readonly type: 'start' }
  /** A signed entry from anywhere; the signature is checked, nothing else. */
  | { readonly type: 'entry'; readonly signed: SignedEntry }
  /** The answer to `ask` was delivered as entries; `more`: there may be more. */
  | { readonly type: 'asked'; readonly code: string; readonly more: boolean }
  | { readonly type: 'message'; readonly id: number; readonly signed: Signed }
  | { readonly type: 'said'; readonly key: string; readonly id: number; readonly code: string }
  /** A payload or a merge is in the store. */
  | ({ readonly type: 'held'; readonly root: string } & Held)
  | { readonly type: 'missed'; readonly root: string }
  | ({ readonly type: 'trained'; readonly round: number; readonly slot: number } & Trained)
  | { readonly type: 'recorded'; readonly round: number; readonly slot: number }
  /** A merge is made and in the store. */
  | ({ readonly type: 'merged'; readonly round: number } & MadeMerge)
  | { readonly type: 'applied'; readonly step: number; readonly digest: Uint8Array }
  | { readonly type: 'restored'; readonly step: number; readonly digest: Uint8Array }
  | { readonly type: 'snapshotted'; readonly step: number }
  /** A job could not be done. */
  | { readonly type: 'failed'; readonly job: Job; readonly code: string; readonly message: string }
  | { readonly type: 'peer'; readonly member: string; readonly up: boolean }
  /** Somebody says how far it follows the log. */
  | { readonly type: 'head'; readonly signed: Signed<Head> }
  /** Two entries of one place in the log that differ. */
  | { readonly type: 'rival'; readonly ours: SignedEntry; readonly theirs: SignedEntry }
  /** To an observer beside a coordinator: members do not confirm its state after `step`. */
  | { readonly type: 'doubted'; readonly step: number }
  /** To an observer beside a coordinator: an entry that this coordinator did not hand it. */
  | { readonly type: 'foreign'; readonly signed: SignedEntry }
  | { readonly type: 'timer'; readonly name: string }
  | { readonly type: 'leave' }
)

/** What the one trainer of a member does; never two things at once. */
export type Job = 'restore' | 'train' | 'apply' | 'merge' | 'snapshot'

export type MemberEffect =
  /** Append to the member's own copy of the log. */
  | { readonly type: 'keep'; readonly index: number; readonly envelope: Uint8Array }
  | {
      readonly type: 'say'
      readonly key: string
      readonly id: number
      readonly to: string
      readonly envelope: Uint8Array
    }
  | { readonly type: 'ask'; readonly from: number; readonly candidates: readonly string[] }
  | {
      readonly type: 'fetch'
      readonly root: string
      /** The length of a merge; of a payload the most that anybody promised. */
      readonly bytes: number
      /** It may still come by gossip. */
      readonly fresh: boolean
      /** What a merge's ranges of tiles must give; of a payload: empty where they are not looked at. */
      readonly ranges: Uint8Array
      readonly isMerge: boolean
      readonly candidates: readonly string[]
    }
  | {
      readonly type: 'train'
      readonly round: number
      readonly slot: number
      readonly batches: readonly number[]
      readonly etaBits: number
      /** Comes before the payload in its frame. */
      readonly binding: Uint8Array
      /** Whether the commitment must name the payload's ranges. */
      readonly ranges: boolean
    }
  | {
      readonly type: 'record'
      readonly round: number
      readonly slot: number
      readonly envelope: Uint8Array
    }
  /** Show a payload that everybody may see now. */
  | { readonly type: 'reveal'; readonly round: number; readonly root: string }
  | { readonly type: 'merge'; readonly closed: ClosedRound }
  /** `merge`: from the logged merge, else from the payloads. */
  | { readonly type: 'apply'; readonly closed: ClosedRound; readonly merge: boolean }
  | {
      readonly type: 'settle'
      readonly round: number
      readonly slot: number
      readonly accepted: boolean
    }
  /** The base where `root` is undefined, else the snapshot of that root. */
  | {
      readonly type: 'restore'
      readonly step: number
      readonly root: string | undefined
      readonly candidates: readonly string[]
    }
  | { readonly type: 'snapshot'; readonly step: number }
  | { readonly type: 'introduce'; readonly member: string; readonly addresses: readonly string[] }
  | { readonly type: 'answer'; readonly id: number; readonly code: string }
  | { readonly type: 'timer'; readonly name: string; readonly at: number }
  | { readonly type: 'show'; readonly progress: Progress }
  /** Tell everybody how far we follow the log. */
  | { readonly type: 'head'; readonly envelope: Uint8Array }
  /**
   * Is our entry `index` the one of this hash? If not: `rival`, with the entry of `theirs`, or else the one that `from` gives.
   */
  | {
      readonly type: 'compare'
      readonly index: number
      readonly hash: Uint8Array
      readonly theirs: SignedEntry | undefined
      readonly from: string | undefined
    }
  | {
      readonly type: 'end'
      readonly code: string
      readonly message: string
      /** Envelopes of two entries that their signer cannot explain. */
      readonly evidence?: { readonly ours: Uint8Array; readonly theirs: Uint8Array }
    }

/** What a person wants to see of a member. */
export type Progress = {
  readonly phase: string
  readonly round: number
  readonly step: number
  readonly doing: string
  readonly roundsApplied: number
  readonly batchesTrained: number
  readonly joinedRound: number
}

/** A commitment of its own; sent only when it is on the disk. */
export type Own = { readonly signed: SignedCommitment; readonly recorded: boolean }

export type MemberState = {
  readonly view: View
  readonly history: readonly ClosedRound[]
  /** Entries that came before the ones between. */
  readonly ahead: ReadonlyMap<number, SignedEntry>
  readonly asking: boolean
  /** How often the log was asked for. */
  readonly asks: number
  /** The log was followed to its end once. */
  readonly synced: boolean
  readonly lastEntryMs: number
  /** When the last entry came, or the coordinator's word that there is none after it. */
  readonly heardMs: number
  /** Who said to be ahead of us, until it is asked. */
  readonly headFrom: string | undefined
  readonly joined: boolean
  readonly leaving: boolean
  readonly ended: boolean
  /** First round it may train: those that were open when it came are sat out. */
  readonly liveFrom: number | undefined
  /** The step it last said to be ready for; -1: none since it joined. */
  readonly readyStep: number
  /** Steps applied; -1: no replica yet. */
  readonly step: number
  readonly digest: Uint8Array | undefined
  /** The state before the last update: with overlap, that of the round that is judged. */
  readonly before: { readonly step: number; readonly digest: Uint8Array } | undefined
  readonly job: Job | undefined
  readonly retryAtMs: number
  readonly held: ReadonlyMap<string, Held>
  /** 0: under way; else the time to ask again. */
  readonly fetching: ReadonlyMap<string, number>
  /** What was looked through for payloads to fetch, and when to look again. */
  readonly looked:
    | { readonly view: View; readonly step: number; readonly againMs: number }
    | undefined
  /** How far the next round's payloads are known to be held. */
  readonly found: { readonly closed: ClosedRound; readonly payloads: number } | undefined
  readonly outbox: readonly Letter[]
  readonly lastId: number
  /** The last slot that it trained, and its round. */
  readonly trainedRound: number
  readonly trainedSlot: number
  /** Its commitments of the last round that it trained in, and of the one before while that is open. */
  readonly mine: readonly Own[]
  /** The last closed round that it heard of: what became of its commitments up to it is known. */
  readonly settled: number
  readonly snapshotStep: number
  /** Where the replica begins until the newest checkpoint is there again. */
  readonly origin: Origin | undefined
  /** The last round whose merge was begun here, and the last that was made. */
  readonly mergeTried: number
  readonly merged: { readonly round: number; readonly root: Uint8Array } | undefined
  /** Until when the merge of the last round is waited for. */
  readonly mergeDueMs: number
  readonly down: ReadonlySet<string>
  readonly early: ReadonlyMap<string, SignedCommitment>
  readonly witnessing: Witnessing
  readonly roundsApplied: number
  readonly batchesTrained: number
  readonly joinedRound: number
  readonly shown: Progress | undefined
}

export type MemberMachine = Machine<MemberState, MemberEvent, MemberEffect>

/** What one step carries along. */
export type MemberWork = {
  readonly parts: MemberParts
  readonly now: number
  state: MemberState
  readonly effects: MemberEffect[]
}
