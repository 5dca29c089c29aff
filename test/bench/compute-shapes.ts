/**
 * The fixed shapes of the compute benchmark, and what a training step on them counts as useful work.
 *
 * FLOPs: 6 * (parameters that are multiplied) * tokens, the embedding rows left out as they are only gathered, plus causal
 * attention at half of length^2: 2 products * 2 FLOPs * length^2 / 2 * heads * headDim forward, three times that in all.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { sharedFloats } from '../../node/engines/views.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'

export type BenchShape = {
  readonly name: string
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
}

/** 4 layers x 128, vocabulary 512, 4 x 128 tokens: the shape of the comparison with tfjs. */
export const TINY = shape('1M', [512, 128, 4, 4, 2, 32, 384], 4, 128)
export const SMALL = shape('5M', [4096, 256, 4, 8, 2, 32, 768], 4, 256)
export const LARGE = shape('30M', [8192, 512, 8, 8, 2, 64, 1536], 4, 256)

type Sizes = readonly [number, number, number, number, number, number, number]

/** Seed-OSS with sizes [vocabulary, hidden, layers, heads, key heads, head dim, FFN]. */
export function shape(name: string, sizes: Sizes, rows: number, length: number): BenchShape {
  const [vocab, hidden, layers, heads, kvHeads, headDim, ffn] = sizes
  const parsed = parseModelConfig({
    model_type: 'seed_oss',
    vocab_size: vocab,
    hidden_size: hidden,
    num_hidden_layers: layers,
    num_attention_heads: heads,
    num_key_value_heads: kvHeads,
    head_dim: headDim,
    intermediate_size: ffn,
    max_position_embeddings: length,
  })
  if (!parsed.ok) throw new Error(parsed.message)
  return { name, config: parsed.config, rows, length }
}

/** Useful FLOPs of one training step over rows * length tokens. */
export function usefulFlops({ config, rows, length }: BenchShape): number {
  const { vocabSize, hiddenSize, layers, heads, headDim, tied } = config
  const tokens = rows * length
  const multiplied = modelParams(config) - (tied ? 0 : vocabSize * hiddenSize)
  return 6 * multiplied * tokens + 6 * layers * heads * headDim * length * tokens
}

export function benchParams({ config }: BenchShape): Float32Array {
  const params = sharedFloats(modelParams(config))
  initParameters(config, 1, params)
  return params
}

/** One document a row, every token labelled. */
export function benchBatch({ config, rows, length }: BenchShape): PackedBatch {
  const size = rows * length
  const token = (_: unknown, i: number) => (i * 7919) % config.vocabSize
  return {
    rows,
    length,
    tokens: Int32Array.from({ length: size }, token),
    labels: Int32Array.from({ length: size }, (_, i) => token(_, i + 1)),
    positions: Int32Array.from({ length: size }, (_, i) => i % length),
    documents: new Int32Array(size),
  }
}
