/**
 * The reference engine: the same programs on the float64 interpreter, in the calling thread. Slow; bit-identical everywhere.
 */
import type { Engine } from '../ports-engine.ts'
import { type CoreOptions, createEngineCore } from './core.ts'
import { createReferenceRunner } from './reference-runner.ts'

export function createReferenceEngine(options: Omit<CoreOptions, 'runner'>): Engine {
  return createEngineCore({ ...options, runner: createReferenceRunner() })
}
