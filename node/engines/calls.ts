/**
 * The messages between an engine's owner and its worker thread, and the owner's side of them.
 *
 * Invariant: large arrays cross as shared memory, never as copies; each call is answered once, by result or by code, and by
 * 'device-timeout' where the thread gives no sign of life (patience.ts).
 */
import type { Worker } from 'node:worker_threads'
import type { PassChoice } from '../../kernels/model/pass.ts'
import type { Engine, GenerateOptions, GradientSink, PackedBatch } from '../ports-engine.ts'
import { markStuck, unmarkStuck } from '../stuck.ts'
import type { EngineErrorCode } from './error.ts'
import { EngineError } from './error.ts'
import { createWatch, type Patience, type Watch } from './patience.ts'

export type WorkerCall = { readonly id: number; readonly request: WorkerRequest }

export type WorkerRequest =
  | {
      readonly method: 'gradient' | 'gradientBlocks' | 'loss'
      readonly params: Float32Array
      readonly batches: readonly PackedBatch[]
    }
  | {
      readonly method: 'generate'
      readonly params: Float32Array
      readonly prompts: readonly Int32Array[]
      readonly options: Omit<GenerateOptions, 'onToken'>
      /** Whether tokens are reported as they come. */
      readonly streams: boolean
    }
  | { readonly method: 'close' }
  /** The owner is done with a block of a gradient; `ok` is false where its sink failed. */
  | { readonly method: 'took'; readonly ok: boolean }

export type WorkerAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: EngineErrorCode; readonly message: string }
  | { readonly prompt: number; readonly token: number }
  /** A program has run, or is compiled: the thread does not hang. */
  | { readonly alive: true }
  | { readonly chose: PassChoice }
  /** A block of a gradient, to be answered with 'took'; no block: all given so far are void. */
  | { readonly start: number; readonly block: Float32Array | undefined }
)

const CLOSE_MS = 10_000

type Pending = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
  readonly onToken: GenerateOptions['onToken']
  readonly sink: GradientSink | undefined
}

/** An engine whose calls a worker answers. Rejects with 'engine-closed' where the thread has ended, 'device-timeout' where it hangs. */
export function createWorkerEngine(
  worker: Worker,
  about: Pick<Engine, 'name' | 'precision'>,
  patience: Patience,
  onPass?: (choice: PassChoice) => void,
): Engine {
  const { ask, close } = createCaller(worker, about.name, patience)
  worker.on('message', (answer: WorkerAnswer) => {
    if ('chose' in answer) onPass?.(answer.chose)
  })
  const share = createSharing()
  return {
    ...about,
    gradient: async (params, batches) =>
      (await ask({ method: 'gradient', params: share(params), batches })) as Awaited<
        ReturnType<Engine['gradient']>
      >,
    gradientBlocks: async (params, batches, sink) =>
      (await ask(
        { method: 'gradientBlocks', params: share(params), batches },
        { sink },
      )) as Awaited<ReturnType<Engine['gradientBlocks']>>,
    loss: async (params, batches) =>
      (await ask({ method: 'loss', params: share(params), batches })) as Awaited<
        ReturnType<Engine['loss']>
      >,
    generate: async (params, prompts, { onToken, ...options }) => {
      const streams = onToken !== undefined
      const call = { method: 'generate', params: share(params), prompts, options, streams } as const
      return (await ask(call, { onToken })) as Int32Array[]
    },
    close,
  }
}

