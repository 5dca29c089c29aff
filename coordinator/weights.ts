/**
 * How much a contribution counts: clamp(round(trust x sqrt(samples / median)), 1, 15), in exact arithmetic; and less, for those that count most,
 * where a round of many thousands would break the bound of the exact sum.
 *
 * Influence follows verified work, and splitting one machine into several identities gains nothing. Invariant: the weights of a round, of which the log
 * carries at most `mostMembers` commitments, sum to at most LARGEST_WEIGHT_SUM. Source: blueprint 4.2.
 */
import { LARGEST_WEIGHT_SUM } from '../kernels/demo/source.ts'

export const largestWeight = 15

/** `batches` by accepted contribution, each at least 1. Trust is 1 for everybody until audits exist. */
export function voteWeights(batches: readonly number[]): number[] {
  if (batches.length === 0) return []
  const order = [...batches].sort((a, b) => a - b)
  const median = order[Math.floor((order.length - 1) / 2)] as number
  const weights = batches.map((n) =>
    Math.min(largestWeight, Math.max(1, Math.floor(Math.sqrt(n / median) + 0.5))),
  )
  const cap = capOf(weights)
  return weights.map((weight) => Math.min(cap, weight))
}

/** The largest weight of a round under which the sum stays in its bound; at least 1. */
function capOf(weights: readonly number[]): number {
  for (let cap = largestWeight; cap > 1; cap--)
    if (weights.reduce((sum, weight) => sum + Math.min(cap, weight), 0) <= LARGEST_WEIGHT_SUM)
      return cap
  return 1
}
