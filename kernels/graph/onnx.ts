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
import type { NodeOf, OpName, Program } from './ops.ts'
import { reachable } from './ops.ts'

/** Lowers a program. The ONNX inputs are the program's, in the order in which they were made. */
export function lowerToOnnx(program: Program, precision: Precision = 'f32'): OnnxModel {
  const writer = createWriter(precision)
  const inputs: OnnxValue[] = []
  for (const node of reachable(program)) {
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
  add: simple('Add'),
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
  meanSquare: (writer, node, inputs) => {
    const sum = helper(writer)
    emit(writer, 'ReduceSumSquare', [...inputs, list(writer, [-1])], sum, [int('keepdims', 1)])
    const width = node.inputs[0]?.shape.at(-1) as number
    emit(writer, 'Mul', [sum, number(writer, 1 / width)], nameOf(writer, node))
  },
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
  const { transA, transB, alpha } = node.attributes
  const [op, domain] = node.shape.length === 2 ? ['Gemm', ''] : ['FusedMatMul', CONTRIB]
  const flags = [int('transA', transA ? 1 : 0), int('transB', transB ? 1 : 0)]
  const attributes = [...flags, float('alpha', alpha)]
  if (writer.precision === 'f32') {
    emit(writer, op, inputs, nameOf(writer, node), attributes, domain)
    return
  }
  const product = helper(writer)
  const halves = inputs.map((name) => halfOf(writer, name))
  emit(writer, op, halves, product, attributes, domain)
  emit(writer, 'Cast', [product], nameOf(writer, node), [int('to', ONNX_TYPE.f32)])
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

/** softmax * g, then minus g at each row's label. */
function lowerCrossEntropyGradient(
  writer: Writer,
  node: NodeOf<'crossEntropyGradient'>,
  inputs: readonly string[],
): void {
  const [logits, labels, g] = inputs as readonly [string, string, string]
  const m = node.shape[0] as number
  const [soft, weight, scaled, minus] = [0, 1, 2, 3].map(() => helper(writer)) as Four
  const column = helper(writer)
  emit(writer, 'Softmax', [logits], soft, [int('axis', -1)])
  emit(writer, 'Reshape', [g, list(writer, [m, 1])], weight)
  emit(writer, 'Mul', [soft, weight], scaled)
  emit(writer, 'Neg', [weight], minus)
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'ScatterElements', [scaled, column, minus], nameOf(writer, node), [
    int('axis', 1),
    { name: 'reduction', value: { text: 'add' } },
  ])
}

type Four = [string, string, string, string]
