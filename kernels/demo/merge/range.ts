/**
 * Payloads cut into ranges of tiles, each canonical bytes of its own under one Merkle root.
 *
 * A member commits to the root; whoever doubts a merge needs one range of each payload, not the payloads. Ranges are the windows
 * of RANGE_ELEMENTS, part of the protocol. Source: blueprint 4.3.
 */
import type { Hash } from '../../hash.ts'
import { leafHash, type MerkleTree, merkleTree } from '../../state/merkle.ts'
import type { TensorTable } from '../../tensor-table.ts'
import { BitReader, BitWriter } from '../bits.ts'
import { golomb } from '../format.ts'
import type { Votes } from '../votes.ts'
import { type Window, windowsOf } from '../window.ts'

/** Elements that a range aims at. */
export const RANGE_ELEMENTS = 131_072

/** All ranges of a table in order; range i is leaf i of every tree over ranges. */
export function rangesOf(table: TensorTable, topK: number): Window[] {
  return windowsOf(table, topK, RANGE_ELEMENTS)
}

/** The votes of one range, counted from its own first tile. */
export type RangeVotes = Votes

/** The part of whole votes that lies in a range: views, no copies. */
export function votesOfRange(range: Window, votes: Votes): RangeVotes {
  const places = [range.firstVote, range.firstVote + range.votes] as const
  return {
    present: votes.present.subarray(range.firstTile, range.firstTile + range.tiles),
    indices: votes.indices.subarray(...places),
    signs: votes.signs.subarray(...places),
  }
}

/** Canonical bytes: one presence bit a tile, then gaps and signs of the present ones as in a payload. */
export function encodeRange(range: Window, { present, indices, signs }: RangeVotes): Uint8Array {
  const { perTile, tensor } = range.place
  const code = golomb(tensor.tileElements, perTile)
  const writer = new BitWriter()
  for (const flag of present) writer.write(flag, 1)
  present.forEach((flag, tile) => {
    if (flag !== 1) return
    let next = 0
    for (let i = tile * perTile; i < (tile + 1) * perTile; i++) {
      const index = indices[i] as number
      writer.writeGap(index - next, code)
      next = index + 1
    }
    for (let i = tile * perTile; i < (tile + 1) * perTile; i++)
      writer.write((signs[i] as number) < 0 ? 1 : 0, 1)
  })
  return writer.finish()
}

/** Total: any bytes give votes or undefined; what it accepts `encodeRange` writes back. */
export function decodeRange(range: Window, bytes: Uint8Array): RangeVotes | undefined {
  const { perTile, tensor } = range.place
  const code = golomb(tensor.tileElements, perTile)
  const reader = new BitReader(bytes)
  const votes = {
    present: new Uint8Array(range.tiles),
    indices: new Uint16Array(range.votes),
    signs: new Int8Array(range.votes),
  }
  for (let tile = 0; tile < range.tiles; tile++) votes.present[tile] = reader.read(1)
  for (let tile = 0; tile < range.tiles; tile++) {
    if (votes.present[tile] !== 1) continue
    let next = 0
    for (let i = tile * perTile; i < (tile + 1) * perTile; i++) {
      const index = next + reader.readGap(code, tensor.tileElements)
      if (index >= tensor.tileElements || reader.short) return undefined
      votes.indices[i] = index
      next = index + 1
    }
    for (let i = tile * perTile; i < (tile + 1) * perTile; i++)
      votes.signs[i] = reader.read(1) === 1 ? -1 : 1
  }
  return reader.atEnd() && !reader.short ? votes : undefined
}

/** The tree over the ranges of a payload; its root goes into the member's commitment. */
export function payloadRangeTree(
  hash: Hash,
  table: TensorTable,
  topK: number,
  votes: Votes,
): MerkleTree {
  const leaves = rangesOf(table, topK).map((range) =>
    leafHash(hash, encodeRange(range, votesOfRange(range, votes))),
  )
  return merkleTree(hash, leaves)
}
