/**
 * Configurations: what is read, what is refused by name, and the tensors that follow.
 */
import { describe, expect, it } from 'vitest'
import { parseModelConfig, toHfConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelBlocks, modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import { tinyConfig } from './fixtures.ts'

/** The published config.json of ByteDance-Seed/Seed-OSS-36B-Instruct. */
const SEED_OSS_36B = {
  architectures: ['SeedOssForCausalLM'],
  attention_bias: true,
  attention_dropout: 0.1,
  attention_out_bias: false,
  bos_token_id: 0,
  pad_token_id: 1,
  eos_token_id: 2,
  head_dim: 128,
  hidden_act: 'silu',
  hidden_size: 5120,
  initializer_range: 0.02,
  intermediate_size: 27648,
  max_position_embeddings: 524288,
  mlp_bias: false,
  model_type: 'seed_oss',
  num_attention_heads: 80,
  num_hidden_layers: 64,
  num_key_value_heads: 8,
  residual_dropout: 0.1,
  rms_norm_eps: 1e-6,
  rope_scaling: { rope_type: 'default' },
  rope_theta: 10_000_000,
  tie_word_embeddings: false,
  torch_dtype: 'bfloat16',
  transformers_version: '4.55.0',
  use_cache: true,
  vocab_size: 155136,
}

const LLAMA3 = {
  rope_type: 'llama3',
  factor: 8,
  low_freq_factor: 1,
  high_freq_factor: 4,
  original_max_position_embeddings: 32,
}

describe('parseModelConfig', () => {
  it('reads the true Seed-OSS-36B', () => {
    const parsed = parseModelConfig(SEED_OSS_36B)
    if (!parsed.ok) throw new Error(parsed.message)
    expect(parsed.config).toMatchObject({ heads: 80, kvHeads: 8, headDim: 128, ropeTheta: 1e7 })
    expect(modelParams(parsed.config)).toBe(36_151_104_512)
    expect(modelTensors(parsed.config)).toHaveLength(64 * 12 + 3)
  })

  it('round trips through toHfConfig, every architecture and both spellings of the rope', () => {
    for (const model_type of ['seed_oss', 'llama', 'qwen2', 'qwen3'])
      for (const rope of [
        {},
        { rope_theta: 5e5, rope_scaling: LLAMA3 },
        { rope_parameters: { ...LLAMA3, rope_theta: 5e5 } },
      ]) {
        const config = tinyConfig({ model_type, tie_word_embeddings: true, ...rope })
        const again = parseModelConfig(toHfConfig(config))
        expect(again).toEqual({ ok: true, config })
      }
  })

  it('knows the biases, norms and defaults of each architecture', () => {
    const names = (fields: Record<string, unknown>) =>
      modelTensors(tinyConfig({ num_hidden_layers: 1, ...fields })).map(({ name }) =>
        name.replace('model.layers.0.', ''),
      )
    expect(names({ model_type: 'seed_oss' })).toContain('self_attn.q_proj.bias')
    expect(names({ model_type: 'seed_oss' })).not.toContain('self_attn.o_proj.bias')
    expect(names({ model_type: 'llama' })).not.toContain('self_attn.q_proj.bias')
    expect(names({ model_type: 'llama', attention_bias: true })).toContain('self_attn.o_proj.bias')
    expect(names({ model_type: 'llama', mlp_bias: true })).toContain('mlp.gate_proj.bias')
    expect(names({ model_type: 'qwen2' })).toContain('self_attn.v_proj.bias')
    expect(names({ model_type: 'qwen2' })).not.toContain('self_attn.o_proj.bias')
    expect(names({ model_type: 'qwen3' })).toContain('self_attn.k_norm.weight')
    expect(names({ tie_word_embeddings: true })).not.toContain('lm_head.weight')
  })
})

it("a null head_dim divides as in its architecture's class", () => {
  // 5120 / 80.
  const parsed = parseModelConfig({ ...SEED_OSS_36B, head_dim: null })
  expect(parsed.ok && parsed.config.headDim).toBe(64)
  const { head_dim: _, ...without } = SEED_OSS_36B
  const usual = parseModelConfig(without)
  expect(usual.ok && usual.config.headDim).toBe(128)
})

describe('parseModelConfig refuses', () => {
  it.each([
    [{ model_type: 'mixtral' }, 'config-unsupported', 'mixtral'],
    [{ hidden_act: 'gelu' }, 'config-unsupported', 'hidden_act'],
    [{ rope_scaling: { rope_type: 'yarn', factor: 4 } }, 'config-unsupported', 'yarn'],
    [{ use_sliding_window: true }, 'config-unsupported', 'use_sliding_window'],
    [{ layer_types: ['full_attention', 'sliding_attention'] }, 'config-unsupported', 'sliding'],
    [{ rope_scaling: { type: 'linear', factor: 2 } }, 'config-unsupported', 'linear'],
    [
      { rope_scaling: { rope_type: 'default', mrope_section: [16, 24, 24] } },
      'config-unsupported',
      'mrope_section',
    ],
    [
      { rope_scaling: null, rope_parameters: { rope_theta: 1e6, partial_rotary_factor: 0.5 } },
      'config-unsupported',
      'partial_rotary_factor',
    ],
    [{ rope_parameters: { rope_theta: 1e6 } }, 'config-invalid', 'different things'],
    [{ rope_scaling: { rope_type: 'llama3', factor: 8 } }, 'config-missing', 'low_freq_factor'],
    [{ model_type: 'qwen2', mlp_bias: true }, 'config-unsupported', 'mlp_bias'],
    [{ model_type: 'qwen2', attention_bias: false }, 'config-unsupported', 'attention_bias'],
    [{ model_type: 'llama', attention_out_bias: true }, 'config-unsupported', 'attention_out_bias'],
    [{ num_key_value_heads: undefined }, 'config-missing', 'num_key_value_heads'],
    [{ use_mrope: true }, 'config-unsupported', 'use_mrope'],
    // Not what every object has by that name.
    [{ constructor: 1 }, 'config-unsupported', 'constructor'],
    [{ num_experts: 8 }, 'config-unsupported', 'num_experts'],
    [{ quantization_config: { bits: 4 } }, 'config-unsupported', 'quantization_config'],
    [{ hidden_size: undefined }, 'config-missing', 'hidden_size'],
    [{ hidden_size: -1 }, 'config-invalid', 'hidden_size'],
    [{ vocab_size: 1.5 }, 'config-invalid', 'vocab_size'],
    [{ num_key_value_heads: 3 }, 'config-invalid', 'num_key_value_heads'],
    [{ head_dim: 7 }, 'config-invalid', 'head_dim'],
    [{ attention_bias: 'yes' }, 'config-invalid', 'attention_bias'],
    [{ layer_types: ['full_attention'] }, 'config-invalid', 'layer_types names 1 layers'],
    // The list of its tensors alone filled the memory.
    [{ num_hidden_layers: 10_000_000 }, 'config-invalid', 'num_hidden_layers'],
    [{ hidden_size: 2 ** 31 }, 'config-invalid', 'hidden_size'],
    [{ rope_theta: 1e-320 }, 'config-invalid', 'rope_theta'],
    [{ rope_scaling: { ...LLAMA3, factor: 1e-300 } }, 'config-invalid', 'factor'],
    [{ rope_scaling: { ...LLAMA3, high_freq_factor: 1 } }, 'config-invalid', 'high_freq_factor'],
    [{ head_dim: 2 ** 24 }, 'config-invalid', 'head_dim'],
    [{ num_attention_heads: 2 ** 30 }, 'config-invalid', 'num_attention_heads'],
  ])('%j by name', (fields, code, named) => {
    const parsed = parseModelConfig({ ...SEED_OSS_36B, ...fields })
    expect(parsed).toMatchObject({ ok: false, code })
    expect(parsed.ok ? '' : parsed.message).toContain(named)
  })

  it('what is not an object', () => {
    for (const bad of [null, 3, 'x', [SEED_OSS_36B]])
      expect(parseModelConfig(bad)).toMatchObject({ ok: false, code: 'config-not-object' })
  })
})

describe('blocks and initial parameters', () => {
  it('blocks cover the flat state in order', () => {
    const config = tinyConfig()
    let offset = 0
    for (const block of modelBlocks(config)) {
      expect(block.offset).toBe(offset)
      offset += block.params
    }
    expect(offset).toBe(modelParams(config))
  })

  it('are the same for a seed and have the deviation asked for', () => {
    const config = tinyConfig({ initializer_range: 0.05 })
    const [a, b, c] = [1, 1, 2].map((seed) => {
      const params = new Float32Array(modelParams(config))
      initParameters(config, seed, params)
      return params
    }) as [Float32Array, Float32Array, Float32Array]
    expect(a).toEqual(b)
    expect(a).not.toEqual(c)
    const embed = a.subarray(0, config.vocabSize * config.hiddenSize)
    const variance = embed.reduce((sum, x) => sum + x * x, 0) / embed.length
    expect(Math.sqrt(variance)).toBeCloseTo(0.05, 2)
  })
})
