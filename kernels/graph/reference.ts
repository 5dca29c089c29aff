/**
 * The reference interpreter: evaluates a program in float64, one plain loop an operation.
 *
 * Slow and obvious; engines are compared with it and disputes are settled on it. Invariant: a fixed order of additions and
 * kernels/math for the transcendental functions, so the result has the same bits on every machine.
 */
import { exp, log } from '../math/elementary.ts'
import { halfBits, halfValue } from '../math/half.ts'
import type { Node, NodeOf, OpName, Program, Shape } from './ops.ts'
import { isVectorProduct, reachable, sizeOf } from './ops.ts'
import {
  argmaxRows,
  binaryLoop,
  concatParts,
  crossEntropyGradientRows,
  crossEntropyRows,
  gatherRows,
  inverseRmsRows,
  matmulLoop,
  maxRows,
  rmsNormRows,
  rotatePairs,
  scatterRows,
  slicePart,
  softmaxRows,
  sumAxes,
  transposeAxes,
} from './reference-loops.ts'

/** Floats as float64, ints and bools (0 or 1) as int32; row major. */
export type Values = Float64Array | Int32Array

/** What is fed to an input: any numbers; floats are widened. */
export type Feed = Float64Array | Float32Array | Int32Array

type Evaluate<K extends OpName> = (node: NodeOf<K>, inputs: readonly Values[]) => Values

/**
 * Runs a program. `products` 'f16' rounds the operands and results of every product to fp16, as a device that computes in it
 * does. Throws where an input is missing or has the wrong number of elements.
 */
export function interpret(
  program: Program,
  feeds: Readonly<Record<string, Feed>>,
  products: 'f64' | 'f16' = 'f64',
): Record<string, Values> {
  const order = reachable(program)
  const uses = new Map<Node, number>()
  for (const node of order) for (const x of node.inputs) uses.set(x, (uses.get(x) ?? 0) + 1)
  for (const x of Object.values(program.outputs)) uses.set(x, (uses.get(x) ?? 0) + 1)
  const values = new Map<Node, Values>()
  for (const node of order) {
    const inputs = node.inputs.map((x) => values.get(x) as Values)
    if (node.op === 'input') values.set(node, feedOf(node, feeds))
    else if (node.op === 'matmul' && products === 'f16' && !isVectorProduct(node))
      values.set(node, toHalf(evaluate(node, inputs.map(toHalf))))
    else values.set(node, evaluate(node, inputs))
    for (const x of node.inputs) {
      const left = (uses.get(x) as number) - 1
      uses.set(x, left)
      if (left === 0) values.delete(x)
    }
  }
  const results: Record<string, Values> = {}
  for (const [name, node] of Object.entries(program.outputs))
    results[name] = values.get(node) as Values
  return results
}

function toHalf(values: Values): Float64Array {
  return Float64Array.from(values, (x) => halfValue(halfBits(x)))
}

function feedOf(node: NodeOf<'input'>, feeds: Readonly<Record<string, Feed>>): Values {
  const { name, shape, dtype } = node.attributes
  const feed = feeds[name]
  if (feed === undefined) throw new Error(`input '${name}' is missing`)
  if (feed.length !== sizeOf(shape))
    throw new Error(`input '${name}' has ${feed.length} elements, its shape is [${shape}]`)
  return dtype === 'float' ? Float64Array.from(feed) : Int32Array.from(feed)
}

function evaluate<K extends OpName>(node: NodeOf<K>, inputs: readonly Values[]): Values {
  const run: Evaluate<K> = EVALUATE[node.op]
  return run(node, inputs)
}

