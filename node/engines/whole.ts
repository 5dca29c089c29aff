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
    for (;;) {
      const factor = lossScale.value()
      const parts = createPartSums(
        place,
        'model',
        outputs,
        targets(config, gradient),
        batches.length,
      )
      const session = await openGradient(options, sessions, parts.stay)
      const pass = { options, session, tensors, parts, lossScale, factor }
      const found = await addUp(pass, batches).finally(parts.release)
      if (found === undefined) continue
      lossScale.passed()
      const expected = countAll(batches)
      if (found.dropped.length === batches.length) gradient.fill(0)
      else if (found.tokens > 0) multiply(gradient, expected / (found.tokens * factor))
      return { ...found, gradient }
    }
  })
}

type Pass = {
  readonly options: WholeOptions
  readonly session: Session
  readonly tensors: Readonly<Record<string, Feed>>
  readonly parts: PartSums
  readonly lossScale: LossScale
  /** The loss scale of this pass. */
  readonly factor: number
}

/** Gradients of all batches, times the loss scale, in `parts`; undefined where one overflowed and the next pass has a lower scale. */
async function addUp(pass: Pass, batches: readonly PackedBatch[]) {
  const { options, session, tensors, parts, lossScale, factor } = pass
  const expected = countAll(batches)
  const scale = Float32Array.of(expected === 0 ? 0 : factor / expected)
  const result = { lossSum: 0, tokens: 0, dropped: [] as number[] }
  for (const [index, batch] of batches.entries()) {
    const feeds = { ...batchFeeds(options.config, options, batch), ...tensors, scale }
    const [sum, check] = [new Float32Array(1), new Float32Array(1)]
    const outputs = { ...parts.results(), lossSum: sum, [CHECK]: check }
    const found = await session.run(feeds, outputs)
    if (allFinite(sum) && allFinite(check)) {
      await parts.add(found)
      result.lossSum += sum[0] as number
      result.tokens += countLabels(batch)
      continue
    }
    releaseAll(found)
    if (allFinite(sum) && factor > 1 && (await isFiniteUnscaled(pass, feeds))) {
      lossScale.overflowed()
      return undefined
    }
    result.dropped.push(index)
  }
  if (result.dropped.length < batches.length) await parts.finish()
  return result
}

/** Whether a batch's gradient is finite at a loss scale of 1. */
async function isFiniteUnscaled(
  { session, parts, factor }: Pass,
  feeds: { readonly [name: string]: Feed; readonly scale: Float32Array },
): Promise<boolean> {
  const check = new Float32Array(1)
  const outputs = { ...parts.results(), lossSum: new Float32Array(1), [CHECK]: check }
  const scale = feeds.scale.map((x) => x / factor)
  releaseAll(await session.run({ ...feeds, scale }, outputs))
  return allFinite(check)
}

function countAll(batches: readonly PackedBatch[]): number {
  return batches.reduce((total, batch) => total + countLabels(batch), 0)
}

function openGradient(
  options: WholeOptions,
  sessions: Sessions,
  stay: readonly string[],
): Promise<Session> {
  const name = stay.length > 0 ? 'gradient, summed there' : 'gradient'
  return sessions.get(name, () => gradientProgram(options.config, options), stay)
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
