/**
 * The tfjs engine: TensorFlow.js in a worker thread of its own, with a library instance of its own.
 */
import { Worker } from 'node:worker_threads'
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Engine } from '../ports-engine.ts'
import { createWorkerEngine } from './calls.ts'
import type { CoreOptions } from './core.ts'
import { type Patience, patienceFor } from './patience.ts'
import type { TfjsDevice } from './tfjs-runner.ts'
import type { TfjsWorkerData } from './tfjs-worker.ts'

export type TfjsEngineOptions = {
  readonly config: ModelConfig
  /** Shape of every batch: rows of `length` tokens. */
  readonly rows: number
  readonly length: number
  /** For the native library; wasm and cpu compute in one thread. */
  readonly threads: number
  readonly device: TfjsDevice
  /** As in OnnxEngineOptions. */
  readonly flopsPerSecond?: number | undefined
  readonly patience?: Patience
} & Pick<CoreOptions, 'activations' | 'memoryBytes' | 'deviceBytes' | 'headBytes' | 'onPass'>

/** Starts the thread; `device-absent` rejects at the first call where the library is not there. */
export function createTfjsEngine(options: TfjsEngineOptions): Engine {
  const { threads, onPass, ...workerData } = options
  // TensorFlow reads these once, when it first starts in this process; other variables of it quiet its greeting.
  process.env['TF_NUM_INTRAOP_THREADS'] ??= String(threads)
  process.env['TF_NUM_INTEROP_THREADS'] ??= '1'
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2'
  const worker = new Worker(new URL('./tfjs-worker.ts', import.meta.url), {
    workerData: workerData satisfies TfjsWorkerData,
  })
  const about = { name: `tfjs ${workerData.device}`, precision: 'f32' }
  return createWorkerEngine(worker, about, options.patience ?? patienceFor(options), onPass)
}