const EVALUATE: { readonly [K in OpName]: Evaluate<K> } = {
  input: () => {
    throw new Error('inputs are fed')
  },
  constant: ({ attributes: { data } }) => data,
  matmul: (node, inputs) => matmulLoop(node, floats(inputs, 0), floats(inputs, 1)),
  add: (node, inputs) => binary(node, inputs, (a, b) => a + b),
  sub: (node, inputs) => binary(node, inputs, (a, b) => a - b),
  mul: (node, inputs) => binary(node, inputs, (a, b) => a * b),
  div: (node, inputs) => binary(node, inputs, (a, b) => a / b),
  neg: (_, inputs) => unary(inputs, (x) => -x),
  exp: (_, inputs) => unary(inputs, exp),
  log: (_, inputs) => unary(inputs, log),
  sqrt: (_, inputs) => unary(inputs, Math.sqrt),
  sigmoid: (_, inputs) => unary(inputs, logistic),
  silu: (_, inputs) => unary(inputs, (x) => x * logistic(x)),
  sum: ({ inputs: [x], attributes: { axes } }, inputs) =>
    sumAxes(floats(inputs, 0), (x as Node).shape, axes),
  max: ({ inputs: [x] }, inputs) => maxRows(floats(inputs, 0), width(x)),
  inverseRms: ({ inputs: [x], attributes: { eps } }, inputs) =>
    inverseRmsRows(floats(inputs, 0), width(x), eps),
  rmsNorm: ({ attributes: { eps } }, inputs) =>
    rmsNormRows(floats(inputs, 0), floats(inputs, 1), eps),
  rotate: ({ shape, attributes: { inverse } }, inputs) =>
    rotatePairs(
      floats(inputs, 0),
      shape as readonly [number, number, number, number],
      ints(inputs, 1),
      [floats(inputs, 2), floats(inputs, 3)],
      inverse ? -1 : 1,
    ),
  softmax: ({ inputs: [x] }, inputs) => softmaxRows(floats(inputs, 0), width(x)),
  reshape: (_, inputs) => inputs[0] as Values,
  broadcast: ({ inputs: [x], shape }, inputs) => {
    const out = new Float64Array(sizeOf(shape))
    binaryLoop(out, shape, floats(inputs, 0), (x as Node).shape, ZERO, [], (a) => a)
    return out
  },
  transpose: ({ inputs: [x], attributes: { order } }, inputs) =>
    transposeAxes(inputs[0] as Values, (x as Node).shape, order),
  slice: ({ inputs: [x], attributes: { axis, start, end } }, inputs) =>
    slicePart(inputs[0] as Values, (x as Node).shape, axis, start, end),
  concat: (node, inputs) =>
    concatParts(
      inputs,
      node.inputs.map((x) => x.shape),
      node.attributes.axis,
    ),
  gather: ({ inputs: [table] }, inputs) =>
    gatherRows(floats(inputs, 0), width(table), ints(inputs, 1)),
  scatter: ({ shape }, inputs) =>
    scatterRows(floats(inputs, 0), shape as [number, number], ints(inputs, 1)),
  crossEntropy: ({ inputs: [logits] }, inputs) =>
    crossEntropyRows(floats(inputs, 0), width(logits), ints(inputs, 1)),
  crossEntropyGradient: ({ inputs: [logits] }, inputs) =>
    crossEntropyGradientRows(floats(inputs, 0), width(logits), ints(inputs, 1)),
  argmax: ({ inputs: [x] }, inputs) => argmaxRows(floats(inputs, 0), width(x)),
  equal: (node, inputs) => truth(node, inputs, (a, b) => (a === b ? 1 : 0)),
  lessEqual: (node, inputs) => truth(node, inputs, (a, b) => (a <= b ? 1 : 0)),
  and: (node, inputs) => truth(node, inputs, (a, b) => a * b),
  where: (node, inputs) => {
    const [c, a, b] = node.inputs as readonly [Node, Node, Node]
    const out = new Float64Array(sizeOf(node.shape))
    const no = new Float64Array(out.length)
    binaryLoop(no, node.shape, floats(inputs, 2), b.shape, ZERO, [], (x) => x)
    binaryLoop(out, node.shape, floats(inputs, 1), a.shape, ZERO, [], (x) => x)
    const condition = new Int32Array(out.length)
    binaryLoop(condition, node.shape, inputs[0] as Values, c.shape, ZERO, [], (x) => x)
    for (let i = 0; i < out.length; i++) if (condition[i] === 0) out[i] = no[i] as number
    return out
  },
  cast: (_, inputs) => Float64Array.from(inputs[0] as Values),
}

const ZERO = new Float64Array(1)

function logistic(x: number): number {
  return 1 / (1 + exp(-x))
}

function unary(inputs: readonly Values[], f: (x: number) => number): Float64Array {
  return floats(inputs, 0).map(f)
}

function binary(
  { inputs: [a, b], shape }: { readonly inputs: readonly Node[]; readonly shape: Shape },
  inputs: readonly Values[],
  f: (a: number, b: number) => number,
): Float64Array {
  const out = new Float64Array(sizeOf(shape))
  binaryLoop(
    out,
    shape,
    floats(inputs, 0),
    (a as Node).shape,
    floats(inputs, 1),
    (b as Node).shape,
    f,
  )
  return out
}

function truth(
  { inputs: [a, b], shape }: { readonly inputs: readonly Node[]; readonly shape: Shape },
  inputs: readonly Values[],
  f: (a: number, b: number) => number,
): Int32Array {
  const out = new Int32Array(sizeOf(shape))
  const [x, y] = [inputs[0] as Values, inputs[1] as Values]
  binaryLoop(out, shape, x, (a as Node).shape, y, (b as Node).shape, f)
  return out
}

function width(x: Node | undefined): number {
  return (x as Node).shape.at(-1) as number
}

function floats(inputs: readonly Values[], index: number): Float64Array {
  return inputs[index] as Float64Array
}

function ints(inputs: readonly Values[], index: number): Int32Array {
  return inputs[index] as Int32Array
}
