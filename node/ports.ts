/**
 * What a role may ask of the world: small interfaces, each with one compliance suite (test/compliance) that every
 * implementation passes. Real ones live beside this file in adapter folders; simulated ones in test/sim.
 *
 * Everything that crosses a machine boundary is bytes; checked messages are made from them in proto/wire.ts.
 * A member is named by the lower-case hex of its Ed25519 public key, which is also its libp2p identity.
 */
import type { Hash } from '../kernels/hash.ts'

/** Lower-case hex of a 32-byte Ed25519 public key. */
export type MemberId = string

/** What becomes of a gossip message: forwarded; dropped silently; dropped and held against its sender. */
export type Verdict = 'accept' | 'ignore' | 'reject'

export type Crypto = {
  readonly self: MemberId
  readonly hash: Hash
  /** Signs with this process's own key; 64 bytes. */
  readonly sign: (bytes: Uint8Array) => Uint8Array
  readonly verify: (signer: Uint8Array, bytes: Uint8Array, signature: Uint8Array) => boolean
}

export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Calls back once after `ms`; the result cancels. */
  readonly after: (ms: number, callback: () => void) => () => void
}

/** The coordinator's log, or a member's copy of it. Entries are signed envelopes, index 0, 1, 2 … without a gap. */
export type LogStore = {
  /** Durable when it resolves, all of them or none. Rejects with a coded error where `index` is not the next one. */
  readonly append: (index: number, ...envelopes: readonly Uint8Array[]) => Promise<void>
  /** Up to `limit` envelopes from `from` on, in order. */
  readonly read: (from: number, limit: number) => Promise<Uint8Array[]>
  readonly length: () => Promise<number>
  /** Keeps what the owner made of the first `length` entries, in place of what was kept before. Durable when it resolves. */
  readonly keepFold: (length: number, fold: Uint8Array) => Promise<void>
  readonly recallFold: () => Promise<
    { readonly length: number; readonly fold: Uint8Array } | undefined
  >
  readonly close: () => Promise<void>
}

/** Content by its hash (`blobRoot`, kernels/state), and a few small named records that survive a kill. */
export type Store = {
  /** Durable when it resolves. */
  readonly put: (bytes: Uint8Array) => Promise<Uint8Array>
  readonly get: (root: Uint8Array) => Promise<Uint8Array | undefined>
  /** Absent when it resolves, whether it was there or not; a power cut may bring it back. */
  readonly remove: (root: Uint8Array) => Promise<void>
  /** Hex roots of all content, in no order. */
  readonly list: () => Promise<string[]>
  /** Durable when it resolves; replaces what was there. */
  readonly record: (name: string, bytes: Uint8Array) => Promise<void>
  readonly recall: (name: string) => Promise<Uint8Array | undefined>
}

/** One request, one answer; and gossip. All waits have a deadline. */
export type Network = {
  readonly self: MemberId
  readonly addresses: () => string[]
  /** Hands `bytes` to everybody subscribed to `topic`. Resolves when handed to the mesh, not when received. */
  readonly publish: (topic: string, bytes: Uint8Array) => Promise<void>
  /** `receive` is called once per message and decides what becomes of it before it is forwarded. */
  readonly subscribe: (
    topic: string,
    receive: (from: MemberId, bytes: Uint8Array) => Verdict | Promise<Verdict>,
  ) => void
  /** Sends a request by direct stream and gives the answer. Rejects with a coded error (`unreachable`, `timeout`, `refused`, `too-large`). */
  readonly request: (
    to: MemberId,
    protocol: string,
    bytes: Uint8Array,
    deadlineMs: number,
  ) => Promise<Uint8Array>
  /** Answers requests of one protocol; a rejection closes the stream without an answer. */
  readonly answer: (
    protocol: string,
    handler: (from: MemberId, bytes: Uint8Array) => Promise<Uint8Array>,
    limits: { readonly requestBytes: number; readonly answerBytes: number },
  ) => void
  /** Tells the addresses at which a member can be reached, and connects in the background. */
  readonly introduce: (member: MemberId, addresses: readonly string[]) => void
  /** Called when a connection to a member opens (`true`) or its last one closes (`false`). */
  readonly onPeer: (listener: (member: MemberId, up: boolean) => void) => void
}

