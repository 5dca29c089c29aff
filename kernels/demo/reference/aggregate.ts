/**
 * Votes to parameters, everybody's side, as plainly as it can be said; kernels/demo/aggregate.ts is the fast one, bit-equal to this.
 *
 * Invariant: integers from the votes to the sign of the update, so the result cannot depend on the order of contributions, the
 * thread count or the machine; then three fp32 operations a parameter, each rounded once.
 * Source: blueprint 4.2.
 */
import type { TensorLayout } from '../../tensor-table.ts'
import { BASIS_ONE, integerBasis } from '../basis.ts'
import type { VotePlace, Votes } from '../votes.ts'

/** Largest magnitude that pass 2 takes in: 16,383 * 118,600 < 2^31. */
export const LARGEST_HALF = BASIS_ONE - 1

/** S of one tile: the sum of weight * sign at each index. */
export function sumVotes(
  place: VotePlace,
  tile: number,
  contributions: readonly { readonly votes: Votes; readonly weight: number }[],
): Int32Array {
  const { tensor, perTile, first } = place
  const sums = new Int32Array(tensor.tileElements)
  for (const { votes, weight } of contributions) {
    if (votes.present[tensor.firstTile + tile] !== 1) continue
    for (let at = first + tile * perTile; at < first + (tile + 1) * perTile; at++) {
      const index = votes.indices[at] as number
      sums[index] = (sums[index] as number) + weight * (votes.signs[at] as number)
    }
  }
  return sums
}

/**
 * u of one tile: the sign of the inverse DCT of S, 0 inside the dead zone; tileRows x tileCols of -1, 0, 1.
 * Pass 1 runs along rows, pass 2 along columns; between them the tile is shifted to 14 bits by the smallest shift that fits,
 * rounding halves upwards. `tau` is in units of S; a value x of the true inverse transform is X * 2^(sh - 28).
 */
export function decodeSigns(tensor: TensorLayout, sums: Int32Array, tau: number): Int8Array {
  const { tileRows, tileCols } = tensor
  const across = integerBasis(tileCols)
  const down = integerBasis(tileRows)
  const half = new Int32Array(sums.length)
  for (let a = 0; a < tileRows; a++)
    for (let c = 0; c < tileCols; c++) {
      let sum = 0
      for (let b = 0; b < tileCols; b++)
        sum += (sums[a * tileCols + b] as number) * (across[b * tileCols + c] as number)
      half[a * tileCols + c] = sum
    }
  const shift = smallestShift(half)
  const limit = deadZone(tau, shift)
  const out = new Int8Array(sums.length)
  for (let r = 0; r < tileRows; r++)
    for (let c = 0; c < tileCols; c++) {
      let sum = 0
      for (let a = 0; a < tileRows; a++)
        sum +=
          roundShift(half[a * tileCols + c] as number, shift) * (down[a * tileRows + r] as number)
      out[r * tileCols + c] = sum > limit ? 1 : sum < -limit ? -1 : 0
    }
  return out
}

/** The smallest shift after which every value lies within +-16,383. */
export function smallestShift(values: Int32Array): number {
  let low = 0
  let high = 0
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return shiftFor(low, high)
}

/** `smallestShift` of values whose extremes are known; rounding is monotone, so the extremes decide. */
export function shiftFor(low: number, high: number): number {
  let shift = 0
  while (roundShift(high, shift) > LARGEST_HALF || roundShift(low, shift) < -LARGEST_HALF) shift++
  return shift
}

/** value / 2^shift, halves rounded upwards. */
export function roundShift(value: number, shift: number): number {
  return shift === 0 ? value : (value + (1 << (shift - 1))) >> shift
}

/** Largest |X| that still counts as nothing, an integer up to 2^31 - 1: floor(tau * 2^(28 - shift)). */
export function deadZone(tau: number, shift: number): number {
  return Math.min(2_147_483_647, Math.floor((tau * 268_435_456) / (1 << shift)))
}

/**
 * p <- fround(p * decay) - eta * u for one tile in place, each operation rounded once; `decay` is fround(1 - eta * lambda).
 * Places of the tile beyond the tensor are left out.
 */
export function updateTile(
  tensor: TensorLayout,
  params: Float32Array,
  tile: number,
  signs: Int8Array,
  eta: number,
  decay: number,
): void {
  const { rows, cols, tileRows, tileCols, gridCols, offset } = tensor
  const top = Math.floor(tile / gridCols) * tileRows
  const left = (tile % gridCols) * tileCols
  for (let r = 0; r < Math.min(tileRows, rows - top); r++)
    for (let c = 0; c < Math.min(tileCols, cols - left); c++) {
      const i = offset + (top + r) * cols + left + c
      const step = Math.fround(eta * (signs[r * tileCols + c] as number))
      params[i] = Math.fround(Math.fround((params[i] as number) * decay) - step)
    }
}
