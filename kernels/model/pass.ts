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

export type Way = {
  readonly mode: Mode
  /** Rows at once: of a batch, or those of several batches. */
  readonly rows: number
  /** Passes that the batches of a call are spread over. More than one: what waits between layers is that of one, and a whole gradient. */
  readonly passes: number
}

export type PassTried = Way & { readonly device: number; readonly host: number }

export type PassChoice = Way & {
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

/** More at once are hardly faster on any device. */
const FULL_TOKENS = 8192

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
  /** Whether the gradient is wanted in one array of the model's size, and not by blocks. */
  readonly flat?: boolean
}

/**
 * The fastest way that fits: the whole model in one program, else activations kept, else computed again, with as many rows at once as
 * fit; at last in several passes. Where nothing fits: what takes least.
 */
export function choosePass(question: PassQuestion): PassChoice {
  const { shape, asked } = question
  const modes = asked === 'auto' ? MODES : [asked]
  const last = modes.at(-1) as Mode
  const parts = [...together(question), ...divisors(shape.rows)]
  const isEnough = (rows: number) => rows >= shape.rows || rows * shape.length >= ENOUGH_TOKENS
  const [enough, few] = [parts.filter(isEnough), parts.filter((rows) => !isEnough(rows))]
  const full = enough.find((rows) => rows * shape.length <= FULL_TOKENS)
  const inPasses = [full, enough.at(-1), few.at(-1)]
  const ways: Way[] = [
    ...modes.flatMap((mode) => enough.map((rows) => ({ mode, rows, passes: 1 }))),
    // Each of these costs speed, so all modes come first.
    ...few.map((rows) => ({ mode: last, rows, passes: 1 })),
    ...inPasses.flatMap((rows) => severalPasses(question, last, rows)),
  ]
  // Of each mode the one that fits, else its least.
  const tried = new Map<Mode, PassTried>()
  for (const way of ways) {
    const one = tryPass(question, way)
    const least = tried.get(way.mode)
    const fits = fitsIn(question, one)
    if (fits || least === undefined || bytesOf(one) < bytesOf(least)) tried.set(way.mode, one)
    if (fits) return choiceOf(question, [...tried.values()], true)
  }
  return choiceOf(question, [...tried.values()], false)
}

const bytesOf = ({ device, host }: PassTried) => device + host

/** Of the last one that was tried. */
function choiceOf(question: PassQuestion, tried: readonly PassTried[], fits: boolean): PassChoice {
  const { config, shape, place, budget, asked } = question
  const stays = place.stays === true
  const { mode, rows, passes, device, host } = tried.at(-1) as PassTried
  const room = budget.device === undefined ? budget.host - host - device : budget.device - device
  const most = stays && mode !== 'whole' ? Math.floor(room / layerBytes(config)) : 0
  const layersHeld = Math.max(0, Math.min(config.layers, most))
  const way = { mode, rows, passes, layersHeld }
  return { ...way, batchRows: shape.rows, asked, stays, budget, fits, tried }
}

function tryPass(question: PassQuestion, way: Way): PassTried {
  const { config, shape, budget, place, flat = false } = question
  const { mode, rows, passes } = way
  const params = 4 * modelParams(config)
  // The graph of a large model is not worth building to learn that its gradient alone is too large.
  if (mode === 'whole' && 2 * params > (budget.device ?? budget.host))
    return { ...way, device: 2 * params, host: 0 }
  const parts = Math.ceil(partsOf(question, rows) / passes)
  const { device, host } = passBytes(config, { ...shape, rows }, parts, mode, place)
  // A program for the whole model gives one array anyway.
  const arrays = [passes > 1, flat && mode !== 'whole'].filter(Boolean).length
  return { ...way, device, host: host + arrays * params }
}

/** Of all batches of a call. */
function partsOf({ batches, shape }: PassQuestion, rows: number): number {
  return Math.ceil((batches * shape.rows) / rows)
}

/** Twice as many at a time. One program for the whole model has nothing that waits. */
function severalPasses(question: PassQuestion, mode: Mode, rows: number | undefined): Way[] {
  if (mode === 'whole' || rows === undefined) return []
  const parts = partsOf(question, rows)
  const counts: number[] = []
  for (let passes = 2; passes < 2 * parts; passes *= 2) counts.push(Math.min(passes, parts))
  return counts.filter((passes) => passes > 1).map((passes) => ({ mode, rows, passes }))
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
