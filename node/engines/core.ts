/**
 * The engine over any runner: whole-model programs, gradient accumulation, the non-finite guard.
 *
 * Invariant: the gradient is that of lossSum / tokens over all batches that count, so it does not depend on how the tokens
 * were spread over batches. Sums over batches are fp32, in batch order.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import { gradientName, gradientProgram, lossProgram } from '../../kernels/model/programs.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import type { Engine, GradientResult, LossResult, PackedBatch } from '../ports-engine.ts'
import { batchFeeds, countLabels } from './batch.ts'
import { createGenerator } from './generate.ts'
import type { Feed, Runner, Session } from './runner.ts'
import { sharedFloats, tensorViews } from './views.ts'

export type CoreOptions = BatchShape & { readonly config: ModelConfig; readonly runner: Runner }

export function createEngineCore(options: CoreOptions): Engine {
  const { runner } = options
  const sessionOf = sessionCache(options)
  const generator = createGenerator(options.config, runner)
  return {
    name: runner.name,
    precision: runner.precision,
    gradient: createGradient(options, sessionOf),
    loss: createLoss(options, sessionOf),
    generate: generator.generate,
    close: async () => {
      await sessionOf.release()
      await generator.release()
      await runner.close()
    },
  }
}

type Sessions = { (kind: keyof typeof PROGRAMS): Promise<Session>; release: () => Promise<void> }

const PROGRAMS = { gradient: gradientProgram, loss: lossProgram }

/** Programs are compiled when first needed. */
function sessionCache({ config, rows, length, runner }: CoreOptions): Sessions {
  const sessions = new Map<string, Promise<Session>>()
  const get = (kind: keyof typeof PROGRAMS) => {
    let session = sessions.get(kind)
    if (session === undefined) {
      session = runner.compile(PROGRAMS[kind](config, { rows, length }))
      sessions.set(kind, session)
    }
    return session
  }
  const release = async () => {
    for (const session of sessions.values()) await (await session).release()
    sessions.clear()
  }
  return Object.assign(get, { release })
}

function createGradient(options: CoreOptions, sessionOf: Sessions): Engine['gradient'] {
  const { config } = options
  const size = modelParams(config)
  const sum = sharedFloats(size)
  let part: Float32Array | undefined
  return withParams(options, async (tensors, batches): Promise<GradientResult> => {
    const session = await sessionOf('gradient')
    const expected = batches.reduce((total, batch) => total + countLabels(batch), 0)
    const scale = Float32Array.of(expected === 0 ? 0 : 1 / expected)
    const lossSum = new Float32Array(1)
    const result = { lossSum: 0, tokens: 0, gradient: sum, dropped: [] as number[] }
    let used = 0
    for (const [index, batch] of batches.entries()) {
      part ??= used === 0 ? undefined : sharedFloats(size)
      const target = used === 0 ? sum : (part as Float32Array)
      const outputs: Record<string, Float32Array> = { lossSum }
      for (const [name, view] of Object.entries(tensorViews(config, target)))
        outputs[gradientName(name)] = view
      await session.run({ ...batchFeeds(config, options, batch), ...tensors, scale }, outputs)
      if (!(allFinite(lossSum) && allFinite(target))) {
        result.dropped.push(index)
        continue
      }
      if (used > 0) addInto(sum, target)
      used += 1
      result.lossSum += lossSum[0] as number
      result.tokens += countLabels(batch)
    }
    if (used === 0) sum.fill(0)
    else if (result.tokens !== expected && result.tokens > 0)
      multiply(sum, expected / result.tokens)
    return result
  })
}

function createLoss(options: CoreOptions, sessionOf: Sessions): Engine['loss'] {
  const { config } = options
  return withParams(options, async (tensors, batches): Promise<LossResult> => {
    const session = await sessionOf('loss')
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
  { config, runner }: CoreOptions,
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

function allFinite(values: Float32Array): boolean {
  let witness = 0
  // x - x is 0 for every finite x and NaN otherwise.
  for (let i = 0; i < values.length; i++) witness += (values[i] as number) - (values[i] as number)
  return witness === 0
}

function addInto(sum: Float32Array, part: Float32Array): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (part[i] as number)
}

function multiply(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor
}
