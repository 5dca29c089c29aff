/**
 * The gradient clip over all blocks of a model: s_b = min(1, sqrt(n_b / N) / |g_b|), so that |g| <= 1 over the whole.
 *
 * The same rule in every mode and for every optimiser. Source: blueprint 4.1; one block: kernels/demo/clip.ts.
 */
import { clipBlock } from '../demo/clip.ts'

export type ClipBlock = { readonly offset: number; readonly params: number }

/**
 * Clips a flat gradient in place. `blocks` (as of `modelBlocks`) cover it without overlap. Gives the smallest factor; NaN
 * where the gradient is not finite, which the engine has excluded.
 */
export function clipBlocks(gradient: Float32Array, blocks: readonly ClipBlock[]): number {
  let smallest = 1
  for (const { offset, params } of blocks) {
    const factor = clipBlock(gradient.subarray(offset, offset + params), gradient.length)
    if (!(factor >= smallest)) smallest = factor
  }
  return smallest
}
