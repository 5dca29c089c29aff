/**
 * Lowering of sums, and of the sum of many of them.
 *
 * On a CPU onnxruntime (1.30) adds up rows on all threads and everything on one, and each operation costs some microseconds however
 * small its values are. So a chain of additions whose ends are sums over everything (finiteCheck of kernels/model) becomes one sum over
 * the sums of all rows: two operations a value instead of six. Invariant: the same sum, in another order.
 */
import type { OnnxDevice, Writer } from './onnx-writer.ts'
import { emit, helper, int, list, nameOf } from './onnx-writer.ts'
import type { Node, NodeOf } from './ops.ts'
import { sizeOf } from './ops.ts'

/** The chains of a program: how the addition at the head of each is written, and the nodes within, which need no values. */
export function totalChains(order: readonly Node[], uses: ReadonlyMap<Node, number>) {
  const heads = new Map<Node, (writer: Writer) => void>()
  const within = new Set<Node>()
  for (const node of order.toReversed()) {
    if (node.op !== 'add' || within.has(node)) continue
    const chain = chainOf(node, uses)
    if (chain === undefined) continue
    heads.set(node, (writer) => lowerTotals(writer, node, chain.values))
    for (const x of chain.nodes) within.add(x)
  }
  return { heads, within }
}

/** What a chain of additions adds up, if that is nothing but sums over everything that nobody else uses. */
function chainOf(head: Node, uses: ReadonlyMap<Node, number>) {
  const values: Node[] = []
  const nodes: Node[] = []
  const follow = (node: Node): boolean => {
    if (node !== head && uses.get(node) !== 1) return false
    const whole = summed(node, uses)
    if (node.op !== 'add' && whole === undefined) return false
    if (node !== head) nodes.push(node)
    if (whole === undefined) return node.inputs.every(follow)
    nodes.push(whole.sum)
    values.push(whole.value)
    return true
  }
  return follow(head) ? { values, nodes } : undefined
}

/** x, where a node is the scalar sum over all of a matrix or vector x. */
function summed(node: Node, uses: ReadonlyMap<Node, number>) {
  const [sum] = node.inputs
  if (node.op !== 'reshape' || node.shape.length !== 0 || sum?.op !== 'sum') return undefined
  const [value] = sum.inputs as readonly [Node]
  const rank = value.shape.length
  const fits = uses.get(sum) === 1 && (rank === 1 || rank === 2)
  return fits && sum.attributes.axes.length === rank ? { sum, value } : undefined
}

/** One sum over the sums of the rows of all `values`. */
function lowerTotals(writer: Writer, node: Node, values: readonly Node[]): void {
  const sums = values.map((x) => {
    if (x.shape.length === 1) return nameOf(writer, x)
    const rows = helper(writer)
    emit(writer, 'ReduceSum', [nameOf(writer, x), list(writer, [1])], rows, [int('keepdims', 0)])
    return rows
  })
  const all = helper(writer)
  emit(writer, 'Concat', sums, all, [int('axis', 0)])
  emit(writer, 'ReduceSum', [all, list(writer, [0])], nameOf(writer, node), [int('keepdims', 0)])
}

/**
 * A sum over everything that is large goes by rows first: on a CPU the library adds up rows on all threads and everything on one, on
 * WebGPU rows in many workgroups and everything in one (30 ms for 25 million numbers on an H200, by rows 0.12).
 */
export function lowerSum(writer: Writer, node: NodeOf<'sum'>, inputs: readonly string[]): void {
  const { axes } = node.attributes
  const keep = [int('keepdims', 1)]
  const size = sizeOf((node.inputs[0] as Node).shape)
  const rows = sizeOf(node.shape) === 1 ? sumRows(writer.device, size) : undefined
  if (rows === undefined) {
    emit(writer, 'ReduceSum', [...inputs, list(writer, axes)], nameOf(writer, node), keep)
    return
  }
  const [parted, sums, sum] = [0, 1, 2].map(() => helper(writer)) as [string, string, string]
  emit(writer, 'Reshape', [...inputs, list(writer, [rows, size / rows])], parted)
  emit(writer, 'ReduceSum', [parted, list(writer, [1])], sums, keep)
  emit(writer, 'ReduceSum', [sums, list(writer, [0, 1])], sum, keep)
  emit(writer, 'Reshape', [sum, list(writer, node.shape)], nameOf(writer, node))
}

/** In how many rows `size` numbers are added up first; undefined where it is not worth it. */
function sumRows(device: OnnxDevice, size: number): number | undefined {
  if (device === 'cuda' || size < 65_536) return undefined
  if (device === 'cpu') return size % 64 === 0 ? 64 : undefined
  // About as many rows as numbers in one.
  let rows = 1
  while (4 * rows * rows <= size && size % (2 * rows) === 0) rows *= 2
  return rows >= 64 ? rows : undefined
}
