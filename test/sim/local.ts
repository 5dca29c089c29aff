/**
 * What the parts of a simulated member share: its disk, its setup, and the ways back into its machine.
 */
import type { Versions } from '../../coordinator/versions.ts'
import type { Snapshot } from '../../node/perform-world.ts'
import type { Crypto } from '../../node/ports.ts'
import type { MemberEvent, MemberState, Progress } from '../../node/roles/types.ts'
import type { Merged } from '../../proto/messages.ts'
import type { Crash } from './heads.ts'
import type { Pace, TamperMember, Watch } from './hooks.ts'
import type { Memory } from './memory.ts'
import type { Point } from './objective.ts'
import type { SimTrainer } from './trainer.ts'
import type { Reply, World } from './world.ts'

/** What a kill leaves. */
export type Disk = {
  readonly log: Uint8Array[]
  readonly blobs: Map<string, Uint8Array>
  readonly records: Map<string, Uint8Array>
}

export const emptyDisk = (): Disk => ({ log: [], blobs: new Map(), records: new Map() })

export type MemberSetup = {
  readonly world: World
  readonly crypto: Crypto
  readonly memory: Memory
  readonly name: string
  readonly role: 'contributor' | 'observer'
  readonly disk: Disk
  /** The first entry, which a joiner asks the coordinator for. */
  readonly first: Uint8Array
  readonly batchMs: number
  readonly noise: number
  readonly trainer: SimTrainer
  readonly onSnapshot: (snapshot: Snapshot) => void
  readonly onHeld?: (root: string) => void
  readonly onMerged?: (made: Merged) => void
  readonly watch: Watch
  readonly pace: Pace
  readonly tamper?: TamperMember | undefined
  readonly random: () => number
  readonly crash?: Crash | undefined
  /** Its name in the network, where that is not its key. */
  readonly network?: string | undefined
  /** What its software can do, where that is not what ours can. */
  readonly versions?: Versions | undefined
}

export type Evidence = { readonly ours: Uint8Array; readonly theirs: Uint8Array }

export type SimMember = {
  readonly post: (event: WithoutNow<MemberEvent>) => void
  readonly state: () => MemberState
  readonly progress: () => Progress | undefined
  readonly ended: () => string | undefined
  readonly evidence: () => Evidence | undefined
  readonly head: (envelope: Uint8Array) => void
  readonly foreign: (envelope: Uint8Array) => void
  readonly point: () => Point
  readonly payload: (bytes: Uint8Array) => void
  /** One bit of the replica in memory changes. */
  readonly flip: () => void
  readonly stop: () => void
  readonly mute: () => void
}

export type WithoutNow<T> = T extends unknown ? Omit<T, 'now'> : never

export type Local = {
  readonly setup: MemberSetup
  readonly alive: () => boolean
  readonly later: (ms: number, act: () => void) => () => void
  readonly post: (event: WithoutNow<MemberEvent>) => void
  readonly timers: Map<string, () => void>
  readonly replies: Map<number, Reply>
  /** Payloads that are wanted, by root: called when they come by gossip. */
  readonly wanted: Map<string, () => void>
  point: Point
  progress: Progress | undefined
  ended: string | undefined
  evidence: Evidence | undefined
}

/** Virtual times of a disk write and of applying a round. */
export const diskMs = 2
export const applyMs = 5
