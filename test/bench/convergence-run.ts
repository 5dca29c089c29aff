/**
 * One run of the convergence experiment: the demo-size model from its initialisation, on synthetic text, with AdamW (dense,
 * synchronous) or with ours (members in one process, exact aggregation, weighted by work). Equal data, order and tokens.
 */
import { dealCounts } from '../../coordinator/assignment.ts'
import { voteWeights } from '../../coordinator/weights.ts'
import { applyUpdate } from '../../kernels/demo/aggregate.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { initParameters } from '../../kernels/model/init.ts'
import {
  modelBlocks,
  modelParams,
  modelTensors,
  type VocabularyRule,
} from '../../kernels/model/tensors.ts'
import { ADAMW_DEFAULTS, adamwStep, createAdamwState } from '../../kernels/optim/adamw.ts'
import { clipBlocks } from '../../kernels/optim/clip.ts'
import { rateBitsAt, type Schedule } from '../../kernels/optim/schedule.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { baseConfig } from '../../node/commands/make-base.ts'
import { trainTokenizer } from '../../node/data/bpe.ts'
import { packSamples, rowsBatch } from '../../node/data/pack.ts'
import { synthesizeBase } from '../../node/data/synth.ts'
import { openTokenizer } from '../../node/data/tokenizer.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import type { Engine, PackedBatch } from '../../node/ports-engine.ts'

export type RunSettings = {
  readonly method: 'adamw' | 'demo'
  readonly eta: number
  readonly topK: number
  readonly alpha: number
  readonly beta: number
  /** Work of each member; its length is the number of members. */
  readonly shares: readonly number[]
  /** Rate and tiles of embedding and head; AdamW has no tiles. */
  readonly vocabulary: VocabularyRule
  readonly seed: number
}

export type RunOutcome = {
  /** Mean loss a token of the held-out text after each tenth of the run. */
  readonly curve: readonly number[]
  readonly finalLoss: number
  /** Bytes that one member sends, over the whole run. */
  readonly bytes: number
  readonly tokens: number
  readonly seconds: number
}

export const rounds = 160
export const batchesPerRound = 16
const rows = 2
const length = 128
const evalRows = 128
const curvePoints = 10
const vocabularyText = 1

type Text = { readonly batch: (number: number) => PackedBatch; readonly rows: number }

function readText(
  seed: number,
  paragraphs: number,
  tokenizer: { encode: (text: string) => number[] },
): Text {
  const samples = synthesizeBase(paragraphs, seed).map((text) => {
    const tokens = tokenizer.encode(text)
    return { tokens, counted: tokens.map(() => true) }
  })
  const packed = packSamples(samples, length, 0)
  return {
    rows: packed.rows,
    batch: (number) =>
      rowsBatch(
        packed,
        Array.from({ length: rows }, (_, i) => ((number * rows + i) * 7919) % packed.rows),
      ),
  }
}

/** Trains once. `threads` of the engine are 1, so that runs may go side by side. */
export async function runOnce(settings: RunSettings, steps = rounds): Promise<RunOutcome> {
  const started = performance.now()
  const opened = openTokenizer(trainTokenizer(synthesizeBase(6000, vocabularyText), 400))
  if (!opened.ok) throw new Error(opened.message)
  const { tokenizer } = opened
  const train = readText(1000 + settings.seed, 24_000, tokenizer)
  const held = readText(999, 3000, tokenizer)
  const config = baseConfig(tokenizer.size)
  const params = new Float32Array(new SharedArrayBuffer(4 * modelParams(config)))
  initParameters(config, settings.seed, params)
  const engine = createOnnxEngine({ config, rows, length, threads: 1 })
  const evaluate = async () => {
    const batches = Array.from({ length: evalRows / rows }, (_, i) => held.batch(i))
    const { lossSum, tokens } = await engine.loss(params, batches)
    return lossSum / tokens
  }
  const curve: number[] = []
  const onRound = async (round: number) => {
    if ((round + 1) % Math.ceil(steps / curvePoints) === 0 || round + 1 === steps)
      curve.push(await evaluate())
  }
  const parts = { settings, steps, engine, params, batch: train.batch, onRound, config }
  try {
    const bytes = await (settings.method === 'adamw' ? trainAdamw(parts) : trainDemo(parts))
    return {
      curve,
      finalLoss: curve.at(-1) ?? Number.NaN,
      bytes,
      tokens: steps * batchesPerRound * rows * length,
      seconds: (performance.now() - started) / 1000,
    }
  } finally {
    await engine.close()
  }
}

