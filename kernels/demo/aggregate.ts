/**
 * Accepted votes to updated parameters: the step that makes every replica the same.
 *
 * Invariant: bit-equal to reference/aggregate.ts for any order of contributions, any split into windows, any machine.
 * Source: blueprint 4.2; kernels/wasm/assembly/aggregate.ts does the work.
 */
import type { TensorTable } from '../tensor-table.ts'
import { createKernel, type Kernel } from '../wasm/kernel.ts'
import { bitsToFloat } from './config.ts'
import { chunkBytes, type OpenPayload, readWindow } from './reader.ts'
import { type Contribution, openContributions, type Source, type SourceRefusal } from './source.ts'
import type { Votes } from './votes.ts'
import { bytesOf, WINDOW_ELEMENTS, type Window, windowsOf } from './window.ts'

/** Enters the lineage: changes whenever the same votes would give other bits. */
export const KERNEL_VERSION = 1

export type UpdateSettings = {
  /** Learning rate eta as fp32 bits. */
  readonly etaBits: number
  /** Decoupled weight decay lambda as fp32 bits. */
  readonly lambdaBits: number
  /** Dead zone in units of one vote: an update below it is 0. Finite, at least 0. */
  readonly tau: number
}

export type UpdateRefusal =
  | SourceRefusal
  | { readonly ok: false; readonly code: 'settings-not-finite' }

/** A round's contributions, checked and ready to be applied window by window, in any order of windows. */
export type Update = {
  readonly windows: readonly Window[]
  /** p <- fround(p fround(1 - eta_t lambda)) - eta_t u in place, eta_t = fround(eta * rate of the tensor); `params`: the window's. */
  readonly apply: (window: number, params: Float32Array) => void
  /** p <- fround(p + fround(eta_t u)): undoes the sign step. */
  readonly revert: (window: number, params: Float32Array) => void
}

/** Checks everything that can be refused. Holds the payloads' bytes, not their votes. */
export function prepareUpdate(
  table: TensorTable,
  topK: number,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
  windowElements = WINDOW_ELEMENTS,
): { readonly ok: true; readonly update: Update } | UpdateRefusal {
  if (!settingsFit(table, settings)) return { ok: false, code: 'settings-not-finite' }
  const windows = windowsOf(table, topK, windowElements)
  const opened = openContributions(table, topK, contributions, windows)
  if (!opened.ok) return opened
  return { ok: true, update: updateFrom(windows, opened.sources, settings) }
}

/** The update of sources that were opened with these windows, maybe in another thread. */
export function updateFrom(
  windows: readonly Window[],
  sources: readonly Source[],
  settings: UpdateSettings,
): Update {
  kernelHere ??= createKernel()
  const kernel = kernelHere
  const { tau } = settings
  return {
    windows,
    apply: (i, params) => {
      const { eta, decay } = factorsOf(rateOf(windows[i]), settings)
      runWindow(kernel, sources, windows, i, params, [eta, decay, tau])
    },
    revert: (i, params) => {
      const { eta } = factorsOf(rateOf(windows[i]), settings)
      runWindow(kernel, sources, windows, i, params, [-eta, 1, tau])
    },
  }
}

/** The step eta_t of a tensor and the factor that decays it; each rounded once. */
export function factorsOf(rate: number, { etaBits, lambdaBits }: UpdateSettings) {
  const eta = Math.fround(bitsToFloat(etaBits) * rate)
  return { eta, decay: Math.fround(1 - eta * bitsToFloat(lambdaBits)) }
}

/** Whether every tensor's factors are numbers, and the dead zone one of at least 0. */
export function settingsFit(table: TensorTable, settings: UpdateSettings): boolean {
  const fits = ({ rate }: { readonly rate: number }) => {
    const { eta, decay } = factorsOf(rate, settings)
    return Number.isFinite(eta) && Number.isFinite(decay)
  }
  return table.tensors.every(fits) && Number.isFinite(settings.tau) && settings.tau >= 0
}

