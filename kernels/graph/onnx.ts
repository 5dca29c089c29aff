/**
 * Lowering of a program to ONNX (opset 18, and FusedMatMul of onnxruntime's own domain), as the object tree of onnx-model.ts.
 *
 * Invariant: one ONNX value per graph
 * node, named after it. Measured: onnxruntime runs batched FusedMatMul with its transposes folded in, and Gemm for the weights.
 */
import { lowerCrossEntropy, lowerCrossEntropyGradient } from './onnx-loss.ts'
import type { OnnxModel, OnnxValue } from './onnx-model.ts'
import { ONNX_TYPE } from './onnx-model.ts'
import { foldedProducts, lowerAdd, lowerMatmul } from './onnx-products.ts'
import { cpuRewrites, NO_REWRITES } from './onnx-rewrites.ts'
import { lowerSum } from './onnx-sums.ts'
import type { OnnxDevice, Precision, Writer } from './onnx-writer.ts'
import {
  CONTRIB,
  createWriter,
  emit,
  emitRmsNorm,
  float,
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
import { reachable } from './ops.ts'

export type LoweringOptions = {
  /** Default f32. */
  readonly precision?: Precision
  /** Default cpu. */
  readonly device?: OnnxDevice
}

/** Lowers a program. The ONNX inputs are the program's, in the order in which they were made. */
export function lowerToOnnx(
  program: Program,
  { precision = 'f32', device = 'cpu' }: LoweringOptions = {},
): OnnxModel {
  const order = reachable(program)
  const folds = precision === 'f32' && device !== 'cpu'
  const folded = folds ? foldedProducts(order, program) : new Set<Node>()
  const graded = new Set(
    order.filter(({ op }) => op === 'crossEntropyGradient').map((x) => x.inputs[0] as Node),
  )
  const writer = createWriter({ precision, device, folded, graded })
  const { heads, within } = device === 'cpu' ? cpuRewrites(order, program) : NO_REWRITES
  nameResults(writer, program)
  const inputs: OnnxValue[] = []
  for (const node of order) {
    if (node.op === 'input') {
      const { name, shape, dtype } = node.attributes
      writer.names.set(node, name)
      inputs.push({ name, shape, type: typeOf(dtype) })
      continue
    }
    const written = heads.get(node)
    if (written !== undefined) written(writer)
    else if (!within.has(node)) lower(writer, node)
  }
  const outputs = Object.entries(program.outputs).map(([name, node]) => {
    if (nameOf(writer, node) !== name)
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

/** A result is made under its name wherever it can be: an identity behind it would copy it. */
function nameResults({ names }: Writer, { outputs }: Program): void {
  for (const [name, node] of Object.entries(outputs))
    if (!(node.op === 'input' || node.op === 'constant' || names.has(node))) names.set(node, name)
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
  sum: lowerSum,
  max: (writer, node, inputs) =>
    emit(writer, 'ReduceMax', [...inputs, list(writer, [-1])], nameOf(writer, node), [
      int('keepdims', 1),
    ]),
  inverseRms: lowerInverseRms,
  rmsNorm: (writer, node, inputs) => emitRmsNorm(writer, node, inputs),
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

/** Not the second result of the norm, which is wrong on WebGPU (1.30). */
function lowerInverseRms(
  writer: Writer,
  node: NodeOf<'inverseRms'>,
  inputs: readonly string[],
): void {
  const [square, mean, safe, root] = [0, 1, 2, 3].map(() => helper(writer)) as Four
  // Not ReduceSumSquare, which takes three times as long on a CPU.
  emit(writer, 'Mul', [...inputs, ...inputs], square)
  emit(writer, 'ReduceMean', [square, list(writer, [-1])], mean, [int('keepdims', 1)])
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
  // In this order, since WebGPU has no reshape of wide integers.
  emit(writer, 'Reshape', [indices, list(writer, [m, 1])], column)
  emit(writer, 'Cast', [column], wide, [int('to', ONNX_TYPE.i64)])
  emit(writer, 'ScatterND', [zeros, wide, rows], nameOf(writer, node), [
    { name: 'reduction', value: { text: 'add' } },
  ])
}

type Four = [string, string, string, string]
