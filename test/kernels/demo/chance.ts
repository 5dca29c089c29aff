/**
 * Seeded test data of the DeMo kernels: uniform numbers, random votes.
 */

import { emptyVotes, type Votes, voteLayout } from '../../../kernels/demo/votes.ts'
import type { TensorTable } from '../../../kernels/tensor-table.ts'

/** Uniform numbers in [0, 1) from a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Roughly normal numbers of variance 1. */
export function noise(next: () => number, length: number): Float32Array {
  return Float32Array.from(
    { length },
    () => (next() + next() + next() + next() + next() + next() - 3) * Math.SQRT2,
  )
}

/** Well-formed votes: each tile present with the given probability, indices uniform. */
export function randomVotes(
  table: TensorTable,
  topK: number,
  next: () => number,
  presence = 0.9,
): Votes {
  const votes = emptyVotes(table, topK)
  for (const { tensor, perTile, first } of voteLayout(table, topK).places)
    for (let tile = 0; tile < tensor.tiles; tile++) {
      if (next() >= presence) continue
      votes.present[tensor.firstTile + tile] = 1
      const chosen = new Set<number>()
      while (chosen.size < perTile) chosen.add(Math.floor(next() * tensor.tileElements))
      const sorted = [...chosen].sort((a, b) => a - b)
      sorted.forEach((index, i) => {
        votes.indices[first + tile * perTile + i] = index
        votes.signs[first + tile * perTile + i] = next() < 0.5 ? -1 : 1
      })
    }
  return votes
}
