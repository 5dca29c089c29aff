/**
 * Dynamic loss scaling: the loss is multiplied before the backward pass, so that small fp16 gradients do not vanish, and the
 * gradients are divided again in fp32.
 *
 * Invariant: a power of two, so that scaling and unscaling round nothing; 1 for ever where the engine computes in fp32. A batch that is not
 * finite unscaled either has nothing to do with the scale, and leaves it as it is.
 * Source: Mixed Precision Training (arXiv 1710.03740): halve where something overflowed, double after a stretch without.
 */

export type LossScale = {
  readonly value: () => number
  /** A call came out finite: never within one, which could then begin again for ever. */
  readonly passed: () => void
  /** A batch did not that does at a scale of 1: lowers the scale. */
  readonly overflowed: () => void
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
      value = Math.max(1, value / 2)
    },
  }
}
