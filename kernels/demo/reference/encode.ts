/**
 * The contributor's side of DeMo, as plainly as it can be said; kernels/demo/encode.ts is the fast one and is checked against this.
 *
 * The momentum is kept in the DCT domain, tile after tile: the transform is linear and orthonormal, so
 * c <- beta c + eta DCT2(g) is the same momentum as delta <- beta delta + eta g, taking sent votes out is one subtraction per
 * vote instead of an inverse transform, and an opened tile can be audited without any transform.
 * Invariant: of equal magnitudes the lower index is chosen; a tile at or below the empty bound is left as it is.
 * Source: blueprint 4.1; DeMo, arXiv 2411.19870.
 */
import type { TensorLayout, TensorTable } from '../../tensor-table.ts'
import { floatBasis } from '../basis.ts'
import { type DemoConfig, emptyBound } from '../config.ts'
import { emptyKeptVotes, type KeptVotes, voteLayout } from '../votes.ts'

/** One step: changes `momentum` (table.coefficients) from `gradient` (table.params) and gives the votes. */
export function encodeReference(
  table: TensorTable,
  config: DemoConfig,
  momentum: Float32Array,
  gradient: Float32Array,
  eta: number,
): KeptVotes {
  const votes = emptyKeptVotes(table, config.topK)
  const bound = emptyBound(config.emptyTile, eta)
  for (const { tensor, perTile, first } of voteLayout(table, config.topK).places) {
    for (let tile = 0; tile < tensor.tiles; tile++) {
      const from = tensor.firstCoefficient + tile * tensor.tileElements
      const c = momentum.subarray(from, from + tensor.tileElements)
      const g = transformTile(tensor, readTile(tensor, gradient, tile))
      for (let i = 0; i < c.length; i++)
        c[i] = Math.fround(Math.fround(config.beta * at(c, i)) + Math.fround(eta * at(g, i)))
      if (largest(c) <= bound) continue
      votes.present[tensor.firstTile + tile] = 1
      topIndices(c, perTile).forEach((index, j) => {
        const place = first + tile * perTile + j
        votes.indices[place] = index
        votes.signs[place] = at(c, index) < 0 ? -1 : 1
        votes.values[place] = at(c, index)
        c[index] = at(c, index) - Math.fround(config.alpha * at(c, index))
      })
    }
  }
  return votes
}

/** The tile as tileRows x tileCols numbers; places beyond the tensor are 0. */
export function readTile(tensor: TensorLayout, flat: Float32Array, tile: number): Float64Array {
  const { rows, cols, tileRows, tileCols, gridCols, offset } = tensor
  const top = Math.floor(tile / gridCols) * tileRows
  const left = (tile % gridCols) * tileCols
  const out = new Float64Array(tileRows * tileCols)
  for (let r = 0; r < Math.min(tileRows, rows - top); r++)
    for (let c = 0; c < Math.min(tileCols, cols - left); c++)
      out[r * tileCols + c] = at(flat, offset + (top + r) * cols + left + c)
  return out
}

/** Orthonormal two-dimensional DCT-II of a tile, row major. */
export function transformTile(tensor: TensorLayout, tile: Float64Array): Float64Array {
  const { tileRows, tileCols } = tensor
  const down = floatBasis(tileRows)
  const across = floatBasis(tileCols)
  const half = new Float64Array(tile.length)
  const out = new Float64Array(tile.length)
  for (let r = 0; r < tileRows; r++)
    for (let b = 0; b < tileCols; b++)
      for (let c = 0; c < tileCols; c++)
        add(half, r * tileCols + b, at(tile, r * tileCols + c) * at(across, b * tileCols + c))
  for (let a = 0; a < tileRows; a++)
    for (let r = 0; r < tileRows; r++)
      for (let b = 0; b < tileCols; b++)
        add(out, a * tileCols + b, at(half, r * tileCols + b) * at(down, a * tileRows + r))
  return out
}

/** The inverse of `transformTile`. */
export function invertTile(tensor: TensorLayout, tile: ArrayLike<number>): Float64Array {
  const { tileRows, tileCols } = tensor
  const down = floatBasis(tileRows)
  const across = floatBasis(tileCols)
  const half = new Float64Array(tile.length)
  const out = new Float64Array(tile.length)
  for (let a = 0; a < tileRows; a++)
    for (let c = 0; c < tileCols; c++)
      for (let b = 0; b < tileCols; b++)
        add(half, a * tileCols + c, at(tile, a * tileCols + b) * at(across, b * tileCols + c))
  for (let r = 0; r < tileRows; r++)
    for (let a = 0; a < tileRows; a++)
      for (let c = 0; c < tileCols; c++)
        add(out, r * tileCols + c, at(half, a * tileCols + c) * at(down, a * tileRows + r))
  return out
}

/** Indices of the `count` largest magnitudes, of equal ones the lower index, in increasing order. */
export function topIndices(values: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: values.length }, (_, i) => i)
    .sort((i, j) => Math.abs(at(values, j)) - Math.abs(at(values, i)) || i - j)
    .slice(0, count)
    .sort((i, j) => i - j)
}

function largest(values: Float32Array): number {
  let top = 0
  for (const value of values) top = Math.max(top, Math.abs(value))
  return top
}

function at(values: ArrayLike<number>, index: number): number {
  return values[index] as number
}

function add(values: Float64Array, index: number, by: number): void {
  values[index] = at(values, index) + by
}
