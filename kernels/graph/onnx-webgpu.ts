/**
 * Forms for what the library's WebGPU provider (1.30) has no operation for, and would give to the CPU, there and back over the bus: batched
 * products with transposes, and the logarithm of softmax.
 */
import type { Writer } from './onnx-writer.ts'
import { emit, halfOf, helper, int, list, number, transposedOf } from './onnx-writer.ts'
import type { Node, NodeOf } from './ops.ts'
import { sizeOf } from './ops.ts'

/**
 * A batched product of values of equal rank from a plain one: operands turned before it, the smaller one scaled. Scores of attention that
 * were scaled behind it would leave fp16's range long before they are too large.
 */
export function emitBatchedProduct(
  writer: Writer,
  [a, b]: readonly [string, string],
  output: string,
  { attributes, shape, inputs }: NodeOf<'matmul'>,
  half: boolean,
): void {
  const { transA, transB, alpha } = attributes
  const isLeft = sizeOf((inputs[0] as Node).shape) <= sizeOf((inputs[1] as Node).shape)
  const scaled = (name: string, isScaled: boolean) =>
    isScaled && alpha !== 1 ? scaledBy(writer, name, alpha, half) : name
  const turned = (name: string, isTurned: boolean) =>
    isTurned ? transposedOf(writer, name, shape.length) : name
  const left = turned(scaled(a, isLeft), transA)
  const right = turned(scaled(b, !isLeft), transB)
  emit(writer, 'MatMul', [left, right], output)
}

function scaledBy(writer: Writer, name: string, alpha: number, half: boolean): string {
  const [scaled, factor] = [helper(writer), number(writer, alpha)]
  emit(writer, 'Mul', [name, half ? halfOf(writer, factor) : factor], scaled)
  return scaled
}

/**
 * -log softmax at the label: max - log(max softmax) - logit. The largest probability is 1 / sum of exp(logit - max), never less than
 * 1 / classes, so its logarithm is safe where that of the label's would not be. The gradient uses the same softmax.
 */
export function emitLoss(
  writer: Writer,
  node: NodeOf<'crossEntropy'>,
  [logits, labels]: readonly [string, string],
  output: string,
): void {
  const m = node.shape[0] as number
  const [soft, largest, chance, log, top, column, picked, sum] = Array.from({ length: 8 }, () =>
    helper(writer),
  ) as [string, string, string, string, string, string, string, string]
  const rows = [list(writer, [-1])]
  emit(writer, 'Softmax', [logits], soft, [int('axis', -1)])
  writer.softs.set(logits, soft)
  emit(writer, 'ReduceMax', [logits, ...rows], largest, [int('keepdims', 1)])
  emit(writer, 'ReduceMax', [soft, ...rows], chance, [int('keepdims', 1)])
  emit(writer, 'Log', [chance], log)
  emit(writer, 'Sub', [largest, log], top)
  emit(writer, 'Reshape', [labels, list(writer, [m, 1])], column)
  emit(writer, 'GatherElements', [logits, column], picked, [int('axis', 1)])
  emit(writer, 'Sub', [top, picked], sum)
  emit(writer, 'Reshape', [sum, list(writer, [m])], output)
}
