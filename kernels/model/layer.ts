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
  cast,
  concat,
  constant,
  equal,
  lessEqual,
  linear,
  matmul,
  mul,
  reshape,
  rmsNorm,
  rotate,
  scalar,
  silu,
  slice,
  softmax,
  sub,
  transpose,
} from '../graph/build.ts'
import type { Node } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import { ropeTables } from './rope.ts'

/** Gives a tensor of the layer by its name within it, such as 'mlp.up_proj.weight'. */
export type Weights = (name: string) => Node

export type LayerContext = {
  readonly rows: number
  readonly length: number
  /** Rotates x [rows, n, length, headDim] by its positions. */
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
  const q = rotate(headsFirst(normed(split('q_proj', heads), 'q_norm')))
  const k = rotate(headsFirst(normed(split('k_proj', kvHeads), 'k_norm')))
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
  const shape = [limit, headDim / 2]
  const angles = {
    positions: reshape(positions, [rows, length]),
    cos: constant(graph, tables.cos, shape),
    sin: constant(graph, tables.sin, shape),
  }
  return (x: Node): Node => rotate(x, angles)
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
  // Not a `where`, which onnxruntime runs on one thread.
  const masked = sub(scalar(graph, 1), cast(and(same, earlier)))
  return mul(masked, scalar(graph, MASKED))
}

/**
 * Full attention over one set of rows, with a bias from `attentionBias`. The queries go in `parts`, each against the keys up to
 * its own last one, so most of what the causal mask would cross out is never computed.
 */
export function attendAll(config: ModelConfig, bias: Node, parts: number) {
  const [rows, , , length] = bias.shape as readonly [number, number, number, number]
  const { kvHeads, heads, headDim } = config
  const group = heads / kvHeads
  const alpha = 1 / Math.sqrt(headDim)
  const part = (q: Node, k: Node, v: Node, start: number, end: number): Node => {
    const count = end - start
    const queries = slice(reshape(q, [rows, kvHeads, group, length, headDim]), 3, start, end)
    const flat = reshape(queries, [rows, kvHeads, group * count, headDim])
    const scores = matmul(flat, slice(k, 2, 0, end), { transB: true, alpha })
    const grouped = reshape(scores, [rows, kvHeads, group, count, end])
    const chances = softmax(add(grouped, slice(slice(bias, 3, start, end), 4, 0, end)))
    const out = matmul(reshape(chances, scores.shape), slice(v, 2, 0, end))
    return reshape(out, [rows, kvHeads, group, count, headDim])
  }
  return (q: Node, k: Node, v: Node): Node => {
    const found = Array.from({ length: parts }, (_, i) => {
      const bound = (j: number) => Math.floor((j * length) / parts)
      return part(q, k, v, bound(i), bound(i + 1))
    })
    return reshape(found.length === 1 ? (found[0] as Node) : concat(found, 3), q.shape)
  }
}

/**
 * Parts of `partQueries` or more, 8 at most: 9/16 of the square is left then, and more parts would save little. A device on which
 * every operation has to be launched wants fewer (node/engines/runner.ts).
 */
export function causalParts(length: number, partQueries = 64): number {
  return Math.max(1, Math.min(8, Math.floor(length / partQueries)))
}

/** Added to a score that must not count: exp of it is 0 in every precision that we use, fp16 excepted (it has -65504). */
export const MASKED = -1e9
