/**
 * Tiny models and packed batches for tests, all from seeds.
 */

import { createRandom, normal } from '../../kernels/math/random.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'

/** A Seed-OSS model of 2 layers with heads * headDim unlike hiddenSize; any field can be replaced. */
export function tinyConfig(fields: Readonly<Record<string, unknown>> = {}): ModelConfig {
  const parsed = parseModelConfig({
    model_type: 'seed_oss',
    hidden_size: 24,
    intermediate_size: 40,
    num_hidden_layers: 2,
    num_attention_heads: 4,
    num_key_value_heads: 2,
    head_dim: 8,
    vocab_size: 37,
    max_position_embeddings: 64,
    initializer_range: 0.2,
    ...fields,
  })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.config
}

/** Parameters in which no tensor is constant: norms and biases vary too. */
export function tinyParams(config: ModelConfig, seed: number): Float32Array {
  const params = new Float32Array(modelParams(config))
  initParameters(config, seed, params)
  const random = createRandom(seed, 99)
  return params.map((p) => p + 0.05 * normal(random))
}

/** Two documents and some padding in every row; about a third of the labels is ignored. */
export function tinyBatch(
  config: ModelConfig,
  rows: number,
  length: number,
  seed: number,
): PackedBatch {
  const random = createRandom(seed)
  const below = (n: number) => Math.floor(random() * n)
  const size = rows * length
  const batch = {
    rows,
    length,
    tokens: Int32Array.from({ length: size }, () => below(config.vocabSize)),
    labels: Int32Array.from({ length: size }, () =>
      below(3) === 0 ? -100 : below(config.vocabSize),
    ),
    positions: new Int32Array(size),
    documents: new Int32Array(size),
  }
  for (let row = 0; row < rows; row++) {
    const cut = 1 + below(length - 3)
    const end = length - below(3)
    for (let i = 0; i < length; i++) {
      const at = row * length + i
      batch.documents[at] = i < cut ? 0 : i < end ? 1 : -1
      batch.positions[at] = i < cut ? i : i < end ? i - cut : i - end
      if (i >= end) batch.labels[at] = -100
    }
  }
  return batch
}
