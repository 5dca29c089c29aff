/**
 * Random parameters of a new model, from a seed.
 *
 * Normal weights of deviation `initializerRange`, the two projections that write to the residual stream scaled by
 * 1/sqrt(2 layers) (GPT-2's rule, so that depth does not grow the stream), norms 1, biases 0.
 * Invariant: the same bits everywhere for one configuration and seed; each tensor has a stream of its own.
 */
import { createRandom, normal } from '../math/random.ts'
import type { ModelConfig } from './config.ts'
import { modelTensors } from './tensors.ts'

/** Fills `params` (flat, in table order; modelParams(config) long). */
export function initParameters(config: ModelConfig, seed: number, params: Float32Array): void {
  const residual = config.initializerRange / Math.sqrt(2 * config.layers)
  let offset = 0
  modelTensors(config).forEach(({ name, shape }, index) => {
    const size = shape.reduce((product, n) => product * n, 1)
    const part = params.subarray(offset, offset + size)
    if (name.endsWith('norm.weight')) part.fill(1)
    else if (name.endsWith('.bias')) part.fill(0)
    else {
      const random = createRandom(seed, index + 1)
      const writes = name.endsWith('o_proj.weight') || name.endsWith('down_proj.weight')
      const deviation = writes ? residual : config.initializerRange
      for (let i = 0; i < size; i++) part[i] = deviation * normal(random)
    }
    offset += size
  })
  if (offset !== params.length)
    throw new RangeError(`${params.length} elements for a model of ${offset} parameters`)
}
