/**
 * Who trains which batches: a pure function of the round's opening entry and its seed, so that everybody derives it alone.
 *
 * Work is dealt in proportion to shares by largest remainder, ties to the earlier in the dealt order. Invariant: every batch of
 * the round belongs to exactly one member; with more members than batches some have none.
 */
import type { Hash } from '../kernels/hash.ts'
import { dealOrder } from './committee.ts'

/** Batch counts by member index: proportional to `shares` (non-negative integers), summing to `batches`. */
export function dealCounts(
  shares: readonly number[],
  batches: number,
  order: readonly number[],
): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0)
  const weights = total === 0 ? shares.map(() => 1) : shares
  const sum = total === 0 ? shares.length : total
  const counts = weights.map((share) => Math.floor((share * batches) / sum))
  let left = batches - counts.reduce((a, b) => a + b, 0)
  const remainder = (i: number) => ((weights[i] as number) * batches) % sum
  const queue = [...order].sort((a, b) => remainder(b) - remainder(a))
  for (const i of queue) {
    if (left === 0) break
    counts[i] = (counts[i] as number) + 1
    left--
  }
  return counts
}

/** Batch numbers by member index: neighbours of `batches`, in dealt order. */
export function assignBatches(
  hash: Hash,
  seed: Uint8Array,
  shares: readonly number[],
  batches: readonly number[],
): number[][] {
  const order = dealOrder(hash, seed, shares.length)
  const counts = dealCounts(shares, batches.length, order)
  const assigned: number[][] = shares.map(() => [])
  let next = 0
  for (const member of order) {
    const count = counts[member] as number
    assigned[member] = batches.slice(next, next + count)
    next += count
  }
  return assigned
}
