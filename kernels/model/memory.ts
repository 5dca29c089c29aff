/**
 * Memory of a training pass by how it is run and by where values lie, from the model's own programs: what a pass is chosen by (pass.ts)
 * and what `murmur plan` prints.
 *
 * Counted: what the pass needs besides the flat parameters, which lie on the host in any case. An estimate (graph/memory.ts): every
 * compiled program keeps the memory for what lies between its inputs and outputs.
 */
import { largestBytes, workingBytes } from '../graph/memory.ts'
import type { Program } from '../graph/ops.ts'
import { programInputs, sizeOf } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import type { BatchShape } from './programs.ts'
import { gradientProgram } from './programs.ts'
import type { Activations } from './streaming.ts'
import {
  DEFAULT_HEAD_BYTES,
  headSliceBackward,
  headSliceRows,
  layerPrograms,
  wholeHeadProgram,
} from './streaming.ts'
import { layerTensors, modelBlocks, modelParams } from './tensors.ts'

export const MODES = ['whole', 'keep', 'recompute'] as const

/** One program for the whole model, or a block at a time with activations kept or computed again. */
export type Mode = (typeof MODES)[number]

/** Where a pass computes. */
export type Place = {
  /** What is needed again stays where it was computed, in memory that is not the host's (a GPU). Default: it lies on the host. */
  readonly stays?: boolean
  /** Batches are computed together up to so many tokens, where operations have to be launched. Default: each by itself. */
  readonly joinTokens?: number | undefined
  /** What its memory has beyond values that are alive, as a share of them, for a whole model's program. Default: a CPU's. */
  readonly spare?: number | undefined
  /** Most bytes of one batch's logits. */
  readonly headBytes?: number
}

export type PassBytes = {
  /** At most this much at once where the programs run: inputs, results and what lies between, and what stays there. */
  readonly device: number
  /** On the host for the length of a pass: hidden states and what is kept, where it lies there; gradient sums. */
  readonly host: number
}

/** What onnxruntime itself adds: code, threads, compiled programs of the smallest model (measured on a CPU, 1.30). */
export const RUNTIME_BYTES = 34e6

/**
 * What its memory on a CPU has beyond values that are alive: its arenas grow by doubling, one for each program. By what lies
 * between, of a program for the whole model and of those of a pass by blocks. Measured: docs/benchmarks.md.
 */
const ARENA = { whole: 0.75, blocks: 2, kept: 1.5 } as const

/** Bytes of a pass over `batches` batches of `shape`. */
export function passBytes(
  config: ModelConfig,
  shape: BatchShape,
  batches: number,
  mode: Mode,
  place: Place = {},
): PassBytes {
  if (mode !== 'whole') {
    const parts = partsOf(config, shape, mode, place)
    return place.stays === true
      ? streamedThere(config, parts, batches, mode)
      : streamedHere(config, parts, batches)
  }
  const params = 4 * modelParams(config)
  const working = wholeWorking(config, shape)
  if (place.stays === true) return wholeThere(params, working, batches)
  const device = RUNTIME_BYTES + params * 2 + (1 + (place.spare ?? ARENA.whole)) * working
  return { device, host: params * (batches > 1 ? 2 : 1) }
}

/** Its graph with so many layers says what another one adds: the same, since they are alike. */
const FEW_LAYERS = 4

/** What lies between in the program of the whole model. A graph of a thousand layers takes seconds to build, which nobody needs to know this. */
function wholeWorking(config: ModelConfig, shape: BatchShape): number {
  const of = (layers: number) => workingBytes(gradientProgram({ ...config, layers }, shape))
  if (config.layers <= FEW_LAYERS) return of(config.layers)
  const few = of(FEW_LAYERS)
  return few + (config.layers - FEW_LAYERS) * (few - of(FEW_LAYERS - 1))
}

/** Sums of several batches are made there: what was added up, the next part, and their sum. */
function wholeThere(params: number, working: number, batches: number): PassBytes {
  const device = params * (batches > 1 ? 4 : 2) + THERE.whole * working
  return { device, host: RUNTIME_BYTES + params }
}

/** By what lies between, on a device: its buffers go back to a pool in sizes of their own. Measured: docs/benchmarks.md. */
export const THERE = { whole: 1.5, blocks: 1 } as const

type Parts = ReturnType<typeof partsOf>

/** What the programs of a streamed pass take, each by itself, in bytes. */
function partsOf(config: ModelConfig, shape: BatchShape, mode: Activations, place: Place) {
  const m = shape.rows * shape.length
  const { forward, backward, kept } = layerPrograms(config, shape, mode)
  const headRows = headSliceRows(config.vocabSize, m, place.headBytes ?? DEFAULT_HEAD_BYTES)
  const head =
    headRows >= config.vocabSize
      ? wholeHeadProgram(config, m)
      : headSliceBackward(config, m, headRows)
  const programs = [forward, backward, head]
  return {
    given: Math.max(...programs.map(givenBytes)),
    working: programs.map(workingBytes),
    /** Hidden states of one batch between two layers. */
    states: 4 * m * config.hiddenSize,
    /** What is kept of one batch and layer. */
    kept: 4 * kept.reduce((sum, shape) => sum + sizeOf(shape), 0),
    largest: 4 * modelBlocks(config).reduce((most, { params }) => Math.max(most, params), 0),
    tied: config.tied ? 4 * config.vocabSize * config.hiddenSize : 0,
  }
}

const added = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)

function streamedHere(config: ModelConfig, parts: Parts, batches: number): PassBytes {
  const { given, working, states, kept, largest, tied } = parts
  const lasting = states * (config.layers + 4) + config.layers * kept
  return {
    device: RUNTIME_BYTES + given + (1 + ARENA.blocks) * added(working) + ARENA.kept * kept,
    host: batches * lasting + largest * (batches > 1 ? 3 : 2) + tied,
  }
}

/** With `recompute` each block's input waits on the host; else it stays, as what is kept does. */
function streamedThere(
  config: ModelConfig,
  parts: Parts,
  batches: number,
  mode: Activations,
): PassBytes {
  const { given, working, states, kept, largest, tied } = parts
  const { layers } = config
  const lasting = mode === 'keep' ? states * (layers + 2) + layers * kept : 2 * states
  const waiting = mode === 'keep' ? 2 * states : states * (layers + 2)
  return {
    // One set of gradients is among what is given; several batches add their sums so far and the new ones.
    device:
      given + THERE.blocks * added(working) + batches * lasting + (batches > 1 ? 2 : 0) * largest,
    host: RUNTIME_BYTES + batches * waiting + largest + tied,
  }
}

/** Bytes of one layer's weights. */
export function layerBytes(config: ModelConfig): number {
  return layerTensors(config).reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
}

/** The largest value that a pass makes or is given, in bytes. */
export function largestValue(config: ModelConfig, shape: BatchShape, mode: Mode): number {
  if (mode === 'whole') {
    // Further layers make the same ones.
    const layers = Math.min(config.layers, 2)
    return largestBytes(gradientProgram({ ...config, layers }, shape))
  }
  const { forward, backward } = layerPrograms(config, shape, mode)
  return Math.max(largestBytes(forward), largestBytes(backward))
}

/** Inputs, outputs and intermediate values of one run. */
export function runBytes(program: Program): number {
  return givenBytes(program) + workingBytes(program)
}

function givenBytes(program: Program): number {
  const arrays = [...programInputs(program), ...Object.values(program.outputs)]
  return arrays.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
}
