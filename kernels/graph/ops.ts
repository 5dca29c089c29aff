/**
 * The operations of the graph language: what a node is, and which attributes each operation has.
 *
 * A graph is a list of nodes with static shapes. Every table over `OpName` (shapes, gradients, ONNX, reference, tfjs) is a
 * mapped type, so a new operation does not compile until all of them know it. 'float' is whatever the engine computes in
 * (float64 in the reference interpreter, float32 or float16 on devices); 'int' is a 32-bit integer.
 */

export type DType = 'float' | 'int' | 'bool'

export type Shape = readonly number[]

type None = Readonly<Record<never, never>>

export type OpAttributes = {
  /** A value given at each run. */
  input: { readonly name: string; readonly shape: Shape; readonly dtype: DType }
  /** A value fixed in the graph. */
  constant: { readonly shape: Shape; readonly data: Float64Array | Int32Array }
  /** alpha * A B over the last two axes; A [..., m, k] or its transpose, B [..., k, n] or its transpose, equal leading axes. */
  matmul: { readonly transA: boolean; readonly transB: boolean; readonly alpha: number }
  /** Elementwise with broadcasting. */
  add: None
  sub: None
  mul: None
  div: None
  neg: None
  exp: None
  log: None
  sqrt: None
  sigmoid: None
  /** x * sigmoid(x). */
  silu: None
  /** Sum over axes, which stay with length 1. */
  sum: { readonly axes: readonly number[] }
  /** Largest over the last axis, which stays with length 1. */
  max: None
  /** 1 / sqrt(mean(x^2) + eps) over the last axis, which stays with length 1. */
  inverseRms: { readonly eps: number }
  /** x / sqrt(mean(x^2) + eps) * weight over the last axis; weight [width]. */
  rmsNorm: { readonly eps: number }
  /**
   * Turns the pairs (i, i + half) of the last axis of x [rows, n, length, 2 * half] by the angles whose cosines and sines lie in
   * tables [limit, half], at int positions [rows, length]; the other way round where `inverse`. Inputs x, positions, cos, sin.
   */
  rotate: { readonly inverse: boolean }
  /** Over the last axis. */
  softmax: None
  reshape: { readonly shape: Shape }
  broadcast: { readonly shape: Shape }
  transpose: { readonly order: readonly number[] }
  /** Part [start, end) of one axis. */
  slice: { readonly axis: number; readonly start: number; readonly end: number }
  concat: { readonly axis: number }
  /** Rows of a table [v, c] by int indices [m]: [m, c]. */
  gather: None
  /** Adds rows [m, c] into zeros [v, c] at int indices [m]; the gradient of gather. */
  scatter: { readonly rows: number }
  /** -log softmax(logits [m, v])[label] for int labels [m] in 0..v-1: [m]. */
  crossEntropy: None
  /** softmax(logits) - onehot(labels): [m, v]; the gradient of crossEntropy, before each row's own factor. */
  crossEntropyGradient: None
  /** Index of the largest over the last axis, ties to the lower, as int; the axis goes. */
  argmax: None
  /** Elementwise on ints with broadcasting, to bool. */
  equal: None
  lessEqual: None
  and: None
  /** condition ? a : b elementwise with broadcasting. */
  where: None
  /** int or bool to float. */
  cast: None
}

export type OpName = keyof OpAttributes

/** One node; its inputs are made before it, so creation order is an order of evaluation. */
export type NodeOf<K extends OpName> = {
  [P in K]: {
    readonly graph: Graph
    readonly id: number
    readonly op: P
    readonly inputs: readonly Node[]
    readonly attributes: OpAttributes[P]
    readonly shape: Shape
    readonly dtype: DType
  }
}[K]

export type Node = NodeOf<OpName>

export type Graph = {
  readonly nodes: Node[]
  /** Equal nodes are made once: key of (operation, inputs, attributes) to node. */
  readonly known: Map<string, Node>
}

/** What an engine compiles: named results; the inputs are those that the results depend on. */
export type Program = {
  readonly name: string
  readonly outputs: Readonly<Record<string, Node>>
  /** Inputs that are the product, element by element, of two other nodes. */
  readonly products?: ReadonlyMap<Node, readonly [Node, Node]>
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((product, n) => product * n, 1)
}

/** Whether a product has a vector for an operand or result: those are computed in full precision on every device. */
export function isVectorProduct({ shape, inputs: [a] }: NodeOf<'matmul'>): boolean {
  const inner = sizeOf((a as Node).shape) / sizeOf(shape.slice(0, -1))
  return shape.at(-1) === 1 || shape.at(-2) === 1 || inner === 1
}

/** The nodes that the outputs depend on, in an order of evaluation. */
export function reachable(program: Program): Node[] {
  const marked = new Set<Node>()
  const stack = Object.values(program.outputs)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (marked.has(node)) continue
    marked.add(node)
    stack.push(...node.inputs)
  }
  return [...marked].sort((a, b) => a.id - b.id)
}

/** The inputs that a program needs, in the order in which they were made. */
export function programInputs(program: Program): NodeOf<'input'>[] {
  return reachable(program).filter((node): node is NodeOf<'input'> => node.op === 'input')
}
