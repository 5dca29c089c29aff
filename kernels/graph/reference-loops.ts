/**
 * The loops of the reference interpreter (reference.ts): float64, row major, additions in index order.
 */
import { exp, log } from '../math/elementary.ts'
import type { NodeOf, Shape } from './ops.ts'
import { sizeOf } from './ops.ts'

type Numbers = Float64Array | Int32Array

/** Row-major strides of `shape` as seen from a broadcast `target`: 0 along broadcast axes. */
export function broadcastStrides(shape: Shape, target: Shape): number[] {
  const extra = target.length - shape.length
  const strides = new Array<number>(target.length).fill(0)
  let step = 1
  for (let i = shape.length - 1; i >= 0; i--) {
    if (shape[i] !== 1) strides[i + extra] = step
    step *= shape[i] as number
  }
  return strides
}

/** out[i] = f(a[i], b[i]) over the target shape, with a and b broadcast to it. */
export function binaryLoop(
  out: Numbers,
  target: Shape,
  a: Numbers,
  aShape: Shape,
  b: Numbers,
  bShape: Shape,
  f: (a: number, b: number) => number,
): void {
  const aStrides = broadcastStrides(aShape, target)
  const bStrides = broadcastStrides(bShape, target)
  const index = new Array<number>(target.length).fill(0)
  let [ai, bi] = [0, 0]
  for (let i = 0; i < out.length; i++) {
    out[i] = f(a[ai] as number, b[bi] as number)
    for (let axis = target.length - 1; axis >= 0; axis--) {
      const next = (index[axis] as number) + 1
      ai += aStrides[axis] as number
      bi += bStrides[axis] as number
      if (next < (target[axis] as number)) {
        index[axis] = next
        break
      }
      index[axis] = 0
      ai -= next * (aStrides[axis] as number)
      bi -= next * (bStrides[axis] as number)
    }
  }
}

export function matmulLoop(
  { inputs, attributes, shape }: NodeOf<'matmul'>,
  a: Float64Array,
  b: Float64Array,
): Float64Array {
  const { transA, transB, alpha } = attributes
  const [m, n] = [shape.at(-2) as number, shape.at(-1) as number]
  const k = inputs[0]?.shape.at(transA ? -2 : -1) as number
  const batches = sizeOf(shape.slice(0, -2))
  const [aRow, aCol] = transA ? [1, m] : [k, 1]
  const [bRow, bCol] = transB ? [1, k] : [n, 1]
  const out = new Float64Array(batches * m * n)
  for (let batch = 0; batch < batches; batch++) {
    const [a0, b0, o0] = [batch * m * k, batch * k * n, batch * m * n]
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = 0
        let ai = a0 + i * aRow
        let bi = b0 + j * bCol
        for (let p = 0; p < k; p++) {
          sum += (a[ai] as number) * (b[bi] as number)
          ai += aCol
          bi += bRow
        }
        out[o0 + i * n + j] = alpha * sum
      }
  }
  return out
}

export function sumAxes(x: Float64Array, shape: Shape, axes: readonly number[]): Float64Array {
  const target = shape.map((n, i) => (axes.includes(i) ? 1 : n))
  const out = new Float64Array(sizeOf(target))
  const strides = broadcastStrides(target, shape)
  for (let i = 0; i < x.length; i++) {
    let rest = i
    let at = 0
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const n = shape[axis] as number
      at += (rest % n) * (strides[axis] as number)
      rest = Math.floor(rest / n)
    }
    out[at] = (out[at] as number) + (x[i] as number)
  }
  return out
}

export function maxRows(x: Float64Array, width: number): Float64Array {
  const out = new Float64Array(x.length / width).fill(Number.NEGATIVE_INFINITY)
  for (let i = 0; i < x.length; i++) {
    const row = Math.floor(i / width)
    out[row] = Math.max(out[row] as number, x[i] as number)
  }
  return out
}

/** 1 / sqrt(mean(x^2) + eps), a row. */
export function inverseRmsRows(x: Float64Array, width: number, eps: number): Float64Array {
  const out = new Float64Array(x.length / width)
  for (let row = 0; row < out.length; row++) {
    let sum = 0
    for (let i = row * width; i < (row + 1) * width; i++) sum += (x[i] as number) * (x[i] as number)
    out[row] = 1 / Math.sqrt(sum / width + eps)
  }
  return out
}

export function rmsNormRows(x: Float64Array, weight: Float64Array, eps: number): Float64Array {
  const width = weight.length
  const inverse = inverseRmsRows(x, width, eps)
  return x.map(
    (v, i) => v * (inverse[Math.floor(i / width)] as number) * (weight[i % width] as number),
  )
}

/** x [rows, n, length, 2 * half] turned by tables [limit, half] at positions [rows, length]; backwards where sign is -1. */
export function rotatePairs(
  x: Float64Array,
  [rows, n, length, width]: readonly [number, number, number, number],
  positions: Int32Array,
  [cos, sin]: readonly [Float64Array, Float64Array],
  sign: 1 | -1,
): Float64Array {
  const half = width / 2
  const out = new Float64Array(x.length)
  for (let vector = 0; vector < rows * n * length; vector++) {
    const row = Math.floor(vector / (n * length))
    const position = positions[row * length + (vector % length)] as number
    checkIndex(position, cos.length / half)
    for (let i = 0; i < half; i++) {
      const at = vector * width + i
      const [a, b] = [x[at] as number, x[at + half] as number]
      const c = cos[position * half + i] as number
      const s = sign * (sin[position * half + i] as number)
      out[at] = a * c - b * s
      out[at + half] = b * c + a * s
    }
  }
  return out
}

