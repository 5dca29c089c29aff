/**
 * Dynamic loss scaling: the loss is multiplied before the backward pass, so that small fp16 gradients do not vanish, and the
 * gradients are divided again in fp32.
 *
 * Invariant: a power of two, so that scaling and unscaling round nothing; 1 for ever where the engine computes in fp32.
 * Source: Mixed Precision Training (arXiv 1710.03740): halve where something overflowed, double after a stretch without.
 */

export type LossScale = {
  readonly value: () => number
  /** A pass came out finite. */
  readonly passed: () => void
  /** A pass did not: lowers the scale, or says `false` where it is 1 and the batch itself is at fault. */
  readonly overflowed: () => boolean
}

const FIRST = 2 ** 15
const LARGEST = 2 ** 24
const STRETCH = 200

export function createLossScale(precision: string): LossScale {
  const scaled = precision === 'f16'
  let value = scaled ? FIRST : 1
  let good = 0
  return {
    value: () => value,
    passed: () => {
      good += 1
      if (!scaled || good < STRETCH || value >= LARGEST) return
      value *= 2
      good = 0
    },
    overflowed: () => {
      good = 0
      if (value === 1) return false
      value /= 2
      return true
    },
  }
}
