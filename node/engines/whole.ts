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
import { addInto, allFinite, createScratch, multiply, type Scratch } from './arrays.ts'
import { batchFeeds, countLabels } from './batch.ts'
import { createLossScale } from './loss-scale.ts'
import type { Feed, Runner, Session } from './runner.ts'
import { createSessions } from './sessions.ts'
import { sharedFloats, tensorViews } from './views.ts'

export type WholeOptions = BatchShape & { readonly config: ModelConfig; readonly runner: Runner }

export type WholeCore = Pick<Engine, 'gradient' | 'loss'> & {
  readonly release: () => Promise<void>
}

export function createWholeCore(options: WholeOptions): WholeCore {
  const sessions = createSessions(options.runner)
  const scratch = createScratch(sharedFloats)
  return {
    gradient: createGradient(options, scratch, () =>
      sessions.get('gradient', () => gradientProgram(options.config, options)),
    ),
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
  scratch: Scratch,
  open: () => Promise<Session>,
): Engine['gradient'] {
  const { config, runner } = options
  const size = modelParams(config)
  const lossScale = createLossScale(runner.precision)
  return withParams(options, async (tensors, batches): Promise<GradientResult> => {
    const session = await open()
    const sum = scratch.floats('sum', size)
    const expected = batches.reduce((total, batch) => total + countLabels(batch), 0)
    const result = { lossSum: 0, tokens: 0, gradient: sum, dropped: [] as number[] }
    let used = 0
    const run = async (batch: PackedBatch, target: Float32Array) => {
      const lossSum = new Float32Array(1)
      const check = new Float32Array(1)
      const outputs: Record<string, Float32Array> = { lossSum, [CHECK]: check }
      for (const [name, view] of Object.entries(tensorViews(config, target)))
        outputs[gradientName(name)] = view
      const feeds = { ...batchFeeds(config, options, batch), ...tensors }
      for (;;) {
        const scale = Float32Array.of(expected === 0 ? 0 : lossScale.value() / expected)
        await session.run({ ...feeds, scale }, outputs)
        if (!allFinite(lossSum)) return Number.NaN
        if (allFinite(check)) break
        if (!lossScale.overflowed()) return Number.NaN
      }
      multiply(target, 1 / lossScale.value())
      lossScale.passed()
      return lossSum[0] as number
    }
    for (const [index, batch] of batches.entries()) {
      const target = used === 0 ? sum : scratch.floats('part', size)
      const loss = await run(batch, target)
      if (Number.isNaN(loss)) {
        result.dropped.push(index)
        continue
      }
      if (used > 0) addInto(sum, target)
      used += 1
      result.lossSum += loss
      result.tokens += countLabels(batch)
    }
    if (used === 0) sum.fill(0)
    else if (result.tokens !== expected && result.tokens > 0)
      multiply(sum, expected / result.tokens)
    return result
  })
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
