/**
 * How many prompts are continued at once: as many as are quick, and whose keys and values fit in memory.
 *
 * Invariant: whether a request fits is known before anything of it is computed or allocated.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import {
  type Generation,
  type GenerationBytes,
  generationBytes,
} from '../../kernels/model/decode-memory.ts'
import { VALUE_BYTES } from '../../kernels/model/pass.ts'
import type { CoreOptions } from './core.ts'
import { EngineError } from './error.ts'
import { megabytes } from './pass-text.ts'

/**
 * Measured at 4 layers x 128 on one core: 400 prompts x 64 tokens take 2.4 s with 16 or 32 slots, 2.7 s with 64 or 128; fewer
 * slots lose less when answers end early.
 */
const MOST_SLOTS = 32

export type GeneratorOptions = Pick<
  CoreOptions,
  'config' | 'runner' | 'memoryBytes' | 'deviceBytes'
>

export type Slots = {
  /** How many of the next prompts to take, given the tokens of each, in ascending order. Throws 'device-cache' where one does not fit. */
  readonly take: (lengths: readonly number[], maxTokens: number) => number
  /** After so many at once ran out of memory: whether fewer can be tried. */
  readonly shrink: (count: number) => boolean
}

export function createSlots(options: GeneratorOptions): Slots {
  const { config, runner } = options
  const { ownMemory: stays, apart, spare, partQueries } = runner
  const known = new Map<string, GenerationBytes>()
  let most = MOST_SLOTS
  const tryCount = (lengths: readonly number[], count: number, maxTokens: number) => {
    const generation = { ...slotShape(config, lengths.slice(0, count), maxTokens), partQueries }
    const key = JSON.stringify(generation)
    const bytes = known.get(key) ?? generationBytes(config, generation, { stays, apart, spare })
    known.set(key, bytes)
    const isSmall = !stays || count === 1 || bytes.largest <= VALUE_BYTES
    return { fits: isSmall && fitsIn(options, bytes), bytes }
  }
  return {
    take: (lengths, maxTokens) => {
      for (let count = most; count > 1; count /= 2)
        if (tryCount(lengths, count, maxTokens).fits) return Math.min(count, lengths.length)
      const { fits, bytes } = tryCount(lengths, 1, maxTokens)
      if (fits) return 1
      throw new EngineError(
        'device-cache',
        tooMuch(options, lengths[0] as number, maxTokens, bytes),
      )
    },
    shrink: (count) => {
      if (count === 1) return false
      most = powerOfTwo(count) / 2
      return true
    },
  }
}

/** Shape of the programs that serve prompts of these lengths: few shapes serve all. */
export function slotShape(
  { maxPositions }: ModelConfig,
  lengths: readonly number[],
  maxTokens: number,
): Omit<Generation, 'partQueries'> {
  const longest = Math.max(...lengths)
  return {
    rows: powerOfTwo(lengths.length),
    length: Math.max(16, powerOfTwo(longest)),
    capacity: Math.min(32 * Math.ceil((longest + maxTokens) / 32), maxPositions),
  }
}

type Taken = Pick<GenerationBytes, 'device' | 'host' | 'mostly'>

function fitsIn({ memoryBytes, deviceBytes, runner }: GeneratorOptions, taken: Taken): boolean {
  const { device, host } = taken
  const most = memoryBytes ?? Number.POSITIVE_INFINITY
  if (!runner.apart || deviceBytes === undefined) return device + host <= most
  return device <= deviceBytes && host <= most
}

function tooMuch(
  { memoryBytes = 0, deviceBytes, runner }: GeneratorOptions,
  length: number,
  maxTokens: number,
  { device, host, mostly }: Taken,
): string {
  const request = `a prompt of ${length.toLocaleString('en-US')} tokens and ${maxTokens.toLocaleString('en-US')} new ones`
  const [taken, most, where] =
    runner.apart && deviceBytes !== undefined && device > deviceBytes
      ? [device, deviceBytes, ' on the device']
      : [device + host, memoryBytes, '']
  return `${request} would take about ${megabytes(taken)}, mostly for ${mostly}, of the ${megabytes(most)} that it may take${where}`
}

function powerOfTwo(n: number): number {
  let power = 1
  while (power < n) power *= 2
  return power
}
