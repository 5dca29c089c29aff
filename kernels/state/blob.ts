/**
 * Content addresses of blobs: the Merkle root over pieces of fixed size, so that several sources can serve one blob and every
 * piece is checked when it arrives.
 *
 * Invariant: the root covers the exact length, the piece size and every byte. An empty blob has no piece.
 */
import type { Hash } from '../hash.ts'
import { countBytes, equalBytes } from './bytes.ts'
import {
  leafHash,
  type MerkleTree,
  merkleProof,
  merkleRoot,
  merkleTree,
  verifyProof,
} from './merkle.ts'

export const PIECE_BYTES = 262_144

const BLOB = Uint8Array.of(3)

/** A piece of a blob with what proves it under the blob's root. */
export type BlobPiece = {
  readonly index: number
  readonly bytes: Uint8Array
  /** Length of the whole blob. */
  readonly blobBytes: number
  /** Merkle root of the pieces; blobRoot = H(3, blobBytes, pieceBytes, treeRoot). */
  readonly treeRoot: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** The 32-byte address of a blob. */
export function blobRoot(hash: Hash, bytes: Uint8Array, pieceBytes = PIECE_BYTES): Uint8Array {
  return rootOf(hash, bytes.length, pieceBytes, merkleRoot(hash, blobTree(hash, bytes, pieceBytes)))
}

/** The tree over the pieces, for serving proofs without hashing again. */
export function blobTree(hash: Hash, bytes: Uint8Array, pieceBytes = PIECE_BYTES): MerkleTree {
  const leaves: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes)
    leaves.push(leafHash(hash, bytes.subarray(at, at + pieceBytes)))
  return merkleTree(hash, leaves)
}

export function pieceCount(blobBytes: number, pieceBytes = PIECE_BYTES): number {
  return Math.ceil(blobBytes / pieceBytes)
}

/** Piece `index` with its proof. Throws a RangeError where there is no such piece. */
export function blobPiece(
  hash: Hash,
  bytes: Uint8Array,
  tree: MerkleTree,
  index: number,
  pieceBytes = PIECE_BYTES,
): BlobPiece {
  return {
    index,
    bytes: bytes.subarray(index * pieceBytes, (index + 1) * pieceBytes),
    blobBytes: bytes.length,
    treeRoot: merkleRoot(hash, tree),
    proof: merkleProof(tree, index),
  }
}

/** Whether a piece belongs to the blob of that root, at that index and of the right length. */
export function verifyPiece(
  hash: Hash,
  root: Uint8Array,
  piece: BlobPiece,
  pieceBytes = PIECE_BYTES,
): boolean {
  const { index, bytes, blobBytes, treeRoot, proof } = piece
  if (!Number.isSafeInteger(blobBytes) || blobBytes < 1) return false
  const count = pieceCount(blobBytes, pieceBytes)
  if (!Number.isInteger(index) || index < 0 || index >= count) return false
  const expected = index === count - 1 ? blobBytes - index * pieceBytes : pieceBytes
  if (bytes.length !== expected) return false
  if (!equalBytes(rootOf(hash, blobBytes, pieceBytes, treeRoot), root)) return false
  return verifyProof(hash, treeRoot, leafHash(hash, bytes), index, count, proof)
}

function rootOf(hash: Hash, blobBytes: number, pieceBytes: number, treeRoot: Uint8Array) {
  return hash(BLOB, countBytes(blobBytes), countBytes(pieceBytes), treeRoot)
}
