/**
 * The reference engine: the same programs on the float64 interpreter. Slow; bit-identical everywhere.
 *
 * In the calling thread, which computes nothing else until a call is over, or in a thread of its own.
 */
import { Worker } from 'node:worker_threads'
import type { Engine } from '../ports-engine.ts'
import { createWorkerEngine } from './calls.ts'
import { type CoreOptions, createEngineCore } from './core.ts'
import { createReferenceRunner } from './reference-runner.ts'
import type { ReferenceWorkerData } from './reference-worker.ts'

export function createReferenceEngine(options: Omit<CoreOptions, 'runner'>): Engine {
  return createEngineCore({ ...options, runner: createReferenceRunner() })
}

/** Plain loops take as long as they take, and do not hang. */
const ENDLESS = { firstMs: Number.POSITIVE_INFINITY, factor: 1, leastMs: Number.POSITIVE_INFINITY }

/** In a thread of its own: for a process that has to hear Ctrl-C and its network meanwhile. */
export function startReferenceEngine({ onPass, ...data }: Omit<CoreOptions, 'runner'>): Engine {
  const workerData: ReferenceWorkerData = data
  const worker = new Worker(new URL('./reference-worker.ts', import.meta.url), { workerData })
  return createWorkerEngine(worker, { name: 'reference', precision: 'f64' }, ENDLESS, onPass)
}
