/**
 * Writes the object tree of kernels/graph/onnx-model.ts as ONNX ModelProto bytes.
 *
 * Only the fields that we use are declared; numbers and meanings as in onnx/onnx.proto (ONNX 1.16, IR version 9).
 */
import protobuf from 'protobufjs'
import type {
  OnnxAttribute,
  OnnxModel,
  OnnxNode,
  OnnxTensor,
  OnnxValue,
} from '../../kernels/graph/onnx-model.ts'
import { ONNX_TYPE } from '../../kernels/graph/onnx-model.ts'
import { halfBits } from '../../kernels/math/half.ts'

const SCHEMA = `syntax = "proto3";
message Attribute { string name = 1; float f = 2; int64 i = 3; bytes s = 4; Graph g = 6;
  repeated int64 ints = 8; int32 type = 20; }
message Node { repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated Attribute attribute = 5; string domain = 7; }
message Tensor { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
message Dimension { oneof value { int64 dim_value = 1; } }
message TensorShape { repeated Dimension dim = 1; }
message TensorType { int32 elem_type = 1; TensorShape shape = 2; }
message Sequence { Type elem_type = 1; }
message Type { oneof value { TensorType tensor_type = 1; Sequence sequence_type = 4; } }
message ValueInfo { string name = 1; Type type = 2; }
message Graph { repeated Node node = 1; string name = 2; repeated Tensor initializer = 5; repeated ValueInfo input = 11;
  repeated ValueInfo output = 12; }
message OperatorSetId { string domain = 1; int64 version = 2; }
message Model { int64 ir_version = 1; repeated OperatorSetId opset_import = 8; string producer_name = 2; Graph graph = 7; }`

/** AttributeProto.AttributeType. */
const ATTRIBUTE = { float: 1, int: 2, text: 3, branch: 5, ints: 7 } as const

/** The bytes of an .onnx file. */
export function encodeOnnx(model: OnnxModel): Uint8Array {
  const Model = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('Model')
  const tree = {
    ir_version: model.irVersion,
    opset_import: model.opsets,
    producer_name: 'murmuration',
    graph: {
      name: model.name,
      node: model.nodes.map(nodeTree),
      initializer: model.initializers.map(tensorTree),
      input: model.inputs.map(valueTree),
      output: model.outputs.map(valueTree),
    },
  }
  return Model.encode(Model.fromObject(tree)).finish()
}

function nodeTree(node: OnnxNode): object {
  return {
    input: node.inputs,
    output: [node.output, ...(node.more ?? [])],
    name: node.output,
    op_type: node.op,
    domain: node.domain,
    attribute: node.attributes.map(attributeTree),
  }
}

function attributeTree({ name, value }: OnnxAttribute): object {
  if ('branch' in value) {
    const { nodes, output } = value.branch
    const g = { name, node: nodes.map(nodeTree), output: [valueTree(output)] }
    return { name, g, type: ATTRIBUTE.branch }
  }
  if ('int' in value) return { name, i: value.int, type: ATTRIBUTE.int }
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE.float }
  if ('ints' in value) return { name, ints: value.ints, type: ATTRIBUTE.ints }
  return { name, s: Buffer.from(value.text), type: ATTRIBUTE.text }
}

function tensorTree({ name, shape, type, data }: OnnxTensor): object {
  return { name, dims: shape, data_type: ONNX_TYPE[type], raw_data: rawBytes(type, data) }
}

function valueTree({ name, shape, type }: OnnxValue): object {
  if (type === 'sequence') {
    const element = { tensor_type: { elem_type: ONNX_TYPE.f32 } }
    return { name, type: { sequence_type: { elem_type: element } } }
  }
  const dim = shape.map((n) => ({ dim_value: n }))
  return { name, type: { tensor_type: { elem_type: ONNX_TYPE[type], shape: { dim } } } }
}

/** Little-endian bytes; typed arrays are little-endian on every platform that Node runs on, big-endian ones excepted. */
function rawBytes(type: OnnxTensor['type'], data: ArrayLike<number>): Uint8Array {
  const array = typedArray(type, data)
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
}

function typedArray(
  type: OnnxTensor['type'],
  data: ArrayLike<number>,
): ArrayBufferView<ArrayBuffer> {
  switch (type) {
    case 'f32':
      return Float32Array.from(data)
    case 'f16':
      return Uint16Array.from(data, halfBits)
    case 'i32':
      return Int32Array.from(data)
    case 'i64':
      return BigInt64Array.from(Array.from(data, BigInt))
    case 'bool':
      return Uint8Array.from(data)
  }
}
