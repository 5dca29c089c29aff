/**
 * How long training and witnessing are waited for: always the longest (`deadlines: fixed`), or deadlines that adapt: median + 3 MAD of the last durations, twice for safety on shared machines, within the configured bounds.
 *
 * Integers throughout. Invariant: with no history the longest deadline holds.
 */

import type { RunConfig } from './config.ts'
import type { Measured } from './measured.ts'

const keptDurations = 15

const middle = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] as number
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b)

type Bounds = Pick<
  RunConfig,
  'deadlines' | 'trainMinMs' | 'trainMaxMs' | 'witnessMinMs' | 'witnessMaxMs'
>

/** The deadline of training in ms, where these members' measured speeds ask for `expectedMs`; `doubled` so many times. */
export function trainDeadlineMs(
  config: Bounds,
  { trainMs }: Pick<Measured, 'trainMs'>,
  expectedMs: number,
  doubled: number,
): number {
  const { deadlines, trainMinMs, trainMaxMs } = config
  if (deadlines === 'fixed') return trainMaxMs
  const usual = adaptDeadline(trainMs, trainMinMs, trainMaxMs)
  return Math.min(trainMaxMs, Math.max(usual, expectedMs) * 2 ** Math.min(doubled, 8))
}

/** The deadline of a further slot in ms; `expectedMs` undefined: nobody was measured. */
export function slotDeadlineMs(config: Bounds, expectedMs: number | undefined): number {
  const { deadlines, trainMinMs, trainMaxMs } = config
  if (deadlines === 'fixed' || expectedMs === undefined) return trainMaxMs
  return Math.min(trainMaxMs, Math.max(trainMinMs, expectedMs))
}

export function witnessDeadlineMs(
  { deadlines, witnessMinMs, witnessMaxMs }: Bounds,
  { witnessMs }: Pick<Measured, 'witnessMs'>,
): number {
  return deadlines === 'fixed' ? witnessMaxMs : adaptDeadline(witnessMs, witnessMinMs, witnessMaxMs)
}

/** The adaptive deadline in ms for the next wait of a kind. */
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
