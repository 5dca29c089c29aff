/**
 * Lowering of matrix products, and of the sums that one writes.
 *
 * On a CPU onnxruntime (1.30) turns a transposed first operand again for every 128 columns of the result, which costs the products
 * of weight gradients a tenth to a third of their time. Turning an operand or the result once is cheaper where the columns are many;
 * the library would fold that into the product again, if its GemmTransposeFusion were not switched off (node/engines/onnx-runner.ts).
 * Elsewhere a product takes its transposes as flags, and adds a third operand as it writes (on a CPU that is a copy on one thread). On
 * WebGPU a transposed second operand is turned before: with the flag the product takes 3.4 times as long (an H200).
 */
import { ONNX_TYPE } from './onnx-model.ts'
import { emitBatchedProduct } from './onnx-webgpu.ts'
import type { Writer } from './onnx-writer.ts'
import {
  CONTRIB,
  emit,
  emitTranspose,
  float,
  halfOf,
  helper,
  int,
  nameOf,
  transposedOf,
} from './onnx-writer.ts'
import type { Node, NodeOf, OpAttributes, Program } from './ops.ts'
import { isVectorProduct } from './ops.ts'

type Flags = OpAttributes['matmul']

export function lowerMatmul(
  writer: Writer,
  node: NodeOf<'matmul'>,
  inputs: readonly string[],
): void {
  if (writer.folded.has(node)) return
  const write = productWriter(writer, node)
  if (writer.precision === 'f32' || isVectorProduct(node)) {
    const turn = writer.device === 'cpu' ? turning(node) : 'nothing'
    if (turn === 'nothing') write(inputs, nameOf(writer, node))
    else if (turn === 'operand') withTurnedOperand(writer, node, inputs, write)
    else withTurnedResult(writer, node, inputs, write)
    return
  }
  const product = helper(writer)
  const halves = inputs.map((name) => halfOf(writer, name))
  write(halves, product)
  emit(writer, 'Cast', [product], nameOf(writer, node), [int('to', ONNX_TYPE.f32)])
}

/** Two-dimensional products that only one sum uses: Gemm adds its third operand as it writes. */
export function foldedProducts(order: readonly Node[], program: Program): Set<Node> {
  const uses = new Map<Node, number>()
  for (const node of [...order.flatMap((x) => x.inputs), ...Object.values(program.outputs)])
    uses.set(node, (uses.get(node) ?? 0) + 1)
  const folded = new Set<Node>()
  for (const node of order) {
    if (node.op !== 'add') continue
    const product = node.inputs.findLast(
      (x, i) => foldable(x, node.inputs[1 - i] as Node) && uses.get(x) === 1,
    )
    if (product !== undefined) folded.add(product)
  }
  return folded
}

export function lowerAdd(writer: Writer, node: NodeOf<'add'>, inputs: readonly string[]): void {
  const place = node.inputs.findIndex((x) => writer.folded.has(x))
  const product = node.inputs[place]
  if (product?.op !== 'matmul') {
    emit(writer, 'Add', inputs, nameOf(writer, node))
    return
  }
  const operands = product.inputs.map((x) => nameOf(writer, x))
  const write = productWriter(writer, product)
  write([...operands, inputs[1 - place] as string], nameOf(writer, node))
}

function foldable(product: Node, other: Node): boolean {
  if (product.op !== 'matmul' || product.shape.length !== 2 || isVectorProduct(product))
    return false
  const [m, n] = product.shape
  return other.shape.join() === `${m},${n}` || other.shape.join() === `${n}`
}

/** Emits a product of a node's kind, with its flags or others. */
function productWriter(writer: Writer, node: NodeOf<'matmul'>) {
  const { shape, attributes } = node
  const half = writer.precision === 'f16' && !isVectorProduct(node)
  const [op, domain] = shape.length === 2 ? ['Gemm', ''] : ['FusedMatMul', CONTRIB]
  return (inputs: readonly string[], output: string, flags: Flags = attributes) => {
    if (writer.device === 'webgpu' && shape.length > 2) {
      emitBatchedProduct(writer, inputs as [string, string], output, node, half)
      return
    }
    const [a, b, ...sum] = inputs as [string, string, ...string[]]
    const turns = writer.device === 'webgpu' && flags.transB
    const operands = [a, turns ? transposedOf(writer, b, 2) : b, ...sum]
    const transB = flags.transB && !turns
    const list = [int('transA', flags.transA ? 1 : 0), int('transB', transB ? 1 : 0)]
    emit(writer, op, operands, output, [...list, float('alpha', flags.alpha)], domain)
  }
}

type Write = ReturnType<typeof productWriter>

/**
 * Which way of A^T B (A [k, m], B [k, n]) is the quickest on a CPU: as it is, with A turned first, or as the transpose of B^T A. In
 * units of one element turned; the library takes a third of that, for every 128 columns.
 */
function turning({ inputs: [a], attributes, shape }: NodeOf<'matmul'>) {
  if (!attributes.transA || attributes.transB || shape.length !== 2) return 'nothing'
  const [k] = (a as Node).shape as readonly [number]
  const [m, n] = shape as readonly [number, number]
  const costs = { nothing: (k * m * n) / 128 / 3, operand: k * m, result: k * n + m * n }
  if (costs.nothing <= LEAST_TURNED) return 'nothing'
  const [way] = WAYS.toSorted((x, y) => costs[x] - costs[y])
  return way as (typeof WAYS)[number]
}

const WAYS = ['nothing', 'operand', 'result'] as const

/** Below this nothing is gained that could be measured. */
const LEAST_TURNED = 65_536

function withTurnedOperand(
  writer: Writer,
  node: NodeOf<'matmul'>,
  [a, b]: readonly string[],
  write: Write,
): void {
  const turned = transposedOf(writer, a as string, 2)
  write([turned, b as string], nameOf(writer, node), { ...node.attributes, transA: false })
}

function withTurnedResult(
  writer: Writer,
  node: NodeOf<'matmul'>,
  [a, b]: readonly string[],
  write: Write,
): void {
  const turned = transposedOf(writer, b as string, 2)
  const product = helper(writer)
  write([turned, a as string], product, { ...node.attributes, transA: false })
  emitTranspose(writer, product, nameOf(writer, node), 2)
}
