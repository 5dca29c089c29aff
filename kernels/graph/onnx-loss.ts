/**
 * Lowering of the loss over a vocabulary and of its gradient.
 *
 * On a CPU, where a program has both, one softmax serves them: the loss is the logarithm of the label's part, from which the gradient
 * then takes 1. Where a part is below the smallest normal number (a loss above 87), which is hardly ever, the losses of the run are computed
 * from logits that are made once more; what nearly every run does is not slower for it.
 */
import type { OnnxAttribute, OnnxNode } from './onnx-model.ts'
import { emitLoss } from './onnx-webgpu.ts'
import type { Writer } from './onnx-writer.ts'
import { emit, float, helper, int, list, nameOf, number, onnxNode } from './onnx-writer.ts'
import type { Node, NodeOf } from './ops.ts'

export function lowerCrossEntropy(
  writer: Writer,
  node: NodeOf<'crossEntropy'>,
  inputs: readonly string[],
): void {
  const [logits, labels] = inputs as readonly [string, string]
  const m = node.shape[0] as number
  if (writer.device === 'webgpu') {
    emitLoss(writer, node, [logits, labels], nameOf(writer, node))
    return
  }
  const picked = helper(writer)
  if (writer.device === 'cpu' && writer.graded.has(node.inputs[0] as Node))
    pickFromChances(writer, node, [logits, labels], picked)
  else {
    const [logs, column] = [helper(writer), helper(writer)]
    emit(writer, 'LogSoftmax', [logits], logs, [int('axis', -1)])
    writer.logs.set(logits, logs)
    emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
    emit(writer, 'GatherElements', [logs, column], picked, [int('axis', 1)])
  }
  const row = helper(writer)
  emit(writer, 'Reshape', [picked, list(writer, [m])], row)
  emit(writer, 'Neg', [row], nameOf(writer, node))
}

/** Logarithm of each label's part, [m, 1]. */
function pickFromChances(
  writer: Writer,
  node: NodeOf<'crossEntropy'>,
  [logits, labels]: readonly [string, string],
  output: string,
): void {
  const m = node.shape[0] as number
  const { picked, column } = chancesOf(writer, logits, labels, m)
  const names = [0, 1, 2, 3, 4].map(() => helper(writer))
  const [least, tiny, usual, logs, rare] = names as [string, string, string, string, string]
  emit(writer, 'ReduceMin', [picked], least, [int('keepdims', 0)])
  emit(writer, 'LessOrEqual', [least, number(writer, LEAST)], tiny)
  const again = logitsAgain(writer, node.inputs[0] as Node)
  const made = again?.output ?? logits
  emit(writer, 'If', [tiny], output, [
    branch('else_branch', m, [onnxNode('Log', [picked], usual)]),
    branch('then_branch', m, [
      ...(again === undefined ? [] : [again]),
      onnxNode('LogSoftmax', [made], logs, [int('axis', -1)]),
      onnxNode('GatherElements', [logs, column], rare, [int('axis', 1)]),
    ]),
  ])
}

/** The last of the nodes gives the result, [m, 1]. */
function branch(name: string, m: number, nodes: readonly OnnxNode[]): OnnxAttribute {
  const output = { name: nodes.at(-1)?.output as string, shape: [m, 1], type: 'f32' } as const
  return { name, value: { branch: { nodes, output } } }
}

/** For a branch: the logits would have to be kept for it, beside their softmax, which is as large. */
function logitsAgain(writer: Writer, logits: Node): OnnxNode | undefined {
  if (logits.op !== 'matmul' || logits.shape.length !== 2) return undefined
  const { transA, transB, alpha } = logits.attributes
  const flags = [int('transA', transA ? 1 : 0), int('transB', transB ? 1 : 0)]
  const operands = logits.inputs.map((x) => nameOf(writer, x))
  return onnxNode('Gemm', operands, helper(writer), [...flags, float('alpha', alpha)])
}

/** The smallest normal float32. */
const LEAST = 2 ** -126

/** softmax, as the loss has made it or from the logarithm that it has, then minus 1 at each row's label. */
export function lowerCrossEntropyGradient(
  writer: Writer,
  node: NodeOf<'crossEntropyGradient'>,
  inputs: readonly string[],
): void {
  const [logits, labels] = inputs as readonly [string, string]
  const m = node.shape[0] as number
  if (writer.device === 'cpu') {
    // Not a reduction: that the new value is made of the old one puts the loss first, so that this can be done in place.
    const { soft, picked, column } = chancesOf(writer, logits, labels, m)
    const less = helper(writer)
    emit(writer, 'Sub', [picked, number(writer, 1)], less)
    emit(writer, 'ScatterElements', [soft, column, less], nameOf(writer, node), [int('axis', 1)])
    return
  }
  const [minus, column] = [helper(writer), helper(writer)]
  const soft = softmaxOf(writer, logits)
  emit(writer, 'Expand', [number(writer, -1), list(writer, [m, 1])], minus)
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'ScatterElements', [soft, column, minus], nameOf(writer, node), [
    int('axis', 1),
    { name: 'reduction', value: { text: 'add' } },
  ])
}

function softmaxOf(writer: Writer, logits: string): string {
  const found = writer.softs.get(logits)
  if (found !== undefined) return found
  const soft = helper(writer)
  const logs = writer.logs.get(logits)
  if (logs === undefined) emit(writer, 'Softmax', [logits], soft, [int('axis', -1)])
  else emit(writer, 'Exp', [logs], soft)
  return soft
}

/** softmax(logits) [m, v], and of each row the label's part [m, 1] and its place [m, 1]. */
export type Chances = { readonly soft: string; readonly picked: string; readonly column: string }

/** Made once for loss and gradient. */
function chancesOf(writer: Writer, logits: string, labels: string, m: number): Chances {
  const key = JSON.stringify([logits, labels])
  const found = writer.chances.get(key)
  if (found !== undefined) return found
  const [soft, picked, column] = [0, 1, 2].map(() => helper(writer)) as [string, string, string]
  emit(writer, 'Softmax', [logits], soft, [int('axis', -1)])
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'GatherElements', [soft, column], picked, [int('axis', 1)])
  writer.chances.set(key, { soft, picked, column })
  return { soft, picked, column }
}
