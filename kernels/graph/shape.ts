/**
 * Shape and type of every operation's result, or an exception that names the operation and the shapes.
 *
 * A wrong shape is a bug in a program, not bad input: configurations are checked before a graph is built.
 * Invariant: every node of a graph has passed here.
 */
import type { DType, Node, OpAttributes, OpName, Shape } from './ops.ts'
import { sizeOf } from './ops.ts'

export type ValueType = { readonly shape: Shape; readonly dtype: DType }

type Infer<K extends OpName> = (inputs: readonly Node[], attributes: OpAttributes[K]) => ValueType

/** Thrown where an operation cannot take its inputs. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError'
}

/** Type of `op` on `inputs`. Throws a ShapeError such as "matmul [2,3] x [4,5]: inner sizes 3 and 4 differ". */
export function inferType<K extends OpName>(
  op: K,
  inputs: readonly Node[],
  attributes: OpAttributes[K],
): ValueType {
  try {
    const infer: Infer<K> = INFER[op]
    return infer(inputs, attributes)
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error
    const shapes = inputs.map((x) => `${x.dtype}[${x.shape.join(',')}]`).join(', ')
    throw new ShapeError(`${op}(${shapes}): ${error.message}`)
  }
}

/** Shape of two shapes broadcast together, aligned at the last axis. */
export function broadcastShapes(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length)
  return Array.from({ length: rank }, (_, i) => {
    const m = a[i - rank + a.length] ?? 1
    const n = b[i - rank + b.length] ?? 1
    if (m !== n && m !== 1 && n !== 1) fail(`[${a}] and [${b}] do not broadcast`)
    return m === 1 ? n : m
  })
}

const INFER: { readonly [K in OpName]: Infer<K> } = {
  input: (_, { shape, dtype }) => ({ shape: positive(shape), dtype }),
  constant: (_, { shape, data }) => {
    if (data.length !== sizeOf(shape)) fail(`${data.length} numbers for shape [${shape}]`)
    return { shape, dtype: data instanceof Int32Array ? 'int' : 'float' }
  },
  matmul: inferMatmul,
  add: binary,
  sub: binary,
  mul: binary,
  div: binary,
  neg: unary,
  exp: unary,
  log: unary,
  sqrt: unary,
  sigmoid: unary,
  silu: unary,
  sum: (inputs, { axes }) => {
    const { shape } = floatAt(inputs, 0)
    for (const axis of axes) checkAxis(axis, shape)
    return { shape: shape.map((n, i) => (axes.includes(i) ? 1 : n)), dtype: 'float' }
  },
  max: (inputs) => lastToOne(inputs),
  inverseRms: (inputs) => lastToOne(inputs),
  rmsNorm: (inputs) => {
    lastToOne(inputs)
    const width = rank1(floatAt(inputs, 1))
    if (inputs[0]?.shape.at(-1) !== width) fail(`the weight has ${width} elements`)
    return unary(inputs)
  },
  rotate: inferRotate,
  softmax: (inputs) => {
    lastToOne(inputs)
    return unary(inputs)
  },
  reshape: (inputs, { shape }) => {
    const x = at(inputs, 0)
    if (sizeOf(shape) !== sizeOf(x.shape)) fail(`cannot become [${shape}]`)
    return { shape: positive(shape), dtype: x.dtype }
  },
  broadcast: (inputs, { shape }) => {
    const x = floatAt(inputs, 0)
    if (broadcastShapes(x.shape, shape).join() !== shape.join()) fail(`cannot become [${shape}]`)
    return { shape, dtype: x.dtype }
  },
  transpose: (inputs, { order }) => {
    const x = at(inputs, 0)
    const sorted = [...order].sort((a, b) => a - b)
    if (sorted.length !== x.shape.length || sorted.some((axis, i) => axis !== i))
      fail(`order [${order}] is not a permutation of the axes`)
    return { shape: order.map((axis) => x.shape[axis] as number), dtype: x.dtype }
  },
  slice: (inputs, { axis, start, end }) => {
    const x = at(inputs, 0)
    checkAxis(axis, x.shape)
    if (!(start >= 0 && start < end && end <= (x.shape[axis] as number)))
      fail(`part ${start}..${end} of axis ${axis}`)
    return { shape: x.shape.map((n, i) => (i === axis ? end - start : n)), dtype: x.dtype }
  },
  concat: (inputs, { axis }) => {
    const x = at(inputs, 0)
    checkAxis(axis, x.shape)
    let length = 0
    for (const part of inputs) {
      if (part.shape.length !== x.shape.length || part.dtype !== x.dtype) fail('parts differ')
      if (part.shape.some((n, i) => i !== axis && n !== x.shape[i])) fail('parts differ')
      length += part.shape[axis] as number
    }
    return { shape: x.shape.map((n, i) => (i === axis ? length : n)), dtype: x.dtype }
  },
  gather: (inputs) => {
    const [, c] = rank2(floatAt(inputs, 0))
    return { shape: [rank1(intAt(inputs, 1)), c], dtype: 'float' }
  },
  scatter: (inputs, { rows }) => {
    const [m, c] = rank2(floatAt(inputs, 0))
    if (rank1(intAt(inputs, 1)) !== m) fail('one index a row is needed')
    return { shape: positive([rows, c]), dtype: 'float' }
  },
  crossEntropy: (inputs) => {
    const [m] = rank2(floatAt(inputs, 0))
    if (rank1(intAt(inputs, 1)) !== m) fail('one label a row is needed')
    return { shape: [m], dtype: 'float' }
  },
  crossEntropyGradient: (inputs) => {
    const [m, v] = rank2(floatAt(inputs, 0))
    if (rank1(intAt(inputs, 1)) !== m) fail('one label a row is needed')
    return { shape: [m, v], dtype: 'float' }
  },
  argmax: (inputs) => ({ shape: lastToOne(inputs).shape.slice(0, -1), dtype: 'int' }),
  equal: compare,
  lessEqual: compare,
  and: (inputs) => {
    const [a, b] = [at(inputs, 0), at(inputs, 1)]
    if (a.dtype !== 'bool' || b.dtype !== 'bool') fail('needs two bools')
    return { shape: broadcastShapes(a.shape, b.shape), dtype: 'bool' }
  },
  where: (inputs) => {
    const condition = at(inputs, 0)
    if (condition.dtype !== 'bool') fail('the condition must be bool')
    const shape = broadcastShapes(floatAt(inputs, 1).shape, floatAt(inputs, 2).shape)
    return { shape: broadcastShapes(condition.shape, shape), dtype: 'float' }
  },
  cast: (inputs) => ({ shape: at(inputs, 0).shape, dtype: 'float' }),
}

