/**
 * Deadlines that adapt: median + 3 MAD of the last durations, twice for safety on shared machines, within the configured bounds.
 *
 * Integers throughout. Invariant: with no history the longest deadline holds.
 */

export const keptDurations = 15

const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] as number
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)

/** The deadline in ms for the next wait of this kind. */
export function adaptDeadline(
  durationsMs: readonly number[],
  minMs: number,
  maxMs: number,
): number {
  if (durationsMs.length === 0) return maxMs
  const median = middle(sorted(durationsMs))
  const spread = middle(sorted(durationsMs.map((ms) => Math.abs(ms - median))))
  return Math.min(maxMs, Math.max(minMs, 2 * (median + 3 * spread)))
}

export function keepDuration(durationsMs: readonly number[], ms: number): number[] {
  return [...durationsMs, Math.max(0, Math.floor(ms))].slice(-keptDurations)
}
