/**
 * Training on one machine with AdamW: how base checkpoints are made, and the baseline that DeMo is compared with.
 *
 * The same engine, loss normalisation and per-block clip as a contributor's.
 */

import { clipRanges } from '../../kernels/demo/clip.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import type { AdamwOptions } from '../../kernels/optim/adamw.ts'
import { ADAMW_DEFAULTS, adamwStep, createAdamwState } from '../../kernels/optim/adamw.ts'
import { clipBlocks } from '../../kernels/optim/clip.ts'
import type { Schedule } from '../../kernels/optim/schedule.ts'
import { rateAt } from '../../kernels/optim/schedule.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import type { Engine, PackedBatch } from '../ports-engine.ts'

export type LocalStep = {
  readonly step: number
  /** Mean loss a labelled token, in nats; NaN where the step had none. */
  readonly loss: number
  readonly tokens: number
  readonly rate: number
  /** Smallest clip factor of a block. */
  readonly clip: number
  readonly dropped: readonly number[]
}

export type LocalTraining = {
  readonly engine: Engine
  readonly config: ModelConfig
  /** Changed in place. In shared memory where the engine is to read them without a copy. */
  readonly params: Float32Array
  /** The batches of a step; their gradients are accumulated. */
  readonly nextBatch: (step: number) => readonly PackedBatch[] | Promise<readonly PackedBatch[]>
  readonly steps: number
  readonly schedule: Schedule
  readonly adamw?: AdamwOptions
  /** Called after each step; `false` ends the training. */
  readonly onStep?: (report: LocalStep) => unknown
}

/** Trains `params` in place. Rejects as the engine does; parameters are then those of the last whole step. */
export async function trainLocal(training: LocalTraining): Promise<void> {
  const { engine, config, params, nextBatch, steps, schedule, adamw = ADAMW_DEFAULTS } = training
  const tensors = modelTensors(config)
  // The ranges that a contributor clips, so that the two compare.
  const ranges = clipRanges(tensorTable(tensors))
  const blocks = ranges.map(({ start, end }) => ({ offset: start, params: end - start }))
  const state = createAdamwState(params.length)
  for (let step = 0; step < steps; step++) {
    const found = await engine.gradient(params, await nextBatch(step))
    const rate = rateAt(schedule, step)
    const clip = clipBlocks(found.gradient, blocks)
    if (found.tokens > 0) adamwStep(tensors, params, found.gradient, state, rate, adamw)
    const { tokens, dropped, lossSum } = found
    const report = { step, loss: lossSum / tokens, tokens, rate, clip, dropped }
    if (training.onStep?.(report) === false) return
  }
}
