/**
 * AdamW: the local baseline that DeMo is compared with, and the trainer of base checkpoints.
 *
 * Invariant: each element's arithmetic is fixed, so equal gradients give equal parameters. Source: Loshchilov and Hutter,
 * arXiv 1711.05101, with the usual bias correction; decay is left off for one-dimensional tensors (norms and biases).
 */
import type { TensorSpec } from '../tensor-table.ts'

export type AdamwOptions = {
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  readonly weightDecay: number
}

export const ADAMW_DEFAULTS: AdamwOptions = {
  beta1: 0.9,
  beta2: 0.95,
  epsilon: 1e-8,
  weightDecay: 0.01,
}

export type AdamwState = {
  /** Steps done. */
  step: number
  readonly first: Float32Array
  readonly second: Float32Array
}

export function createAdamwState(params: number): AdamwState {
  return { step: 0, first: new Float32Array(params), second: new Float32Array(params) }
}

/**
 * One step in place on flat parameters in the order of `tensors`, each at `rate` times its own (1 where it names none).
 * m <- b1 m + (1 - b1) g; v <- b2 v + (1 - b2) g^2; p <- p - rate (m' / (sqrt(v') + eps) + decay p)
 */
export function adamwStep(
  tensors: readonly TensorSpec[],
  params: Float32Array,
  gradient: Float32Array,
  state: AdamwState,
  rate: number,
  options: AdamwOptions = ADAMW_DEFAULTS,
): void {
  const { beta1, beta2, weightDecay } = options
  state.step += 1
  const corrections = { first: 1 - raise(beta1, state.step), second: 1 - raise(beta2, state.step) }
  let offset = 0
  for (const { shape, rate: own = 1 } of tensors) {
    const end = offset + shape.reduce((product, n) => product * n, 1)
    const decay = shape.length > 1 ? weightDecay : 0
    const range = { offset, end, rate: rate * own, decay, ...corrections }
    stepRange(params, gradient, state, range, options)
    offset = end
  }
  if (offset !== params.length || offset !== gradient.length)
    throw new RangeError(
      `${params.length} parameters, ${gradient.length} gradients, ${offset} in the table`,
    )
}

type Range = {
  readonly offset: number
  readonly end: number
  readonly rate: number
  readonly decay: number
  readonly first: number
  readonly second: number
}

function stepRange(
  params: Float32Array,
  gradient: Float32Array,
  state: AdamwState,
  range: Range,
  { beta1, beta2, epsilon }: AdamwOptions,
): void {
  const { first, second } = state
  for (let i = range.offset; i < range.end; i++) {
    const g = gradient[i] as number
    const p = params[i] as number
    const m = beta1 * (first[i] as number) + (1 - beta1) * g
    const v = beta2 * (second[i] as number) + (1 - beta2) * g * g
    first[i] = m
    second[i] = v
    const update = m / range.first / (Math.sqrt(v / range.second) + epsilon)
    params[i] = p - range.rate * (update + range.decay * p)
  }
}

/** base^count by multiplication. */
function raise(base: number, count: number): number {
  let result = 1
  let square = base
  for (let rest = count; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square
    square *= square
  }
  return result
}
