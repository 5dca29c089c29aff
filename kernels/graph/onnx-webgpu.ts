/**
 * Forms for what the library's WebGPU provider (1.30) has no operation for, and would give to the CPU, there and back over the bus: batched
 * products with transposes, and the logarithm of softmax.
 */
import type { Writer } from './onnx-writer.ts'
import { emit, halfOf, helper, int, list, number, transposedOf } from './onnx-writer.ts'
import type { NodeOf, OpAttributes } from './ops.ts'

/** A batched product of values of equal rank from a plain one: operands turned before it, the result scaled behind it. */
export function emitBatchedProduct(
  writer: Writer,
  [a, b]: readonly string[],
  output: string,
  { transA, transB, alpha }: OpAttributes['matmul'],
  { rank, half }: { readonly rank: number; readonly half: boolean },
): void {
  const left = transA ? transposedOf(writer, a as string, rank) : (a as string)
  const right = transB ? transposedOf(writer, b as string, rank) : (b as string)
  if (alpha === 1) {
    emit(writer, 'MatMul', [left, right], output)
    return
  }
  const [product, factor] = [helper(writer), number(writer, alpha)]
  emit(writer, 'MatMul', [left, right], product)
  emit(writer, 'Mul', [product, half ? halfOf(writer, factor) : factor], output)
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
