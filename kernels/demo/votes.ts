/**
 * What a contributor says in a round: for each tile nothing, or exactly k_t (index, sign) pairs.
 *
 * Structure of arrays over the whole table. Every tile has its fixed place whether it is present or not, so that windows and
 * threads find theirs without a scan; the places of absent tiles hold zeros.
 * Invariant of a well-formed value: in a present tile indices increase strictly and stay below the tile's size; signs are +1 or -1.
 */
import type { TensorLayout, TensorTable } from '../tensor-table.ts'

export type Votes = {
  /** One byte a tile of the table: 1 present, 0 absent. */
  readonly present: Uint8Array
  /** Row-major index in the tile, k_t places a tile. */
  readonly indices: Uint16Array
  readonly signs: Int8Array
}

/** Votes with the coefficients they were made from, so that what is not accepted can be given back to the momentum. */
export type KeptVotes = Votes & { readonly values: Float32Array }

/** Votes per full 64 x 64 tile, the `k` of DeMo: an integer in 1..4096. */
export const LARGEST_TOP_K = 4096

/** k_t = max(1, round-half-up(k n / 4096)), in integers. */
export function votesPerTile(topK: number, tileElements: number): number {
  return Math.max(1, Math.floor((2 * topK * tileElements + 4096) / 8192))
}

/** Places of one tensor's votes. */
export type VotePlace = {
  readonly tensor: TensorLayout
  /** k_t of this tensor's tiles. */
  readonly perTile: number
  /** First place in `indices`, `signs` and `values`; tile t of the tensor starts t * perTile further. */
  readonly first: number
}

export type VoteLayout = {
  readonly places: readonly VotePlace[]
  /** Length of `indices` and `signs`. */
  readonly total: number
}

/** Where the votes of each tensor lie. Throws a RangeError where topK is not an integer in 1..4096. */
export function voteLayout(table: TensorTable, topK: number): VoteLayout {
  if (!Number.isInteger(topK) || topK < 1 || topK > LARGEST_TOP_K)
    throw new RangeError(`top k ${topK} is not an integer from 1 to ${LARGEST_TOP_K}`)
  let total = 0
  const places = table.tensors.map((tensor) => {
    const perTile = votesPerTile(topK, tensor.tileElements)
    const first = total
    total += perTile * tensor.tiles
    return { tensor, perTile, first }
  })
  return { places, total }
}

/** Votes with no tile present. */
export function emptyVotes(table: TensorTable, topK: number): Votes {
  const { total } = voteLayout(table, topK)
  return {
    present: new Uint8Array(table.tiles),
    indices: new Uint16Array(total),
    signs: new Int8Array(total),
  }
}

/** As `emptyVotes`, with room for the coefficients. */
export function emptyKeptVotes(table: TensorTable, topK: number): KeptVotes {
  const votes = emptyVotes(table, topK)
  return { ...votes, values: new Float32Array(votes.indices.length) }
}
