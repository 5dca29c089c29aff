/**
 * An ONNX model as a plain object tree: what onnx.proto's ModelProto holds, as far as we use it.
 *
 * Kernels make the tree (onnx.ts); node/engines/onnx-proto.ts writes the bytes. Source: ONNX 1.16.
 */
import type { Shape } from './ops.ts'

export type OnnxType = 'f32' | 'f16' | 'i32' | 'i64' | 'bool'

export type OnnxAttribute = {
  readonly name: string
  readonly value:
    | { readonly int: number }
    | { readonly float: number }
    | { readonly ints: readonly number[] }
    | { readonly text: string }
    | { readonly branch: OnnxBranch }
}

/** A graph within a node: it sees the values around it, and gives one. */
export type OnnxBranch = { readonly nodes: readonly OnnxNode[]; readonly output: OnnxValue }

export type OnnxNode = {
  readonly op: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly output: string
  /** Names of further outputs. */
  readonly more?: readonly string[]
  readonly attributes: readonly OnnxAttribute[]
}

export type OnnxTensor = {
  readonly name: string
  readonly shape: Shape
  readonly type: OnnxType
  readonly data: ArrayLike<number>
}

export type OnnxValue = {
  readonly name: string
  readonly shape: Shape
  /** A sequence is of f32 tensors of any shape. */
  readonly type: OnnxType | 'sequence'
}

export type OnnxModel = {
  readonly irVersion: number
  readonly opsets: readonly { readonly domain: string; readonly version: number }[]
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxTensor[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
}

/** TensorProto.DataType. */
export const ONNX_TYPE: Readonly<Record<OnnxType, number>> = {
  f32: 1,
  i32: 6,
  i64: 7,
  bool: 9,
  f16: 10,
}
