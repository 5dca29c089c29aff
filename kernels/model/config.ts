/**
 * The model family: what a Hugging Face config.json says, as far as the computation depends on it.
 *
 * Invariant: a field that would change the computation and that we do not implement is refused by name, never ignored; the
 * fields that only concern other programs (dtype, cache, dropout at inference …) are listed here and pass. Dropout is not
 * applied in training. Source: the configuration classes of `transformers` (seed_oss, llama, qwen2, qwen3).
 */

import type { ConfigRefusal, Json } from './config-fields.ts'
import {
  flag,
  invalid,
  isGiven,
  isObject,
  MOST,
  number,
  positive,
  Refused,
  refuse,
  show,
  unsupported,
} from './config-fields.ts'

export const MODEL_TYPES = ['seed_oss', 'llama', 'qwen2', 'qwen3'] as const

export type ModelType = (typeof MODEL_TYPES)[number]

export type RopeScaling =
  | { readonly kind: 'default' }
  | {
      readonly kind: 'llama3'
      readonly factor: number
      readonly lowFreqFactor: number
      readonly highFreqFactor: number
      readonly originalMaxPositions: number
    }

export type ModelConfig = {
  readonly modelType: ModelType
  readonly hiddenSize: number
  readonly intermediateSize: number
  readonly layers: number
  readonly heads: number
  readonly kvHeads: number
  /** heads * headDim need not equal hiddenSize. Even. */
  readonly headDim: number
  readonly vocabSize: number
  readonly maxPositions: number
  readonly ropeTheta: number
  readonly ropeScaling: RopeScaling
  readonly rmsNormEps: number
  /** Bias of the query, key and value projections. */
  readonly attentionBias: boolean
  /** Bias of the attention's output projection. */
  readonly attentionOutBias: boolean
  readonly mlpBias: boolean
  /** RMSNorm of each query and key head (Qwen3). */
  readonly qkNorm: boolean
  /** The head is the embedding. */
  readonly tied: boolean
  readonly initializerRange: number
}

export type ConfigResult = { readonly ok: true; readonly config: ModelConfig } | ConfigRefusal

/** Fields that do not change what we compute. */
const IGNORED = new Set(
  `architectures auto_map model_type torch_dtype dtype transformers_version use_cache bos_token_id eos_token_id
  pad_token_id attention_dropout residual_dropout _name_or_path _attn_implementation sliding_window max_window_layers
  output_attentions output_hidden_states return_dict name_or_path chunk_size_feed_forward is_decoder is_encoder_decoder
  id2label label2id problem_type task_specific_params tokenizer_class unsloth_fixed unsloth_version is_llama_config
  transformers.js_config`.split(/\s+/),
)

/** Fields that must have one value where they are given: any other changes the computation. */
const FIXED: Readonly<Record<string, readonly unknown[]>> = {
  hidden_act: ['silu'],
  pretraining_tp: [1],
  use_sliding_window: [false],
  use_mrope: [false],
  rope_interleaved: [false],
  quantization_config: [null],
  partial_rotary_factor: [1],
  add_cross_attention: [false],
}

const KNOWN = new Set(
  `hidden_size intermediate_size num_hidden_layers num_attention_heads num_key_value_heads head_dim vocab_size
  max_position_embeddings rope_theta rope_scaling rope_parameters rms_norm_eps attention_bias attention_out_bias mlp_bias
  tie_word_embeddings initializer_range layer_types`.split(/\s+/),
)

