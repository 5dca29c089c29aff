/**
 * What performing a member's effects needs: the ports of one run, and where outcomes go.
 */

import type { Hash } from '../kernels/hash.ts'
import type { Merged } from '../proto/messages.ts'
import type { RunNames } from '../proto/topics.ts'
import type { Verify } from '../proto/wire.ts'
import type { Clock, LogStore, MemberId, Network, Store, Trainer } from './ports.ts'
import type { MemberEvent, Progress } from './roles/types.ts'

export type PostMember = (event: WithoutNow<MemberEvent>) => void
export type WithoutNow<T> = T extends unknown ? Omit<T, 'now'> : never

export type Snapshot = {
  readonly step: number
  /** Of the blob. */
  readonly root: Uint8Array
  readonly stateRoot: Uint8Array
  readonly digest: Uint8Array
}

export type MemberWorld = {
  readonly runId: Uint8Array
  readonly names: RunNames
  readonly hash: Hash
  readonly verify: Verify
  readonly clock: Clock
  readonly network: Network
  readonly store: Store
  /** Absent where somebody else keeps the log: the observer beside a coordinator. */
  readonly log: LogStore | undefined
  /** What entries are that others give: an observer beside a coordinator follows that coordinator alone. */
  readonly foreign?: 'foreign'
  readonly trainer: Trainer
  /** The base's parameters as a snapshot. */
  readonly base: () => Promise<Uint8Array>
  /** A blob from any of the candidates, checked against its root; undefined where none gives it. */
  readonly fetchBlob: (
    root: Uint8Array,
    candidates: readonly MemberId[],
    maxBytes: number,
  ) => Promise<Uint8Array | undefined>
  readonly onShow: (progress: Progress) => void
  readonly onEnd: (code: string, message: string) => void
  /** Two entries that their signer cannot explain; kept before `onEnd`. */
  readonly onEvidence: (ours: Uint8Array, theirs: Uint8Array) => Promise<void>
  /** A snapshot is in the store. */
  readonly onSnapshot: (snapshot: Snapshot) => void
  /** The merge of a large round is in the store. */
  readonly onMerged?: (made: Merged) => void
  /** A valid payload is in the store. */
  readonly onHeld?: (root: string) => void
  /** Something failed that the machine deals with; a person may want to know. */
  readonly onTrouble: (message: string) => void
}

/** What the parts of one performer share. */
export type Inner = {
  readonly world: MemberWorld
  readonly post: PostMember
  readonly answer: (id: number, code: string) => void
  readonly timers: Map<string, () => void>
  readonly waiting: Map<string, (bytes: Uint8Array) => void>
  readonly early: Map<string, Uint8Array>
  readonly rootOf: (bytes: Uint8Array) => string
  trainerTurn: Promise<void>
  logTurn: Promise<void>
  stopped: boolean
}
