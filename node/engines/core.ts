/**
 * The engine over any runner: the whole model in one program where that fits, else block by block.
 *
 * The choice is made for each number of batches, from the memory that the engine was given; it changes speed and memory,
 * never what is computed.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Mode, ModeChoice } from '../../kernels/model/memory.ts'
import { chooseMode } from '../../kernels/model/memory.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import type { Activations } from '../../kernels/model/streaming.ts'
import { modelBlocks, modelParams } from '../../kernels/model/tensors.ts'
import type { Engine, GradientSink } from '../ports-engine.ts'
import { createScratch } from './arrays.ts'
import { createGenerator } from './generate.ts'
import type { Runner } from './runner.ts'
import { createStreamCore, type StreamCore } from './stream.ts'
import { DEFAULT_HEAD_BYTES, headSliceRows } from './stream-stage.ts'
import { sharedFloats } from './views.ts'
import { createWholeCore } from './whole.ts'

export type CoreOptions = BatchShape & {
  readonly config: ModelConfig
  readonly runner: Runner
  /** How a pass runs; 'auto' (the default) is the fastest way that fits in `memoryBytes`. */
  readonly activations?: 'auto' | Mode
  /** What a pass may take besides the parameters. Default: no bound. */
  readonly memoryBytes?: number
  /** Told when 'auto' has chosen, for each number of batches. */
  readonly onMode?: (choice: ModeChoice) => void
  /** As in StreamOptions. */
  readonly headBytes?: number
}

export function createEngineCore(options: CoreOptions): Engine {
  const { config, runner } = options
  const whole = createWholeCore(options)
  const streams = createStreams(options)
  const generator = createGenerator(config, runner)
  const flat = createScratch(sharedFloats)
  const modeOf = createChoice(options)
  return {
    name: runner.name,
    precision: runner.precision,
    gradient: async (params, batches) => {
      const mode = modeOf(batches.length)
      if (mode === 'whole') return whole.gradient(params, batches)
      const gradient = flat.floats('gradient', modelParams(config))
      const sums = await streams.get(mode).gradientBlocks(params, batches, {
        block: (start, part) => gradient.set(part, start),
        restart: () => {},
      })
      return { ...sums, gradient }
    },
    gradientBlocks: async (params, batches, sink) => {
      const mode = modeOf(batches.length)
      if (mode !== 'whole') return streams.get(mode).gradientBlocks(params, batches, sink)
      const { gradient, ...sums } = await whole.gradient(params, batches)
      await giveBlocks(config, gradient, sink)
      return sums
    },
    loss: async (params, batches) => {
      const mode = modeOf(1)
      return (mode === 'whole' ? whole : streams.get(mode)).loss(params, batches)
    },
    generate: generator.generate,
    close: async () => {
      await whole.release()
      await streams.release()
      await generator.release()
      await runner.close()
    },
  }
}

/** Mode by number of batches. */
function createChoice(options: CoreOptions): (batches: number) => Mode {
  const { config, activations = 'auto', rows, length } = options
  const { memoryBytes = Number.POSITIVE_INFINITY, headBytes = DEFAULT_HEAD_BYTES } = options
  const headRows = headSliceRows(config.vocabSize, rows * length, headBytes)
  const chosen = new Map<number, Mode>()
  const { onMode } = options
  return (batches) => {
    if (activations !== 'auto') return activations
    let mode = chosen.get(batches)
    if (mode === undefined) {
      const choice = chooseMode(config, options, batches, memoryBytes, headRows)
      onMode?.(choice)
      mode = choice.mode
      chosen.set(batches, mode)
    }
    return mode
  }
}

function createStreams(options: CoreOptions) {
  const made = new Map<Activations, StreamCore>()
  return {
    get: (activations: Activations): StreamCore => {
      let stream = made.get(activations)
      if (stream === undefined) {
        stream = createStreamCore({ ...options, activations })
        made.set(activations, stream)
      }
      return stream
    },
    release: async () => {
      for (const stream of made.values()) await stream.release()
      made.clear()
    },
  }
}

async function giveBlocks(
  config: ModelConfig,
  gradient: Float32Array,
  sink: GradientSink,
): Promise<void> {
  for (const { offset, params } of modelBlocks(config))
    await sink.block(offset, gradient.subarray(offset, offset + params))
}
