/**
 * The thread that a tfjs engine computes in.
 */
import { workerData } from 'node:worker_threads'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type CoreOptions, createEngineCore } from './core.ts'
import { serveEngine } from './serve.ts'
import { createTfjsRunner, type TfjsDevice } from './tfjs-runner.ts'

/** What `createTfjsEngine` starts the thread with. */
export type TfjsWorkerData = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
  readonly device: TfjsDevice
} & Pick<CoreOptions, 'activations' | 'memoryBytes' | 'deviceBytes' | 'headBytes'>

const data = workerData as TfjsWorkerData
serveEngine(async ({ signing, onPass }) =>
  createEngineCore({ ...data, onPass, runner: signing(await createTfjsRunner(data.device)) }),
)
