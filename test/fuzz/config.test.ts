/** Configurations of any fields: a model whose rotary tables can be computed, or a refusal in one sentence; nothing throws. */
import { expect, it } from 'vitest'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { ropeTables } from '../../kernels/model/rope.ts'
import { chance } from '../kernels/demo/chance.ts'
import { below } from './mutate.ts'

const good: Readonly<Record<string, unknown>> = {
  model_type: 'seed_oss',
  hidden_size: 128,
  intermediate_size: 384,
  num_hidden_layers: 4,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 32,
  vocab_size: 400,
  max_position_embeddings: 512,
  rope_theta: 10_000,
  rope_scaling: null,
  rms_norm_eps: 1e-6,
  tie_word_embeddings: false,
}

const fields = [
  ...Object.keys(good),
  ...['rope_parameters', 'layer_types', 'mlp_bias', 'attention_bias', 'quantization_config'],
  // What every object has by inheritance.
  ...['constructor', 'toString', 'hasOwnProperty'],
]

const llama3 = {
  rope_type: 'llama3',
  factor: 1e308,
  low_freq_factor: 1e-300,
  high_freq_factor: 4,
  original_max_position_embeddings: 1,
}

const odd: readonly unknown[] = [
  ...[null, undefined, 0, -0, -1, 1, 7, 64, 1e9, 2 ** 31 - 1, 2 ** 31, 2 ** 53, 1e308, 1e-320],
  ...[Number.NaN, Number.POSITIVE_INFINITY, '', '128', true, false, [], {}, ['full_attention']],
  ...[llama3, { ...llama3, factor: 1e-300 }, { rope_type: 'llama3' }, 'llama', 'qwen2', 'qwen3'],
]

it('20,000 of them', () => {
  const next = chance(3)
  let accepted = 0
  for (let i = 0; i < 20_000; i++) {
    const json: Record<string, unknown> = { ...good }
    for (let n = 1 + below(next, 3); n > 0; n--)
      json[fields[below(next, fields.length)] as string] = odd[below(next, odd.length)]
    const parsed = parseModelConfig(json)
    if (parsed.ok) {
      accepted += 1
      const tables = ropeTables(parsed.config, 16)
      expect(tables.cos.every(Number.isFinite)).toBe(true)
    } else expect(parsed.message.length).toBeLessThan(400)
  }
  expect(accepted).toBeGreaterThan(500)
})