function inferMatmul(inputs: readonly Node[], attributes: OpAttributes['matmul']): ValueType {
  const a = floatAt(inputs, 0).shape
  const b = floatAt(inputs, 1).shape
  const rank = a.length
  if (rank < 2 || rank !== b.length) fail('needs two operands of the same rank, at least 2')
  const lead = a.slice(0, -2)
  if (lead.some((n, i) => n !== b[i])) fail('leading axes differ')
  const [ar, ac] = [a[rank - 2] as number, a[rank - 1] as number]
  const [br, bc] = [b[rank - 2] as number, b[rank - 1] as number]
  const [m, k] = attributes.transA ? [ac, ar] : [ar, ac]
  const [k2, n] = attributes.transB ? [bc, br] : [br, bc]
  if (k !== k2) fail(`inner sizes ${k} and ${k2} differ`)
  return { shape: [...lead, m, n], dtype: 'float' }
}

function inferRotate(inputs: readonly Node[]): ValueType {
  const { shape } = floatAt(inputs, 0)
  if (shape.length !== 4) fail('needs [rows, n, length, width]')
  const [rows, , length, width] = shape as readonly [number, number, number, number]
  if (intAt(inputs, 1).shape.join() !== [rows, length].join())
    fail('one position a row and place is needed')
  const [limit, half] = rank2(floatAt(inputs, 2))
  if (2 * half !== width) fail(`tables of ${half} angles do not turn ${width} channels`)
  if (floatAt(inputs, 3).shape.join() !== [limit, half].join()) fail('the tables differ')
  return { shape, dtype: 'float' }
}

function unary(inputs: readonly Node[]): ValueType {
  return { shape: floatAt(inputs, 0).shape, dtype: 'float' }
}

function binary(inputs: readonly Node[]): ValueType {
  return {
    shape: broadcastShapes(floatAt(inputs, 0).shape, floatAt(inputs, 1).shape),
    dtype: 'float',
  }
}

function compare(inputs: readonly Node[]): ValueType {
  return { shape: broadcastShapes(intAt(inputs, 0).shape, intAt(inputs, 1).shape), dtype: 'bool' }
}

function lastToOne(inputs: readonly Node[]): ValueType {
  const { shape } = floatAt(inputs, 0)
  if (shape.length === 0) fail('needs at least one axis')
  return { shape: [...shape.slice(0, -1), 1], dtype: 'float' }
}

function at(inputs: readonly Node[], index: number): Node {
  const node = inputs[index]
  if (node === undefined) throw new ShapeError(`input ${index} is missing`)
  return node
}

function floatAt(inputs: readonly Node[], index: number): Node {
  const node = at(inputs, index)
  if (node.dtype !== 'float') fail(`input ${index} must be float`)
  return node
}

function intAt(inputs: readonly Node[], index: number): Node {
  const node = at(inputs, index)
  if (node.dtype !== 'int') fail(`input ${index} must be int`)
  return node
}

function rank1({ shape }: Node): number {
  if (shape.length !== 1) fail(`[${shape}] must have one axis`)
  return shape[0] as number
}

function rank2({ shape }: Node): readonly [number, number] {
  if (shape.length !== 2) fail(`[${shape}] must have two axes`)
  return [shape[0] as number, shape[1] as number]
}

function checkAxis(axis: number, shape: Shape): void {
  if (!Number.isInteger(axis) || axis < 0 || axis >= shape.length)
    fail(`axis ${axis} of [${shape}]`)
}

function positive(shape: Shape): Shape {
  if (shape.some((n) => !Number.isInteger(n) || n < 1)) fail(`[${shape}] has a size below 1`)
  return shape
}

function fail(message: string): never {
  throw new ShapeError(message)
}
