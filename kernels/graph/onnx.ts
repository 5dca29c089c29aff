/**
 * Lowering of a program to ONNX (opset 18, and FusedMatMul of onnxruntime's own domain), as the object tree of onnx-model.ts.
 *
 * Invariant: one ONNX value per graph
 * node, named after it. Measured: onnxruntime runs batched FusedMatMul with its transposes folded in, and Gemm for the weights.
 */
import type { OnnxModel, OnnxValue } from './onnx-model.ts'
import { ONNX_TYPE } from './onnx-model.ts'
import type { Precision, Writer } from './onnx-writer.ts'
import {
  CONTRIB,
  createWriter,
  emit,
  float,
  halfOf,
  helper,
  int,
  list,
  nameOf,
  number,
  onnxNode,
  simple,
  typeOf,
} from './onnx-writer.ts'
import type { Node, NodeOf, OpName, Program } from './ops.ts'
import { isVectorProduct, reachable } from './ops.ts'

/** Lowers a program. The ONNX inputs are the program's, in the order in which they were made. */
export function lowerToOnnx(program: Program, precision: Precision = 'f32'): OnnxModel {
  const order = reachable(program)
  const folded = precision === 'f32' ? foldedProducts(order, program) : new Set<Node>()
  const writer = createWriter(precision, folded)
  const inputs: OnnxValue[] = []
  for (const node of order) {
    if (node.op === 'input') {
      const { name, shape, dtype } = node.attributes
      writer.names.set(node, name)
      inputs.push({ name, shape, type: typeOf(dtype) })
    } else lower(writer, node)
  }
  const outputs = Object.entries(program.outputs).map(([name, node]) => {
    writer.nodes.push(onnxNode('Identity', [nameOf(writer, node)], name))
    return { name, shape: node.shape, type: typeOf(node.dtype) }
  })
  return {
    irVersion: 9,
    opsets: [
      { domain: '', version: 18 },
      { domain: CONTRIB, version: 1 },
    ],
    name: program.name,
    nodes: writer.nodes,
    initializers: writer.initializers,
    inputs,
    outputs,
  }
}

type Lower<K extends OpName> = (writer: Writer, node: NodeOf<K>, inputs: readonly string[]) => void

function lower<K extends OpName>(writer: Writer, node: NodeOf<K>): void {
  const rule: Lower<K> = LOWER[node.op]
  rule(
    writer,
    node,
    node.inputs.map((x) => nameOf(writer, x)),
  )
}

