/**
 * Windows: runs of whole tile rows of one tensor, small enough for a fast cache, in which the fast kernels work.
 *
 * Nothing ever needs a whole tensor in the kernels' memory: one embedding of a large model is gigabytes, and a 32-bit
 * WebAssembly memory ends at four. Invariant: windows follow each other in table order and cover every tile once.
 */
import type { TensorTable } from '../tensor-table.ts'
import { type VotePlace, voteLayout } from './votes.ts'

/** Elements that a window aims at: half a megabyte of fp32. At least one tile row, however wide. */
export const WINDOW_ELEMENTS = 131_072

export type Window = {
  readonly place: VotePlace
  /** Number of the place in the layout, which is the number of the tensor. */
  readonly tensor: number
  readonly firstGridRow: number
  readonly gridRows: number
  /** Rows of the tensor in the window: fewer than gridRows * tileRows at a padded end. */
  readonly rows: number
  /** First element in the flat state, and how many. */
  readonly offset: number
  readonly params: number
  /** First tile of the table, and how many. */
  readonly firstTile: number
  readonly tiles: number
  /** First place of votes, and how many. */
  readonly firstVote: number
  readonly votes: number
  /** First element in the flat array of whole tiles, and how many. */
  readonly firstCoefficient: number
  readonly coefficients: number
}

/** All windows of a table, in order. */
export function windowsOf(table: TensorTable, topK: number, aim = WINDOW_ELEMENTS): Window[] {
  return voteLayout(table, topK).places.flatMap((place, tensor) =>
    tensorWindows(place, tensor, aim),
  )
}

function tensorWindows(place: VotePlace, tensor: number, aim: number): Window[] {
  const { tileRows, cols, rows, gridRows, gridCols, tileElements } = place.tensor
  const step = Math.max(1, Math.floor(aim / (tileElements * gridCols)))
  const windows: Window[] = []
  for (let first = 0; first < gridRows; first += step) {
    const count = Math.min(step, gridRows - first)
    const height = Math.min(count * tileRows, rows - first * tileRows)
    const tiles = count * gridCols
    const tile = first * gridCols
    windows.push({
      place,
      tensor,
      firstGridRow: first,
      gridRows: count,
      rows: height,
      offset: place.tensor.offset + first * tileRows * cols,
      params: height * cols,
      firstTile: place.tensor.firstTile + tile,
      tiles,
      firstVote: place.first + tile * place.perTile,
      votes: tiles * place.perTile,
      firstCoefficient: place.tensor.firstCoefficient + tile * tileElements,
      coefficients: tiles * tileElements,
    })
  }
  return windows
}

/** The bytes behind part of a typed array. */
export function bytesOf(
  array: Float32Array | Uint16Array | Int8Array | Uint8Array,
  first: number,
  count: number,
): Uint8Array {
  const size = array.BYTES_PER_ELEMENT
  return new Uint8Array(array.buffer, array.byteOffset + first * size, count * size)
}
