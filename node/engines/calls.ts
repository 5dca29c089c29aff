/**
 * The messages between an engine's owner and its worker thread, and the owner's side of them.
 *
 * Invariant: large arrays cross as shared memory, never as copies; each call is answered once, by result or by code.
 */
import type { Worker } from 'node:worker_threads'
import type { Engine, GenerateOptions, PackedBatch } from '../ports-engine.ts'
import type { EngineErrorCode } from './error.ts'
import { EngineError } from './error.ts'

export type WorkerCall = { readonly id: number; readonly request: WorkerRequest }

export type WorkerRequest =
  | {
      readonly method: 'gradient' | 'loss'
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

export type WorkerAnswer = { readonly id: number } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly code: EngineErrorCode; readonly message: string }
  | { readonly prompt: number; readonly token: number }
)

type Pending = {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: EngineError) => void
  readonly onToken: GenerateOptions['onToken']
}

/** An engine whose calls a worker answers. Rejects with 'engine-closed' where the thread has ended. */
export function createWorkerEngine(
  worker: Worker,
  about: Pick<Engine, 'name' | 'precision'>,
): Engine {
  const { ask, close } = createCaller(worker)
  const share = createSharing()
  return {
    ...about,
    gradient: async (params, batches) =>
      (await ask({ method: 'gradient', params: share(params), batches })) as Awaited<
        ReturnType<Engine['gradient']>
      >,
    loss: async (params, batches) =>
      (await ask({ method: 'loss', params: share(params), batches })) as Awaited<
        ReturnType<Engine['loss']>
      >,
    generate: async (params, prompts, { onToken, ...options }) => {
      const streams = onToken !== undefined
      const call = { method: 'generate', params: share(params), prompts, options, streams } as const
      return (await ask(call, onToken)) as Int32Array[]
    },
    close,
  }
}

function createCaller(worker: Worker) {
  const pending = new Map<number, Pending>()
  let calls = 0
  let ended: EngineError | undefined
  const end = (error: EngineError) => {
    ended ??= error
    for (const { reject } of pending.values()) reject(ended)
    pending.clear()
  }
  worker.on('message', (answer: WorkerAnswer) => settle(pending, answer))
  worker.on('error', (error) => end(new EngineError('device-failed', String(error))))
  worker.on('exit', () => end(new EngineError('engine-closed', 'the engine is closed')))
  const ask = (request: WorkerRequest, onToken?: Pending['onToken']) =>
    new Promise<unknown>((resolve, reject) => {
      if (ended !== undefined) return reject(ended)
      const id = calls++
      pending.set(id, { resolve, reject, onToken })
      worker.postMessage({ id, request } satisfies WorkerCall)
    })
  const close = async () => {
    if (ended !== undefined) return
    await ask({ method: 'close' })
    await worker.terminate()
  }
  return { ask, close }
}

function settle(pending: Map<number, Pending>, answer: WorkerAnswer): void {
  const call = pending.get(answer.id)
  if (call === undefined) return
  if ('token' in answer) {
    call.onToken?.(answer.prompt, answer.token)
    return
  }
  pending.delete(answer.id)
  if (answer.ok) call.resolve(answer.result)
  else call.reject(new EngineError(answer.code, answer.message))
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
