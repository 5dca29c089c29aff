/**
 * `murmur train-local`: AdamW on this machine alone, from a checkpoint to a checkpoint. The baseline that a run is compared with:
 * the same data, packing, loss, clip and engines, with no network and no votes.
 */
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
import { watchInterrupts } from '../system/interrupt.ts'
import { describeMachine } from '../system/machine.ts'
import { packFile } from './data.ts'
import { openEngine } from './engine.ts'
import { computeSettings, openModel } from './model.ts'
import type { ComputeOptions, OutputOptions } from './options.ts'
import { useFolder } from './out-folder.ts'
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

/** Steps that were trained, and the last loss that was one; undefined where no batch gave a finite gradient. */
type Trained = { readonly steps: number; readonly loss: number | undefined }

/**
 * Rejects with the codes of docs/commands.md; the checkpoint appears whole, at the end, or not at all. Ctrl-C ends after the step under way,
 * writes what was trained, and rejects with E_INTERRUPTED.
 */
export async function runTrainLocal(command: TrainLocalCommand): Promise<void> {
  await useFolder(command.out, (out) => trainTo(command, out))
}

async function trainTo(command: TrainLocalCommand, out: string): Promise<void> {
  const { base, data, rowTokens, seed } = command
  const { checkpoint, config } = await openModel(base)
  if (rowTokens > config.maxPositions)
    fail(
      'E_USAGE',
      `rows of ${rowTokens} tokens are longer than the model's ${config.maxPositions} positions`,
      'Lower --row-tokens.',
    )
  const packed = await packFile(data, checkpoint, rowTokens, seed)
  const reporter = createReporter({ ...command, name: 'training' })
  const interrupts = watchInterrupts({
    leaveMs: WRITE_MS,
    onFirst: () =>
      reporter.event(
        'stopping',
        {},
        'stopping after this step; press Ctrl-C again to stop at once',
      ),
    onForced: (why) => reporter.event('forced', { why }, why),
  })
  try {
    const trained = await train(command, {
      checkpoint,
      packed,
      reporter,
      signal: interrupts.signal,
    })
    const { steps, loss } = trained
    if (loss === undefined && steps > 0)
      fail(
        'E_CHECKPOINT',
        `no batch of ${steps} steps gave a finite gradient; nothing was written`,
        `The weights of ${base} are too large, or damaged: chat shows what they say.`,
      )
    reporter.stop()
    if (loss !== undefined) await writeResult(command, checkpoint, out, steps)
    const text = `${command.out}: ${steps} steps, last loss ${loss?.toFixed(4)}`
    if (loss !== undefined) reporter.event('finished', { out: command.out, steps, loss }, text)
    if (interrupts.signal.aborted)
      fail('E_INTERRUPTED', `stopped after ${steps} of ${command.steps} steps`)
  } finally {
    interrupts.dispose()
    reporter.stop()
  }
}

/** A large checkpoint takes its time to be written after Ctrl-C. */
const WRITE_MS = 3_600_000

type Training = {
  readonly checkpoint: Checkpoint
  readonly packed: PackedRows
  readonly reporter: Reporter
  readonly signal: AbortSignal
}

async function train(
  command: TrainLocalCommand,
  { checkpoint, packed, reporter, signal }: Training,
): Promise<Trained> {
  const { rows, rowTokens, steps, weightDecay } = command
  const { config, params } = checkpoint
  const threads = command.threads ?? Math.max(1, Math.floor(describeMachine().cores / 2))
  const settings = computeSettings(command.compute, command.device)
  const shape = { config, rows, length: rowTokens, threads, ...settings }
  const engine = await openEngine(command, shape, {
    say: (line) => reporter.event('engine', { message: line }, line),
    guarded: true,
    signal,
  })
  let trained: Trained = { steps: 0, loss: undefined }
  try {
    if (!signal.aborted)
      await trainLocal({
        engine,
        config,
        params,
        nextBatch: shuffledBatches(packed, command),
        steps,
        schedule: { ...command.schedule, steps },
        adamw: { ...ADAMW_DEFAULTS, weightDecay },
        onStep: (step) => {
          trained = { steps: step.step + 1, loss: step.tokens > 0 ? step.loss : trained.loss }
          reportStep(reporter, step, steps)
          return !signal.aborted
        },
      })
  } finally {
    await engine.close()
  }
  return trained
}

function reportStep(reporter: Reporter, step: LocalStep, steps: number): void {
  const { loss, rate, tokens, clip, dropped } = step
  const text = `${tokens > 0 ? `loss ${loss.toFixed(4)}` : 'no loss'}, rate ${rate.toExponential(2)}`
  reporter.progress(step.step + 1, steps, text, { loss, rate, tokens, clip, dropped })
  if (dropped.length > 0) {
    const what = `step ${step.step + 1}: ${dropped.length === 1 ? 'a batch was' : `${dropped.length} batches were`} not finite and left out`
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

async function writeResult(
  command: TrainLocalCommand,
  checkpoint: Checkpoint,
  out: string,
  steps: number,
): Promise<void> {
  const { config, params, tokenizerJson, chatTemplate, special } = checkpoint
  const { schedule, data = 'the built-in set' } = command
  await exportCheckpoint(out, {
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
