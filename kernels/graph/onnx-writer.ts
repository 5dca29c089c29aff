/**
 * What the ONNX lowering rules (onnx.ts) write with: nodes, helper values, shared constants, values rounded to fp16.
 *
 * Invariant: every value is made once; a graph node's value has the node's own name.
 */
import type { Chances } from './onnx-loss.ts'
import type { OnnxAttribute, OnnxNode, OnnxTensor, OnnxType } from './onnx-model.ts'
import { ONNX_TYPE } from './onnx-model.ts'
import type { DType, Node, NodeOf } from './ops.ts'

export const CONTRIB = 'com.microsoft'

/**
 * What products are computed in. With f16 the operands of every product are rounded to it and the result comes back as fp32;
 * norms, softmax, losses and sums stay fp32, where fp16 would overflow. Inputs and outputs are fp32 in any case.
 */
export type Precision = 'f32' | 'f16'

/** Which of the library's providers the forms are chosen for: each lacks operations, or is slow at some, that another is quick at. */
export type OnnxDevice = 'cpu' | 'webgpu' | 'cuda'

export type Writer = {
  readonly precision: Precision
  readonly device: OnnxDevice
  readonly nodes: OnnxNode[]
  readonly initializers: OnnxTensor[]
  readonly names: Map<Node, string>
  /** Small integer constants by content. */
  readonly lists: Map<string, string>
  /** Values rounded to fp16, by the name of the value. */
  readonly halves: Map<string, string>
  /** Values with their last two axes changed, by the name of the value. */
  readonly turned: Map<string, string>
  /** Logarithms of softmax, by the name of the logits. */
  readonly logs: Map<string, string>
  /** Softmax that a loss has made, by the name of the logits. */
  readonly softs: Map<string, string>
  /** Logits whose loss has a gradient in the program. */
  readonly graded: ReadonlySet<Node>
  /** What loss and gradient share on a CPU, by the names of logits and labels. */
  readonly chances: Map<string, Chances>
  /** Products that are written by the sum which adds to them. */
  readonly folded: ReadonlySet<Node>
  /** Names of helper values of the node that is being lowered. */
  helpers: number
}

export function createWriter(
  options: Pick<Writer, 'precision' | 'device' | 'folded' | 'graded'>,
): Writer {
  return {
    ...options,
    nodes: [],
    initializers: [],
    names: new Map(),
    lists: new Map(),
    halves: new Map(),
    turned: new Map(),
    logs: new Map(),
    softs: new Map(),
    chances: new Map(),
    helpers: 0,
  }
}

/** A value rounded to fp16, once for all products that use it. */
export function halfOf(writer: Writer, name: string): string {
  let half = writer.halves.get(name)
  if (half === undefined) {
    half = helper(writer)
    writer.halves.set(name, half)
    emit(writer, 'Cast', [name], half, [int('to', ONNX_TYPE.f16)])
  }
  return half
}

/** A value with its last two axes changed, once for all products. */
export function transposedOf(writer: Writer, name: string, rank: number): string {
  let turned = writer.turned.get(name)
  if (turned === undefined) {
    turned = helper(writer)
    writer.turned.set(name, turned)
    emitTranspose(writer, name, turned, rank)
  }
  return turned
}

export function emitTranspose(writer: Writer, name: string, output: string, rank: number): void {
  const axes = Array.from({ length: rank }, (_, i) => i)
  const perm = [...axes.slice(0, -2), rank - 1, rank - 2]
  emit(writer, 'Transpose', [name], output, [{ name: 'perm', value: { ints: perm } }])
}

export function typeOf(dtype: DType): OnnxType {
  return dtype === 'float' ? 'f32' : dtype === 'int' ? 'i32' : 'bool'
}

export function nameOf(writer: Writer, node: Node): string {
  return writer.names.get(node) ?? `n${node.id}`
}

export function simple(op: string) {
  return (writer: Writer, node: Node, inputs: readonly string[]) =>
    emit(writer, op, inputs, nameOf(writer, node))
}

export function emit(
  writer: Writer,
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly OnnxAttribute[] = [],
  domain = '',
): void {
  writer.nodes.push(onnxNode(op, inputs, output, attributes, domain))
}

/** A norm; `roots`: the name of its second result, 1 / sqrt(mean(x^2) + eps), where that is wanted. */
export function emitRmsNorm(
  writer: Writer,
  node: NodeOf<'rmsNorm'>,
  inputs: readonly string[],
  roots: readonly string[] = [],
): void {
  const attributes = [int('axis', -1), float('epsilon', node.attributes.eps)]
  const norm = onnxNode('SimplifiedLayerNormalization', inputs, nameOf(writer, node), attributes)
  writer.nodes.push({ ...norm, more: roots })
}

export function onnxNode(
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly OnnxAttribute[] = [],
  domain = '',
): OnnxNode {
  return { op, domain, inputs, output, attributes }
}

export function helper(writer: Writer): string {
  return `h${writer.helpers++}`
}

/** An int64 list as an initializer. */
export function list(writer: Writer, values: readonly number[]): string {
  const key = values.join()
  let name = writer.lists.get(key)
  if (name === undefined) {
    name = `list${writer.lists.size}`
    writer.lists.set(key, name)
    writer.initializers.push({ name, shape: [values.length], type: 'i64', data: values })
  }
  return name
}

/** A scalar of the graph's float type as an initializer. */
export function number(writer: Writer, value: number): string {
  const name = helper(writer)
  writer.initializers.push({ name, shape: [], type: 'f32', data: [value] })
  return name
}

export function int(name: string, value: number): OnnxAttribute {
  return { name, value: { int: value } }
}

export function float(name: string, value: number): OnnxAttribute {
  return { name, value: { float: value } }
}
