/**
 * Learning rates by step: constant, linear, cosine and WSD, each after a linear warm-up.
 *
 * Invariant: computed with kernels/math and rounded to fp32 once, so that every member finds the bits that the log holds.
 * Source: cosine of SGDR (arXiv 1608.03983) without restarts; WSD of MiniCPM (arXiv 2404.06395) with a linear decay.
 */
import { cos } from '../math/elementary.ts'

export const SCHEDULES = ['constant', 'linear', 'cosine', 'wsd'] as const

export type Schedule = {
  readonly kind: (typeof SCHEDULES)[number]
  /** Highest rate. */
  readonly peak: number
  /** Rate at the end, as a share of the highest; a constant schedule has none. */
  readonly floor: number
  /** Steps over which the rate rises to the highest; step 0 has peak / (warmupSteps + 1). */
  readonly warmupSteps: number
  /** All steps, warm-up included. */
  readonly steps: number
  /** The share of the steps after the warm-up, at their end, in which `wsd` decays. */
  readonly decayShare: number
}

/** Rate of a step, rounded to fp32. The floor is reached at `steps`, one after the last of them, and stays. */
export function rateAt(schedule: Schedule, step: number): number {
  const { kind, peak, floor, warmupSteps, steps, decayShare } = schedule
  if (step < warmupSteps) return Math.fround((peak * (step + 1)) / (warmupSteps + 1))
  const span = Math.max(1, steps - warmupSteps)
  const passed = Math.min(1, (step - warmupSteps) / span)
  return Math.fround(peak * (floor + (1 - floor) * shareAt(kind, passed, decayShare)))
}

/** Rate of a step as fp32 bits, as the log carries it. */
export function rateBitsAt(schedule: Schedule, step: number): number {
  const view = new DataView(new ArrayBuffer(4))
  view.setFloat32(0, rateAt(schedule, step))
  return view.getUint32(0)
}

/** What is left of the way from floor to peak. */
function shareAt(kind: Schedule['kind'], passed: number, decayShare: number): number {
  switch (kind) {
    case 'constant':
      return 1
    case 'linear':
      return 1 - passed
    case 'cosine':
      return (1 + cos(Math.PI * passed)) / 2
    case 'wsd':
      return decayShare <= 0 ? 1 : Math.min(1, (1 - passed) / decayShare)
  }
}
