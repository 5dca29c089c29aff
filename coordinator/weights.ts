/**
 * How much a contribution counts: clamp(round(trust x sqrt(samples / median)), 1, 15), in exact arithmetic.
 *
 * Influence follows verified work, and splitting one machine into several identities gains nothing. Source: blueprint 4.2.
 */

/** `batches` by accepted contribution, each at least 1. Trust is 1 for everybody until audits exist. */
export function voteWeights(batches: readonly number[]): number[] {
  if (batches.length === 0) return []
  const order = [...batches].sort((a, b) => a - b)
  const median = order[Math.floor((order.length - 1) / 2)] as number
  return batches.map((n) => Math.min(15, Math.max(1, Math.floor(Math.sqrt(n / median) + 0.5))))
}
