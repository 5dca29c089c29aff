/**
 * Cutting a program in two: nodes of the first part become inputs of the second.
 *
 * So a backward pass takes from its forward pass what it needs instead of computing it again. Invariant: the two parts
 * compute what the whole would, operation by operation.
 */
import { createGraph, input, makeNode } from './build.ts'
import type { Graph, Node, NodeOf, OpName, Program } from './ops.ts'
import { reachable } from './ops.ts'

/** A copy of a program in which the nodes in `cuts` are inputs of the names given. */
export function cutProgram(program: Program, cuts: ReadonlyMap<Node, string>): Program {
  const graph = createGraph()
  const copies = new Map<Node, Node>()
  for (const node of partBehind(program, cuts)) {
    const name = cuts.get(node)
    copies.set(
      node,
      name === undefined
        ? copyNode(graph, node, copies)
        : input(graph, name, node.shape, node.dtype),
    )
  }
  const outputs: Record<string, Node> = {}
  for (const [name, node] of Object.entries(program.outputs))
    outputs[name] = copies.get(node) as Node
  return { name: program.name, outputs, products: productsOf(cuts.keys(), copies) }
}

/** What the program behind a cut can know of its inputs. */
function productsOf(cuts: Iterable<Node>, copies: ReadonlyMap<Node, Node>) {
  const products = new Map<Node, readonly [Node, Node]>()
  for (const node of cuts) {
    const [copy, a, b] = [node, ...node.inputs].map((x) => copies.get(x))
    if (node.op === 'mul' && copy && a && b) products.set(copy, [a, b])
  }
  return products
}

/**
 * The nodes of `forward` that `backward` uses and that depend on `source`: what must be kept between the two. A reshape
 * is free, so the node behind it is kept; what does not depend on the source (masks, rotary tables) is cheap to find again.
 */
export function keptNodes(forward: Program, backward: Program, source: Node): Node[] {
  const first = new Set(reachable(forward))
  const moving = new Set<Node>([source])
  for (const node of first) if (node.inputs.some((x) => moving.has(x))) moving.add(node)
  const kept = new Set<Node>()
  for (const node of reachable(backward)) {
    if (first.has(node)) continue
    for (const x of node.inputs) {
      const origin = behindReshapes(x)
      if (first.has(origin) && moving.has(origin) && origin !== source) kept.add(origin)
    }
  }
  return [...kept].sort((a, b) => a.id - b.id)
}

function behindReshapes(node: Node): Node {
  let origin = node
  while (origin.op === 'reshape') origin = origin.inputs[0] as Node
  return origin
}

/** Nodes that the outputs need, stopping at the cuts, in an order of evaluation. */
function partBehind(program: Program, cuts: ReadonlyMap<Node, string>): Node[] {
  const marked = new Set<Node>()
  const stack = Object.values(program.outputs)
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (marked.has(node)) continue
    marked.add(node)
    if (!cuts.has(node)) stack.push(...node.inputs)
  }
  return [...marked].sort((a, b) => a.id - b.id)
}

function copyNode<K extends OpName>(
  graph: Graph,
  node: NodeOf<K>,
  copies: ReadonlyMap<Node, Node>,
): Node {
  const inputs = node.inputs.map((x) => copies.get(x) as Node)
  return makeNode(graph, node.op, inputs, node.attributes)
}
