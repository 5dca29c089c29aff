/**
 * Published configurations of the family, as their config.json has them, with the number of parameters that their authors give.
 */
import { expect, it } from 'vitest'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { modelParams } from '../../kernels/model/tensors.ts'

const common = {
  attention_dropout: 0,
  bos_token_id: 1,
  eos_token_id: 2,
  hidden_act: 'silu',
  initializer_range: 0.02,
  torch_dtype: 'bfloat16',
  transformers_version: '4.43.0',
  use_cache: true,
}

const llama3 = {
  factor: 8,
  high_freq_factor: 4,
  low_freq_factor: 1,
  original_max_position_embeddings: 8192,
  rope_type: 'llama3',
}

const sliding = { max_window_layers: 28, sliding_window: 131_072, use_sliding_window: false }

const PUBLISHED: readonly [string, number, Readonly<Record<string, unknown>>][] = [
  [
    'meta-llama/Llama-3.1-8B',
    8_030_261_248,
    {
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      attention_bias: false,
      hidden_size: 4096,
      intermediate_size: 14_336,
      max_position_embeddings: 131_072,
      mlp_bias: false,
      num_attention_heads: 32,
      num_hidden_layers: 32,
      num_key_value_heads: 8,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_scaling: llama3,
      rope_theta: 500_000,
      tie_word_embeddings: false,
      vocab_size: 128_256,
    },
  ],
  [
    'meta-llama/Llama-3.2-1B',
    1_235_814_400,
    {
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      attention_bias: false,
      head_dim: 64,
      hidden_size: 2048,
      intermediate_size: 8192,
      max_position_embeddings: 131_072,
      mlp_bias: false,
      num_attention_heads: 32,
      num_hidden_layers: 16,
      num_key_value_heads: 8,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_scaling: { ...llama3, factor: 32 },
      rope_theta: 500_000,
      tie_word_embeddings: true,
      vocab_size: 128_256,
    },
  ],
  [
    'HuggingFaceTB/SmolLM2-135M',
    134_515_008,
    {
      architectures: ['LlamaForCausalLM'],
      model_type: 'llama',
      attention_bias: false,
      hidden_size: 576,
      intermediate_size: 1536,
      is_llama_config: true,
      max_position_embeddings: 8192,
      num_attention_heads: 9,
      num_hidden_layers: 30,
      num_key_value_heads: 3,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_interleaved: false,
      rope_scaling: null,
      rope_theta: 100_000,
      tie_word_embeddings: true,
      vocab_size: 49_152,
    },
  ],
  [
    'Qwen/Qwen2.5-7B',
    7_615_616_512,
    {
      ...sliding,
      architectures: ['Qwen2ForCausalLM'],
      model_type: 'qwen2',
      hidden_size: 3584,
      intermediate_size: 18_944,
      max_position_embeddings: 131_072,
      num_attention_heads: 28,
      num_hidden_layers: 28,
      num_key_value_heads: 4,
      rms_norm_eps: 1e-6,
      rope_theta: 1_000_000,
      tie_word_embeddings: false,
      use_mrope: false,
      vocab_size: 152_064,
    },
  ],
  [
    'Qwen/Qwen3-8B',
    8_190_735_360,
    {
      ...sliding,
      architectures: ['Qwen3ForCausalLM'],
      model_type: 'qwen3',
      attention_bias: false,
      head_dim: 128,
      hidden_size: 4096,
      intermediate_size: 12_288,
      max_position_embeddings: 40_960,
      num_attention_heads: 32,
      num_hidden_layers: 36,
      num_key_value_heads: 8,
      rms_norm_eps: 1e-6,
      rope_scaling: null,
      rope_theta: 1_000_000,
      sliding_window: null,
      tie_word_embeddings: false,
      vocab_size: 151_936,
    },
  ],
]

it.each(PUBLISHED)('reads %s', (_, params, fields) => {
  const parsed = parseModelConfig({ ...common, ...fields })
  if (!parsed.ok) throw new Error(parsed.message)
  expect(modelParams(parsed.config)).toBe(params)
})
