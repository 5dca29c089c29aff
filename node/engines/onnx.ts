/**
 * The onnx engine: onnxruntime-node in a worker thread of its own, so that the caller's event loop stays responsive.
 *
 * Threads come from the contributor's limit; parameters are read in place from shared memory.
 */
import './no-telemetry.ts'
import { Worker } from 'node:worker_threads'
import type { OnnxDevice, Precision } from '../../kernels/graph/onnx-writer.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Engine } from '../ports-engine.ts'
import { createWorkerEngine } from './calls.ts'
import type { CoreOptions } from './core.ts'
import type { OnnxWorkerData } from './onnx-worker.ts'
import { type Patience, patienceFor } from './patience.ts'

export type OnnxEngineOptions = {
  readonly config: ModelConfig
  /** Shape of every batch: rows of `length` tokens. */
  readonly rows: number
  readonly length: number
  readonly threads: number
  readonly device?: OnnxDevice
  /** What products are computed in; default f32. */
  readonly precision?: Precision
  /** Useful FLOP/s of a trial of this kind, where one was made: what a first call may take follows from it. */
  readonly flopsPerSecond?: number | undefined
  /** Default: by `patienceFor`. */
  readonly patience?: Patience
} & Pick<CoreOptions, 'activations' | 'memoryBytes' | 'deviceBytes' | 'headBytes' | 'onPass'>

/** Starts the thread. Programs are compiled at the first call that needs them; `device-absent` rejects there. */
export function createOnnxEngine(options: OnnxEngineOptions): Engine {
  const { onPass, ...plain } = options
  const { device = 'cpu', precision = 'f32', patience = patienceFor(options) } = options
  const workerData: OnnxWorkerData = { ...plain, device, precision }
  const worker = new Worker(new URL('./onnx-worker.ts', import.meta.url), { workerData })
  return createWorkerEngine(worker, { name: `onnx ${device}`, precision }, patience, onPass)
}
