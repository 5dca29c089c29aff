/**
 * The worker's side of calls.ts: answers the calls that an engine's owner posts, one at a time, in order.
 */
import { parentPort } from 'node:worker_threads'
import type { PassChoice } from '../../kernels/model/pass.ts'
import type { Engine, GradientSink } from '../ports-engine.ts'
import type { WorkerAnswer, WorkerCall } from './calls.ts'
import { EngineError, toEngineError } from './error.ts'
import type { Runner, Session } from './runner.ts'

/** Called when the owner is done with the block that was posted last. */
type Waiting = { took?: (ok: boolean) => void }

/** What the thread's engine is made with. */
export type Owner = {
  readonly signing: (runner: Runner) => Runner
  readonly onPass: (choice: PassChoice) => void
}

/**
 * Serves until the thread ends. Where the engine does not come up, every call but `close` is answered with the reason. `make` wraps its
 * runner in `signing`, so that the owner hears that the thread is alive.
 */
export function serveEngine(make: (owner: Owner) => Promise<Engine>): void {
  let saidMs = 0
  const sign = () => {
    const now = performance.now()
    if (now - saidMs < SIGN_MS) return
    saidMs = now
    parentPort?.postMessage({ id: NO_CALL, alive: true } satisfies WorkerAnswer)
  }
  const starting = make({
    signing: (runner) => signingRunner(runner, sign),
    onPass: (chose) => parentPort?.postMessage({ id: NO_CALL, chose } satisfies WorkerAnswer),
  }).catch(absentEngine)
  const waiting: Waiting = {}
  let queue = Promise.resolve()
  parentPort?.on('message', (call: WorkerCall) => {
    // The call that this belongs to is still under way, so it does not queue.
    if (call.request.method === 'took') waiting.took?.(call.request.ok)
    else queue = queue.then(() => answer(starting, call, waiting))
  })
}

/** Programs of a small model take less: no need to hear of each. */
const SIGN_MS = 100

/** Signs are of the thread, not of a call. */
const NO_CALL = -2

/** Says that the thread is alive after everything that may hang. */
function signingRunner(runner: Runner, sign: () => void): Runner {
  const signed = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    sign()
    return result
  }
  return {
    ...runner,
    compile: async (program, stay): Promise<Session> => {
      const session = await signed(runner.compile(program, stay))
      return { ...session, run: (feeds, results) => signed(session.run(feeds, results)) }
    },
    hold: (tensors, arrays) => signed(runner.hold(tensors, arrays)),
  }
}

function absentEngine(error: unknown): Engine {
  const refuse = () => Promise.reject(toEngineError(error))
  const calls = { gradient: refuse, gradientBlocks: refuse, loss: refuse, generate: refuse }
  return { name: '', precision: '', ...calls, close: async () => {} }
}

async function answer(
  starting: Promise<Engine>,
  call: WorkerCall,
  waiting: Waiting,
): Promise<void> {
  const reply = (message: WorkerAnswer) => parentPort?.postMessage(message)
  try {
    const result = await perform(starting, call, reply, waiting)
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
  waiting: Waiting,
): Promise<unknown> {
  const engine = await starting
  switch (request.method) {
    case 'gradient':
      return engine.gradient(request.params, request.batches)
    case 'gradientBlocks': {
      const sink = createSink(waiting, (start, block) => reply({ id, start, block }))
      return engine.gradientBlocks(request.params, request.batches, sink)
    }
    case 'loss':
      return engine.loss(request.params, request.batches)
    case 'generate': {
      const { params, prompts, options, streams } = request
      const onToken = (prompt: number, token: number) => reply({ id, prompt, token })
      return engine.generate(params, prompts, streams ? { ...options, onToken } : options)
    }
    case 'close':
      return engine.close()
    case 'took':
      throw new Error('answered outside the queue')
  }
}

/** A sink that hands each block to the owner and waits until it is done with it. */
function createSink(
  waiting: Waiting,
  post: (start: number, block: Float32Array | undefined) => void,
): GradientSink {
  const give = (start: number, block: Float32Array | undefined) =>
    new Promise<void>((resolve, reject) => {
      waiting.took = (ok) =>
        ok ? resolve() : reject(new EngineError('engine-closed', 'nobody takes the gradient'))
      post(start, block)
    })
  return { block: give, restart: () => give(0, undefined) }
}
