/**
 * The thread that the reference engine of a command computes in.
 */
import { workerData } from 'node:worker_threads'
import type { CoreOptions } from './core.ts'
import { createReferenceEngine } from './reference.ts'
import { serveEngine } from './serve.ts'

/** What `startReferenceEngine` starts the thread with. */
export type ReferenceWorkerData = Omit<CoreOptions, 'runner' | 'onPass'>

const data = workerData as ReferenceWorkerData
serveEngine(async ({ onPass }) => createReferenceEngine({ ...data, onPass }))
