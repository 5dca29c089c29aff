/**
 * The engine over any runner: the whole model in one program where that fits, else block by block; a batch at once, or a few rows at a time.
 *
 * The choice is made for each number of batches, from the memory that the engine was given; it changes speed and memory,
 * never what is computed.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import type { Mode } from '../../kernels/model/memory.ts'
import type { PassChoice } from '../../kernels/model/pass.ts'
import type { BatchShape } from '../../kernels/model/programs.ts'
import { modelBlocks, modelParams } from '../../kernels/model/tensors.ts'
import type { Engine, GradientSink, PackedBatch } from '../ports-engine.ts'
import { createScratch } from './arrays.ts'
import { checkBatch } from './batch.ts'
import { createChoices, isOutOfMemory } from './choice.ts'
import { createGenerator } from './generate.ts'
import { gradientInPasses, type RunPass } from './passes.ts'
import type { Runner } from './runner.ts'
import { gradientByParts, splitBatch } from './split.ts'
import { createStreamCore, type StreamCore } from './stream.ts'
import { sharedFloats } from './views.ts'
import { createWholeCore, type WholeCore } from './whole.ts'

export type CoreOptions = BatchShape & {
  readonly config: ModelConfig
  readonly runner: Runner
  /** How a pass runs; 'auto' (the default) is the fastest way that fits. Calls reject as 'device-short' where another does not. */
  readonly activations?: 'auto' | Mode
  /** What a pass may take besides the parameters, of the host's memory. Default: no bound. */
  readonly memoryBytes?: number
  /** The same of the device's, where it has its own and how much is known; else `memoryBytes` bounds both together. */
  readonly deviceBytes?: number | undefined
  /** Told when a way was chosen, for each number of batches. */
  readonly onPass?: (choice: PassChoice) => void
  /** As in StreamOptions. */
  readonly headBytes?: number
}

export function createEngineCore(given: CoreOptions): Engine {
  const options = { ...given, partQueries: given.runner.partQueries }
  const { config, runner } = options
  const cores = createCores(options)
  const { whole, blocks } = createPasses(config, cores)
  const generator = createGenerator(options)
  const flat = createScratch(sharedFloats)
  const choices = createChoices(options)
  /** A way after another, each smaller, as long as the device runs out of memory. */
  const whatFits = async <T>(
    batches: readonly PackedBatch[],
    run: (choice: PassChoice) => Promise<T>,
    { restart = () => {}, flat = false, atOnce = batches.length }: Fitting,
  ): Promise<T> => {
    for (const batch of batches) checkBatch(config, options, batch)
    const call = { batches: Math.max(1, atOnce), flat }
    for (;;) {
      const choice = choices.choose(call)
      try {
        return await run(choice)
      } catch (error) {
        if (!isOutOfMemory(error) || !choices.shrink(choice, call)) throw error
        await cores.release().catch(() => {})
        await restart()
      }
    }
  }
  return {
    name: runner.name,
    precision: runner.precision,
    gradient: (params, batches) => {
      const run = async (choice: PassChoice) => {
        if (choice.mode === 'whole') return whole(params, batches, choice)
        const gradient = flat.floats('gradient', modelParams(config))
        const sums = await blocks(params, batches, choice, {
          block: (start, part) => gradient.set(part, start),
          restart: () => {},
        })
        return { ...sums, gradient }
      }
      return whatFits(batches, run, { flat: true })
    },
    gradientBlocks: async (params, batches, sink) => {
      const run = async (choice: PassChoice) => {
        if (choice.mode !== 'whole') return blocks(params, batches, choice, sink)
        const { gradient, ...sums } = await whole(params, batches, choice)
        await giveBlocks(config, gradient, sink)
        return sums
      }
      return whatFits(batches, run, { restart: sink.restart })
    },
    loss: (params, batches) => {
      const run = ({ mode, rows }: PassChoice) => {
        const core = mode === 'whole' ? cores.whole(rows) : cores.stream(mode, rows)
        const parts = batches.flatMap((batch) => splitBatch(batch, rows))
        return core.loss(params, parts)
      }
      return whatFits(batches, run, { atOnce: 1 })
    },
    generate: generator.generate,
    close: async () => {
      await cores.release()
      await generator.release()
      await runner.close()
    },
  }
}

/** `restart` comes before another try; `atOnce`: batches that wait for each other, default all; `flat` as in PassQuestion. */
type Fitting = {
  readonly restart?: () => void | Promise<void>
  readonly flat?: boolean
  readonly atOnce?: number
}

/** A call in a chosen way. */
function createPasses(config: ModelConfig, cores: ReturnType<typeof createCores>) {
  const flat = createScratch(sharedFloats)
  return {
    whole: (params: Float32Array, batches: readonly PackedBatch[], choice: PassChoice) => {
      const run = (parts: readonly PackedBatch[], rows: number) =>
        cores.whole(rows).gradient(params, parts)
      return gradientByParts(batches, choice.rows, run, () => {})
    },
    blocks: (
      params: Float32Array,
      batches: readonly PackedBatch[],
      { mode, rows, passes, layersHeld }: PassChoice,
      sink: GradientSink,
    ) => {
      const run = async (parts: readonly PackedBatch[], some: number) => {
        const stream = cores.stream(mode, some)
        if (passes === 1) return stream.gradientBlocks(params, parts, sink, { layersHeld })
        const sum = flat.floats('sum', modelParams(config))
        const one: RunPass = (group, adding, part) =>
          stream.gradientBlocks(params, group, adding, { layersHeld, ...part })
        const sums = await gradientInPasses(parts, passes, one, sum)
        await giveBlocks(config, sum, sink)
        return sums
      }
      return gradientByParts(batches, rows, run, sink.restart)
    },
  }
}

/** Cores by mode and rows at a time: those that were used last. */
function createCores(options: CoreOptions) {
  const made = new Map<string, WholeCore | StreamCore>()
  let released = Promise.resolve()
  const get = <T extends WholeCore | StreamCore>(key: string, create: () => T): T => {
    const core = (made.get(key) as T | undefined) ?? create()
    made.delete(key)
    made.set(key, core)
    for (const [oldest, unused] of made) {
      if (made.size <= MOST_CORES) break
      made.delete(oldest)
      // What cannot be released is gone with its process.
      released = released.then(unused.release).catch(() => {})
    }
    return core
  }
  return {
    whole: (rows: number) =>
      get(`whole ${rows}`, (): WholeCore => createWholeCore({ ...options, rows })),
    stream: (mode: Mode, rows: number) => {
      const activations = mode === 'keep' ? mode : 'recompute'
      return get(
        `${activations} ${rows}`,
        (): StreamCore => createStreamCore({ ...options, rows, activations }),
      )
    },
    release: async () => {
      await released
      const all = [...made.values()]
      made.clear()
      const ends = await Promise.allSettled(all.map((core) => core.release()))
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    },
  }
}

/** Compiled programs take memory; rounds of different lengths change between a few numbers of rows. */
const MOST_CORES = 4

async function giveBlocks(
  config: ModelConfig,
  gradient: Float32Array,
  sink: GradientSink,
): Promise<void> {
  for (const { offset, params } of modelBlocks(config))
    await sink.block(offset, gradient.subarray(offset, offset + params))
}
