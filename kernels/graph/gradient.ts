/**
 * Reverse-mode differentiation: adds to a graph the nodes that compute gradients.
 *
 * Each operation has one rule: from the node and the gradient of its result to the gradients of its inputs, written in the
 * same operations. Invariant: a gradient has the shape of its value. Test: central differences of the reference interpreter
 * on random shapes. Operations without a rule here are those on ints and bools, and the two that only rules make.
 */
import type { Angles } from './build.ts'
import {
  add,
  broadcast,
  constant,
  div,
  gather,
  inverseRms,
  makeNode,
  matmul,
  mul,
  neg,
  reshape,
  rotate,
  scalar,
  scatter,
  sigmoid,
  slice,
  sub,
  sum,
  transpose,
  where,
} from './build.ts'
import {
  createPieces,
  rmsNormRule,
  rowFactors,
  rowProducts,
  scaledProduct,
} from './gradient-rules.ts'
import type { Node, NodeOf, OpName, Shape } from './ops.ts'

/** Gradients of the inputs, in order; undefined where an input has none (an index, a label). */
type Rule<K extends OpName> = (node: NodeOf<K>, g: Node) => readonly (Node | undefined)[]

/** Where a backward pass starts: the gradient of the loss by a value; for the loss itself a scalar 1. */
export type Seed = { readonly value: Node; readonly gradient: Node }

/**
 * Gradients by `wrt`, given the gradients of some results. A value that nothing depends on gets zeros.
 * Throws where a path leads through an operation that has no gradient.
 */
export function gradients(seeds: readonly Seed[], wrt: readonly Node[]): Node[] {
  const found = new Map<Node, Node>()
  for (const { value, gradient } of seeds) accumulate(found, value, gradient)
  const needed = dependents(wrt)
  const order = [...pathNodes(seeds, needed)].sort((a, b) => b.id - a.id)
  const pieces = createPieces()
  const settled = (node: Node) => {
    for (const part of pieces.take(node)) accumulate(found, node, part)
    return found.get(node)
  }
  for (const node of order) {
    const g = settled(node)
    if (g === undefined || node.inputs.length === 0) continue
    if (node.op === 'slice') {
      pieces.put(node, g)
      continue
    }
    const parts = applyRule(node, g)
    node.inputs.forEach((x, i) => {
      const part = parts[i]
      if (part !== undefined && needed.has(x)) accumulate(found, x, part)
    })
  }
  return wrt.map((x) => settled(x) ?? zeros(x))
}

/** Gradients of one scalar. */
export function gradientsOf(loss: Node, wrt: readonly Node[]): Node[] {
  const one = constant(loss.graph, new Float64Array([1]), loss.shape)
  return gradients([{ value: loss, gradient: one }], wrt)
}

function applyRule<K extends OpName>(node: NodeOf<K>, g: Node): readonly (Node | undefined)[] {
  const rule: Rule<K> | undefined = RULES[node.op]
  if (rule === undefined) throw new Error(`${node.op} has no gradient`)
  return rule(node, g)
}