const LOWER: { readonly [K in OpName]: Lower<K> } = {
  input: () => {},
  constant: (writer, node) => {
    const { shape, data } = node.attributes
    writer.initializers.push({
      name: nameOf(writer, node),
      shape,
      type: typeOf(node.dtype),
      data,
    })
  },
  matmul: lowerMatmul,
  add: lowerAdd,
  sub: simple('Sub'),
  mul: simple('Mul'),
  div: simple('Div'),
  neg: simple('Neg'),
  exp: simple('Exp'),
  log: simple('Log'),
  sqrt: simple('Sqrt'),
  sigmoid: simple('Sigmoid'),
  silu: (writer, node, inputs) =>
    emit(writer, 'QuickGelu', inputs, nameOf(writer, node), [float('alpha', 1)], CONTRIB),
  sum: (writer, node, inputs) =>
    emit(
      writer,
      'ReduceSum',
      [...inputs, list(writer, node.attributes.axes)],
      nameOf(writer, node),
      [int('keepdims', 1)],
    ),
  max: (writer, node, inputs) =>
    emit(writer, 'ReduceMax', [...inputs, list(writer, [-1])], nameOf(writer, node), [
      int('keepdims', 1),
    ]),
  inverseRms: lowerInverseRms,
  rmsNorm: lowerRmsNorm,
  rotate: lowerRotate,
  softmax: (writer, node, inputs) =>
    emit(writer, 'Softmax', inputs, nameOf(writer, node), [int('axis', -1)]),
  reshape: (writer, node, inputs) =>
    emit(writer, 'Reshape', [...inputs, list(writer, node.shape)], nameOf(writer, node)),
  broadcast: (writer, node, inputs) =>
    emit(writer, 'Expand', [...inputs, list(writer, node.shape)], nameOf(writer, node)),
  transpose: (writer, node, inputs) =>
    emit(writer, 'Transpose', inputs, nameOf(writer, node), [
      { name: 'perm', value: { ints: node.attributes.order } },
    ]),
  slice: (writer, node, inputs) => {
    const { axis, start, end } = node.attributes
    const bounds = [[start], [end], [axis]].map((x) => list(writer, x))
    emit(writer, 'Slice', [...inputs, ...bounds], nameOf(writer, node))
  },
  concat: (writer, node, inputs) =>
    emit(writer, 'Concat', inputs, nameOf(writer, node), [int('axis', node.attributes.axis)]),
  gather: (writer, node, inputs) =>
    emit(writer, 'Gather', inputs, nameOf(writer, node), [int('axis', 0)]),
  scatter: lowerScatter,
  crossEntropy: lowerCrossEntropy,
  crossEntropyGradient: lowerCrossEntropyGradient,
  argmax: (writer, node, inputs) => {
    const index = helper(writer)
    emit(writer, 'ArgMax', inputs, index, [int('axis', -1), int('keepdims', 0)])
    emit(writer, 'Cast', [index], nameOf(writer, node), [int('to', ONNX_TYPE.i32)])
  },
  equal: simple('Equal'),
  lessEqual: simple('LessOrEqual'),
  and: simple('And'),
  where: simple('Where'),
  cast: (writer, node, inputs) =>
    emit(writer, 'Cast', inputs, nameOf(writer, node), [int('to', ONNX_TYPE.f32)]),
}

function lowerMatmul(writer: Writer, node: NodeOf<'matmul'>, inputs: readonly string[]): void {
  if (writer.folded.has(node)) return
  const { transA, transB, alpha } = node.attributes
  const [op, domain] = node.shape.length === 2 ? ['Gemm', ''] : ['FusedMatMul', CONTRIB]
  const flags = [int('transA', transA ? 1 : 0), int('transB', transB ? 1 : 0)]
  const attributes = [...flags, float('alpha', alpha)]
  if (writer.precision === 'f32' || isVectorProduct(node)) {
    emit(writer, op, inputs, nameOf(writer, node), attributes, domain)
    return
  }
  const product = helper(writer)
  const halves = inputs.map((name) => halfOf(writer, name))
  emit(writer, op, halves, product, attributes, domain)
  emit(writer, 'Cast', [product], nameOf(writer, node), [int('to', ONNX_TYPE.f32)])
}

