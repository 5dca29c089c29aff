/**
 * The contributor's side of DeMo: momentum, transform, top k, signs, residual.
 *
 * Invariant: same votes and momentum as reference/encode.ts up to fp32 rounding of the transform. Source: blueprint 4.1.
 */
import type { TensorTable } from '../tensor-table.ts'
import type { DemoConfig } from './config.ts'
import { encodeReference, restoreReference } from './reference/encode.ts'
import type { KeptVotes } from './votes.ts'

export type Encoder = {
  /**
   * One step: `momentum` (table.coefficients long, zeros at the start; see `createMomentum`) takes in `gradient`
   * (table.params long, finite, clipped) times `eta` and gives up the votes. Throws a RangeError for a gradient that is not
   * finite, after which the momentum must be reset.
   */
  readonly encode: (momentum: Float32Array, gradient: Float32Array, eta: number) => KeptVotes
  /** Gives votes that were not accepted back to the momentum. */
  readonly restore: (momentum: Float32Array, votes: KeptVotes) => void
}

/** A zero momentum: the DCT coefficients of every tile, one tile after another in table order. */
export function createMomentum(table: TensorTable): Float32Array {
  return new Float32Array(table.coefficients)
}

export function createEncoder(table: TensorTable, config: DemoConfig): Encoder {
  return {
    encode: (momentum, gradient, eta) => encodeReference(table, config, momentum, gradient, eta),
    restore: (momentum, votes) => restoreReference(table, config, momentum, votes),
  }
}