const rateOf = (window: Window | undefined) => window?.place.tensor.rate ?? 1

/** Told of each run of parameters before it changes (kernels/state/snapshot.ts). */
export type BeforeChange = (offset: number, length: number) => void

/** Applies a round to the whole flat state in place. Everything is checked before the first parameter changes. */
export function applyUpdate(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
  beforeChange?: BeforeChange,
): { readonly ok: true } | UpdateRefusal {
  const prepared = prepareUpdate(table, topK, contributions, settings)
  if (!prepared.ok) return prepared
  const { windows, apply } = prepared.update
  windows.forEach((window, i) => {
    beforeChange?.(window.offset, window.params)
    apply(i, params.subarray(window.offset, window.offset + window.params))
  })
  return { ok: true }
}

/** Undoes the sign step of a round over the whole flat state in place, from the retained payloads. */
export function revertUpdate(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  contributions: readonly Contribution[],
  settings: UpdateSettings,
  beforeChange?: BeforeChange,
): { readonly ok: true } | UpdateRefusal {
  const prepared = prepareUpdate(table, topK, contributions, settings)
  if (!prepared.ok) return prepared
  const { windows, revert } = prepared.update
  windows.forEach((window, i) => {
    beforeChange?.(window.offset, window.params)
    revert(i, params.subarray(window.offset, window.offset + window.params))
  })
  return { ok: true }
}

let kernelHere: Kernel | undefined

function runWindow(
  kernel: Kernel,
  sources: readonly Source[],
  windows: readonly Window[],
  number: number,
  params: Float32Array,
  [eta, decay, tau]: readonly [number, number, number],
): void {
  const window = windows[number]
  if (window === undefined || params.length !== window.params)
    throw new RangeError(`window ${number} with ${params.length} parameters`)
  const { tensor, perTile } = window.place
  kernel.useTiling(tensor.tileRows, tensor.tileCols)
  const here = sources.filter(({ from }) => hasVotes(from, window))
  const [at, list, present, indices, signs, chunk] = kernel.reserve(
    4 * window.params,
    16 * here.length,
    window.tiles * here.length,
    2 * window.votes * here.length,
    window.votes * here.length,
    chunkBytes(window) + 16,
  ) as [number, number, number, number, number, number]
  const memory = kernel.bytes()
  const entries = new DataView(memory.buffer, list, 16 * here.length)
  here.forEach(({ from, weight }, i) => {
    const p = present + i * window.tiles
    const n = indices + i * 2 * window.votes
    const s = signs + i * window.votes
    if ('bytes' in from)
      readWindow(
        kernel,
        window,
        from.bytes,
        from.present,
        from.starts[number] as number,
        p,
        n,
        s,
        chunk,
      )
    else copyVotes(memory, window, from, p, n, s)
    for (const [j, value] of [p, n, s, weight].entries())
      entries.setUint32(16 * i + 4 * j, value, true)
  })
  const bytes = bytesOf(params, 0, params.length)
  memory.set(bytes, at)
  kernel.call.setSources(list, here.length)
  kernel.call.setUpdate(eta, decay, tau)
  kernel.call.updateWindow(at, window.rows, tensor.cols, window.gridRows, tensor.gridCols, perTile)
  bytes.set(memory.subarray(at, at + bytes.length))
}

function hasVotes({ present }: Votes | OpenPayload, { firstTile, tiles }: Window): boolean {
  return present.subarray(firstTile, firstTile + tiles).includes(1)
}

function copyVotes(
  memory: Uint8Array,
  window: Window,
  votes: Votes,
  p: number,
  n: number,
  s: number,
) {
  memory.set(bytesOf(votes.present, window.firstTile, window.tiles), p)
  memory.set(bytesOf(votes.indices, window.firstVote, window.votes), n)
  memory.set(bytesOf(votes.signs, window.firstVote, window.votes), s)
}
