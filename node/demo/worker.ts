/**
 * A thread of the pool (pool.ts): takes windows one after another until none is left, then answers.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { updateFrom } from '../../kernels/demo/aggregate.ts'
import { createEncoder } from '../../kernels/demo/encode.ts'
import type { Window } from '../../kernels/demo/window.ts'
import type { PoolJob, PoolShared } from './pool.ts'

const { table, demo, params, gradient, momentum, votes, counter } = workerData as PoolShared
const encoder = createEncoder(table, demo)
const { windows } = encoder

parentPort?.on('message', (job: PoolJob) => {
  let failed: string | undefined
  try {
    work(job)
  } catch (error) {
    failed = error instanceof Error ? error.message : String(error)
  }
  parentPort?.postMessage(failed)
})

function work(job: PoolJob): void {
  if (job.kind === 'encode') {
    forEachWindow((window) => {
      const c = momentum.subarray(
        window.firstCoefficient,
        window.firstCoefficient + window.coefficients,
      )
      encoder.encodeWindow(window, c, parametersOf(window, gradient), job.eta, votes)
    })
    return
  }
  const update = updateFrom(windows, job.sources, job.settings)
  forEachWindow((window, i) => update[job.kind](i, parametersOf(window, params)))
}

function forEachWindow(act: (window: Window, i: number) => void): void {
  for (;;) {
    const i = Atomics.add(counter, 0, 1)
    const window = windows[i]
    if (window === undefined) return
    act(window, i)
  }
}

function parametersOf({ offset, params: count }: Window, flat: Float32Array): Float32Array {
  return flat.subarray(offset, offset + count)
}
