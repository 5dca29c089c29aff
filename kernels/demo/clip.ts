/**
 * The per-block gradient clip: s_b = min(1, sqrt(n_b / N) / |g_b|).
 *
 * A block can be clipped when it leaves the backward pass, before the others exist, so layers stream; and over all blocks
 * |g| <= 1, which is what the energy bound of the opening audit rests on. Source: blueprint 4.1.
 */

import type { TensorTable } from '../tensor-table.ts'

/**
 * The factor of one block: `gradient` holds the block's elements, `params` counts those of the whole model. In (0, 1], 1 for
 * a zero gradient; NaN where the gradient is not finite (the caller drops such a micro-batch).
 */
export function clipFactor(gradient: Float32Array, params: number): number {
  let sum = 0
  for (let i = 0; i < gradient.length; i++) sum += square(gradient[i] as number)
  if (!(sum < Number.POSITIVE_INFINITY)) return Number.NaN
  if (sum === 0) return 1
  return Math.min(1, Math.sqrt(gradient.length / params / sum))
}

/** Multiplies a block by its clip factor in place and gives the factor. Leaves the block alone where that is NaN. */
export function clipBlock(gradient: Float32Array, params: number): number {
  const factor = clipFactor(gradient, params)
  if (factor < 1)
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * factor
  return factor
}

/**
 * Element ranges that are clipped together: what lies before the layers, each layer, and what lies behind them. The blocks that
 * a streamed pass gives its gradient in (kernels/model/tensors.ts).
 */
export function clipRanges(table: TensorTable): { readonly start: number; readonly end: number }[] {
  const ranges: { block: string; start: number; end: number }[] = []
  for (const { name, offset, params } of table.tensors) {
    const layer = /(^|\.)layers\.\d+\./.exec(name)?.[0]
    const last = ranges.at(-1)
    const block = layer ?? (last === undefined || last.block === 'before' ? 'before' : 'behind')
    if (last?.block === block) last.end = offset + params
    else ranges.push({ block, start: offset, end: offset + params })
  }
  return ranges
}

function square(x: number): number {
  return x * x
}