export type TrainJob = {
  readonly round: number
  /** 0, or the slot of work that was taken from others. */
  readonly slot: number
  /** Global batch numbers, in the order in which they are trained. */
  readonly batches: readonly number[]
  /** Learning rate as fp32 bits, from the log. */
  readonly etaBits: number
}

export type TrainResult = {
  /** Canonical payload bytes (kernels/demo/payload.ts). */
  readonly payload: Uint8Array
  /** Batch numbers that were left out because their loss or gradient was not finite. */
  readonly dropped: readonly number[]
  /** Mean loss per labelled token, in millionths of a nat. */
  readonly lossMicroNats: number
  readonly tokens: number
  readonly trainMs: number
  readonly engine: string
  readonly precision: string
}

export type ApplyJob = {
  /** Steps applied after it; D_step is what `apply` gives. */
  readonly step: number
  readonly etaBits: number
  readonly lambdaBits: number
  readonly tau: number
  readonly contributions: readonly { readonly payload: Uint8Array; readonly weight: number }[]
  /** In place of the contributions: their votes, merged (kernels/demo/merge). */
  readonly merge?: Uint8Array
}

/** The votes of a round as one blob, and the Merkle root over its ranges of tiles. `form` 0: sums, 1: signs. */
export type MergeResult = {
  readonly merge: Uint8Array
  readonly rangesRoot: Uint8Array
  readonly form: number
}

export type StateCopy = {
  /** Little-endian fp32 in table order. */
  readonly bytes: Uint8Array
  /** Merkle root of the whole state, 32 bytes. */
  readonly stateRoot: Uint8Array
  /** D_step: what members claim to hold. */
  readonly digest: Uint8Array
}

/**
 * A member's computing: the exact replica, the momentum, and the engine. Parameters change only in `apply`, never while
 * `train` runs (the caller waits).
 */
export type Trainer = {
  readonly train: (job: TrainJob) => Promise<TrainResult>
  /** Ends the `train` of a slot: votes that were not accepted go back into the momentum. */
  readonly settle: (round: number, slot: number, accepted: boolean) => Promise<void>
  /** Undefined where the bytes are a canonical payload of this run's tensor table, else a refusal code. */
  readonly check: (payload: Uint8Array) => string | undefined
  /** No payload of the run's tensor table is longer. */
  readonly mostPayloadBytes: number
  /** Merkle root over a payload's ranges of tiles. Throws where `check` refuses the payload. */
  readonly rangesRoot: (payload: Uint8Array) => Uint8Array
  /** Merges the contributions of a round. */
  readonly merge: (job: ApplyJob) => Promise<MergeResult>
  /** As `check`, for a merge; `rangesRoot`: what its ranges must give. */
  readonly checkMerge: (merge: Uint8Array, rangesRoot: Uint8Array) => string | undefined
  /** Applies a round to the replica and gives D_r, the content digest (32 bytes). */
  readonly apply: (job: ApplyJob) => Promise<Uint8Array>
  /** Undoes a round of the replica, from its payloads. Gives D after it. */
  readonly revert: (job: ApplyJob) => Promise<Uint8Array>
  /** A copy of the replica after `step` steps, for a snapshot, with the digests of that copy. */
  readonly snapshot: (step: number) => Promise<StateCopy>
  /** Merkle root of the whole state, 32 bytes. */
  readonly stateRoot: () => Promise<Uint8Array>
  /** Replaces the replica by the snapshot of the state after `step` steps and zeroes the momentum. Gives D_step. */
  readonly restore: (snapshot: Uint8Array, step: number) => Promise<Uint8Array>
}
