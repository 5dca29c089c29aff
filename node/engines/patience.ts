/**
 * How long an engine may go without a sign of life before it counts as hung: from what it was measured to do, never a fixed time.
 *
 * A thread inside a library cannot be interrupted or asked, so its owner watches: the thread says after each program that it ran that it is
 * alive. Invariant: a deadline that passes while the owner's own thread stood still (a stopped process, a long computation) does not count.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelBlocks, modelParams } from '../../kernels/model/tensors.ts'

export type Patience = {
  /** For anything in the first call: libraries load, programs are compiled, nothing was measured on this shape. */
  readonly firstMs: number
  /** After that, this many times the longest silence so far … */
  readonly factor: number
  /** … and never less than this. */
  readonly leastMs: number
}

/** Shaders of a program that is new compile within this on any device we met, by far. */
const LEAST_MS = 120_000
const FACTOR = 20

/** Where no trial measured it. A twentieth of it is slower than plain JavaScript on one core. */
const UNMEASURED_FLOPS = 2e9

export type PatienceFacts = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
  readonly memoryBytes?: number
  /** Useful FLOP/s of a short trial on this kind of engine. */
  readonly flopsPerSecond?: number | undefined
}

/** `firstMs`: FACTOR times what the largest program takes by the trial, and the time to start. */
export function patienceFor(facts: PatienceFacts): Patience {
  const { config, rows, length, memoryBytes = Number.POSITIVE_INFINITY } = facts
  const params = modelParams(config)
  const block = modelBlocks(config).reduce((most, one) => Math.max(most, one.params), 0)
  // As in chooseMode: a model this large never runs in one program.
  const atOnce = 8 * params <= memoryBytes ? params : block
  const flops = stepFlops(atOnce, rows * length)
  const { flopsPerSecond = UNMEASURED_FLOPS } = facts
  const firstMs = LEAST_MS + Math.ceil((1000 * FACTOR * flops) / flopsPerSecond)
  return { firstMs, factor: FACTOR, leastMs: LEAST_MS }
}

/** Forward and backward, attention left out. */
export function stepFlops(params: number, tokens: number): number {
  return 6 * params * tokens
}

export type Watch = {
  /** A call begins. `atFirst`: its limit is that of a first call in any case, as what it will run was not measured. */
  readonly begin: (atFirst: boolean) => void
  readonly sign: () => void
  /** It is the owner's turn; until the next `sign` nothing counts. */
  readonly pause: () => void
  /** No call is under way. `answered`: the last one ended with a result. */
  readonly end: (answered: boolean) => void
}

const LONGEST_TIMER_MS = 2 ** 31 - 1
/** A timer later than this was held up by its own thread. */
const LATE_MS = 1000

/** `onHung` is called at most once, with the limit that passed. */
export function createWatch(patience: Patience, onHung: (limitMs: number) => void): Watch {
  let timer: NodeJS.Timeout | undefined
  let longestMs: number | undefined
  let [silentMs, since, first] = [0, 0, true]
  const limit = () => {
    const { firstMs, factor, leastMs } = patience
    const measured = longestMs === undefined ? firstMs : Math.max(leastMs, factor * longestMs)
    return Math.min(LONGEST_TIMER_MS, first ? Math.max(firstMs, measured) : measured)
  }
  const arm = () => {
    clearTimeout(timer)
    since = performance.now()
    const limitMs = limit()
    timer = setTimeout(() => {
      if (performance.now() - since > limitMs + LATE_MS) arm()
      else onHung(limitMs)
    }, limitMs)
  }
  const note = () => {
    if (timer !== undefined) silentMs = Math.max(silentMs, performance.now() - since)
  }
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    begin: (atFirst) => {
      first = atFirst
      arm()
    },
    sign: () => {
      note()
      arm()
    },
    pause: () => {
      note()
      stop()
    },
    end: (answered) => {
      note()
      stop()
      // Only a whole call has shown what the longest silence in one is.
      if (answered) longestMs = silentMs
    },
  }
}
