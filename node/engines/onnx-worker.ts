/**
 * The thread that an onnx engine computes in: answers the calls that onnx.ts posts, one at a time, in order.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { Precision } from '../../kernels/graph/onnx-writer.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Engine, GradientSink } from '../ports-engine.ts'
import type { WorkerAnswer, WorkerCall } from './calls.ts'
import { type CoreOptions, createEngineCore } from './core.ts'
import { EngineError, toEngineError } from './error.ts'
import type { OnnxDevice } from './onnx-runner.ts'
import { createOnnxRunner } from './onnx-runner.ts'

/** What `createOnnxEngine` starts the thread with. */
export type OnnxWorkerData = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
  readonly threads: number
  readonly device: OnnxDevice
  readonly precision: Precision
} & Pick<CoreOptions, 'activations' | 'memoryBytes' | 'headBytes'>

const data = workerData as OnnxWorkerData
const engine = createEngineCore({ ...data, runner: createOnnxRunner(data) })
let queue = Promise.resolve()
/** Called when the owner is done with the block that was posted last. */
let onTook: ((ok: boolean) => void) | undefined
parentPort?.on('message', (call: WorkerCall) => {
  if (call.request.method === 'took') {
    onTook?.(call.request.ok)
    return
  }
  queue = queue.then(() => answer(engine, call))
})

async function answer(engine: Engine, call: WorkerCall): Promise<void> {
  const reply = (message: WorkerAnswer) => parentPort?.postMessage(message)
  try {
    reply({ id: call.id, ok: true, result: await perform(engine, call, reply) })
  } catch (error) {
    const { code, message } = toEngineError(error)
    reply({ id: call.id, ok: false, code, message })
  }
}

function perform(
  engine: Engine,
  call: WorkerCall,
  reply: (message: WorkerAnswer) => void,
): Promise<unknown> {
  const { request } = call
  switch (request.method) {
    case 'gradient':
      return engine.gradient(request.params, request.batches)
    case 'gradientBlocks':
      return engine.gradientBlocks(request.params, request.batches, createSink(call.id, reply))
    case 'loss':
      return engine.loss(request.params, request.batches)
    case 'generate': {
      const { params, prompts, options, streams } = request
      const onToken = (prompt: number, token: number) => reply({ id: call.id, prompt, token })
      return engine.generate(params, prompts, streams ? { ...options, onToken } : options)
    }
    case 'close':
      return engine.close()
    case 'took':
      throw new Error('answered outside the queue')
  }
}

/** A sink that hands each block to the owner and waits until it is done with it. */
function createSink(id: number, reply: (message: WorkerAnswer) => void): GradientSink {
  const give = (start: number, block: Float32Array | undefined) =>
    new Promise<void>((resolve, reject) => {
      onTook = (ok) =>
        ok ? resolve() : reject(new EngineError('engine-closed', 'nobody takes the gradient'))
      reply({ id, start, block })
    })
  return { block: give, restart: () => give(0, undefined) }
}
