/**
 * The checked messages: what `wire.ts` gives after it has read somebody's bytes. Every field is present, bounded and copied.
 *
 * Fields are those of murmur.proto in camelCase. Hashes and keys are 32 bytes where a comment does not say otherwise.
 */

export type Join = {
  readonly type: 'join'
  readonly name: string
  readonly addresses: readonly string[]
  readonly engine: string
  readonly threads: number
  readonly invite: Uint8Array
  /** Version of its kernels. */
  readonly kernel: number
}
export type Ready = {
  readonly type: 'ready'
  readonly round: number
  readonly lineage: Uint8Array
  readonly stateDigest: Uint8Array
}
export type Leave = { readonly type: 'leave'; readonly reason: string }
export type Commitment = {
  readonly type: 'commitment'
  readonly round: number
  readonly slot: number
  readonly payloadHash: Uint8Array
  readonly payloadBytes: number
  readonly batches: readonly number[]
  readonly dropped: readonly number[]
  readonly thetaRound: number
  readonly engine: string
  readonly precision: string
  /** Empty: the momentum starts at zero. */
  readonly prevRoot: Uint8Array
  /** Empty until momentum roots are audited. */
  readonly momentumRoot: Uint8Array
  readonly stateDigest: Uint8Array
  readonly lossMicronats: number
  readonly tokens: number
  readonly trainMs: number
  /** Empty where the round's votes are not merged. */
  readonly rangesRoot: Uint8Array
}
export type CommitmentList = {
  readonly type: 'commitmentList'
  readonly round: number
  readonly hashes: readonly Uint8Array[]
  /** The newest slot of the round that it knows. */
  readonly slot: number
}
export type Report = {
  readonly type: 'report'
  readonly round: number
  /** Bit i (of byte i >> 3): commitment i of the log is held and found valid. */
  readonly marks: Uint8Array
  /** Bit i: it is held and found invalid. Neither bit: not decided yet, a later report may. */
  readonly refusals: Uint8Array
}
export type Head = {
  readonly type: 'head'
  readonly index: number
  readonly term: number
  readonly hash: Uint8Array
}
export type Entry = {
  readonly type: 'entry'
  readonly index: number
  readonly term: number
  /** Empty in entry 0. */
  readonly prevHash: Uint8Array
  readonly timeS: number
  readonly timeMs: number
  readonly kind: EntryKind
}

