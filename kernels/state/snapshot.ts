/**
 * A snapshot of the state that can be served while training goes on.
 *
 * Copy on write: taking it copies nothing; a tile row is copied when it is about to change for the first time afterwards. Where
 * the copies go is the caller's (memory, or a file). Invariant: every piece that is served is of the state at the moment the
 * snapshot was taken and proves itself under its root. Source: blueprint 4.4.
 */
import type { Hash } from '../hash.ts'
import type { TensorTable } from '../tensor-table.ts'
import { floatBytes } from './bytes.ts'
import { stateTree, type TileRow, tileRows } from './digest.ts'
import { leafHash, type MerkleTree, merkleProof, merkleRoot, verifyProof } from './merkle.ts'

/** Where copies of tile rows are kept. `keep` copies: the bytes it is given change afterwards. */
export type SnapshotPages = {
  readonly keep: (row: number, bytes: Uint8Array) => void
  readonly kept: (row: number) => Uint8Array | undefined
}

/** One tile row with its proof: number `row` of `tileRows(table)`, little-endian fp32. */
export type StatePiece = {
  readonly row: number
  readonly bytes: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export type Snapshot = {
  /** Root of the full state tree. */
  readonly root: Uint8Array
  readonly tree: MerkleTree
  /** To be called before `length` parameters from `offset` on change. */
  readonly beforeChange: (offset: number, length: number) => void
  /** A tile row as it was; a view that is good until the next change where the row has not changed yet. */
  readonly piece: (row: number) => StatePiece
}

/** Takes a snapshot of `params`, which may change afterwards only where `beforeChange` was told. */
export function takeSnapshot(
  hash: Hash,
  table: TensorTable,
  params: Float32Array,
  pages: SnapshotPages = memoryPages(),
): Snapshot {
  const rows = tileRows(table)
  const tree = stateTree(hash, table, params)
  const live = ({ offset, length }: TileRow) => floatBytes(params.subarray(offset, offset + length))
  return {
    root: merkleRoot(hash, tree),
    tree,
    beforeChange(offset, length) {
      for (let i = rowAt(rows, offset); i < rows.length; i++) {
        const row = rows[i] as TileRow
        if (row.offset >= offset + length) return
        if (pages.kept(i) === undefined) pages.keep(i, live(row))
      }
    },
    piece(row) {
      const place = rows[row]
      if (place === undefined) throw new RangeError(`no tile row ${row} of ${rows.length}`)
      return { row, bytes: pages.kept(row) ?? live(place), proof: merkleProof(tree, row) }
    },
  }
}

/** Whether a piece is that tile row of the state with this root. */
export function verifyStatePiece(
  hash: Hash,
  table: TensorTable,
  root: Uint8Array,
  { row, bytes, proof }: StatePiece,
): boolean {
  const place = tileRows(table)[row]
  if (place === undefined || bytes.length !== 4 * place.length) return false
  return verifyProof(hash, root, leafHash(hash, bytes), row, table.tileRows, proof)
}

/** Copies in memory. */
export function memoryPages(): SnapshotPages {
  const copies = new Map<number, Uint8Array>()
  return {
    keep: (row, bytes) => {
      copies.set(row, bytes.slice())
    },
    kept: (row) => copies.get(row),
  }
}

/** Number of the tile row that holds a parameter. */
function rowAt(rows: readonly TileRow[], offset: number): number {
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows[middle] as TileRow).offset <= offset) low = middle
    else high = middle - 1
  }
  return low
}