/** Reads a parsed config.json. Gives a refusal that names the field where we cannot compute what it asks for. */
export function parseModelConfig(json: unknown): ConfigResult {
  if (!isObject(json)) return refuse('config-not-object', 'config.json must hold one JSON object')
  try {
    return { ok: true, config: readConfig(json) }
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/** The config.json of a model, without the token ids that only a tokenizer knows. */
export function toHfConfig(config: ModelConfig): Record<string, unknown> {
  const { modelType } = config
  const architecture = {
    seed_oss: 'SeedOssForCausalLM',
    llama: 'LlamaForCausalLM',
    qwen2: 'Qwen2ForCausalLM',
    qwen3: 'Qwen3ForCausalLM',
  }[modelType]
  return {
    architectures: [architecture],
    model_type: modelType,
    hidden_act: 'silu',
    hidden_size: config.hiddenSize,
    intermediate_size: config.intermediateSize,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headDim,
    vocab_size: config.vocabSize,
    max_position_embeddings: config.maxPositions,
    rope_theta: config.ropeTheta,
    rope_scaling: hfScaling(config.ropeScaling),
    rms_norm_eps: config.rmsNormEps,
    initializer_range: config.initializerRange,
    tie_word_embeddings: config.tied,
    attention_dropout: 0,
    ...(modelType === 'qwen2'
      ? { use_sliding_window: false }
      : { attention_bias: config.attentionBias }),
    ...(modelType === 'seed_oss'
      ? { attention_out_bias: config.attentionOutBias, residual_dropout: 0 }
      : {}),
    ...(modelType === 'seed_oss' || modelType === 'llama' ? { mlp_bias: config.mlpBias } : {}),
    torch_dtype: 'float32',
    use_cache: true,
  }
}

function hfScaling(scaling: RopeScaling): Record<string, unknown> | null {
  if (scaling.kind === 'default') return null
  return {
    rope_type: 'llama3',
    factor: scaling.factor,
    low_freq_factor: scaling.lowFreqFactor,
    high_freq_factor: scaling.highFreqFactor,
    original_max_position_embeddings: scaling.originalMaxPositions,
  }
}

function readConfig(json: Json): ModelConfig {
  const modelType = MODEL_TYPES.find((type) => type === json.model_type)
  if (modelType === undefined)
    throw unsupported(`model_type ${show(json.model_type)}`, `one of ${MODEL_TYPES.join(', ')}`)
  checkFields(json, modelType)
  const hiddenSize = positive(json, 'hidden_size')
  const heads = positive(json, 'num_attention_heads')
  // Only Llama's class has the number of heads as the default; the others have numbers of their own.
  const kvHeads = positive(
    json,
    'num_key_value_heads',
    modelType === 'llama' || json.num_key_value_heads === null ? heads : undefined,
  )
  // Seed-OSS' class has a default of its own, and divides where the field is null.
  const divides =
    modelType === 'llama' ||
    modelType === 'qwen2' ||
    (modelType === 'seed_oss' && json.head_dim === null)
  const usual = divides ? hiddenSize / heads : 128
  const headDim = positive(json, 'head_dim', usual)
  if (heads % kvHeads !== 0)
    throw invalid(
      `num_attention_heads ${heads} is not a multiple of num_key_value_heads ${kvHeads}`,
    )
  if (heads * headDim >= MOST)
    throw invalid(`num_attention_heads ${heads} × head_dim ${headDim} must be below 2^31`)
  if (headDim > MOST_HEAD_DIM) throw invalid(`head_dim ${headDim} is more than ${MOST_HEAD_DIM}`)
  if (headDim % 2 !== 0) throw invalid(`head_dim ${headDim} is odd; rotary positions need pairs`)
  const bias = modelType === 'qwen2' || flag(json, 'attention_bias', modelType === 'seed_oss')
  return {
    modelType,
    hiddenSize,
    intermediateSize: positive(json, 'intermediate_size'),
    layers: readLayers(json),
    heads,
    kvHeads,
    headDim,
    vocabSize: positive(json, 'vocab_size'),
    maxPositions: positive(json, 'max_position_embeddings'),
    ...readRope(json),
    rmsNormEps: number(json, 'rms_norm_eps', 1e-6),
    attentionBias: bias,
    attentionOutBias: outBias(json, modelType, bias),
    mlpBias: (modelType === 'llama' || modelType === 'seed_oss') && flag(json, 'mlp_bias', false),
    qkNorm: modelType === 'qwen3',
    tied: flag(json, 'tie_word_embeddings', false),
    initializerRange: number(json, 'initializer_range', 0.02),
  }
}

/** Published models have up to 126; a list of the tensors, and a program, is made before a byte of them is read. */
const MOST_LAYERS = 1000

/** Published models have up to 256; tables of the rotary positions are as wide. */
const MOST_HEAD_DIM = 4096

function readLayers(json: Json): number {
  const layers = positive(json, 'num_hidden_layers')
  if (layers > MOST_LAYERS) throw invalid(`num_hidden_layers ${layers} is more than ${MOST_LAYERS}`)
  const types = json.layer_types
  if (Array.isArray(types) && types.length !== layers)
    throw invalid(`layer_types names ${types.length} layers, num_hidden_layers ${layers}`)
  return layers
}

/** Seed-OSS has a switch of its own; Llama and Qwen3 follow attention_bias; Qwen2 has none. */
function outBias(json: Json, modelType: ModelType, bias: boolean): boolean {
  if (modelType === 'seed_oss') return flag(json, 'attention_out_bias', false)
  return modelType !== 'qwen2' && bias
}

/** Fields that an architecture's class does not read: a value that asks for something would be ignored there. */
const NOT_READ: Readonly<Record<ModelType, Json>> = {
  seed_oss: {},
  llama: { attention_out_bias: false },
  qwen2: { attention_bias: true, attention_out_bias: false, mlp_bias: false },
  qwen3: { attention_out_bias: false, mlp_bias: false },
}

function checkFields(json: Json, modelType: ModelType): void {
  for (const [name, implied] of Object.entries(NOT_READ[modelType]))
    if (json[name] !== undefined && json[name] !== implied)
      throw unsupported(`${name} ${show(json[name])} with ${modelType}`, show(implied))
  for (const [name, value] of Object.entries(json)) {
    const allowed = Object.hasOwn(FIXED, name) ? FIXED[name] : undefined
    if (allowed !== undefined) {
      if (!allowed.includes(value)) throw unsupported(`${name} ${show(value)}`, show(allowed[0]))
    } else if (!IGNORED.has(name) && !KNOWN.has(name))
      throw unsupported(`the field ${name}`, 'a configuration without it')
  }
  const types = json.layer_types
  if (types !== undefined && types !== null) {
    const other = Array.isArray(types) ? types.find((type) => type !== 'full_attention') : types
    if (other !== undefined) throw unsupported(`layer_types ${show(other)}`, 'full_attention')
  }
}

/** The numbers of a rope scaling of each kind; any other field would change the frequencies. */
const ROPE_FIELDS: Readonly<Record<RopeScaling['kind'], readonly string[]>> = {
  default: ['rope_type', 'type', 'rope_theta', 'partial_rotary_factor'],
  llama3: [
    'rope_type',
    'type',
    'rope_theta',
    'partial_rotary_factor',
    'factor',
    'low_freq_factor',
    'high_freq_factor',
    'original_max_position_embeddings',
  ],
}

/** Both spellings: rope_theta with rope_scaling, and rope_parameters of transformers 5. */
function readRope(json: Json): Pick<ModelConfig, 'ropeTheta' | 'ropeScaling'> {
  const name = isGiven(json.rope_parameters) ? 'rope_parameters' : 'rope_scaling'
  // `transformers` 5 writes both, and the same.
  if (isGiven(json.rope_scaling) && show(json[name]) !== show(json.rope_scaling))
    throw invalid('rope_parameters and rope_scaling say different things')
  const given = json[name] ?? {}
  if (!isObject(given)) throw invalid(`${name} must be an object`)
  const ropeTheta = number('rope_theta' in given ? given : json, 'rope_theta', 10_000)
  // Below 1 the angles grow from channel to channel, beyond what sine and cosine are computed for.
  if (ropeTheta < 1) throw invalid(`rope_theta must be at least 1, not ${show(ropeTheta)}`)
  const kind = given.rope_type ?? given.type ?? 'default'
  if (kind !== 'default' && kind !== 'llama3')
    throw unsupported(`rope_type ${show(kind)}`, 'default or llama3')
  const other = Object.keys(given).find((field) => !ROPE_FIELDS[kind].includes(field))
  if (other !== undefined)
    throw unsupported(`${name}.${other} with rope_type ${kind}`, 'a configuration without it')
  if ((given.partial_rotary_factor ?? 1) !== 1)
    throw unsupported(`partial_rotary_factor ${show(given.partial_rotary_factor)}`, '1')
  return { ropeTheta, ropeScaling: kind === 'default' ? { kind } : readLlama3(given) }
}

function readLlama3(given: Json): RopeScaling {
  const ropeScaling = {
    kind: 'llama3',
    factor: number(given, 'factor'),
    lowFreqFactor: number(given, 'low_freq_factor'),
    highFreqFactor: number(given, 'high_freq_factor'),
    originalMaxPositions: positive(given, 'original_max_position_embeddings'),
  } as const
  if (ropeScaling.factor < 1) throw invalid('factor of rope_type llama3 is below 1')
  if (ropeScaling.highFreqFactor <= ropeScaling.lowFreqFactor)
    throw invalid('high_freq_factor is not above low_freq_factor')
  return ropeScaling
}
