/**
 * The whole-model pass: one program for loss and gradient, gradients of several batches added up. For models that fit.
 *
 * Invariant: the gradient is that of lossSum / tokens over all batches that count, so it does not depend on how the tokens
 * were spread over batches. Sums over batches are fp32, in batch order.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import { CHECK, gradientName, gradientProgram, lossProgram } from '../../kernels/model/programs.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import type { Engine, GradientResult, LossResult, PackedBatch } from '../ports-engine.ts'
import { allFinite, createScratch, multiply, type Scratch } from './arrays.ts'
import { batchFeeds, countLabels } from './batch.ts'
import { createLossScale, type LossScale } from './loss-scale.ts'
import { createPartSums, type PartSums, releaseAll } from './part-sums.ts'
import type { Feed, Runner, Session } from './runner.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { sharedFloats, tensorViews } from './views.ts'

export type WholeOptions = BatchShape & { readonly config: ModelConfig; readonly runner: Runner }

export type WholeCore = Pick<Engine, 'gradient' | 'loss'> & {
  readonly release: () => Promise<void>
}

export function createWholeCore(options: WholeOptions): WholeCore {
  const sessions = createSessions(options.runner)
  const scratch = createScratch(sharedFloats)
  return {
    gradient: createGradient(options, sessions, scratch),
    loss: createLoss(options, () =>
      sessions.get('loss', () => lossProgram(options.config, options)),
    ),
    release: async () => {
      await sessions.release()
      scratch.clear()
    },
  }
}

function createGradient(
  options: WholeOptions,
  sessions: Sessions,
  scratch: Scratch,
): Engine['gradient'] {
  const { config, runner } = options
  const place = { runner, sessions, scratch }
  const outputs = modelTensors(config).map(({ name, shape }) => ({
    name: gradientName(name),
    shape,
  }))
  const lossScale = createLossScale(runner.precision)
  return withParams(options, async (tensors, batches): Promise<GradientResult> => {
    const gradient = scratch.floats('sum', modelParams(config))
    // In fp16 each part is unscaled before it is added, on the host.
    const count = runner.precision === 'f16' ? 1 : batches.length
    const parts = createPartSums(place, 'model', outputs, targets(config, gradient), count)
    const session = await openGradient(options, sessions, parts.stay)
    const expected = batches.reduce((total, batch) => total + countLabels(batch), 0)
    const result = { lossSum: 0, tokens: 0, gradient, dropped: [] as number[] }
    try {
      for (const [index, batch] of batches.entries()) {
        const feeds = { ...batchFeeds(config, options, batch), ...tensors }
        const { lossSum, found } = await runBatch(session, feeds, expected, parts, lossScale)
        if (Number.isNaN(lossSum)) {
          releaseAll(found)
          result.dropped.push(index)
          continue
        }
        await parts.add(found)
        result.lossSum += lossSum
        result.tokens += countLabels(batch)
      }
      if (result.dropped.length === batches.length) gradient.fill(0)
      else await parts.finish()
    } finally {
      parts.release()
    }
    if (result.tokens !== expected && result.tokens > 0)
      multiply(gradient, expected / result.tokens)
    return result
  })
}

function openGradient(
  options: WholeOptions,
  sessions: Sessions,
  stay: readonly string[],
): Promise<Session> {
  const name = stay.length > 0 ? 'gradient, summed there' : 'gradient'
  return sessions.get(name, () => gradientProgram(options.config, options), stay)
}

/** `lossSum` is NaN where the batch has to be left out. */
async function runBatch(
  session: Session,
  feeds: Readonly<Record<string, Feed>>,
  expected: number,
  parts: PartSums,
  lossScale: LossScale,
) {
  const results = parts.results()
  const [sum, check] = [new Float32Array(1), new Float32Array(1)]
  for (;;) {
    const scale = Float32Array.of(expected === 0 ? 0 : lossScale.value() / expected)
    const outputs = { ...results, lossSum: sum, [CHECK]: check }
    const found = await session.run({ ...feeds, scale }, outputs)
    if (!allFinite(sum)) return { lossSum: Number.NaN, found }
    if (allFinite(check)) {
      for (const part of Object.values(results))
        multiply(part as Float32Array, 1 / lossScale.value())
      lossScale.passed()
      return { lossSum: sum[0] as number, found }
    }
    if (!lossScale.overflowed()) return { lossSum: Number.NaN, found }
    releaseAll(found)
  }
}

/** Where each tensor's gradient goes in a flat one. */
function targets(config: ModelConfig, gradient: Float32Array): Record<string, Float32Array> {
  const found: Record<string, Float32Array> = {}
  for (const [name, view] of Object.entries(tensorViews(config, gradient)))
    found[gradientName(name)] = view
  return found
}

function createLoss(options: WholeOptions, open: () => Promise<Session>): Engine['loss'] {
  const { config } = options
  return withParams(options, async (tensors, batches): Promise<LossResult> => {
    const session = await open()
    const outputs = { lossSum: new Float32Array(1), correct: new Float32Array(1) }
    const result = { lossSum: 0, tokens: 0, correct: 0 }
    for (const batch of batches) {
      await session.run({ ...batchFeeds(config, options, batch), ...tensors }, outputs)
      result.lossSum += outputs.lossSum[0] as number
      result.correct += outputs.correct[0] as number
      result.tokens += countLabels(batch)
    }
    return result
  })
}

/** The parameters are brought to the device once a call, whatever the number of batches, and leave it with the call. */
function withParams<T>(
  { config, runner }: WholeOptions,
  use: (tensors: Readonly<Record<string, Feed>>, batches: readonly PackedBatch[]) => Promise<T>,
) {
  return async (params: Float32Array, batches: readonly PackedBatch[]): Promise<T> => {
    const held = await runner.hold(modelTensors(config), tensorViews(config, params))
    try {
      return await use(held.feeds, batches)
    } finally {
      held.release()
    }
  }
}
