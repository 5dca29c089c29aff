/**
 * The contributor's side of DeMo: momentum, transform, top k, signs, residual, by windows of tile rows.
 *
 * Invariant: same votes and momentum as reference/encode.ts up to fp32 rounding of the transform, and the same bits for any
 * window size. Source: blueprint 4.1; kernels/wasm/assembly/encode.ts does the work.
 */
import type { TensorTable } from '../tensor-table.ts'
import { createKernel, type Kernel } from '../wasm/kernel.ts'
import { type DemoConfig, emptyBound } from './config.ts'
import { emptyKeptVotes, type KeptVotes } from './votes.ts'
import { bytesOf, WINDOW_ELEMENTS, type Window, windowsOf } from './window.ts'

export type Encoder = {
  /**
   * One step: `momentum` (table.coefficients long, zeros at the start; see `createMomentum`) takes in `gradient`
   * (table.params long, finite, clipped) times `eta` and gives up the votes. Throws a RangeError for a gradient that is not
   * finite, after which the momentum must be reset.
   */
  readonly encode: (momentum: Float32Array, gradient: Float32Array, eta: number) => KeptVotes
  /**
   * The same for one window: `gradient` holds the window's parameters, `momentum` its coefficients, and the votes go to their
   * places in `votes`.
   */
  readonly encodeWindow: (
    window: Window,
    momentum: Float32Array,
    gradient: Float32Array,
    eta: number,
    votes: KeptVotes,
  ) => void
  /** Gives votes that were not accepted back to the momentum. */
  readonly restore: (momentum: Float32Array, votes: KeptVotes) => void
  readonly windows: readonly Window[]
}

/** A zero momentum: the DCT coefficients of every tile, one tile after another in table order. */
export function createMomentum(table: TensorTable): Float32Array {
  return new Float32Array(table.coefficients)
}

/** An encoder with its own kernel instance; one for each thread. */
export function createEncoder(
  table: TensorTable,
  config: DemoConfig,
  windowElements = WINDOW_ELEMENTS,
): Encoder {
  const kernel = createKernel()
  const windows = windowsOf(table, config.topK, windowElements)
  const encodeWindow: Encoder['encodeWindow'] = (window, momentum, gradient, eta, votes) =>
    runWindow(kernel, config, window, momentum, gradient, eta, votes)
  return {
    windows,
    encodeWindow,
    encode(momentum, gradient, eta) {
      const votes = emptyKeptVotes(table, config.topK)
      for (const window of windows) {
        const { firstCoefficient, coefficients, offset, params } = window
        const c = momentum.subarray(firstCoefficient, firstCoefficient + coefficients)
        encodeWindow(window, c, gradient.subarray(offset, offset + params), eta, votes)
      }
      return votes
    },
    restore: (momentum, votes) => restoreVotes(windows, config.alpha, momentum, votes),
  }
}

function runWindow(
  kernel: Kernel,
  config: DemoConfig,
  window: Window,
  momentum: Float32Array,
  gradient: Float32Array,
  eta: number,
  votes: KeptVotes,
): void {
  const { tensor, perTile } = window.place
  const { tiles, firstTile, firstVote } = window
  kernel.useTiling(tensor.tileRows, tensor.tileCols)
  // One vector of slack: narrow tiles read whole vectors at the end of a row.
  const [g, c, present, indices, signs, values] = kernel.reserve(
    4 * window.params + 16,
    4 * window.coefficients + 16,
    tiles,
    2 * window.votes,
    window.votes,
    4 * window.votes,
  ) as [number, number, number, number, number, number]
  const memory = kernel.bytes()
  memory.set(bytesOf(gradient, 0, window.params), g)
  memory.set(bytesOf(momentum, 0, window.coefficients), c)
  const failed = kernel.call.encodeWindow(
    g,
    window.rows,
    tensor.cols,
    c,
    window.gridRows,
    tensor.gridCols,
    perTile,
    present,
    indices,
    signs,
    values,
    config.beta,
    eta,
    config.alpha,
    emptyBound(config.emptyTile, eta),
  )
  if (failed >= 0)
    throw new RangeError(`gradient or momentum of '${tensor.name}' is not finite in tile ${failed}`)
  const copy = (to: Uint8Array, from: number) => to.set(memory.subarray(from, from + to.length))
  copy(bytesOf(momentum, 0, window.coefficients), c)
  copy(bytesOf(votes.present, firstTile, tiles), present)
  copy(bytesOf(votes.indices, firstVote, window.votes), indices)
  copy(bytesOf(votes.signs, firstVote, window.votes), signs)
  copy(bytesOf(votes.values, firstVote, window.votes), values)
}

/** c <- c + alpha * value at every vote. */
function restoreVotes(
  windows: readonly Window[],
  alpha: number,
  momentum: Float32Array,
  votes: KeptVotes,
): void {
  for (const { place, tiles, firstTile, firstVote, firstCoefficient } of windows)
    for (let tile = 0; tile < tiles; tile++) {
      if (votes.present[firstTile + tile] !== 1) continue
      const from = firstCoefficient + tile * place.tensor.tileElements
      const first = firstVote + tile * place.perTile
      for (let i = first; i < first + place.perTile; i++) {
        const at = from + (votes.indices[i] as number)
        const back = Math.fround(alpha * (votes.values[i] as number))
        momentum[at] = (momentum[at] as number) + back
      }
    }
}
