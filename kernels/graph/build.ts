/**
 * Making nodes: one short function an operation, so that model code reads like the formula.
 *
 * Invariant: a graph holds no two equal nodes (same operation, inputs and attributes), so gradient rules may ask again for a
 * value that the forward pass has made.
 */
import type { DType, Graph, Node, NodeOf, OpAttributes, OpName, Shape } from './ops.ts'
import { sizeOf } from './ops.ts'
import { inferType } from './shape.ts'

export function createGraph(): Graph {
  return { nodes: [], known: new Map() }
}

/** A node of `op`, or the equal one that exists. Throws a ShapeError where the inputs do not fit. */
export function makeNode<K extends OpName>(
  graph: Graph,
  op: K,
  inputs: readonly Node[],
  attributes: OpAttributes[K],
): Node {
  const key = nodeKey(op, inputs, attributes)
  const existing = key === undefined ? undefined : graph.known.get(key)
  if (existing !== undefined) return existing
  const id = graph.nodes.length
  const { shape, dtype } = inferType(op, inputs, attributes)
  const node = { graph, id, op, inputs, attributes, shape, dtype } as NodeOf<K> as Node
  graph.nodes.push(node)
  if (key !== undefined) graph.known.set(key, node)
  return node
}

/** A value given at each run. Throws where the graph has another input of that name. */
export function input(graph: Graph, name: string, shape: Shape, dtype: DType = 'float'): Node {
  const node = makeNode(graph, 'input', [], { name, shape, dtype })
  const clash = graph.nodes.some(
    (x) => x !== node && x.op === 'input' && x.attributes.name === name,
  )
  if (clash) throw new Error(`two inputs are called '${name}'`)
  return node
}

export function constant(graph: Graph, data: Float64Array | Int32Array, shape: Shape): Node {
  return makeNode(graph, 'constant', [], { shape, data })
}

export function scalar(graph: Graph, value: number): Node {
  return constant(graph, Float64Array.of(value), [])
}

export function matmul(
  a: Node,
  b: Node,
  { transA = false, transB = false, alpha = 1 }: Partial<OpAttributes['matmul']> = {},
): Node {
  return makeNode(a.graph, 'matmul', [a, b], { transA, transB, alpha })
}

/** x [m, in] times a weight stored [out, in], plus a bias [out] where there is one. */
export function linear(x: Node, weight: Node, bias?: Node): Node {
  const y = matmul(x, weight, { transB: true })
  return bias === undefined ? y : add(y, bias)
}

export function add(a: Node, b: Node): Node {
  return makeNode(a.graph, 'add', [a, b], {})
}

export function sub(a: Node, b: Node): Node {
  return makeNode(a.graph, 'sub', [a, b], {})
}

export function mul(a: Node, b: Node): Node {
  return makeNode(a.graph, 'mul', [a, b], {})
}

export function div(a: Node, b: Node): Node {
  return makeNode(a.graph, 'div', [a, b], {})
}

export function neg(x: Node): Node {
  return makeNode(x.graph, 'neg', [x], {})
}

export function exp(x: Node): Node {
  return makeNode(x.graph, 'exp', [x], {})
}

export function log(x: Node): Node {
  return makeNode(x.graph, 'log', [x], {})
}

export function sqrt(x: Node): Node {
  return makeNode(x.graph, 'sqrt', [x], {})
}

export function sigmoid(x: Node): Node {
  return makeNode(x.graph, 'sigmoid', [x], {})
}

export function silu(x: Node): Node {
  return makeNode(x.graph, 'silu', [x], {})
}

/** Sum over axes, which stay with length 1. */
export function sum(x: Node, axes: readonly number[]): Node {
  return axes.length === 0 ? x : makeNode(x.graph, 'sum', [x], { axes })
}

/** Sum over everything, as a scalar. */
export function total(x: Node): Node {
  return reshape(
    sum(
      x,
      x.shape.map((_, i) => i),
    ),
    [],
  )
}

/** Largest over the last axis, which stays. */
export function max(x: Node): Node {
  return makeNode(x.graph, 'max', [x], {})
}

/** 1 / sqrt(mean(x^2) + eps) over the last axis, which stays. */
export function inverseRms(x: Node, eps: number): Node {
  return makeNode(x.graph, 'inverseRms', [x], { eps })
}

/** x / sqrt(mean(x^2) + eps) * weight over the last axis. */
export function rmsNorm(x: Node, weight: Node, eps: number): Node {
  return makeNode(x.graph, 'rmsNorm', [x, weight], { eps })
}

export type Angles = { readonly positions: Node; readonly cos: Node; readonly sin: Node }

/** Turns x [rows, n, length, 2 * half] by tables cos and sin [limit, half] at positions [rows, length]. */
export function rotate(x: Node, { positions, cos, sin }: Angles, inverse = false): Node {
  return makeNode(x.graph, 'rotate', [x, positions, cos, sin], { inverse })
}

export function softmax(x: Node): Node {
  return makeNode(x.graph, 'softmax', [x], {})
}

export function reshape(x: Node, shape: Shape): Node {
  return sameShape(x.shape, shape) ? x : makeNode(x.graph, 'reshape', [x], { shape })
}

export function broadcast(x: Node, shape: Shape): Node {
  return sameShape(x.shape, shape) ? x : makeNode(x.graph, 'broadcast', [x], { shape })
}

export function transpose(x: Node, order: readonly number[]): Node {
  return makeNode(x.graph, 'transpose', [x], { order })
}

/** Part [start, end) of one axis. */
export function slice(x: Node, axis: number, start: number, end: number): Node {
  if (start === 0 && end === x.shape[axis]) return x
  return makeNode(x.graph, 'slice', [x], { axis, start, end })
}

export function concat(parts: readonly Node[], axis: number): Node {
  const [first] = parts
  if (first === undefined) throw new Error('concat of nothing')
  return makeNode(first.graph, 'concat', parts, { axis })
}

export function gather(table: Node, indices: Node): Node {
  return makeNode(table.graph, 'gather', [table, indices], {})
}

export function scatter(rows: Node, indices: Node, count: number): Node {
  return makeNode(rows.graph, 'scatter', [rows, indices], { rows: count })
}

export function crossEntropy(logits: Node, labels: Node): Node {
  return makeNode(logits.graph, 'crossEntropy', [logits, labels], {})
}

export function argmax(x: Node): Node {
  return makeNode(x.graph, 'argmax', [x], {})
}

export function equal(a: Node, b: Node): Node {
  return makeNode(a.graph, 'equal', [a, b], {})
}

export function lessEqual(a: Node, b: Node): Node {
  return makeNode(a.graph, 'lessEqual', [a, b], {})
}

export function and(a: Node, b: Node): Node {
  return makeNode(a.graph, 'and', [a, b], {})
}

export function where(condition: Node, a: Node, b: Node): Node {
  return makeNode(a.graph, 'where', [condition, a, b], {})
}

export function cast(x: Node): Node {
  return makeNode(x.graph, 'cast', [x], {})
}

function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}

/** Small constants are compared by content; large ones (tables) are never merged. */
function nodeKey(op: OpName, inputs: readonly Node[], attributes: object): string | undefined {
  if ('data' in attributes) {
    const { shape, data } = attributes as OpAttributes['constant']
    const kind = data instanceof Int32Array ? 'int' : 'float'
    return sizeOf(shape) <= 16 ? `${kind}[${shape}]${data.join()}` : undefined
  }
  return `${op}(${inputs.map((x) => x.id).join()})${JSON.stringify(attributes)}`
}
