/**
 * Merkle trees over pieces: one root for many pieces, a short proof for each, and a way to find where two trees differ.
 *
 * Leaves and inner nodes are hashed with different first bytes, and the root covers the number of leaves, so no inner node
 * passes for a piece and no tree for a shorter one. An odd node at the end of a level moves up unchanged.
 * Source: the tree of RFC 6962 (Certificate Transparency), with the leaf count hashed into the root.
 */
import type { Hash } from '../hash.ts'
import { countBytes, equalBytes } from './bytes.ts'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
const ROOT = Uint8Array.of(2)

/** An inner node from its two children. */
export function parentHash(hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash(NODE, left, right)
}

/** The root from the number of leaves and the top node (none where there are no leaves). */
export function rootHash(hash: Hash, count: number, top: Uint8Array | undefined): Uint8Array {
  return top === undefined ? hash(ROOT, countBytes(count)) : hash(ROOT, countBytes(count), top)
}

/** All levels of a tree, leaves first; the last level has one node (none where there are no leaves). */
export type MerkleTree = { readonly levels: readonly (readonly Uint8Array[])[] }

export function leafHash(hash: Hash, piece: Uint8Array): Uint8Array {
  return hash(LEAF, piece)
}

/** The tree over leaf hashes (`leafHash` of each piece). */
export function merkleTree(hash: Hash, leaves: readonly Uint8Array[]): MerkleTree {
  const levels: (readonly Uint8Array[])[] = [leaves]
  for (let level = leaves; level.length > 1; ) {
    const up: Uint8Array[] = []
    for (let i = 0; i < level.length; i += 2) {
      const left = level[i] as Uint8Array
      const right = level[i + 1]
      up.push(right === undefined ? left : parentHash(hash, left, right))
    }
    levels.push(up)
    level = up
  }
  return { levels }
}

/** The root: covers the leaf count and the top node. */
export function merkleRoot(hash: Hash, tree: MerkleTree): Uint8Array {
  return rootHash(hash, leafCount(tree), tree.levels.at(-1)?.[0])
}

export function leafCount(tree: MerkleTree): number {
  return tree.levels[0]?.length ?? 0
}

/** Siblings from the leaf up; levels where the node has none are left out. */
export function merkleProof(tree: MerkleTree, index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leafCount(tree))
    throw new RangeError(`no leaf ${index} in a tree of ${leafCount(tree)}`)
  const proof: Uint8Array[] = []
  let at = index
  for (const level of tree.levels) {
    const sibling = level[at ^ 1]
    if (sibling !== undefined) proof.push(sibling)
    at >>>= 1
  }
  return proof
}

/** Whether `leaf` (a leaf hash) is number `index` of the `count` leaves under `root`. Any input gives an answer. */
export function verifyProof(
  hash: Hash,
  root: Uint8Array,
  leaf: Uint8Array,
  index: number,
  count: number,
  proof: readonly Uint8Array[],
): boolean {
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 0 || index >= count)
    return false
  let node = leaf
  let used = 0
  let at = index
  for (let width = count; width > 1; width = Math.ceil(width / 2)) {
    const alone = at % 2 === 0 && at === width - 1
    if (!alone) {
      const sibling = proof[used++]
      if (sibling === undefined || sibling.length !== leaf.length) return false
      node = at % 2 === 0 ? parentHash(hash, node, sibling) : parentHash(hash, sibling, node)
    }
    at = Math.floor(at / 2)
  }
  return used === proof.length && equalBytes(rootHash(hash, count, node), root)
}