export function softmaxRows(x: Float64Array, width: number): Float64Array {
  const out = new Float64Array(x.length)
  const largest = maxRows(x, width)
  for (let row = 0; row < largest.length; row++) {
    let sum = 0
    const [start, end] = [row * width, (row + 1) * width]
    for (let i = start; i < end; i++) {
      const e = exp((x[i] as number) - (largest[row] as number))
      out[i] = e
      sum += e
    }
    for (let i = start; i < end; i++) out[i] = (out[i] as number) / sum
  }
  return out
}

export function transposeAxes(x: Numbers, shape: Shape, order: readonly number[]): Numbers {
  const target = order.map((axis) => shape[axis] as number)
  const own = broadcastStrides(shape, shape)
  const strides = order.map((axis) => own[axis] as number)
  const out = x instanceof Int32Array ? new Int32Array(x.length) : new Float64Array(x.length)
  for (let i = 0; i < out.length; i++) {
    let rest = i
    let at = 0
    for (let axis = target.length - 1; axis >= 0; axis--) {
      const n = target[axis] as number
      at += (rest % n) * (strides[axis] as number)
      rest = Math.floor(rest / n)
    }
    out[i] = x[at] as number
  }
  return out
}

export function slicePart(
  x: Numbers,
  shape: Shape,
  axis: number,
  start: number,
  end: number,
): Numbers {
  const inner = sizeOf(shape.slice(axis + 1))
  const outer = sizeOf(shape.slice(0, axis))
  const length = shape[axis] as number
  const size = outer * (end - start) * inner
  const out = x instanceof Int32Array ? new Int32Array(size) : new Float64Array(size)
  for (let o = 0; o < outer; o++) {
    const from = (o * length + start) * inner
    out.set(x.subarray(from, from + (end - start) * inner), o * (end - start) * inner)
  }
  return out
}

export function concatParts(
  parts: readonly Numbers[],
  shapes: readonly Shape[],
  axis: number,
): Numbers {
  const outer = sizeOf((shapes[0] as Shape).slice(0, axis))
  const size = parts.reduce((sum, part) => sum + part.length, 0)
  const out = parts[0] instanceof Int32Array ? new Int32Array(size) : new Float64Array(size)
  let at = 0
  for (let o = 0; o < outer; o++)
    for (const part of parts) {
      const length = part.length / outer
      out.set(part.subarray(o * length, (o + 1) * length), at)
      at += length
    }
  return out
}

export function gatherRows(table: Float64Array, width: number, indices: Int32Array): Float64Array {
  const out = new Float64Array(indices.length * width)
  indices.forEach((row, i) => {
    checkIndex(row, table.length / width)
    out.set(table.subarray(row * width, (row + 1) * width), i * width)
  })
  return out
}

export function scatterRows(
  rows: Float64Array,
  [count, width]: readonly [number, number],
  indices: Int32Array,
): Float64Array {
  const out = new Float64Array(count * width)
  indices.forEach((row, i) => {
    checkIndex(row, count)
    for (let c = 0; c < width; c++) {
      const at = row * width + c
      out[at] = (out[at] as number) + (rows[i * width + c] as number)
    }
  })
  return out
}

/** log(sum(exp(x - max))) + max - x[label], a row. */
export function crossEntropyRows(
  logits: Float64Array,
  width: number,
  labels: Int32Array,
): Float64Array {
  const out = new Float64Array(labels.length)
  const largest = maxRows(logits, width)
  for (let row = 0; row < out.length; row++) {
    checkIndex(labels[row] as number, width)
    let sum = 0
    for (let i = row * width; i < (row + 1) * width; i++)
      sum += exp((logits[i] as number) - (largest[row] as number))
    const target = logits[row * width + (labels[row] as number)] as number
    out[row] = log(sum) + (largest[row] as number) - target
  }
  return out
}

export function crossEntropyGradientRows(
  logits: Float64Array,
  width: number,
  labels: Int32Array,
): Float64Array {
  const out = softmaxRows(logits, width)
  for (let row = 0; row < labels.length; row++) {
    const label = row * width + (labels[row] as number)
    out[label] = (out[label] as number) - 1
  }
  return out
}

export function argmaxRows(x: Float64Array, width: number): Int32Array {
  const out = new Int32Array(x.length / width)
  for (let row = 0; row < out.length; row++) {
    let best = row * width
    for (let i = best + 1; i < (row + 1) * width; i++)
      if ((x[i] as number) > (x[best] as number)) best = i
    out[row] = best - row * width
  }
  return out
}

function checkIndex(index: number, count: number): void {
  if (!(index >= 0 && index < count)) throw new RangeError(`index ${index} outside 0..${count - 1}`)
}
