/**
 * The streamed pass: the model block by block, so that a device holds one block and no full gradient ever exists.
 *
 * Layer-major (blueprint 4.5): all micro-batches pass a block before the next one; each block's gradient is the sum over them
 * and complete when it leaves, head first, embedding last. Hidden states between the layers, and what is kept of them, stay where they were
 * computed (pass-values.ts).
 * Invariant: what the sink has at the end is the gradient of lossSum / tokens over exactly the batches that count. A batch
 * that turns out not finite is left out by starting again; nothing of it stays with the sink.
 */
import { EMBED, FINAL_NORM, HEAD } from '../../kernels/model/tensors.ts'
import type { Engine, GradientSink, GradientSums, PackedBatch } from '../ports-engine.ts'
import { multiply } from './arrays.ts'
import { createLossScale, type LossScale } from './loss-scale.ts'
import { backwardHead } from './stream-head.ts'
import { backwardEmbed, backwardLayer, forwardLayers, forwardOnly } from './stream-layers.ts'
import { sweepLogits } from './stream-slices.ts'
import type { Micro, Stage, StreamOptions, Views } from './stream-stage.ts'
import { blockViews, createMicros, createStage, NotFinite } from './stream-stage.ts'
import { tensorViews } from './views.ts'

export type StreamSettings = {
  /** Layers whose weights stay on the device from forward to backward; default none. */
  readonly layersHeld?: number
  /** The gradient is that of lossSum over this; default: the tokens of the batches that count. */
  readonly tokens?: number
  /** Whether the call ends with it; default yes. */
  readonly isLast?: boolean
}

export type StreamCore = Pick<Engine, 'loss'> & {
  readonly gradientBlocks: (
    params: Float32Array,
    batches: readonly PackedBatch[],
    sink: GradientSink,
    settings?: StreamSettings,
  ) => Promise<GradientSums>
  readonly release: () => Promise<void>
}

export function createStreamCore(options: StreamOptions): StreamCore {
  const stage = createStage(options)
  const scale = createLossScale(options.runner.precision)
  return {
    gradientBlocks: async (params, batches, sink, settings = {}) => {
      const views = tensorViews(stage.config, params)
      const micros = createMicros(stage, batches)
      return gradientBlocks(stage, views, micros, { scale, sink, settings })
    },
    loss: async (params, batches) => {
      const views = tensorViews(stage.config, params)
      const result = { lossSum: 0, tokens: 0, correct: 0 }
      for (const micro of createMicros(stage, batches)) {
        const found = await evaluate(stage, views, { ...micro, index: 0 })
        result.lossSum += found?.lossSum ?? 0
        result.tokens += micro.tokens
        result.correct += countHits(micro, found?.best)
      }
      return result
    },
    release: async () => {
      await stage.sessions.release()
      stage.scratch.clear()
    },
  }
}

async function evaluate(stage: Stage, views: Views, micro: Micro) {
  try {
    const x = await forwardOnly(stage, views, micro)
    const [found] = await sweepLogits(stage, views, [micro], [x])
    return found
  } finally {
    stage.values.clear()
    stage.weights.clear()
  }
}

type Call = {
  readonly scale: LossScale
  readonly sink: GradientSink
  readonly settings: StreamSettings
}

async function gradientBlocks(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  { scale, sink, settings }: Call,
): Promise<GradientSums> {
  const dropped = new Set<number>()
  for (;;) {
    const used = micros.filter(({ index }) => !dropped.has(index))
    const tokens = used.reduce((sum, micro) => sum + micro.tokens, 0)
    const out = { left: 0 }
    const factor = scale.value()
    const given = { tokens: settings.tokens ?? tokens, scale: factor, sink, out }
    const found = await tryPass(stage, views, used, {
      ...given,
      layersHeld: settings.layersHeld ?? 0,
    })
    if (!(found instanceof NotFinite)) {
      if (settings.isLast !== false) scale.passed()
      return { lossSum: found, tokens, dropped: [...dropped].sort((a, b) => a - b) }
    }
    if (out.left > 0) await sink.restart()
    const alone = used.filter(({ index }) => index === found.micro)
    const bears = found.where === 'gradient' && factor > 1
    // Where it is not finite unscaled either, lowering the scale step by step would only cost the others theirs.
    if (bears && !((await tryPass(stage, views, alone, unscaled(given))) instanceof NotFinite))
      scale.overflowed()
    else dropped.add(found.micro)
  }
}

/** As `pass`, but gives what it throws, and leaves nothing on the device. */
async function tryPass(stage: Stage, views: Views, micros: readonly Micro[], given: Pass) {
  try {
    return await pass(stage, views, micros, given)
  } catch (error) {
    if (error instanceof NotFinite) return error
    throw error
  } finally {
    stage.values.clear()
    stage.weights.clear()
  }
}

/** A pass whose gradient nobody takes. */
function unscaled({ tokens }: Pick<Pass, 'tokens'>): Pass {
  const sink = { block: () => {}, restart: () => {} }
  return { tokens, scale: 1, sink, out: { left: 0 }, layersHeld: 0 }
}

type Pass = {
  readonly tokens: number
  /** Loss scale. */
  readonly scale: number
  readonly sink: GradientSink
  /** Counts the blocks that left. */
  readonly out: { left: number }
  readonly layersHeld: number
}

/** Forward and backward over the batches that count. Gives the sum of their losses. Throws NotFinite. */
async function pass(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  { tokens, scale, sink, out, layersHeld }: Pass,
): Promise<number> {
  const { config, blocks, scratch } = stage
  const largest = blocks.reduce((most, { params }) => Math.max(most, params), 0)
  const sumOf = (params: number) => scratch.floats('sum', largest).subarray(0, params)
  const leave = async (block: number, sum: Float32Array) => {
    multiply(sum, 1 / scale)
    out.left += 1
    await sink.block(blocks[block]?.offset as number, sum)
  }
  if (micros.length === 0) {
    for (const [i, { params }] of blocks.entries()) await leave(i, sumOf(params).fill(0))
    return 0
  }
  await forwardLayers(stage, views, micros, layersHeld)
  const headBlock = blocks.at(-1) as (typeof blocks)[number]
  const headSum = sumOf(headBlock.params)
  const parts = blockViews(headBlock, headSum)
  // The gradient of a tied head waits for that of the embedding, which is the same tensor.
  const tied = config.tied ? scratch.floats('tied', blocks[0]?.params as number) : undefined
  const sums = {
    norm: parts[FINAL_NORM] as Float32Array,
    head: tied ?? (parts[HEAD] as Float32Array),
  }
  const seed = tokens === 0 ? 0 : scale / tokens
  const lossSum = await backwardHead(stage, views, micros, seed, sums)
  await leave(blocks.length - 1, headSum)
  for (let layer = config.layers - 1; layer >= 0; layer--) {
    const sum = sumOf(blocks[layer + 1]?.params as number)
    await backwardLayer(stage, views, micros, layer, sum)
    await leave(layer + 1, sum)
  }
  const embed = tied ?? sumOf((views[EMBED] as Float32Array).length).fill(0)
  await backwardEmbed(stage, micros, embed)
  await leave(0, embed)
  return lossSum
}

function countHits({ feeds }: Micro, best: Int32Array | undefined): number {
  const [labels, weights] = [feeds['labels'] as Int32Array, feeds['weights'] as Float32Array]
  let hits = 0
  best?.forEach((token, i) => {
    if ((weights[i] as number) > 0 && token === labels[i]) hits += 1
  })
  return hits
}
