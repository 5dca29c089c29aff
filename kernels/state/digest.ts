/**
 * The content digest of a model state: the Merkle root over its tile rows, of all of them or of a rotating share.
 *
 * A tile row is the rows of one tensor that one row of tiles covers: the unit in which votes act, in which replicas are compared
 * and in which a wrong one is fetched again. Invariant: the root covers every bit of every parameter of the share.
 * Source: blueprint 4.4.
 */
import type { Hash } from '../hash.ts'
import type { TensorTable } from '../tensor-table.ts'
import { floatBytes } from './bytes.ts'
import { leafHash, type MerkleTree, merkleRoot, merkleTree } from './merkle.ts'

/** Where a tile row lies in the flat state. */
export type TileRow = {
  readonly tensor: number
  readonly gridRow: number
  readonly offset: number
  readonly length: number
}

/** All tile rows of a table in order; number i of this list is leaf i of the full state tree. */
export function tileRows(table: TensorTable): TileRow[] {
  return table.tensors.flatMap((tensor, t) =>
    Array.from({ length: tensor.gridRows }, (_, gridRow) => {
      const rows = Math.min(tensor.tileRows, tensor.rows - gridRow * tensor.tileRows)
      return {
        tensor: t,
        gridRow,
        offset: tensor.offset + gridRow * tensor.tileRows * tensor.cols,
        length: rows * tensor.cols,
      }
    }),
  )
}

/** The tree over the tile rows whose number is `share` modulo `shares`; all of them by default. */
export function stateTree(
  hash: Hash,
  table: TensorTable,
  params: Float32Array,
  share = 0,
  shares = 1,
): MerkleTree {
  if (!Number.isInteger(shares) || shares < 1 || !(share >= 0 && share < shares))
    throw new RangeError(`no share ${share} of ${shares}`)
  const leaves = tileRows(table)
    .filter((_, i) => i % shares === share)
    .map(({ offset, length }) =>
      leafHash(hash, floatBytes(params.subarray(offset, offset + length))),
    )
  return merkleTree(hash, leaves)
}

/** D: the root of `stateTree`. In round r of a run with m shares, share = r mod m. */
export function stateRoot(
  hash: Hash,
  table: TensorTable,
  params: Float32Array,
  share = 0,
  shares = 1,
): Uint8Array {
  return merkleRoot(hash, stateTree(hash, table, params, share, shares))
}
