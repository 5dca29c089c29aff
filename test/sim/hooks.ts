/**
 * How one reaches into a simulation: what a watcher is told, how a process's clock, disk and speed are bent, how its machine is
 * replaced by one that lies.
 */
import type { CoordinatorMachine } from '../../coordinator/round.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { SignedEntry } from '../../coordinator/types.ts'
import type { Crypto } from '../../node/ports.ts'
import type { MemberMachine, MemberState } from '../../node/roles/types.ts'
import type { Signed } from '../../proto/wire.ts'
import type { Disk } from './local.ts'

/** Called while an event is handled; all are optional, none may change anything. */
export type Watch = {
  /** The coordinator appended an entry; `state` is what it holds after it. */
  readonly entry?: (signed: SignedEntry, state: CoordinatorState) => void
  readonly coordinatorStep?: (state: CoordinatorState) => void
  readonly memberStep?: (id: string, state: MemberState) => void
  /** A replica moved to `step`; `observer`: the coordinator's own. */
  readonly applied?: (id: string, step: number, digest: string, observer: boolean) => void
  /** A replica was read from the base or a snapshot. */
  readonly restored?: (id: string) => void
  /** The coordinator answered a member's message. */
  readonly answered?: (signed: Signed, code: string) => void
  readonly ended?: (id: string, code: string) => void
  /** A process starts or dies. */
  readonly life?: (id: string, alive: boolean) => void
}

/** A process's own conditions; changed while it runs. */
export type Pace = {
  /** Factors on the time of training and of a disk write. */
  train: number
  disk: number
  /** Its clock minus true time. */
  skewMs: number
}

export const normalPace = (): Pace => ({ train: 1, disk: 1, skewMs: 0 })

/** What a liar has beside its machine. */
export type Inside = {
  readonly crypto: Crypto
  readonly disk: Disk
  readonly random: () => number
  /** What it gives to those who ask for a blob, instead of the bytes; undefined: nothing. */
  serve?: (bytes: Uint8Array) => Uint8Array | undefined
}

export type TamperMember = (machine: MemberMachine, inside: Inside) => MemberMachine
export type TamperCoordinator = (machine: CoordinatorMachine) => CoordinatorMachine
