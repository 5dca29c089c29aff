/**
 * Keys and values of earlier tokens during a generation: in host arrays that the decode program reads in place and only the new
 * ones are copied into, or on a device with memory of its own, where each step makes the next cache of the last.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { cacheName, outputName } from '../../kernels/model/decode.ts'
import { releaseAll } from './part-sums.ts'
import type { Feed, Resident } from './runner.ts'

/** New keys and values of a row of the program: `count` of them, for the places from `at` on. */
export type NewKeys = { readonly row: number; readonly count: number; readonly at: number }

export type KeyCache = {
  /** What the decode program is fed with. */
  readonly feeds: () => Readonly<Record<string, Feed>>
  /** Where a program writes keys and values of `length` tokens a row. */
  readonly results: (length: number) => Readonly<Record<string, Float32Array>>
  /** Takes what it wrote, or left on the device. */
  readonly keep: (
    found: Readonly<Record<string, Resident>>,
    length: number,
    rows: readonly NewKeys[],
  ) => void
  readonly release: () => void
}

export type CacheShape = {
  readonly config: ModelConfig
  readonly rows: number
  readonly capacity: number
}

export function createKeyCache(shape: CacheShape, ownMemory: boolean): KeyCache {
  return ownMemory ? onDevice(shape.config) : onHost(shape)
}

/** Outputs that stay on the device. */
export function cacheOutputs(config: ModelConfig): string[] {
  return kindsOf(config).map(({ output }) => output)
}

function onDevice(config: ModelConfig): KeyCache {
  let held: Readonly<Record<string, Resident>> = {}
  return {
    feeds: () =>
      Object.fromEntries(
        kindsOf(config).map(({ cache, output }) => [cache, held[output] as Resident]),
      ),
    results: () => ({}),
    keep: (found) => {
      releaseAll(held)
      held = found
    },
    release: () => {
      releaseAll(held)
      held = {}
    },
  }
}

function onHost({ config, rows, capacity }: CacheShape): KeyCache {
  const { kvHeads, headDim } = config
  const kinds = kindsOf(config)
  const arrays = (length: number) => new Float32Array(rows * kvHeads * length * headDim)
  const caches = Object.fromEntries(kinds.map(({ cache }) => [cache, arrays(capacity)]))
  let written: Record<string, Float32Array> = {}
  let writtenLength = 0
  return {
    feeds: () => caches,
    results: (length) => {
      if (length !== writtenLength)
        written = Object.fromEntries(kinds.map(({ output }) => [output, arrays(length)]))
      writtenLength = length
      return written
    },
    keep: (_, length, news) => {
      for (const { row, count, at } of news)
        for (const { cache, output } of kinds)
          for (let head = row * kvHeads; head < (row + 1) * kvHeads; head++) {
            const start = head * length * headDim
            const part = (written[output] as Float32Array).subarray(start, start + count * headDim)
            caches[cache]?.set(part, (head * capacity + at) * headDim)
          }
    },
    release: () => {},
  }
}

function kindsOf({ layers }: ModelConfig) {
  return Array.from({ length: layers }, (_, layer) =>
    (['k', 'v'] as const).map((kind) => ({
      cache: cacheName(kind, layer),
      output: outputName(kind, layer),
    })),
  ).flat()
}
