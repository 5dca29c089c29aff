/**
 * Lowering of a program to TensorFlow.js calls: one rule an operation, evaluated in order, each value disposed after its last use.
 *
 * The library comes in as a value of the structural type `Tf`, so this ring imports nothing. Ints and bools are broadcast
 * before they are compared, because the wasm backend broadcasts floats only. Invariant: a run leaves no tensor behind but its results.
 */
import type { Node, NodeOf, OpName, Program, Shape } from './ops.ts'
import { reachable } from './ops.ts'

export type TfTensor = {
  readonly shape: readonly number[]
  readonly dispose: () => void
  readonly data: () => Promise<Float32Array | Int32Array | Uint8Array>
}

type Unary = (x: TfTensor) => TfTensor
type Binary = (a: TfTensor, b: TfTensor) => TfTensor
type Reduce = (x: TfTensor, axis: number | readonly number[], keepDims: boolean) => TfTensor

/** What we use of @tensorflow/tfjs-core 4; tfjs-node has the same. */
export type Tf = {
  readonly tensor: (
    values: Float32Array | Int32Array,
    shape: Shape,
    dtype: 'float32' | 'int32',
  ) => TfTensor
  readonly tidy: (make: () => TfTensor) => TfTensor
  readonly matMul: (a: TfTensor, b: TfTensor, transA: boolean, transB: boolean) => TfTensor
  readonly sum: Reduce
  readonly max: Reduce
  readonly mean: Reduce
  readonly softmax: Unary
  readonly reshape: (x: TfTensor, shape: Shape) => TfTensor
  readonly broadcastTo: (x: TfTensor, shape: Shape) => TfTensor
  readonly transpose: (x: TfTensor, order: readonly number[]) => TfTensor
  readonly slice: (x: TfTensor, begin: readonly number[], size: readonly number[]) => TfTensor
  readonly concat: (parts: readonly TfTensor[], axis: number) => TfTensor
  readonly gather: (x: TfTensor, indices: TfTensor, axis: number) => TfTensor
  readonly scatterND: (indices: TfTensor, updates: TfTensor, shape: Shape) => TfTensor
  readonly argMax: (x: TfTensor, axis: number) => TfTensor
  readonly where: (condition: TfTensor, a: TfTensor, b: TfTensor) => TfTensor
  readonly cast: (x: TfTensor, dtype: 'float32') => TfTensor
} & Readonly<Record<'neg' | 'exp' | 'log' | 'sqrt' | 'sigmoid' | 'square' | 'clone', Unary>> &
  Readonly<Record<'add' | 'sub' | 'mul' | 'div' | 'equal' | 'lessEqual' | 'logicalAnd', Binary>>

export type TfProgram = {
  /** Inputs by name to results by name. The caller disposes both. */
  readonly run: (feeds: Readonly<Record<string, TfTensor>>) => Record<string, TfTensor>
  /** Frees the program's constants. */
  readonly release: () => void
}

/** Prepares a program: its constants are brought to the device once. */
export function lowerToTfjs(program: Program, tf: Tf): TfProgram {
  const order = reachable(program)
  const constants = new Map<Node, TfTensor>()
  for (const node of order) if (node.op === 'constant') constants.set(node, constantOf(tf, node))
  const lastUse = lastUses(order, program)
  const run = (feeds: Readonly<Record<string, TfTensor>>) => {
    const values = new Map<Node, TfTensor>(constants)
    for (const node of order) {
      if (node.op === 'constant') continue
      values.set(node, node.op === 'input' ? feedOf(node, feeds) : evaluate(tf, node, values))
      for (const x of lastUse.get(node) ?? []) values.get(x)?.dispose()
    }
    const results: Record<string, TfTensor> = {}
    for (const [name, node] of Object.entries(program.outputs))
      results[name] = tf.clone(values.get(node) as TfTensor)
    for (const node of new Set(Object.values(program.outputs)))
      if (node.inputs.length > 0) values.get(node)?.dispose()
    return results
  }
  const release = () => {
    for (const constant of constants.values()) constant.dispose()
  }
  return { run, release }
}