function createCaller(worker: Worker, name: string, patience: Patience) {
  const pending = new Map<number, Pending>()
  let calls = 0
  let ended: EngineError | undefined
  const end = (error: EngineError) => {
    watch.end(false)
    ended ??= error
    for (const { reject } of pending.values()) reject(ended)
    pending.clear()
  }
  const watch = createWatch(patience, (limitMs) => {
    abandon(worker)
    end(hung(name, limitMs))
  })
  worker.on('message', (answer: WorkerAnswer) => {
    // A thread that comes back is told that nobody takes its blocks.
    if ('block' in answer) void giveBlock(worker, pending, answer, watch)
    else if (settle(pending, answer)) watch.end('ok' in answer && answer.ok)
    else if (pending.size > 0) watch.sign()
  })
  worker.on('error', (error) => end(new EngineError('device-failed', String(error))))
  worker.on('exit', () => end(new EngineError('engine-closed', 'the engine is closed')))
  const ask = (request: WorkerRequest, listen: Partial<Pick<Pending, 'onToken' | 'sink'>> = {}) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended !== undefined) return reject(ended)
      const id = calls++
      pending.set(id, { resolve, reject, onToken: listen.onToken, sink: listen.sink })
      worker.postMessage({ id, request } satisfies WorkerCall)
      // Closing has its own limit; prompts have shapes of their own.
      if (request.method !== 'close') watch.begin(request.method === 'generate')
    })
  const close = async () => {
    if (ended !== undefined) return
    const closed = ask({ method: 'close' })
      .catch(() => {})
      .then(() => worker.terminate())
      .then(() => true)
    // A device that hangs does not answer, and a thread inside a library does not end: neither holds up the process.
    const { promise: late, resolve } = Promise.withResolvers<false>()
    const timer = setTimeout(resolve, CLOSE_MS, false)
    if (!(await Promise.race([closed, late]))) abandon(worker)
    clearTimeout(timer)
    worker.unref()
  }
  return { ask, close }
}

function hung(name: string, limitMs: number): EngineError {
  const said = `${name} gave no sign of life for ${Math.round(limitMs / 1000)} s, more than it ever needed here`
  return new EngineError('device-timeout', said)
}

/** Leaves a thread alone that may never return; if it does, it is ended then (stuck.ts says why not before). */
function abandon(worker: Worker): void {
  markStuck(worker)
  worker.unref()
  const id = -1
  worker.on('message', (answer: WorkerAnswer) => {
    if (answer.id === id) void worker.terminate()
  })
  worker.on('exit', () => unmarkStuck(worker))
  worker.postMessage({ id, request: { method: 'close' } } satisfies WorkerCall)
}

type BlockAnswer = Extract<WorkerAnswer, { readonly start: number }>

/** Hands a block to the sink of its call. A sink that fails ends the call with its own error. */
async function giveBlock(
  worker: Worker,
  pending: Map<number, Pending>,
  { id, start, block }: BlockAnswer,
  watch: Pick<Watch, 'pause' | 'sign'>,
): Promise<void> {
  watch.pause()
  const call = pending.get(id)
  const took = (ok: boolean) => {
    worker.postMessage({ id, request: { method: 'took', ok } } satisfies WorkerCall)
    if (pending.size > 0) watch.sign()
  }
  try {
    if (block === undefined) await call?.sink?.restart()
    else await call?.sink?.block(start, block)
    took(call !== undefined)
  } catch (error) {
    pending.delete(id)
    call?.reject(error as Error)
    took(false)
  }
}

/** Whether the answer ended its call. */
function settle(
  pending: Map<number, Pending>,
  answer: Exclude<WorkerAnswer, BlockAnswer>,
): boolean {
  const call = pending.get(answer.id)
  if (call === undefined || 'alive' in answer || 'chose' in answer) return false
  if ('token' in answer) {
    call.onToken?.(answer.prompt, answer.token)
    return false
  }
  pending.delete(answer.id)
  if (answer.ok) call.resolve(answer.result)
  else call.reject(new EngineError(answer.code, answer.message))
  return true
}

/** Parameters that do not lie in shared memory are copied there. */
function createSharing(): (params: Float32Array) => Float32Array {
  let copy: Float32Array | undefined
  return (params) => {
    if (params.buffer instanceof SharedArrayBuffer) return params
    if (copy?.length !== params.length)
      copy = new Float32Array(new SharedArrayBuffer(4 * params.length))
    copy.set(params)
    return copy
  }
}
