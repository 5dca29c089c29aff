/**
 * Memory of a generation by where values lie, from its own programs (decode.ts): what so many prompts at once are chosen by.
 *
 * Layers keep nothing for each other but keys and values, so what lies between is that of two, however many there are.
 */
import { largestBytes, workingBytes } from '../graph/memory.ts'
import type { ModelConfig } from './config.ts'
import { decodeProgram, prefillProgram } from './decode.ts'
import { type PassBytes, type Place, RUNTIME_BYTES, THERE } from './memory.ts'
import type { BatchShape } from './programs.ts'
import { modelParams } from './tensors.ts'

/** `length`: of the longest prompt, padded; `capacity`: tokens of a row that the cache has room for. */
export type Generation = BatchShape & { readonly capacity: number }

/** `apart`: what the programs compute in is not the host's memory. */
export type GenerationPlace = Pick<Place, 'stays' | 'spare'> & { readonly apart: boolean }

/** As ARENA (memory.ts): measured on a CPU at 2 to 16 layers of 256 to 768, 1 to 32 rows: within 16 % of what a process took. */
const SPARE = 3

export type GenerationBytes = PassBytes & {
  /** Of the largest value. */
  readonly largest: number
  /** What there is most of. */
  readonly mostly: 'weights' | 'keys and values' | 'values in between'
}

/** Bytes besides the flat parameters on the host. */
export function generationBytes(
  config: ModelConfig,
  generation: Generation,
  { stays = false, spare, apart }: GenerationPlace,
): GenerationBytes {
  const { rows, length, capacity } = generation
  const programs = programsOf(config, generation, stays)
  const working = programs.reduce((sum, program) => sum + workingBytes(program), 0)
  const largest = Math.max(...programs.map(largestBytes))
  const cache = cacheBytes(config, rows, capacity)
  const written = cacheBytes(config, rows, length)
  const weights = apart || stays ? 4 * modelParams(config) : 0
  const logits = 2 * 4 * rows * config.vocabSize
  const between = (stays ? THERE.blocks : 1 + (spare ?? SPARE)) * working
  // A step makes the next cache from the one before where that stays.
  const caches = stays ? 2 * cache : cache + written
  const most = Math.max(weights, caches, between)
  const mostly =
    most === weights ? 'weights' : most === caches ? 'keys and values' : 'values in between'
  const about = { largest, mostly } as const
  if (stays) return { ...about, device: weights + caches + between, host: RUNTIME_BYTES + logits }
  const device = RUNTIME_BYTES + between + weights + (apart ? caches : 0)
  return { ...about, device, host: caches + logits }
}

/** Keys and values of `places` tokens a row in all layers. */
export function cacheBytes(config: ModelConfig, rows: number, places: number): number {
  const { layers, kvHeads, headDim } = config
  return 2 * 4 * layers * rows * kvHeads * places * headDim
}

function programsOf(config: ModelConfig, { capacity, ...shape }: Generation, stays: boolean) {
  const few = { ...config, layers: Math.min(config.layers, 2) }
  return [
    prefillProgram(few, shape, stays ? capacity : undefined),
    decodeProgram(few, shape.rows, capacity, stays),
  ]
}