/** For each node the values that nothing after it uses; inputs, constants and results are not among them. */
function lastUses(order: readonly Node[], program: Program): Map<Node, Node[]> {
  const seen = new Set<Node>(Object.values(program.outputs))
  const lasts = new Map<Node, Node[]>()
  for (const node of [...order].reverse())
    for (const x of node.inputs) {
      if (seen.has(x) || x.inputs.length === 0) continue
      seen.add(x)
      lasts.set(node, [...(lasts.get(node) ?? []), x])
    }
  return lasts
}

function feedOf(node: NodeOf<'input'>, feeds: Readonly<Record<string, TfTensor>>): TfTensor {
  const feed = feeds[node.attributes.name]
  if (feed === undefined) throw new Error(`input '${node.attributes.name}' is missing`)
  return feed
}

function constantOf(tf: Tf, { attributes: { shape, data } }: NodeOf<'constant'>): TfTensor {
  return data instanceof Int32Array
    ? tf.tensor(data, shape, 'int32')
    : tf.tensor(Float32Array.from(data), shape, 'float32')
}

type Rule<K extends OpName> = (tf: Tf, node: NodeOf<K>, inputs: Inputs) => TfTensor

type Inputs = readonly [TfTensor, TfTensor, TfTensor]

function evaluate<K extends OpName>(
  tf: Tf,
  node: NodeOf<K>,
  values: ReadonlyMap<Node, TfTensor>,
): TfTensor {
  const rule: Rule<K> = RULES[node.op]
  const inputs = node.inputs.map((x) => values.get(x) as TfTensor) as unknown as Inputs
  return tf.tidy(() => rule(tf, node, inputs))
}

const RULES: { readonly [K in OpName]: Rule<K> } = {
  input: notEvaluated,
  constant: notEvaluated,
  matmul: (tf, { attributes: { transA, transB, alpha } }, [a, b]) => {
    const product = tf.matMul(a, b, transA, transB)
    return alpha === 1 ? product : tf.mul(product, scalar(tf, alpha))
  },
  add: (tf, _, [a, b]) => tf.add(a, b),
  sub: (tf, _, [a, b]) => tf.sub(a, b),
  mul: (tf, _, [a, b]) => tf.mul(a, b),
  div: (tf, _, [a, b]) => tf.div(a, b),
  neg: (tf, _, [x]) => tf.neg(x),
  exp: (tf, _, [x]) => tf.exp(x),
  log: (tf, _, [x]) => tf.log(x),
  sqrt: (tf, _, [x]) => tf.sqrt(x),
  sigmoid: (tf, _, [x]) => tf.sigmoid(x),
  silu: (tf, _, [x]) => tf.mul(x, tf.sigmoid(x)),
  sum: (tf, { attributes: { axes } }, [x]) => tf.sum(x, axes, true),
  max: (tf, _, [x]) => tf.max(x, -1, true),
  inverseRms: (tf, { attributes: { eps } }, [x]) => inverseRms(tf, x, eps),
  rmsNorm: (tf, { attributes: { eps } }, [x, weight]) =>
    tf.mul(tf.mul(x, inverseRms(tf, x, eps)), weight),
  rotate,
  softmax: (tf, _, [x]) => tf.softmax(x),
  reshape: (tf, { shape }, [x]) => tf.reshape(x, shape),
  broadcast: (tf, { shape }, [x]) => tf.broadcastTo(x, shape),
  transpose: (tf, { attributes: { order } }, [x]) => tf.transpose(x, order),
  slice: (tf, { shape, attributes: { axis, start } }, [x]) =>
    tf.slice(
      x,
      shape.map((_, i) => (i === axis ? start : 0)),
      shape,
    ),
  concat: (tf, { attributes: { axis } }, parts) => tf.concat(parts, axis),
  gather: (tf, _, [table, indices]) => tf.gather(table, indices, 0),
  scatter: (tf, { shape, inputs: [, indices] }, [rows, places]) =>
    tf.scatterND(tf.reshape(places, [(indices as Node).shape[0] as number, 1]), rows, shape),
  crossEntropy,
  crossEntropyGradient: (tf, { shape }, [logits, labels]) => {
    const [m, v] = shape as readonly [number, number]
    const places = tf.reshape(labelPlaces(tf, labels, m, v), [m, 1])
    const ones = tf.broadcastTo(scalar(tf, 1), [m])
    const atLabels = tf.reshape(tf.scatterND(places, ones, [m * v]), [m, v])
    return tf.sub(tf.softmax(logits), atLabels)
  },
  argmax: (tf, _, [x]) => tf.argMax(x, -1),
  equal: (tf, { shape }, [a, b]) => tf.equal(tf.broadcastTo(a, shape), tf.broadcastTo(b, shape)),
  lessEqual: (tf, { shape }, [a, b]) =>
    tf.lessEqual(tf.broadcastTo(a, shape), tf.broadcastTo(b, shape)),
  and: (tf, { shape }, [a, b]) => tf.logicalAnd(tf.broadcastTo(a, shape), tf.broadcastTo(b, shape)),
  where: (tf, _, [condition, a, b]) => tf.where(condition, a, b),
  cast: (tf, _, [x]) => tf.cast(x, 'float32'),
}