export type RunStarted = {
  readonly type: 'runStarted'
  /** Canonical JSON. */
  readonly config: string
  readonly baseRoot: Uint8Array
  readonly dataRoot: Uint8Array
  readonly table: Uint8Array
  readonly beaconEnd: Uint8Array
  /** Public key. */
  readonly operator: Uint8Array
  readonly kernel: number
}
/** Signed by the operator. */
export type TakenOver = {
  readonly type: 'takenOver'
  /** Public key. */
  readonly coordinator: Uint8Array
  readonly beaconEnd: Uint8Array
  readonly reason: string
}
export type PhaseEntered = {
  readonly type: 'phaseEntered'
  readonly phase: number
  readonly reason: string
}
export type Admitted = {
  readonly member: Uint8Array
  readonly name: string
  readonly addresses: readonly string[]
}
export type Left = {
  readonly member: Uint8Array
  readonly code: string
  /** An operator's words; empty otherwise. */
  readonly reason: string
  /** Envelope that the member signed, of two codes (view-charge.ts); else empty. */
  readonly evidence: Uint8Array
}
export type MembersChanged = {
  readonly type: 'membersChanged'
  readonly admitted: readonly Admitted[]
  readonly left: readonly Left[]
}
export type RoundOpened = {
  readonly type: 'roundOpened'
  readonly round: number
  readonly step: number
  readonly members: readonly Uint8Array[]
  readonly shares: readonly number[]
  readonly firstBatch: number
  readonly batches: number
  readonly etaBits: number
  readonly lambdaBits: number
  readonly tau: number
  readonly deadlineMs: number
  readonly returned: readonly Range[]
}
export type Reverted = {
  readonly type: 'reverted'
  readonly round: number
  /** The last round that this revert undoes. */
  readonly to: number
  readonly lineage: Uint8Array
}
export type Restarted = {
  readonly type: 'restarted'
  /** Of the checkpoint; 0: the base. */
  readonly step: number
  readonly lineage: Uint8Array
}
export type CommandGiven = {
  readonly type: 'commandGiven'
  /** 0: go on, 1: pause, 2: stop. */
  readonly command: number
}
export type ChangeScheduled = {
  readonly type: 'changeScheduled'
  readonly round: number
  /** Canonical JSON. */
  readonly config: string
  readonly kernel: number
  readonly protocol: number
}
export type SlotOpened = {
  readonly type: 'slotOpened'
  readonly round: number
  readonly slot: number
  readonly taken: readonly { readonly member: Uint8Array; readonly slot: number }[]
  readonly takers: readonly Uint8Array[]
  readonly shares: readonly number[]
  readonly deadlineMs: number
}
export type Range = { readonly first: number; readonly count: number }
export type CommitmentsClosed = {
  readonly type: 'commitmentsClosed'
  readonly round: number
  /** Envelopes. */
  readonly commitments: readonly Uint8Array[]
  /** Envelopes. */
  readonly lists: readonly Uint8Array[]
  readonly preimage: Uint8Array
  /** By commitment, from the entry that gave the work to its arrival; 0: not known. */
  readonly tookMs: readonly number[]
}
export type Accepted = { readonly commitment: number; readonly weight: number }
export type Refused = { readonly commitment: number; readonly code: string }
export type RoundClosed = {
  readonly type: 'roundClosed'
  readonly round: number
  readonly accepted: readonly Accepted[]
  readonly refused: readonly Refused[]
  /** Envelopes. */
  readonly reports: readonly Uint8Array[]
  readonly lineage: Uint8Array
  /** 32 bytes or empty. */
  readonly stateDigest: Uint8Array
  readonly lossMicronats: number
  readonly returned: readonly Range[]
  /** Indexes of members of the round, rising. */
  readonly missed: readonly number[]
}
/** An aggregator's word on a closed round. */
export type Merged = {
  readonly type: 'merged'
  readonly round: number
  readonly root: Uint8Array
  readonly rangesRoot: Uint8Array
  readonly bytes: number
  /** 0: sums, 1: signs. */
  readonly form: number
}
/** Its author holds the accepted payloads of the round, and says that this word on them is false. */
export type Disputed = {
  readonly type: 'disputed'
  readonly round: number
  /** Envelope of a `Merged`. */
  readonly statement: Uint8Array
}
export type RoundMerged = {
  readonly type: 'roundMerged'
  readonly round: number
  /** Envelopes. */
  readonly statements: readonly Uint8Array[]
}
export type CheckpointMade = {
  readonly type: 'checkpointMade'
  readonly step: number
  readonly snapshotRoot: Uint8Array
  readonly stateRoot: Uint8Array
  readonly retainedStep: number
}
/** Payloads of the rounds between two checkpoints are in an archive file. */
export type SegmentArchived = {
  readonly type: 'segmentArchived'
  readonly from: number
  readonly to: number
  /** Of the list of its blobs. */
  readonly root: Uint8Array
}
export type EntryKind =
  | RunStarted
  | PhaseEntered
  | MembersChanged
  | RoundOpened
  | SlotOpened
  | Reverted
  | Restarted
  | ChangeScheduled
  | CommandGiven
  | CommitmentsClosed
  | RoundClosed
  | CheckpointMade
  | SegmentArchived
  | RoundMerged
  | TakenOver

export type Message =
  | Join
  | Ready
  | Leave
  | Commitment
  | CommitmentList
  | Report
  | Merged
  | Disputed
  | Head
  | Entry
