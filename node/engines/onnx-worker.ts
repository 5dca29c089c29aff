/**
 * The thread that an onnx engine computes in: answers the calls that onnx.ts posts, one at a time, in order.
 */
import { workerData } from 'node:worker_threads'
import type { OnnxDevice, Precision } from '../../kernels/graph/onnx-writer.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type CoreOptions, createEngineCore } from './core.ts'
import { createOnnxRunner } from './onnx-runner.ts'
import { serveEngine } from './serve.ts'

/** What `createOnnxEngine` starts the thread with. */
export type OnnxWorkerData = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
  readonly threads: number
  readonly device: OnnxDevice
  readonly precision: Precision
} & Pick<CoreOptions, 'activations' | 'memoryBytes' | 'deviceBytes' | 'headBytes'>

const data = workerData as OnnxWorkerData
serveEngine(async ({ signing, onPass }) =>
  createEngineCore({ ...data, onPass, runner: signing(createOnnxRunner(data)) }),
)
