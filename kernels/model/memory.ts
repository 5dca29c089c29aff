/**
 * Memory of a training pass by how it is run, from the model's own programs: what `auto` chooses by and `murmur plan` prints.
 *
 * Counted: what the pass needs besides the flat parameters, which lie on the host in any case. An estimate (graph/memory.ts): every
 * compiled program keeps the memory for what lies between its inputs and outputs.
 */
import { workingBytes } from '../graph/memory.ts'
import type { Program } from '../graph/ops.ts'
import { programInputs, sizeOf } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import type { BatchShape } from './programs.ts'
import { gradientProgram } from './programs.ts'
import type { Activations } from './streaming.ts'
import { headSliceBackward, layerPrograms, wholeHeadProgram } from './streaming.ts'
import { modelBlocks, modelParams } from './tensors.ts'

export const MODES = ['whole', 'keep', 'recompute'] as const

/** One program for the whole model, or a block at a time with activations kept or computed again. */
export type Mode = (typeof MODES)[number]

export type PassBytes = {
  /** At most this much on the device at once: inputs, results and what lies between, of one program. */
  readonly device: number
  /** On the host for the length of a pass: hidden states between layers, what is kept, gradient sums. */
  readonly host: number
}

/** What onnxruntime itself adds on a CPU: code, threads, compiled programs of the smallest model (measured, 1.30). */
const RUNTIME_BYTES = 34e6

/**
 * What its memory has beyond values that are alive: its arenas grow by doubling, one for each program. By what lies
 * between, of a program for the whole model and of those of a pass by blocks. Measured: docs/benchmarks.md.
 */
const ARENA = { whole: 0.75, blocks: 2, kept: 1.5 } as const

/** Bytes of a pass over `batches` batches. `headRows`: rows of one slice of the head (all: vocabSize). */
export function passBytes(
  config: ModelConfig,
  shape: BatchShape,
  batches: number,
  mode: Mode,
  headRows: number,
): PassBytes {
  if (mode === 'whole') {
    const sums = batches > 1 ? 2 : 1
    const params = 4 * modelParams(config)
    const working = (1 + ARENA.whole) * workingBytes(gradientProgram(config, shape))
    return { device: RUNTIME_BYTES + params * 2 + working, host: params * sums }
  }
  return streamedBytes(config, shape, batches, mode, headRows)
}

function streamedBytes(
  config: ModelConfig,
  shape: BatchShape,
  batches: number,
  mode: Activations,
  headRows: number,
): PassBytes {
  const m = shape.rows * shape.length
  const { forward, backward, kept } = layerPrograms(config, shape, mode)
  const head =
    headRows >= config.vocabSize
      ? wholeHeadProgram(config, m)
      : headSliceBackward(config, m, headRows)
  const programs = [forward, backward, head]
  const states = 4 * m * config.hiddenSize * (config.layers + 4)
  const keptBytes = 4 * kept.reduce((sum, shape) => sum + sizeOf(shape), 0)
  const keeping = config.layers * keptBytes
  const working = programs.reduce((sum, program) => sum + workingBytes(program), 0)
  const largest = modelBlocks(config).reduce((most, { params }) => Math.max(most, params), 0)
  const tied = config.tied ? 4 * config.vocabSize * config.hiddenSize : 0
  return {
    device:
      RUNTIME_BYTES +
      Math.max(...programs.map(givenBytes)) +
      (1 + ARENA.blocks) * working +
      ARENA.kept * keptBytes,
    host: batches * (states + keeping) + 4 * largest * (batches > 1 ? 3 : 2) + tied,
  }
}

/** Inputs, outputs and intermediate values of one run. */
export function runBytes(program: Program): number {
  return givenBytes(program) + workingBytes(program)
}

function givenBytes(program: Program): number {
  const arrays = [...programInputs(program), ...Object.values(program.outputs)]
  return arrays.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0)
}

export type ModeChoice = {
  readonly mode: Mode
  readonly memoryBytes: number
  /** What was looked at, fastest first, the chosen one last: its estimate, or what its gradient alone takes. */
  readonly tried: readonly { readonly mode: Mode; readonly bytes: number }[]
}

/**
 * The fastest way that fits: the whole model in one program, else activations kept, else computed again (which may not fit
 * either; there is nothing smaller). Host and device share `memoryBytes` where they are one, as on a CPU.
 */
export function chooseMode(
  config: ModelConfig,
  shape: BatchShape,
  batches: number,
  memoryBytes: number,
  headRows: number,
): ModeChoice {
  const tried: { mode: Mode; bytes: number }[] = []
  for (const mode of MODES) {
    // The graph of a large model is not worth building to learn that its gradient alone is too large.
    const least = mode === 'whole' ? 8 * modelParams(config) : 0
    const bytes = least > memoryBytes ? least : planBytes(config, shape, batches, mode, headRows)
    tried.push({ mode, bytes })
    if (bytes <= memoryBytes) break
  }
  return { mode: tried.at(-1)?.mode ?? 'recompute', memoryBytes, tried }
}

function planBytes(...pass: Parameters<typeof passBytes>): number {
  const { device, host } = passBytes(...pass)
  return device + host
}
