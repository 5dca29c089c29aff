/**
 * How large payloads are before there are any: for planning.
 *
 * Indices of a momentum are close to random, and random ones cost the most bits, so the expectation over random indices is what
 * real payloads come to (measured: `npm run -s bench -- codec`).
 */
import type { TensorTable } from '../tensor-table.ts'
import { golomb, PAYLOAD_HEADER_BYTES } from './format.ts'
import { voteLayout } from './votes.ts'

/** Mean bytes of a payload in which all tiles are present and their indices are random. */
export function expectedPayloadBytes(table: TensorTable, topK: number): number {
  let bits = 0
  for (const { tensor, perTile } of voteLayout(table, topK).places)
    bits += 1 + tensor.tiles * perTile * (1 + expectedGapBits(tensor.tileElements, perTile))
  return PAYLOAD_HEADER_BYTES + Math.ceil(bits / 8)
}

/** Votes of a whole table at this k. */
export function votesOf(table: TensorTable, topK: number): number {
  return voteLayout(table, topK).total
}

/** Mean bits of the code of one gap between k random ones of n indices; every gap is distributed as the first. */
function expectedGapBits(n: number, k: number): number {
  const { m, bits, short } = golomb(n, k)
  let mean = 0
  // P(first index is g) = C(n-1-g, k-1) / C(n, k), from one g to the next.
  let chance = k / n
  for (let gap = 0; gap <= n - k; gap++) {
    const remainder = m === 1 ? 0 : gap % m < short ? bits - 1 : bits
    mean += chance * (Math.floor(gap / m) + 1 + remainder)
    chance *= (n - k - gap) / (n - 1 - gap)
  }
  return mean
}
