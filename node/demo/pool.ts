/**
 * The DeMo kernels on several threads: encoding and applying by windows of tile rows over shared memory.
 *
 * Every thread has its own kernel instance and takes the next window from a shared counter, so a slow thread holds nobody up.
 * Invariant: the same bits as the kernels on one thread (a window's result does not depend on who computes it, or when).
 * Momentum and parameters stay in shared memory of this process; nothing is copied but the window at hand.
 */
import { Worker } from 'node:worker_threads'
import {
  settingsFit,
  type UpdateRefusal,
  type UpdateSettings,
} from '../../kernels/demo/aggregate.ts'
import type { DemoConfig } from '../../kernels/demo/config.ts'
import { type Contribution, openContributions } from '../../kernels/demo/source.ts'
import { type KeptVotes, voteLayout } from '../../kernels/demo/votes.ts'
import { windowsOf } from '../../kernels/demo/window.ts'
import type { TensorTable } from '../../kernels/tensor-table.ts'

/** What the threads share for their whole life. */
export type PoolShared = {
  readonly table: TensorTable
  readonly demo: DemoConfig
  readonly params: Float32Array
  readonly gradient: Float32Array
  readonly momentum: Float32Array
  readonly votes: KeptVotes
  /** The next window to take. */
  readonly counter: Int32Array
}

export type PoolJob =
  | { readonly kind: 'encode'; readonly eta: number }
  | {
      readonly kind: 'apply' | 'revert'
      readonly sources: Extract<ReturnType<typeof openContributions>, { ok: true }>['sources']
      readonly settings: UpdateSettings
    }

/** The exact half of a pool. */
export type UpdatePool = Pick<DemoPool, 'apply' | 'revert' | 'close'>

export type DemoPool = {
  /** Put the gradient here (table.params) before `encode`; an engine may write it in place. */
  readonly gradient: Float32Array
  /** DCT coefficients, tile after tile; zeros at the start. */
  readonly momentum: Float32Array
  /** One step. The votes are overwritten by the next call. Rejects where the gradient is not finite. */
  readonly encode: (eta: number) => Promise<KeptVotes>
  /** As `applyUpdate` on the shared parameters. */
  readonly apply: (
    contributions: readonly Contribution[],
    settings: UpdateSettings,
  ) => Promise<{ readonly ok: true } | UpdateRefusal>
  /** As `revertUpdate`. */
  readonly revert: DemoPool['apply']
  readonly close: () => Promise<void>
}

/** Starts `threads` threads. `params` lies in a SharedArrayBuffer. Calls must not overlap. */
export function createDemoPool(
  table: TensorTable,
  demo: DemoConfig,
  params: Float32Array,
  threads: number,
): DemoPool {
  return startPool(table, sharedState(table, demo, params), threads)
}

/** The same without an encoder: no momentum, no gradient, no votes are held. */
export function createUpdatePool(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  threads: number,
): UpdatePool {
  const votes = {
    present: new Uint8Array(0),
    indices: new Uint16Array(0),
    signs: new Int8Array(0),
    values: new Float32Array(0),
  }
  const none = new Float32Array(0)
  const demo = { topK, beta: 0, alpha: 1, emptyTile: 0 }
  const counter = new Int32Array(new SharedArrayBuffer(4))
  const shared = { table, demo, params, gradient: none, momentum: none, votes, counter }
  return startPool(table, shared, threads)
}

function startPool(table: TensorTable, shared: PoolShared, threads: number): DemoPool {
  const { demo, params } = shared
  if (!(params.buffer instanceof SharedArrayBuffer))
    throw new TypeError('the parameters of a pool lie in shared memory')
  const url = new URL('./worker.ts', import.meta.url)
  const workers = Array.from({ length: threads }, () => new Worker(url, { workerData: shared }))
  const run = async (job: PoolJob) => {
    Atomics.store(shared.counter, 0, 0)
    // All of them, so that no thread still works when the next job begins.
    const ends = await Promise.allSettled(workers.map((worker) => ask(worker, job)))
    for (const end of ends) if (end.status === 'rejected') throw end.reason
  }
  const windows = windowsOf(table, demo.topK)
  const update =
    (kind: 'apply' | 'revert'): DemoPool['apply'] =>
    async (contributions, settings) => {
      if (!settingsFit(table, settings)) return { ok: false, code: 'settings-not-finite' }
      const { etaBits, lambdaBits, tau } = settings
      const opened = openContributions(table, demo.topK, contributions.map(share), windows)
      if (!opened.ok) return opened
      await run({ kind, sources: opened.sources, settings: { etaBits, lambdaBits, tau } })
      return { ok: true }
    }
  return {
    gradient: shared.gradient,
    momentum: shared.momentum,
    encode: async (eta) => {
      await run({ kind: 'encode', eta })
      return shared.votes
    },
    apply: update('apply'),
    revert: update('revert'),
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function sharedState(table: TensorTable, demo: DemoConfig, params: Float32Array): PoolShared {
  const { total } = voteLayout(table, demo.topK)
  return {
    table,
    demo,
    params,
    gradient: new Float32Array(new SharedArrayBuffer(4 * table.params)),
    momentum: new Float32Array(new SharedArrayBuffer(4 * table.coefficients)),
    votes: {
      present: new Uint8Array(new SharedArrayBuffer(table.tiles)),
      indices: new Uint16Array(new SharedArrayBuffer(2 * total)),
      signs: new Int8Array(new SharedArrayBuffer(total)),
      values: new Float32Array(new SharedArrayBuffer(4 * total)),
    },
    counter: new Int32Array(new SharedArrayBuffer(4)),
  }
}

/** Payload bytes in shared memory, so that a job is posted to many threads without copies. */
function share(contribution: Contribution): Contribution {
  if ('votes' in contribution || contribution.bytes.buffer instanceof SharedArrayBuffer)
    return contribution
  const bytes = new Uint8Array(new SharedArrayBuffer(contribution.bytes.length))
  bytes.set(contribution.bytes)
  return { bytes, weight: contribution.weight }
}

/** One job on one thread: resolves when the thread found no window left. */
function ask(worker: Worker, job: PoolJob): Promise<void> {
  return new Promise((resolve, reject) => {
    const answered = (error: string | undefined) => {
      worker.off('error', failed)
      if (error === undefined) resolve()
      else reject(new Error(error))
    }
    const failed = (error: unknown) => {
      worker.off('message', answered)
      reject(error)
    }
    worker.once('message', answered)
    worker.once('error', failed)
    worker.postMessage(job)
  })
}
