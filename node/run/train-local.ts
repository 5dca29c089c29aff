/**
 * `murmur train-local`: AdamW on this machine alone, from a checkpoint to a checkpoint. The baseline that a run is compared with:
 * the same data, packing, loss, clip and engines, with no network and no votes.
 */
import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { createRandom } from '../../kernels/math/random.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { ADAMW_DEFAULTS } from '../../kernels/optim/adamw.ts'
import type { Schedule } from '../../kernels/optim/schedule.ts'
import { exportCheckpoint } from '../checkpoints/export.ts'
import type { Checkpoint } from '../checkpoints/import.ts'
import { fail } from '../coded-error.ts'
import { type PackedRows, rowsBatch } from '../data/pack.ts'
import type { EngineChoice } from '../engines/kinds.ts'
import { type LocalStep, trainLocal } from '../engines/train-local.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { describeMachine } from '../system/machine.ts'
import { packFile } from './data.ts'
import { openEngine } from './engine.ts'
import { computeSettings, openModel } from './model.ts'
import type { ComputeOptions, OutputOptions } from './options.ts'
import { createReporter, type Reporter } from './reporter.ts'

export type TrainLocalCommand = OutputOptions &
  EngineChoice & {
    readonly base: string
    readonly out: string
    /** Undefined: the built-in synthetic set. */
    readonly data: string | undefined
    readonly steps: number
    readonly rows: number
    readonly rowTokens: number
    readonly batches: number
    readonly schedule: Pick<Schedule, 'kind' | 'peak' | 'floor' | 'warmupSteps' | 'decayShare'>
    readonly weightDecay: number
    readonly seed: number
    readonly threads: number | undefined
    readonly compute: ComputeOptions
  }

/** Rejects with the codes of docs/commands.md; the checkpoint appears whole, at the end, or not at all. */
export async function runTrainLocal(command: TrainLocalCommand): Promise<void> {
  const { base, out, data, steps, rows, rowTokens, seed } = command
  if (existsSync(out) && readdirSync(out).length > 0)
    fail('E_EXISTS', `${out} is not empty`, 'Choose another folder with --out.')
  const { checkpoint, config } = await openModel(base)
  if (rowTokens > config.maxPositions)
    fail(
      'E_USAGE',
      `rows of ${rowTokens} tokens are longer than the model's ${config.maxPositions} positions`,
      'Lower --row-tokens.',
    )
  const packed = await packFile(data, checkpoint, rowTokens, seed)
  const reporter = createReporter({ ...command, name: 'training' })
  const threads = command.threads ?? Math.max(1, Math.floor(describeMachine().cores / 2))
  const shape = { config, rows, length: rowTokens, threads, ...computeSettings(command.compute) }
  try {
    const engine = await openEngine(command, shape, {
      say: (line) => reporter.event('engine', { message: line }, line),
      guarded: true,
    })
    let last = Number.NaN
    try {
      await trainLocal({
        engine,
        config,
        params: checkpoint.params,
        nextBatch: shuffledBatches(packed, command),
        steps,
        schedule: { ...command.schedule, steps },
        adamw: { ...ADAMW_DEFAULTS, weightDecay: command.weightDecay },
        onStep: (step) => {
          last = step.loss
          reportStep(reporter, step, steps)
        },
      })
    } finally {
      await engine.close()
    }
    await writeResult(command, checkpoint)
    const text = `${out}: ${steps} steps, last loss ${last.toFixed(4)}`
    reporter.event('finished', { out, steps, loss: last }, text)
  } finally {
    reporter.stop()
  }
}

function reportStep(reporter: Reporter, step: LocalStep, steps: number): void {
  const { loss, rate, tokens, clip, dropped } = step
  const text = `loss ${loss.toFixed(4)}, rate ${rate.toExponential(2)}`
  reporter.progress(step.step + 1, steps, text, { loss, rate, tokens, clip, dropped })
  if (dropped.length > 0) {
    const what = `step ${step.step}: ${dropped.length} batches were not finite and are left out`
    reporter.event('dropped', { step: step.step, dropped }, what)
  }
}

/** Every row once in an order of the seed, then in another. */
function shuffledBatches(
  packed: PackedRows,
  { rows, batches, seed }: TrainLocalCommand,
): () => PackedBatch[] {
  const order = Array.from({ length: packed.rows }, (_, i) => i)
  const random = createRandom(seed, 7)
  let at = order.length
  const nextRow = () => {
    if (at === order.length) {
      for (let i = order.length - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1))
        ;[order[i], order[j]] = [order[j] as number, order[i] as number]
      }
      at = 0
    }
    return order[at++] as number
  }
  const next = () => rowsBatch(packed, Array.from({ length: rows }, nextRow))
  return () => Array.from({ length: batches }, next)
}

async function writeResult(command: TrainLocalCommand, checkpoint: Checkpoint): Promise<void> {
  const { config, params, tokenizerJson, chatTemplate, special } = checkpoint
  const { steps, schedule, data = 'the built-in set' } = command
  await exportCheckpoint(resolve(command.out), {
    config,
    tensors: modelTensors(config),
    params,
    dtype: 'F32',
    tokenizerJson,
    chatTemplate,
    special,
    card: `---\nlicense: other\nlibrary_name: transformers\ntags: [murmuration]\n---\n# Trained on one machine\n\n${steps} steps of AdamW (${schedule.kind}, peak ${schedule.peak}) on ${data} by \`murmur train-local\`, the baseline of a run.\n`,
  })
}