function inverseRms(tf: Tf, x: TfTensor, eps: number): TfTensor {
  const square = tf.add(tf.mean(tf.square(x), -1, true), scalar(tf, eps))
  return tf.div(scalar(tf, 1), tf.sqrt(square))
}

function rotate(
  tf: Tf,
  { shape, attributes: { inverse } }: NodeOf<'rotate'>,
  inputs: Inputs,
): TfTensor {
  const [x, positions, cos, sin] = inputs as readonly TfTensor[] as Four
  const [rows, n, length, width] = shape as readonly [number, number, number, number]
  const half = width / 2
  const places = tf.reshape(positions, [rows * length])
  const rowsOf = (table: TfTensor) =>
    tf.reshape(tf.gather(table, places, 0), [rows, 1, length, half])
  const c = rowsOf(cos)
  const s = inverse ? tf.neg(rowsOf(sin)) : rowsOf(sin)
  const [a, b] = [0, half].map((at) =>
    tf.slice(x, [0, 0, 0, at], [rows, n, length, half]),
  ) as unknown as Inputs
  const turned = [tf.sub(tf.mul(a, c), tf.mul(b, s)), tf.add(tf.mul(b, c), tf.mul(a, s))]
  return tf.concat(turned, 3)
}

type Four = readonly [TfTensor, TfTensor, TfTensor, TfTensor]

/** log(sum(exp(x - max))) - (x[label] - max), a row; the label's logit is found in the flat array. */
function crossEntropy(
  tf: Tf,
  { inputs: [x] }: NodeOf<'crossEntropy'>,
  [logits, labels]: Inputs,
): TfTensor {
  const [m, v] = (x as Node).shape as readonly [number, number]
  const shifted = tf.sub(logits, tf.max(logits, -1, true))
  const target = tf.gather(tf.reshape(shifted, [m * v]), labelPlaces(tf, labels, m, v), 0)
  return tf.sub(tf.log(tf.sum(tf.exp(shifted), -1, false)), target)
}

/** Where each row's label lies in the flat array. */
function labelPlaces(tf: Tf, labels: TfTensor, m: number, v: number): TfTensor {
  const starts = Int32Array.from({ length: m }, (_, row) => row * v)
  return tf.add(tf.tensor(starts, [m], 'int32'), labels)
}

function scalar(tf: Tf, value: number): TfTensor {
  return tf.tensor(Float32Array.of(value), [], 'float32')
}

function notEvaluated(): never {
  throw new Error('inputs and constants are given')
}
