/**
 * The tensors of a model, in the order in which the flat state holds them, and the blocks that it is computed in.
 *
 * Names and [out, in] shapes as in Hugging Face checkpoints. Invariant: a function of the configuration alone; the order is
 * part of the protocol (votes, digests and snapshots count in it), and the tensors of one block lie together.
 */
import type { TensorSpec } from '../tensor-table.ts'
import type { ModelConfig } from './config.ts'

/** A part of the model that forward and backward run at a time, and that the gradient clip treats as one. */
export type ModelBlock = {
  /** 'embed', 'layer 0' …, 'head' */
  readonly name: string
  readonly tensors: readonly TensorSpec[]
  /** First element in the flat state, and the number of elements. */
  readonly offset: number
  readonly params: number
}

export const EMBED = 'model.embed_tokens.weight'
export const FINAL_NORM = 'model.norm.weight'
export const HEAD = 'lm_head.weight'

/** How a run tiles and moves the tensors that have one row a token: embedding and head. */
export type VocabularyRule = {
  /** Multiplies eta. */
  readonly rate: number
  readonly tiles: 'square' | 'row'
}

/** All tensors in table order. */
export function modelTensors(config: ModelConfig, vocabulary?: VocabularyRule): TensorSpec[] {
  const tensors = modelBlocks(config).flatMap((block) => block.tensors)
  if (vocabulary === undefined) return tensors
  const rule = { rate: Math.fround(vocabulary.rate), tiles: vocabulary.tiles }
  return tensors.map((t) => (t.name === EMBED || t.name === HEAD ? { ...t, ...rule } : t))
}

/** The number of parameters. */
export function modelParams(config: ModelConfig): number {
  return modelBlocks(config).reduce((sum, block) => sum + block.params, 0)
}

/** embed, layer 0 …, head. A tied head has only the final norm. */
export function modelBlocks(config: ModelConfig): ModelBlock[] {
  const { vocabSize, hiddenSize, layers, tied } = config
  const parts: { name: string; tensors: TensorSpec[] }[] = [
    { name: 'embed', tensors: [{ name: EMBED, shape: [vocabSize, hiddenSize] }] },
  ]
  for (let i = 0; i < layers; i++) {
    const tensors = layerTensors(config).map(({ name, shape }) => ({
      name: layerPrefix(i) + name,
      shape,
    }))
    parts.push({ name: `layer ${i}`, tensors })
  }
  const head: TensorSpec[] = [{ name: FINAL_NORM, shape: [hiddenSize] }]
  if (!tied) head.push({ name: HEAD, shape: [vocabSize, hiddenSize] })
  parts.push({ name: 'head', tensors: head })
  let offset = 0
  return parts.map(({ name, tensors }) => {
    const params = tensors.reduce((sum, { shape }) => sum + elements(shape), 0)
    const block = { name, tensors, offset, params }
    offset += params
    return block
  })
}

/** What stands before a layer's tensor names. */
export function layerPrefix(layer: number): string {
  return `model.layers.${layer}.`
}

/** The tensors of one layer, named within it. */
export function layerTensors(config: ModelConfig): TensorSpec[] {
  const { hiddenSize, intermediateSize, heads, kvHeads, headDim } = config
  const query = heads * headDim
  const key = kvHeads * headDim
  const tensors: TensorSpec[] = [{ name: 'input_layernorm.weight', shape: [hiddenSize] }]
  const projection = (name: string, out: number, inner: number, bias: boolean) => {
    tensors.push({ name: `${name}.weight`, shape: [out, inner] })
    if (bias) tensors.push({ name: `${name}.bias`, shape: [out] })
  }
  projection('self_attn.q_proj', query, hiddenSize, config.attentionBias)
  projection('self_attn.k_proj', key, hiddenSize, config.attentionBias)
  projection('self_attn.v_proj', key, hiddenSize, config.attentionBias)
  projection('self_attn.o_proj', hiddenSize, query, config.attentionOutBias)
  if (config.qkNorm) {
    tensors.push({ name: 'self_attn.q_norm.weight', shape: [headDim] })
    tensors.push({ name: 'self_attn.k_norm.weight', shape: [headDim] })
  }
  tensors.push({ name: 'post_attention_layernorm.weight', shape: [hiddenSize] })
  projection('mlp.gate_proj', intermediateSize, hiddenSize, config.mlpBias)
  projection('mlp.up_proj', intermediateSize, hiddenSize, config.mlpBias)
  projection('mlp.down_proj', hiddenSize, intermediateSize, config.mlpBias)
  return tensors
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1)
}