const RULES: { readonly [K in OpName]: Rule<K> | undefined } = {
  input: undefined,
  constant: undefined,
  matmul: (node, g) => {
    const { inputs, attributes } = node
    const { transA, transB, alpha } = attributes
    const [a, b] = pair(inputs)
    const scaled = transA ? undefined : rowFactors(g, a)
    if (scaled !== undefined) return scaledProduct(node, scaled)
    // A' = op(A), B' = op(B), Y = alpha A'B': dA' = alpha G B'^T, dB' = alpha A'^T G; a transposed operand gets the transpose.
    const da = transA
      ? matmul(b, g, { transA: transB, transB: true, alpha })
      : matmul(g, b, { transB: !transB, alpha })
    const db = transB
      ? matmul(g, a, { transA: true, transB: transA, alpha })
      : matmul(a, g, { transA: !transA, alpha })
    return [da, db]
  },
  add: ({ inputs }, g) => inputs.map((x) => reduceTo(g, x.shape)),
  sub: ({ inputs }, g) => {
    const [a, b] = pair(inputs)
    return [reduceTo(g, a.shape), neg(reduceTo(g, b.shape))]
  },
  mul: ({ inputs }, g) => {
    const [a, b] = pair(inputs)
    return [reduceTo(mul(g, b), a.shape), reduceTo(mul(g, a), b.shape)]
  },
  div: (node, g) => {
    const [a, b] = pair(node.inputs)
    const ga = div(g, b)
    return [reduceTo(ga, a.shape), neg(reduceTo(mul(ga, node), b.shape))]
  },
  neg: (_, g) => [neg(g)],
  exp: (node, g) => [mul(g, node)],
  log: ({ inputs }, g) => [div(g, only(inputs))],
  sqrt: (node, g) => [div(mul(g, scalar(g.graph, 0.5)), node)],
  sigmoid: (node, g) => [mul(g, mul(node, sub(scalar(g.graph, 1), node)))],
  // y = x s: y' = s + y (1 - s)
  silu: (node, g) => {
    const s = sigmoid(only(node.inputs))
    return [mul(g, add(s, mul(node, sub(scalar(g.graph, 1), s))))]
  },
  sum: ({ inputs }, g) => [broadcast(g, only(inputs).shape)],
  // Used to keep exponentials small, where it cancels out of the result.
  max: undefined,
  inverseRms: ({ inputs, attributes: { eps } }, g) => {
    const x = only(inputs)
    const r = inverseRms(x, eps)
    const width = x.shape.at(-1) as number
    return [mul(x, mul(g, mul(mul(r, mul(r, r)), scalar(g.graph, -1 / width))))]
  },
  rmsNorm: rmsNormRule,
  rotate: ({ inputs: [, positions, cos, sin], attributes: { inverse } }, g) => [
    rotate(g, { positions, cos, sin } as Angles, !inverse),
    undefined,
    undefined,
    undefined,
  ],
  softmax: (node, g) => [mul(node, sub(g, rowProducts(node, g)))],
  reshape: ({ inputs }, g) => [reshape(g, only(inputs).shape)],
  broadcast: ({ inputs }, g) => [reduceTo(g, only(inputs).shape)],
  transpose: ({ attributes: { order } }, g) => [
    transpose(
      g,
      order.map((_, i) => order.indexOf(i)),
    ),
  ],
  // Collected, so that slices which lie side by side become one concat (gradient-rules.ts).
  slice: undefined,
  concat: ({ inputs, attributes: { axis } }, g) => {
    let start = 0
    return inputs.map((part) => {
      const end = start + (part.shape[axis] as number)
      const piece = slice(g, axis, start, end)
      start = end
      return piece
    })
  },
  gather: ({ inputs }, g) => {
    const [table, indices] = pair(inputs)
    return [scatter(g, indices, table.shape[0] as number), undefined]
  },
  scatter: ({ inputs }, g) => {
    const [, indices] = pair(inputs)
    return [gather(g, indices), undefined]
  },
  crossEntropy: ({ inputs }, g) => {
    const [logits, labels] = pair(inputs)
    const chances = makeNode(g.graph, 'crossEntropyGradient', [logits, labels], {})
    return [mul(chances, reshape(g, [...g.shape, 1])), undefined]
  },
  crossEntropyGradient: undefined,
  argmax: undefined,
  equal: undefined,
  lessEqual: undefined,
  and: undefined,
  where: ({ inputs }, g) => {
    const [condition, a, b] = inputs as readonly [Node, Node, Node]
    const zero = scalar(g.graph, 0)
    return [
      undefined,
      reduceTo(where(condition, g, zero), a.shape),
      reduceTo(where(condition, zero, g), b.shape),
    ]
  },
  cast: () => [undefined],
}

/** Sums a gradient over the axes along which a value was broadcast. */
function reduceTo(g: Node, shape: Shape): Node {
  const extra = g.shape.length - shape.length
  const axes = g.shape
    .map((_, i) => i)
    .filter((i) => i < extra || (shape[i - extra] === 1 && g.shape[i] !== 1))
  return reshape(sum(g, axes), shape)
}

function accumulate(found: Map<Node, Node>, value: Node, part: Node): void {
  if (part.shape.join() !== value.shape.join())
    throw new Error(`gradient [${part.shape}] of ${value.op} [${value.shape}]`)
  const before = found.get(value)
  found.set(value, before === undefined ? part : add(before, part))
}

/** All nodes that depend on any of `wrt`, those included. */
function dependents(wrt: readonly Node[]): Set<Node> {
  const result = new Set(wrt)
  const [first] = wrt
  for (const node of first?.graph.nodes ?? [])
    if (node.dtype === 'float' && node.inputs.some((x) => result.has(x))) result.add(node)
  return result
}

/** The nodes between the seeds and `wrt`. */
function pathNodes(seeds: readonly Seed[], needed: ReadonlySet<Node>): Set<Node> {
  const marked = new Set<Node>()
  const stack = seeds.map((seed) => seed.value)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (marked.has(node) || !needed.has(node)) continue
    marked.add(node)
    stack.push(...node.inputs)
  }
  return marked
}

function zeros(x: Node): Node {
  return broadcast(scalar(x.graph, 0), x.shape)
}

function only(inputs: readonly Node[]): Node {
  return inputs[0] as Node
}

function pair(inputs: readonly Node[]): readonly [Node, Node] {
  return [inputs[0] as Node, inputs[1] as Node]
}
