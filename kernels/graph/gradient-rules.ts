/**
 * The gradient rules that are longer than a line, each written so that it goes over large values as seldom as it can.
 *
 * On a CPU everything but the matrix products is bound by memory, so a pass over [tokens, vocabulary] or [length, length] that
 * can be had on something smaller is. Invariant: the same gradients as the plain rules (test: central differences).
 */
import {
  add,
  broadcast,
  concat,
  inverseRms,
  matmul,
  mul,
  reshape,
  scalar,
  sub,
  sum,
} from './build.ts'
import type { Node, NodeOf, Shape } from './ops.ts'
import { sizeOf } from './ops.ts'

/** y = x r w with r = (mean(x^2) + eps)^-1/2 a row: dx = r (g w - x r^2 sum(g x w) / width), dw = sum over rows of g x r. */
export function rmsNormRule(
  { inputs, attributes: { eps } }: NodeOf<'rmsNorm'>,
  g: Node,
): readonly Node[] {
  const [x, weight] = inputs as readonly [Node, Node]
  const [width] = weight.shape as readonly [number]
  const rows = sizeOf(x.shape) / width
  const r = inverseRms(x, eps)
  const product = reshape(mul(g, x), [rows, width])
  const dweight = matmul(reshape(r, [1, rows]), product)
  const sums = reshape(matmul(product, reshape(weight, [width, 1])), r.shape)
  const pull = mul(sums, mul(mul(r, r), scalar(g.graph, 1 / width)))
  const dx = mul(r, sub(mul(g, weight), mul(x, pull)))
  return [dx, reshape(dweight, weight.shape)]
}

/** Row sums of g * p for a softmax p. In attention g = dO V^T and O = p V, so they are the row sums of dO * O, which is small. */
export function rowProducts(p: Node, g: Node): Node {
  const plain = () => sum(mul(g, p), [p.shape.length - 1])
  const product = g.op === 'reshape' ? (g.inputs[0] as Node) : g
  if (product.op !== 'matmul') return plain()
  const { transA, transB, alpha } = product.attributes
  if (transA || !transB || alpha !== 1) return plain()
  const [dOut, values] = product.inputs as readonly [Node, Node]
  const chances = reshape(p, product.shape)
  const out = p.graph.nodes.find(
    (x) =>
      x.op === 'matmul' &&
      x.inputs[0] === chances &&
      x.inputs[1] === values &&
      !(x.attributes.transA || x.attributes.transB) &&
      x.attributes.alpha === 1,
  )
  if (out === undefined) return plain()
  const sums = sum(mul(dOut, out), [out.shape.length - 1])
  return reshape(sums, [...p.shape.slice(0, -1), 1])
}

export type RowFactors = { readonly value: Node; readonly factors: Node }

/** `g` [m, n] as rows times a factor [m, 1] each, where the factors are cheaper to apply to something as wide as `a`. */
export function rowFactors(g: Node, a: Node): RowFactors | undefined {
  if (g.op !== 'mul' || g.shape.length !== 2) return undefined
  const [value, factors] = g.inputs as readonly [Node, Node]
  const [m, n] = g.shape as readonly [number, number]
  const fits = value.shape.join() === g.shape.join() && factors.shape.join() === [m, 1].join()
  return fits && n > (a.shape[1] as number) ? { value, factors } : undefined
}

/** Gradients of alpha * a b (or b^T) for a gradient of the result with row factors s: diag(s) (V b^T), and (diag(s) a)^T V. */
export function scaledProduct(
  { inputs, attributes: { transB, alpha } }: NodeOf<'matmul'>,
  { value, factors }: RowFactors,
): readonly Node[] {
  const [a, b] = inputs as readonly [Node, Node]
  const da = mul(matmul(value, b, { transB: !transB, alpha }), factors)
  const scaled = mul(a, factors)
  const db = transB
    ? matmul(value, scaled, { transA: true, alpha })
    : matmul(scaled, value, { transA: true, alpha })
  return [da, db]
}

type Piece = {
  readonly axis: number
  readonly start: number
  readonly end: number
  readonly g: Node
}

/** Gradients of slices, by the value that was sliced: side by side they are one concat, one over another they are padded. */
export function createPieces() {
  const pieces = new Map<Node, Piece[]>()
  const put = ({ inputs: [x], attributes }: NodeOf<'slice'>, g: Node): void => {
    const list = pieces.get(x as Node) ?? []
    pieces.set(x as Node, [...list, { ...attributes, g }])
  }
  /** What the pieces of a value add up from; they are forgotten. */
  const take = (x: Node): Node[] => {
    const list = (pieces.get(x) ?? []).toSorted((a, b) => a.start - b.start)
    pieces.delete(x)
    const apart = list.every((piece, i) => {
      const before = list[i - 1]
      return before === undefined || (before.axis === piece.axis && before.end <= piece.start)
    })
    if (apart && list.length > 0) return [padded(list, x.shape)]
    return nested(list)
      ? [summedPrefixes(list, x.shape)]
      : list.map((piece) => padded([piece], x.shape))
  }
  return { put, take }
}

/** Whether all pieces begin at 0 of one axis, as the keys of causal parts do. */
function nested([first, ...rest]: readonly Piece[]): boolean {
  return first?.start === 0 && rest.every(({ start, axis }) => start === 0 && axis === first.axis)
}

/** Their sum, the shorter ones added first: each is padded to the next and not to the whole. */
function summedPrefixes(pieces: readonly Piece[], shape: Shape): Node {
  const [first, ...rest] = pieces.toSorted((a, b) => a.end - b.end) as [Piece, ...Piece[]]
  const upTo = (end: number) => shape.map((n, i) => (i === first.axis ? end : n))
  const sum = rest.reduce((before, piece) => {
    const longer = padded([before], upTo(piece.end))
    return { ...piece, g: add(piece.g, longer) }
  }, first)
  return padded([sum], shape)
}

/** The pieces in their places, zeros between. */
function padded(pieces: readonly Piece[], shape: Shape): Node {
  const { axis, g } = pieces[0] as Piece
  const parts: Node[] = []
  let at = 0
  const fill = (to: number) => {
    if (to > at) parts.push(zeros(g, axis, to - at))
  }
  for (const piece of pieces) {
    fill(piece.start)
    parts.push(piece.g)
    at = piece.end
  }
  fill(shape[axis] as number)
  return parts.length === 1 ? g : concat(parts, axis)
}

function zeros(g: Node, axis: number, length: number): Node {
  return broadcast(
    scalar(g.graph, 0),
    g.shape.map((n, i) => (i === axis ? length : n)),
  )
}
