/**
 * Forms for several nodes of a program at once, where the library's CPU provider (1.30) is quicker at something else that gives the same.
 *
 * Elementwise operations wait for memory, so each one less counts. Invariant: a node that another one's form leaves out is used by nobody else.
 */
import { totalChains } from './onnx-sums.ts'
import type { Writer } from './onnx-writer.ts'
import { CONTRIB, emit, emitRmsNorm, helper, nameOf } from './onnx-writer.ts'
import type { Node, NodeOf, Program } from './ops.ts'

export type Rewrites = {
  /** How a node is written, in place of its own rule. */
  readonly heads: ReadonlyMap<Node, (writer: Writer) => void>
  /** Nodes that need no values then. */
  readonly within: ReadonlySet<Node>
}

export const NO_REWRITES: Rewrites = { heads: new Map(), within: new Set() }

export function cpuRewrites(order: readonly Node[], program: Program): Rewrites {
  const uses = new Map<Node, number>()
  for (const node of [...order.flatMap((x) => x.inputs), ...Object.values(program.outputs)])
    uses.set(node, (uses.get(node) ?? 0) + 1)
  const parts = [
    totalChains(order, uses),
    gateGradients(order, uses, program.products),
    sharedRoots(order),
    normGradients(order, uses),
  ]
  return {
    heads: new Map(parts.flatMap(({ heads }) => [...heads])),
    within: new Set(parts.flatMap(({ within }) => [...within])),
  }
}

/**
 * The gradient by a gate g of h = a u, a = silu(g), for dh: (dh u) (s + a (1 - s)) with s = sigmoid(g), as dh (h + s (u - h)), which is
 * one pass less.
 */
function gateGradients(
  order: readonly Node[],
  uses: ReadonlyMap<Node, number>,
  known: Program['products'] = new Map(),
): Rewrites {
  const heads = new Map<Node, (writer: Writer) => void>()
  const within = new Set<Node>()
  const products = new Map<string, Node>()
  for (const [node, factors] of known) products.set(pairKey(factors), node)
  for (const node of order) if (node.op === 'mul') products.set(pairKey(node.inputs), node)
  for (const node of order) {
    const gate = node.op === 'mul' ? gateOf(node, uses) : undefined
    if (gate === undefined) continue
    const { dh, u, a, s, nodes } = gate
    const h = products.get(pairKey([a, u]))
    if (h === undefined || h.id > node.id) continue
    for (const x of nodes) within.add(x)
    heads.set(node, (writer) => {
      const name = (x: Node) => nameOf(writer, x)
      const [rest, part, slope] = [0, 1, 2].map(() => helper(writer)) as [string, string, string]
      emit(writer, 'Sub', [name(u), name(h)], rest)
      emit(writer, 'Mul', [name(s), rest], part)
      emit(writer, 'Add', [name(h), part], slope)
      emit(writer, 'Mul', [name(dh), slope], name(node))
    })
  }
  return { heads, within }
}

/** The parts of (dh u) (s + a (1 - s)), if a node is that and nobody else uses what it is made of. */
function gateOf({ inputs: [da, slope] }: NodeOf<'mul'>, uses: ReadonlyMap<Node, number>) {
  if (da?.op !== 'mul' || slope?.op !== 'add') return undefined
  const [s, rest] = slope.inputs as readonly [Node, Node]
  if (s.op !== 'sigmoid' || rest.op !== 'mul') return undefined
  const [a, less] = rest.inputs as readonly [Node, Node]
  const [dh, u] = da.inputs as readonly [Node, Node]
  if (less.op !== 'sub' || less.inputs[1] !== s || !isOne(less.inputs[0] as Node)) return undefined
  const nodes = [da, slope, rest, less]
  const whole = [dh, u, a].every((x) => x.shape.join() === s.shape.join())
  return whole && nodes.every((x) => uses.get(x) === 1) ? { dh, u, a, s, nodes } : undefined
}

function isOne(node: Node): boolean {
  return node.op === 'constant' && node.shape.length === 0 && node.attributes.data[0] === 1
}

function pairKey(pair: readonly Node[]): string {
  return pair.map((x) => x.id).join()
}

/** The inverse root of x's mean square, which its gradient needs, is a norm's second result. */
function sharedRoots(order: readonly Node[]): Rewrites {
  const heads = new Map<Node, (writer: Writer) => void>()
  const within = new Set<Node>()
  const norms = new Map<Node, NodeOf<'rmsNorm'>>()
  for (const node of order) {
    const [x] = node.inputs
    if (node.op === 'rmsNorm') norms.set(x as Node, node)
    if (node.op !== 'inverseRms') continue
    const norm = norms.get(x as Node)
    if (norm === undefined || norm.attributes.eps !== node.attributes.eps) continue
    within.add(node)
    heads.set(norm, (writer) => {
      const inputs = norm.inputs.map((input) => nameOf(writer, input))
      emitRmsNorm(writer, norm, inputs, [nameOf(writer, node)])
    })
  }
  return { heads, within }
}

/** rest + r (g w - x p), the gradient of a norm added to another one, where r and p are a number a row: two passes instead of four. */
function normGradients(order: readonly Node[], uses: ReadonlyMap<Node, number>): Rewrites {
  const heads = new Map<Node, (writer: Writer) => void>()
  const within = new Set<Node>()
  for (const node of order) {
    if (node.op !== 'add') continue
    const place = node.inputs.findIndex(
      (x) => x.op === 'mul' && uses.get(x) === 1 && !within.has(x),
    )
    const found = place < 0 ? undefined : normOf(node.inputs[place] as NodeOf<'mul'>, uses)
    if (found === undefined) continue
    const rest = node.inputs[1 - place] as Node
    const { r, gw, x, p, nodes } = found
    if (rest.shape.join() !== x.shape.join()) continue
    for (const y of nodes) within.add(y)
    heads.set(node, (writer) => {
      const name = (y: Node) => nameOf(writer, y)
      const [pull, less, sum] = [0, 1, 2].map(() => helper(writer)) as [string, string, string]
      emit(writer, 'Mul', [name(r), name(p)], pull)
      emit(writer, 'Neg', [pull], less)
      emit(writer, 'GatedAdd', [name(rest), name(gw), name(r)], sum, [], CONTRIB)
      emit(writer, 'GatedAdd', [sum, name(x), less], name(node), [], CONTRIB)
    })
  }
  return { heads, within }
}

/** The parts of r (g w - x p), if a node is that and nobody else uses what it is made of. */
function normOf(node: NodeOf<'mul'>, uses: ReadonlyMap<Node, number>) {
  const [r, less] = node.inputs as readonly [Node, Node]
  if (less.op !== 'sub' || uses.get(less) !== 1) return undefined
  const [gw, xp] = less.inputs as readonly [Node, Node]
  if (xp.op !== 'mul' || uses.get(xp) !== 1) return undefined
  const [x, p] = xp.inputs as readonly [Node, Node]
  const rows = [...x.shape.slice(0, -1), 1].join()
  const fits = [gw, less, xp].every((y) => y.shape.join() === x.shape.join())
  return fits && r.shape.join() === rows && p.shape.join() === rows
    ? { r, gw, x, p, nodes: [node, less, xp] }
    : undefined
}
