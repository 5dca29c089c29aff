/**
 * Tensors as parts of one flat array, and flat arrays in shared memory.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { EngineError } from './error.ts'

/** The tensors of a flat state as parts of it, by name. Rejects as 'params-invalid' where the length is wrong. */
export function tensorViews(
  config: ModelConfig,
  params: Float32Array,
): Record<string, Float32Array> {
  const views: Record<string, Float32Array> = {}
  let offset = 0
  for (const { name, shape } of modelTensors(config)) {
    const size = shape.reduce((product, n) => product * n, 1)
    views[name] = params.subarray(offset, offset + size)
    offset += size
  }
  if (offset !== params.length)
    throw new EngineError(
      'params-invalid',
      `${params.length} parameters given, the model has ${offset}`,
    )
  return views
}

/** Zeros in shared memory, so that other threads can read them in place. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length))
}
