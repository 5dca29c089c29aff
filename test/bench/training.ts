/**
 * Real training for benchmarks that need real momenta: the small Seed-OSS-style model on synthetic text, members in one process.
 */
import { applyUpdate, type UpdateSettings } from '../../kernels/demo/aggregate.ts'
import { clipBlock } from '../../kernels/demo/clip.ts'
import { type DemoConfig, floatBits } from '../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import type { KeptVotes } from '../../kernels/demo/votes.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelBlocks, modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import { type TensorTable, tensorTable } from '../../kernels/tensor-table.ts'
import { baseConfig } from '../../node/commands/make-base.ts'
import { trainTokenizer } from '../../node/data/bpe.ts'
import { packSamples, rowsBatch } from '../../node/data/pack.ts'
import { synthesizeBase } from '../../node/data/synth.ts'
import { openTokenizer } from '../../node/data/tokenizer.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'

const ROWS = 8
const LENGTH = 128

/** Another way to move the parameters than the exact aggregation. */
export type UpdateRule = (
  table: TensorTable,
  topK: number,
  params: Float32Array,
  votes: readonly KeptVotes[],
  eta: number,
) => void

export type DemoRun = {
  readonly demo: DemoConfig
  readonly eta: number
  readonly members: number
  readonly rounds: number
  readonly seed: number
  readonly update?: UpdateRule | undefined
  /** Called after each round with the votes of every member; `loss` is the mean of this round's batches. */
  readonly onRound: (
    round: number,
    loss: number,
    votes: readonly KeptVotes[],
    table: TensorTable,
  ) => void
}

/** Trains with DeMo, every member on batches of its own. */
export async function trainDemo(run: DemoRun): Promise<void> {
  const { demo, eta, members, rounds, seed, update, onRound } = run
  const { batch, vocabulary } = textBatches(seed)
  const config = baseConfig(vocabulary)
  const table = tensorTable(modelTensors(config))
  const params = new Float32Array(new SharedArrayBuffer(4 * modelParams(config)))
  initParameters(config, seed, params)
  const engine = createOnnxEngine({ config, rows: ROWS, length: LENGTH, threads: 1 })
  const encoder = createEncoder(table, demo)
  const momenta = Array.from({ length: members }, () => createMomentum(table))
  const settings = { etaBits: floatBits(eta), lambdaBits: 0, tau: 0 }
  try {
    for (let round = 0; round < rounds; round++) {
      let loss = 0
      const votes: KeptVotes[] = []
      for (const [member, momentum] of momenta.entries()) {
        const found = await engine.gradient(params, [batch(round * members + member)])
        loss += found.lossSum / found.tokens / members
        for (const block of modelBlocks(config))
          clipBlock(
            found.gradient.subarray(block.offset, block.offset + block.params),
            params.length,
          )
        votes.push(encoder.encode(momentum, found.gradient, Math.fround(eta)))
      }
      if (update === undefined) applyVotes(table, demo.topK, params, votes, settings)
      else update(table, demo.topK, params, votes, Math.fround(eta))
      onRound(round, loss, votes, table)
    }
  } finally {
    await engine.close()
  }
}

function applyVotes(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  votes: readonly KeptVotes[],
  settings: UpdateSettings,
): void {
  const list = votes.map((v) => ({ votes: v, weight: 1 }))
  const applied = applyUpdate(table, topK, params, list, settings)
  if (!applied.ok) throw new Error(applied.code)
}

/** Batches of packed text, the same for the same seed. */
function textBatches(seed: number): { batch: (number: number) => PackedBatch; vocabulary: number } {
  const texts = synthesizeBase(6000, seed)
  const opened = openTokenizer(trainTokenizer(texts, 400))
  if (!opened.ok) throw new Error(opened.message)
  const { tokenizer } = opened
  const samples = texts.map((text) => {
    const tokens = tokenizer.encode(text)
    return { tokens, counted: tokens.map(() => true) }
  })
  const packed = packSamples(samples, LENGTH, 0)
  return {
    vocabulary: tokenizer.size,
    batch: (number) =>
      rowsBatch(
        packed,
        Array.from({ length: ROWS }, (_, i) => ((number * ROWS + i) * 7919) % packed.rows),
      ),
  }
}
