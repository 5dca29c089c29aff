/**
 * The reference engine: the same programs on the float64 interpreter, in the calling thread. Slow; bit-identical everywhere.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import type { Engine } from '../ports-engine.ts'
import { createEngineCore } from './core.ts'
import { createReferenceRunner } from './reference-runner.ts'

export function createReferenceEngine(
  options: BatchShape & { readonly config: ModelConfig },
): Engine {
  return createEngineCore({ ...options, runner: createReferenceRunner() })
}
