/**
 * What a simulated member trains: the cheap stand-in, or (real-trainer.ts) a tiny model with the real kernels. A state is a `Point`: 32-bit
 * words and their digest, so that snapshots, digests and damaged bits are the same for both.
 */
import type { ClosedRound } from '../../coordinator/types.ts'
import type { Hash } from '../../kernels/hash.ts'
import { applyVotes, checkVotes, lossOf, type Point, startPoint, voteBytes } from './objective.ts'

export type Task = {
  /** The process; its momentum dies with it. */
  readonly process: object
  readonly point: Point
  readonly round: number
  readonly slot: number
  readonly batches: readonly number[]
  readonly etaBits: number
  readonly noise: number
  readonly random: () => number
}

export type SimTrainer = {
  readonly start: (hash: Hash) => Point
  readonly train: (task: Task) => {
    readonly bytes: Uint8Array
    readonly lossMicroNats: number
    readonly tokens: number
  }
  /** Empty where the bytes are a payload, else a refusal code. */
  readonly check: (bytes: Uint8Array) => string
  readonly apply: (
    hash: Hash,
    point: Point,
    closed: ClosedRound,
    votes: readonly { readonly bytes: Uint8Array; readonly weight: number }[],
  ) => Point
  /** A contribution was decided: what was not accepted goes back into the momentum. */
  readonly settle: (process: object, round: number, slot: number, accepted: boolean) => void
}

export const standIn: SimTrainer = {
  start: startPoint,
  train: ({ point, noise, random, batches }) => ({
    bytes: voteBytes(point, noise, random),
    lossMicroNats: lossOf(point),
    tokens: 100 * batches.length,
  }),
  check: checkVotes,
  apply: (hash, point, _, votes) => applyVotes(hash, point, votes),
  settle: () => {},
}
