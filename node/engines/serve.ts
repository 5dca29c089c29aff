/**
 * The worker's side of calls.ts: answers the calls that an engine's owner posts, one at a time, in order.
 */
import { parentPort } from 'node:worker_threads'
import type { Engine } from '../ports-engine.ts'
import type { WorkerAnswer, WorkerCall } from './calls.ts'
import { toEngineError } from './error.ts'

/** Serves until the thread ends. Where the engine does not come up, every call but `close` is answered with the reason. */
export function serveEngine(start: Promise<Engine>): void {
  const starting = start.catch(absentEngine)
  let queue = Promise.resolve()
  parentPort?.on('message', (call: WorkerCall) => {
    queue = queue.then(() => answer(starting, call))
  })
}

function absentEngine(error: unknown): Engine {
  const refuse = () => Promise.reject(toEngineError(error))
  const close = async () => {}
  return { name: '', precision: '', gradient: refuse, loss: refuse, generate: refuse, close }
}

async function answer(starting: Promise<Engine>, call: WorkerCall): Promise<void> {
  const reply = (message: WorkerAnswer) => parentPort?.postMessage(message)
  try {
    const result = await perform(starting, call, reply)
    reply({ id: call.id, ok: true, result })
  } catch (error) {
    const { code, message } = toEngineError(error)
    reply({ id: call.id, ok: false, code, message })
  }
}

async function perform(
  starting: Promise<Engine>,
  { id, request }: WorkerCall,
  reply: (message: WorkerAnswer) => void,
): Promise<unknown> {
  const engine = await starting
  switch (request.method) {
    case 'gradient':
      return engine.gradient(request.params, request.batches)
    case 'loss':
      return engine.loss(request.params, request.batches)
    case 'generate': {
      const { params, prompts, options, streams } = request
      const onToken = (prompt: number, token: number) => reply({ id, prompt, token })
      return engine.generate(params, prompts, streams ? { ...options, onToken } : options)
    }
    case 'close':
      return engine.close()
  }
}
