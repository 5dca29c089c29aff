/**
 * From a packed batch to the arrays that a program is fed with, checked first.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { EngineError } from './error.ts'
import type { HostArray } from './runner.ts'

/** A label that does not count. */
export const IGNORED_LABEL = -100

/** Inputs of the loss and gradient programs, without the tensors and the scale. Rejects as 'batch-invalid'. */
export function batchFeeds(
  config: ModelConfig,
  shape: BatchShape,
  batch: PackedBatch,
): Record<string, HostArray> {
  checkBatch(config, shape, batch)
  const labels = batch.labels.map((label) => Math.max(label, 0))
  const weights = Float32Array.from(batch.labels, (label) => (label === IGNORED_LABEL ? 0 : 1))
  const { tokens, positions, documents } = batch
  return { tokens, positions, documents, labels, weights }
}

/** Labelled tokens of a batch. */
export function countLabels({ labels }: PackedBatch): number {
  let count = 0
  for (const label of labels) if (label !== IGNORED_LABEL) count += 1
  return count
}

/** Rejects as 'batch-invalid'. */
export function checkBatch(
  config: ModelConfig,
  { rows, length }: BatchShape,
  batch: PackedBatch,
): void {
  if (batch.rows !== rows || batch.length !== length)
    throw invalid(
      `batch is ${batch.rows} x ${batch.length}, the engine was made for ${rows} x ${length}`,
    )
  const { tokens, labels, positions, documents } = batch
  for (const [name, array] of Object.entries({ tokens, labels, positions, documents }))
    if (array.length !== rows * length)
      throw invalid(`${name} has ${array.length} elements instead of ${rows * length}`)
  checkRange('token', tokens, 0, config.vocabSize)
  checkRange('label', labels, 0, config.vocabSize, IGNORED_LABEL)
  checkRange('position', positions, 0, length)
}

function checkRange(what: string, array: Int32Array, from: number, to: number, also = from): void {
  for (const value of array)
    if (!(value >= from && value < to) && value !== also)
      throw invalid(`${what} ${value} is outside ${from}..${to - 1}`)
}

function invalid(message: string): EngineError {
  return new EngineError('batch-invalid', message)
}
