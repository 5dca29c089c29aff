/**
 * One transformer layer as graph nodes: RMSNorm, grouped-query attention with rotary positions, RMSNorm, SwiGLU.
 *
 * The only definition of the architecture: training, loss, prefill and decoding differ in how they attend, and pass that in.
 * Query heads are grouped by the key head they share, so keys and values are never expanded.
 * Shapes: m = rows * length tokens; x [m, hiddenSize]. Source: Seed-OSS, Llama and Qwen in `transformers`.
 */
import {
  add,
  and,
  concat,
  constant,
  div,
  equal,
  gather,
  lessEqual,
  linear,
  matmul,
  meanSquare,
  mul,
  reshape,
  scalar,
  silu,
  slice,
  softmax,
  sqrt,
  transpose,
  where,
} from '../graph/build.ts'
import type { Node } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import { ropeTables } from './rope.ts'

/** Gives a tensor of the layer by its name within it, such as 'mlp.up_proj.weight'. */
export type Weights = (name: string) => Node

export type LayerContext = {
  readonly rows: number
  readonly length: number
  /** Rotates x [rows, length, n, headDim] by its positions. */
  readonly rotate: (x: Node) => Node
  /** q [rows, kvHeads, group * length, headDim], k and v [rows, kvHeads, length, headDim]: as q. */
  readonly attend: (q: Node, k: Node, v: Node) => Node
}

export function layerForward(
  config: ModelConfig,
  context: LayerContext,
  weights: Weights,
  x: Node,
): Node {
  const normed = rmsNorm(x, weights('input_layernorm.weight'), config.rmsNormEps)
  const middle = add(x, attention(config, context, weights, normed))
  const again = rmsNorm(middle, weights('post_attention_layernorm.weight'), config.rmsNormEps)
  return add(middle, swiglu(config, weights, again))
}

/** x / sqrt(mean(x^2) + eps) * weight over the last axis. */
export function rmsNorm(x: Node, weight: Node, eps: number): Node {
  const inverse = div(scalar(x.graph, 1), sqrt(add(meanSquare(x), scalar(x.graph, eps))))
  return mul(mul(x, inverse), weight)
}

function attention(config: ModelConfig, context: LayerContext, weights: Weights, x: Node): Node {
  const { heads, kvHeads, headDim, attentionBias, attentionOutBias, qkNorm, rmsNormEps } = config
  const { rows, length, rotate, attend } = context
  const project = (name: string, input: Node, bias: boolean) =>
    linear(
      input,
      weights(`self_attn.${name}.weight`),
      bias ? weights(`self_attn.${name}.bias`) : undefined,
    )
  const split = (name: string, n: number) =>
    reshape(project(name, x, attentionBias), [rows, length, n, headDim])
  const normed = (y: Node, name: string) =>
    qkNorm ? rmsNorm(y, weights(`self_attn.${name}.weight`), rmsNormEps) : y
  const headsFirst = (y: Node) => transpose(y, [0, 2, 1, 3])
  const group = heads / kvHeads
  const q = headsFirst(rotate(normed(split('q_proj', heads), 'q_norm')))
  const k = headsFirst(rotate(normed(split('k_proj', kvHeads), 'k_norm')))
  const v = headsFirst(split('v_proj', kvHeads))
  const grouped = reshape(q, [rows, kvHeads, group * length, headDim])
  const attended = reshape(attend(grouped, k, v), [rows, heads, length, headDim])
  const joined = reshape(headsFirst(attended), [rows * length, heads * headDim])
  return project('o_proj', joined, attentionOutBias)
}

function swiglu(config: ModelConfig, weights: Weights, x: Node): Node {
  const project = (name: string, input: Node) =>
    linear(
      input,
      weights(`mlp.${name}.weight`),
      config.mlpBias ? weights(`mlp.${name}.bias`) : undefined,
    )
  return project('down_proj', mul(silu(project('gate_proj', x)), project('up_proj', x)))
}

/** Rotation by int positions [rows * length], all below `limit`. */
export function rotateBy(config: ModelConfig, positions: Node, limit: number, rows: number) {
  const { headDim } = config
  const { graph } = positions
  const length = (positions.shape[0] as number) / rows
  const tables = ropeTables(config, limit)
  const rowsOf = (data: Float64Array) =>
    reshape(gather(constant(graph, data, [limit, headDim]), positions), [rows, length, 1, headDim])
  const [c, s] = [rowsOf(tables.cos), rowsOf(tables.sin)]
  return (x: Node): Node => {
    const axis = x.shape.length - 1
    const half = headDim / 2
    const swapped = concat([slice(x, axis, half, headDim), slice(x, axis, 0, half)], axis)
    return add(mul(x, c), mul(swapped, s))
  }
}

/** 0 where a position may attend (same document, not later), -1e9 elsewhere: [rows, 1, 1, length, length]. */
export function attentionBias(documents: Node): Node {
  const { graph } = documents
  const [rows, length] = documents.shape as readonly [number, number]
  const same = equal(
    reshape(documents, [rows, 1, 1, length, 1]),
    reshape(documents, [rows, 1, 1, 1, length]),
  )
  const places = constant(
    graph,
    Int32Array.from({ length }, (_, i) => i),
    [length, 1],
  )
  const earlier = lessEqual(reshape(places, [1, length]), places)
  return where(and(same, earlier), scalar(graph, 0), scalar(graph, MASKED))
}

/** Full attention over one set of rows, with a bias from `attentionBias`. */
export function attendAll(config: ModelConfig, bias: Node) {
  const [rows, , , length] = bias.shape as readonly [number, number, number, number]
  const { kvHeads, heads, headDim } = config
  const group = heads / kvHeads
  return (q: Node, k: Node, v: Node): Node => {
    const scores = matmul(q, k, { transB: true, alpha: 1 / Math.sqrt(headDim) })
    const grouped = reshape(scores, [rows, kvHeads, group, length, length])
    const chances = softmax(add(grouped, bias))
    return matmul(reshape(chances, [rows, kvHeads, group * length, length]), v)
  }
}

/** Added to a score that must not count: exp of it is 0 in every precision that we use, fp16 excepted (it has -65504). */
export const MASKED = -1e9
