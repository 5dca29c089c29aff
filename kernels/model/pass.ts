/**
 * How a pass is run so that it fits: the whole model or a block at a time, and how many rows at once.
 *
 * Rows are independent of each other, so a batch may be computed a few rows at a time, in less memory, and several batches at once, in
 * fewer and larger operations: the same gradient. Invariant: what is computed at once is equal, so that one compiled program serves all.
 */
import type { ModelConfig } from './config.ts'
import { largestValue, layerBytes, MODES, type Mode, type Place, passBytes } from './memory.ts'
import type { BatchShape } from './programs.ts'
import { modelParams, modelTensors } from './tensors.ts'

/** What a pass may take, in bytes, besides the parameters on the host. */
export type Budget = {
  /** Of the host's memory; with what is on the device, where `device` is undefined. */
  readonly host: number
  /** Of the device's own memory. Undefined: it has none, or how much is not known. */
  readonly device?: number | undefined
}

export type PassTried = {
  readonly mode: Mode
  /** Rows at once: of a batch, or those of several batches. */
  readonly rows: number
  readonly device: number
  readonly host: number
}

export type PassChoice = {
  readonly mode: Mode
  readonly rows: number
  /** Layers whose weights stay on the device from forward to backward: the last ones, as many as there is room for. */
  readonly layersHeld: number
  /** Rows of a batch. */
  readonly batchRows: number
  readonly asked: 'auto' | Mode
  /** Whether the device has memory of its own. */
  readonly stays: boolean
  readonly budget: Budget
  readonly fits: boolean
  /** What was looked at, fastest first, the chosen one last: its estimate, or what its gradient alone takes. */
  readonly tried: readonly PassTried[]
}

/** So many tokens at once keep products at their full rate; fewer cost speed, so another mode is tried first. */
const ENOUGH_TOKENS = 1024

/** What launching a pass's operations costs, as so many tokens (measured on an H200: docs/benchmarks.md). */
const LAUNCH_TOKENS = 2048

/** Few numbers, so that rounds of different lengths share their programs. */
const TOGETHER = [64, 48, 32, 24, 16, 12, 8, 6, 4, 3, 2]

/**
 * A value on a device is not larger than this where fewer rows can help it. WebGPU promises buffers of 256 MiB; GPUs have 1 to 4 GiB,
 * above which the library refuses, and drivers were seen to end the process at 900 MB (LOG.md, 2026-11-26).
 */
export const VALUE_BYTES = 2 ** 29

export type PassQuestion = {
  readonly config: ModelConfig
  /** Of a batch. */
  readonly shape: BatchShape
  readonly batches: number
  readonly budget: Budget
  readonly place: Place
  /** Only this mode, or the fastest that fits. */
  readonly asked: 'auto' | Mode
}

/**
 * The fastest way that fits: the whole model in one program, else activations kept, else computed again, with as many rows at once as
 * fit. Where nothing fits: what takes least, or the mode that was asked for at its full rate.
 */
export function choosePass(question: PassQuestion): PassChoice {
  const { shape, asked } = question
  const modes = asked === 'auto' ? MODES : [asked]
  const parts = [...together(question), ...divisors(shape.rows)]
  const isEnough = (rows: number) => rows >= shape.rows || rows * shape.length >= ENOUGH_TOKENS
  const tried: PassTried[] = []
  const find = (mode: Mode, rows: readonly number[]) => {
    let one: PassTried | undefined
    for (const some of rows) {
      one = tryPass(question, mode, some)
      if (fitsIn(question, one)) return { one, fits: true }
    }
    return { one, fits: false }
  }
  for (const mode of modes) {
    const { one, fits } = find(mode, parts.filter(isEnough))
    tried.push(one as PassTried)
    if (fits) return choiceOf(question, tried, true)
  }
  const { one, fits } = find(
    modes.at(-1) as Mode,
    parts.filter((rows) => !isEnough(rows)),
  )
  if (one !== undefined && (fits || asked === 'auto')) tried.splice(-1, 1, one)
  return choiceOf(question, tried, fits)
}

/** Of the last one that was tried. */
function choiceOf(question: PassQuestion, tried: readonly PassTried[], fits: boolean): PassChoice {
  const { config, shape, place, budget, asked } = question
  const stays = place.stays === true
  const { mode, rows, device, host } = tried.at(-1) as PassTried
  const room = budget.device === undefined ? budget.host - host - device : budget.device - device
  const most = stays && mode !== 'whole' ? Math.floor(room / layerBytes(config)) : 0
  const layersHeld = Math.max(0, Math.min(config.layers, most))
  return { mode, rows, layersHeld, batchRows: shape.rows, asked, stays, budget, fits, tried }
}

function tryPass(question: PassQuestion, mode: Mode, rows: number): PassTried {
  const { config, shape, batches, budget, place } = question
  const least = 8 * modelParams(config)
  // The graph of a large model is not worth building to learn that its gradient alone is too large.
  if (mode === 'whole' && least > (budget.device ?? budget.host))
    return { mode, rows, device: least, host: 0 }
  const parts = Math.ceil((batches * shape.rows) / rows)
  return { mode, rows, ...passBytes(config, { ...shape, rows }, parts, mode, place) }
}

function fitsIn(question: PassQuestion, one: PassTried): boolean {
  const { budget } = question
  const { device, host } = one
  const within =
    budget.device === undefined
      ? device + host <= budget.host
      : device <= budget.device && host <= budget.host
  return within && (question.place.stays !== true || hasSmallValues(question, one))
}

function hasSmallValues({ config, shape }: PassQuestion, { mode, rows }: PassTried): boolean {
  if (rows === 1) return true
  const tensors = modelTensors(config).map(({ shape: dims }) => dims.reduce((a, b) => a * b, 4))
  const bound = Math.max(VALUE_BYTES, ...tensors)
  return largestValue(config, { ...shape, rows }, mode) <= bound
}

/** Rows of several batches that are worth computing at once, the quickest number first. */
function together({ shape, batches, place }: PassQuestion): number[] {
  const tokens = shape.rows * shape.length
  const cost = (count: number) => Math.ceil(batches / count) * (count * tokens + LAUNCH_TOKENS)
  return TOGETHER.filter((count) => count * tokens <= (place.joinTokens ?? 0))
    .filter((count) => cost(count) < cost(1))
    .toSorted((a, b) => cost(a) - cost(b))
    .map((count) => count * shape.rows)
}

/** Of a batch's rows, the largest first. */
function divisors(rows: number): number[] {
  const found: number[] = []
  for (let d = rows; d >= 1; d--) if (rows % d === 0) found.push(d)
  return found
}
