/**
 * The thread that an onnx engine computes in: answers the calls that onnx.ts posts, one at a time, in order.
 */
import { parentPort, workerData } from 'node:worker_threads'
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Engine } from '../ports-engine.ts'
import type { WorkerAnswer, WorkerCall } from './calls.ts'
import { createEngineCore } from './core.ts'
import { toEngineError } from './error.ts'
import type { OnnxDevice } from './onnx-runner.ts'
import { createOnnxRunner } from './onnx-runner.ts'

/** What `createOnnxEngine` starts the thread with. */
export type OnnxWorkerData = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
  readonly threads: number
  readonly device: OnnxDevice
}

const data = workerData as OnnxWorkerData
const engine = createEngineCore({ ...data, runner: createOnnxRunner(data) })
let queue = Promise.resolve()
parentPort?.on('message', (call: WorkerCall) => {
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
    case 'loss':
      return engine.loss(request.params, request.batches)
    case 'generate': {
      const { params, prompts, options, streams } = request
      const onToken = (prompt: number, token: number) => reply({ id: call.id, prompt, token })
      return engine.generate(params, prompts, streams ? { ...options, onToken } : options)
    }
    case 'close':
      return engine.close()
  }
}