/** Two-dimensional products that only one sum uses: Gemm adds its third operand as it writes. */
function foldedProducts(order: readonly Node[], program: Program): Set<Node> {
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

function foldable(product: Node, other: Node): boolean {
  if (product.op !== 'matmul' || product.shape.length !== 2 || isVectorProduct(product))
    return false
  const [m, n] = product.shape
  return other.shape.join() === `${m},${n}` || other.shape.join() === `${n}`
}

function lowerAdd(writer: Writer, node: NodeOf<'add'>, inputs: readonly string[]): void {
  const place = node.inputs.findIndex((x) => writer.folded.has(x))
  const product = node.inputs[place]
  if (product?.op !== 'matmul') {
    emit(writer, 'Add', inputs, nameOf(writer, node))
    return
  }
  const { transA, transB, alpha } = product.attributes
  const flags = [int('transA', transA ? 1 : 0), int('transB', transB ? 1 : 0)]
  const operands = product.inputs.map((x) => nameOf(writer, x))
  const operandsAndSum = [...operands, inputs[1 - place] as string]
  emit(writer, 'Gemm', operandsAndSum, nameOf(writer, node), [...flags, float('alpha', alpha)])
}

function lowerRmsNorm(writer: Writer, node: NodeOf<'rmsNorm'>, inputs: readonly string[]): void {
  const attributes = [int('axis', -1), float('epsilon', node.attributes.eps)]
  emit(writer, 'SimplifiedLayerNormalization', inputs, nameOf(writer, node), attributes)
}

/** Not the second result of the norm: no faster on a CPU, and wrong on WebGPU (1.30). */
function lowerInverseRms(
  writer: Writer,
  node: NodeOf<'inverseRms'>,
  inputs: readonly string[],
): void {
  const [sum, mean, safe, root] = [0, 1, 2, 3].map(() => helper(writer)) as Four
  const width = node.inputs[0]?.shape.at(-1) as number
  emit(writer, 'ReduceSumSquare', [...inputs, list(writer, [-1])], sum, [int('keepdims', 1)])
  emit(writer, 'Mul', [sum, number(writer, 1 / width)], mean)
  emit(writer, 'Add', [mean, number(writer, node.attributes.eps)], safe)
  emit(writer, 'Sqrt', [safe], root)
  emit(writer, 'Div', [number(writer, 1), root], nameOf(writer, node))
}

function lowerRotate(writer: Writer, node: NodeOf<'rotate'>, inputs: readonly string[]): void {
  const [x, positions, cos, sin] = inputs as Four
  const wide = helper(writer)
  emit(writer, 'Cast', [positions], wide, [int('to', ONNX_TYPE.i64)])
  const tables = [cos, sin]
  if (node.attributes.inverse) {
    const turned = helper(writer)
    emit(writer, 'Neg', [sin], turned)
    tables[1] = turned
  }
  emit(writer, 'RotaryEmbedding', [x, wide, ...tables], nameOf(writer, node), [], CONTRIB)
}

function lowerScatter(writer: Writer, node: NodeOf<'scatter'>, inputs: readonly string[]): void {
  const [rows, indices] = inputs as readonly [string, string]
  const m = node.inputs[1]?.shape[0] as number
  const [zeros, wide, column] = [helper(writer), helper(writer), helper(writer)]
  emit(writer, 'Expand', [number(writer, 0), list(writer, node.shape)], zeros)
  emit(writer, 'Cast', [indices], wide, [int('to', ONNX_TYPE.i64)])
  emit(writer, 'Reshape', [wide, list(writer, [m, 1])], column)
  emit(writer, 'ScatterND', [zeros, column, rows], nameOf(writer, node), [
    { name: 'reduction', value: { text: 'add' } },
  ])
}

function lowerCrossEntropy(
  writer: Writer,
  node: NodeOf<'crossEntropy'>,
  inputs: readonly string[],
): void {
  const [logits, labels] = inputs as readonly [string, string]
  const m = node.shape[0] as number
  const [logs, column, picked, row] = [0, 1, 2, 3].map(() => helper(writer)) as Four
  emit(writer, 'LogSoftmax', [logits], logs, [int('axis', -1)])
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'GatherElements', [logs, column], picked, [int('axis', 1)])
  emit(writer, 'Reshape', [picked, list(writer, [m])], row)
  emit(writer, 'Neg', [row], nameOf(writer, node))
}

/** softmax, then minus 1 at each row's label. */
function lowerCrossEntropyGradient(
  writer: Writer,
  node: NodeOf<'crossEntropyGradient'>,
  inputs: readonly string[],
): void {
  const [logits, labels] = inputs as readonly [string, string]
  const m = node.shape[0] as number
  const [soft, minus, column] = [0, 1, 2].map(() => helper(writer)) as [string, string, string]
  emit(writer, 'Softmax', [logits], soft, [int('axis', -1)])
  emit(writer, 'Expand', [number(writer, -1), list(writer, [m, 1])], minus)
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'ScatterElements', [soft, column, minus], nameOf(writer, node), [
    int('axis', 1),
    { name: 'reduction', value: { text: 'add' } },
  ])
}

type Four = [string, string, string, string]