type Parts = {
  readonly settings: RunSettings
  readonly steps: number
  readonly engine: Engine
  readonly params: Float32Array
  readonly batch: (number: number) => PackedBatch
  readonly onRound: (round: number) => Promise<void>
  readonly config: ReturnType<typeof baseConfig>
}

const scheduleOf = (eta: number, steps: number): Schedule => ({
  kind: 'linear',
  peak: eta,
  floor: 0.05,
  warmupSteps: 8,
  steps,
  decayShare: 0,
})

async function trainAdamw({
  settings,
  steps,
  engine,
  params,
  batch,
  onRound,
  config,
}: Parts): Promise<number> {
  const tensors = modelTensors(config, settings.vocabulary)
  const blocks = modelBlocks(config)
  const state = createAdamwState(params.length)
  const schedule = scheduleOf(settings.eta, steps)
  for (let round = 0; round < steps; round++) {
    const batches = Array.from({ length: batchesPerRound }, (_, i) =>
      batch(round * batchesPerRound + i),
    )
    const { gradient } = await engine.gradient(params, batches)
    clipBlocks(gradient, blocks)
    const rate = bitsToFloat(rateBitsAt(schedule, round))
    adamwStep(tensors, params, gradient, state, rate, ADAMW_DEFAULTS)
    await onRound(round)
  }
  return 4 * params.length * steps
}

async function trainDemo({
  settings,
  steps,
  engine,
  params,
  batch,
  onRound,
  config,
}: Parts): Promise<number> {
  const { topK, alpha, beta, shares, eta } = settings
  const table = tensorTable(modelTensors(config, settings.vocabulary))
  const blocks = modelBlocks(config)
  const encoder = createEncoder(table, { topK, alpha, beta, emptyTile: -20 })
  const momenta = shares.map(() => createMomentum(table))
  const counts = dealCounts(
    shares,
    batchesPerRound,
    shares.map((_, i) => i),
  )
  const working = counts.flatMap((count, i) => (count > 0 ? [i] : []))
  const weights = voteWeights(working.map((i) => counts[i] as number))
  const schedule = scheduleOf(eta, steps)
  let bytes = 0
  for (let round = 0; round < steps; round++) {
    const etaBits = rateBitsAt(schedule, round)
    let next = round * batchesPerRound
    const contributions: { bytes: Uint8Array; weight: number }[] = []
    for (const [i, member] of working.entries()) {
      const count = counts[member] as number
      const batches = Array.from({ length: count }, (_, at) => batch(next + at))
      next += count
      const { gradient } = await engine.gradient(params, batches)
      clipBlocks(gradient, blocks)
      const momentum = momenta[member] as ReturnType<typeof createMomentum>
      const payload = encodePayload(
        table,
        topK,
        encoder.encode(momentum, gradient, bitsToFloat(etaBits)),
      )
      contributions.push({ bytes: payload, weight: weights[i] as number })
      bytes += payload.length / working.length
    }
    const applied = applyUpdate(table, topK, params, contributions, {
      etaBits,
      lambdaBits: 0,
      tau: 0,
    })
    if (!applied.ok) throw new Error(applied.code)
    await onRound(round)
  }
  return Math.round(bytes)
}

/** A run that was done. */
export type Row = RunSettings & RunOutcome

/** The row of the lowest final loss among those that `wanted` selects. */
export function best(rows: readonly Row[], wanted: (row: Row) => boolean): Row | undefined {
  return rows
    .filter((row) => wanted(row) && Number.isFinite(row.finalLoss))
    .sort((a, b) => a.finalLoss - b.finalLoss)[0]
}
