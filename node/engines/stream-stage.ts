/**
 * What the steps of a streamed pass share: programs, buffers, the parameters of the call and its micro-batches.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import type { Activations, LayerPrograms } from '../../kernels/model/streaming.ts'
import { DEFAULT_HEAD_BYTES, headSliceRows, layerPrograms } from '../../kernels/model/streaming.ts'
import type { ModelBlock } from '../../kernels/model/tensors.ts'
import {
  EMBED,
  FINAL_NORM,
  HEAD,
  layerPrefix,
  layerTensors,
  modelBlocks,
} from '../../kernels/model/tensors.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { createScratch, multiply, type Scratch } from './arrays.ts'
import { batchFeeds, countLabels } from './batch.ts'
import { createLayerWeights, type LayerWeights } from './layer-weights.ts'
import { createPassValues, type PassValues, type Value } from './pass-values.ts'
import type { Feed, Runner, Tensors } from './runner.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { sharedFloats } from './views.ts'

export type StreamOptions = BatchShape & {
  readonly config: ModelConfig
  readonly runner: Runner
  readonly activations: Activations
  /** Largest size of one micro-batch's logits; above it the head runs in slices of the vocabulary. Default 256 MiB. */
  readonly headBytes?: number
}

export type Stage = StreamOptions & {
  readonly m: number
  readonly blocks: readonly ModelBlock[]
  readonly sessions: Sessions
  readonly scratch: Scratch
  readonly values: PassValues
  readonly weights: LayerWeights
  readonly programs: LayerPrograms
  /** Vocabulary rows of one slice of the head; vocabSize where it runs whole. */
  readonly headRows: number
}

/** One batch of a call. */
export type Micro = {
  /** Its place in the call. */
  readonly index: number
  readonly feeds: ReturnType<typeof batchFeeds>
  /** Labelled tokens. */
  readonly tokens: number
}

/** By full name, parts of the flat parameters. */
export type Views = Readonly<Record<string, Float32Array>>

/** Thrown inside a pass: a micro-batch has to be left out, or the loss scale lowered. Never leaves the engine. */
export class NotFinite extends Error {
  override readonly name = 'NotFinite'
  readonly micro: number
  readonly where: 'loss' | 'gradient'
  constructor(micro: number, where: 'loss' | 'gradient') {
    super(`micro-batch ${micro}: ${where} is not finite`)
    this.micro = micro
    this.where = where
  }
}

export function createStage(options: StreamOptions): Stage {
  const { config, rows, length, runner, activations, headBytes = DEFAULT_HEAD_BYTES } = options
  const m = rows * length
  const scratch = createScratch(sharedFloats)
  return {
    ...options,
    m,
    blocks: modelBlocks(config),
    sessions: createSessions(runner),
    scratch,
    values: createPassValues(runner, scratch),
    weights: createLayerWeights(runner, config),
    programs: layerPrograms(config, options, activations),
    headRows: headSliceRows(config.vocabSize, m, headBytes),
  }
}

/** Rejects as 'batch-invalid'. */
export function createMicros(stage: Stage, batches: readonly PackedBatch[]): Micro[] {
  return batches.map((batch, index) => ({
    index,
    feeds: batchFeeds(stage.config, stage, batch),
    tokens: countLabels(batch),
  }))
}

/** The tensors of one layer under their names within it. */
export function layerViews({ config }: Stage, views: Views, layer: number): Views {
  const found: Record<string, Float32Array> = {}
  for (const { name } of layerTensors(config))
    found[name] = views[layerPrefix(layer) + name] as Float32Array
  return found
}

/** Parts of a block's flat gradient by full tensor name. */
export function blockViews(block: ModelBlock, flat: Float32Array): Record<string, Float32Array> {
  const found: Record<string, Float32Array> = {}
  let at = 0
  for (const { name, shape } of block.tensors) {
    const size = shape.reduce((product, n) => product * n, 1)
    found[name] = flat.subarray(at, at + size)
    at += size
  }
  return found
}

/** Hidden states of a micro-batch by name, [m, hiddenSize]. */
export function hidden({ m, config }: Stage, name: string, micro: Micro): Value {
  return { name: `${name} of ${micro.index}`, shape: [m, config.hiddenSize] }
}

/** Final norm and head, flat. */
export function headWeights(
  { config }: Stage,
  views: Views,
): readonly [Float32Array, Float32Array] {
  const head = views[config.tied ? EMBED : HEAD]
  return [views[FINAL_NORM] as Float32Array, head as Float32Array]
}

/** The weights of labels times `scale`. */
export function weighted(weights: Float32Array, scale: number): Float32Array {
  const g = weights.slice()
  multiply(g, scale)
  return g
}

export type Feeds = Record<string, Feed>

/** Brings weights to the device for all runs of `use`, and takes them away again. */
export async function withHeld(
  { runner }: Stage,
  tensors: Tensors,
  views: Views,
  use: (weights: Readonly<Record<string, Feed>>) => Promise<void>,
): Promise<void> {
  const held = await runner.hold(tensors, views)
  try {
    await use(held.feeds)
  } finally {
    held.release()
  }
}
