/**
 * Forward DCT-II of a tile, without the norms: X[k] = sum of x[n] cos(pi (2n+1) k / 2N), four columns to a vector.
 *
 * Sides 64, 32 and 16 by Lee's recursion (B. G. Lee 1984), two levels at a time so that data crosses memory three times;
 * any other side by the cosine table, folded once: even frequencies see x[n] + x[N-1-n], odd ones the difference.
 */
import { COSINE_ACROSS, COSINE_DOWN, TILE_B, TWIDDLES } from './tables'

// Twiddles of each level.
const T64: usize = TWIDDLES
const T32: usize = TWIDDLES + 32 * 4
const T16: usize = TWIDDLES + 48 * 4
const T8: usize = TWIDDLES + 56 * 4
const T4: usize = TWIDDLES + 60 * 4
const T2: usize = TWIDDLES + 62 * 4

/** 64 vectors. */
const BLOCKS: usize = memory.data(64 * 16, 16)
const LINE_IN: usize = memory.data(64 * 16, 16)
const LINE_OUT: usize = memory.data(64 * 16, 16)

/** Transforms `count` vectors `inStride` bytes apart into as many `outStride` apart. */
// @ts-ignore
@inline
function transform(
  src: usize,
  inStride: usize,
  dst: usize,
  outStride: usize,
  count: i32,
  cosines: usize,
): void {
  if (count == 64) lee64(src, inStride, dst, outStride)
  else if (count == 32) lee32(src, inStride, dst, outStride)
  else if (count == 16) {
    for (let i: usize = 0; i < 16; i++) v128.store(BLOCKS + (i << 4), v128.load(src + i * inStride))
    lee16(BLOCKS, dst, outStride)
  } else dense(src, inStride, dst, outStride, count, cosines)
}

function lee64(src: usize, inStride: usize, dst: usize, outStride: usize): void {
  for (let i: usize = 0; i < 16; i++) {
    const x0 = v128.load(src + i * inStride)
    const x1 = v128.load(src + (31 - i) * inStride)
    const x2 = v128.load(src + (32 + i) * inStride)
    const x3 = v128.load(src + (63 - i) * inStride)
    const e0 = f32x4.add(x0, x3)
    const o0 = f32x4.mul(f32x4.sub(x0, x3), v128.load32_splat(T64 + (i << 2)))
    const e1 = f32x4.add(x1, x2)
    const o1 = f32x4.mul(f32x4.sub(x1, x2), v128.load32_splat(T64 + ((31 - i) << 2)))
    const t = v128.load32_splat(T32 + (i << 2))
    const at = BLOCKS + (i << 4)
    v128.store(at, f32x4.add(e0, e1))
    v128.store(at, f32x4.mul(f32x4.sub(e0, e1), t), 256)
    v128.store(at, f32x4.add(o0, o1), 512)
    v128.store(at, f32x4.mul(f32x4.sub(o0, o1), t), 768)
  }
  lee16(BLOCKS, BLOCKS, 16)
  lee16(BLOCKS + 256, BLOCKS + 256, 16)
  lee16(BLOCKS + 512, BLOCKS + 512, 16)
  lee16(BLOCKS + 768, BLOCKS + 768, 16)
  let eo = v128.load(BLOCKS, 256)
  let oe = v128.load(BLOCKS, 512)
  let oo = v128.load(BLOCKS, 768)
  let out = dst
  for (let i: usize = 0; i < 16; i++) {
    const at = BLOCKS + (i << 4)
    const last = i == 15
    const eoNext = last ? f32x4.splat(0) : v128.load(at, 256 + 16)
    const oeNext = last ? f32x4.splat(0) : v128.load(at, 512 + 16)
    const ooNext = last ? f32x4.splat(0) : v128.load(at, 768 + 16)
    const o = f32x4.add(oo, ooNext)
    v128.store(out, v128.load(at))
    v128.store(out + outStride, f32x4.add(oe, o))
    v128.store(out + 2 * outStride, f32x4.add(eo, eoNext))
    v128.store(out + 3 * outStride, f32x4.add(o, oeNext))
    out += 4 * outStride
    eo = eoNext
    oe = oeNext
    oo = ooNext
  }
}

function lee32(src: usize, inStride: usize, dst: usize, outStride: usize): void {
  for (let i: usize = 0; i < 16; i++) {
    const x = v128.load(src + i * inStride)
    const y = v128.load(src + (31 - i) * inStride)
    const at = BLOCKS + (i << 4)
    v128.store(at, f32x4.add(x, y))
    v128.store(at, f32x4.mul(f32x4.sub(x, y), v128.load32_splat(T32 + (i << 2))), 256)
  }
  lee16(BLOCKS, BLOCKS, 16)
  lee16(BLOCKS + 256, BLOCKS + 256, 16)
  let o = v128.load(BLOCKS, 256)
  for (let i: usize = 0; i < 16; i++) {
    const at = BLOCKS + (i << 4)
    const next = i == 15 ? f32x4.splat(0) : v128.load(at, 256 + 16)
    v128.store(dst + 2 * i * outStride, v128.load(at))
    v128.store(dst + (2 * i + 1) * outStride, f32x4.add(o, next))
    o = next
  }
}

/** 16 vectors at `src`, 16 bytes apart. All inputs are read before the first output is written. */
function lee16(src: usize, dst: usize, outStride: usize): void {
  const x0 = v128.load(src)
  const x1 = v128.load(src, 16)
  const x2 = v128.load(src, 32)
  const x3 = v128.load(src, 48)
  const x4 = v128.load(src, 64)
  const x5 = v128.load(src, 80)
  const x6 = v128.load(src, 96)
  const x7 = v128.load(src, 112)
  const y7 = v128.load(src, 128)
  const y6 = v128.load(src, 144)
  const y5 = v128.load(src, 160)
  const y4 = v128.load(src, 176)
  const y3 = v128.load(src, 192)
  const y2 = v128.load(src, 208)
  const y1 = v128.load(src, 224)
  const y0 = v128.load(src, 240)
  lee8(
    f32x4.add(x0, y0), f32x4.add(x1, y1), f32x4.add(x2, y2), f32x4.add(x3, y3),
    f32x4.add(x4, y4), f32x4.add(x5, y5), f32x4.add(x6, y6), f32x4.add(x7, y7),
    dst, 2 * outStride, false,
  )
  lee8(
    twist(x0, y0, 0), twist(x1, y1, 1), twist(x2, y2, 2), twist(x3, y3, 3),
    twist(x4, y4, 4), twist(x5, y5, 5), twist(x6, y6, 6), twist(x7, y7, 7),
    dst + outStride, 2 * outStride, true,
  )
}

// @ts-ignore
@inline
function twist(x: v128, y: v128, i: usize): v128 {
  return f32x4.mul(f32x4.sub(x, y), v128.load32_splat(T16 + (i << 2)))
}

/** Eight points in registers. As the odd half of 16 points it stores sums of neighbours. */
// @ts-ignore
@inline
function lee8(
  x0: v128, x1: v128, x2: v128, x3: v128, x4: v128, x5: v128, x6: v128, x7: v128,
  dst: usize, stride: usize, sums: bool,
): void {
  const a0 = f32x4.add(x0, x7)
  const a1 = f32x4.add(x1, x6)
  const a2 = f32x4.add(x2, x5)
  const a3 = f32x4.add(x3, x4)
  const b0 = f32x4.mul(f32x4.sub(x0, x7), v128.load32_splat(T8))
  const b1 = f32x4.mul(f32x4.sub(x1, x6), v128.load32_splat(T8, 4))
  const b2 = f32x4.mul(f32x4.sub(x2, x5), v128.load32_splat(T8, 8))
  const b3 = f32x4.mul(f32x4.sub(x3, x4), v128.load32_splat(T8, 12))
  const t0 = v128.load32_splat(T4)
  const t1 = v128.load32_splat(T4, 4)
  const t2 = v128.load32_splat(T2)
  const c0 = f32x4.add(a0, a3)
  const c1 = f32x4.add(a1, a2)
  const d0 = f32x4.mul(f32x4.sub(a0, a3), t0)
  const d1 = f32x4.mul(f32x4.sub(a1, a2), t1)
  const e0 = f32x4.add(b0, b3)
  const e1 = f32x4.add(b1, b2)
  const g0 = f32x4.mul(f32x4.sub(b0, b3), t0)
  const g1 = f32x4.mul(f32x4.sub(b1, b2), t1)
  const dd = f32x4.mul(f32x4.sub(d0, d1), t2)
  const gg = f32x4.mul(f32x4.sub(g0, g1), t2)
  // Even results: four points of a; odd results: neighbour sums of four points of b.
  const r0 = f32x4.add(c0, c1)
  const r2 = f32x4.add(f32x4.add(d0, d1), dd)
  const r4 = f32x4.mul(f32x4.sub(c0, c1), t2)
  const r6 = dd
  const q0 = f32x4.add(e0, e1)
  const q1 = f32x4.add(f32x4.add(g0, g1), gg)
  const q2 = f32x4.mul(f32x4.sub(e0, e1), t2)
  const r1 = f32x4.add(q0, q1)
  const r3 = f32x4.add(q1, q2)
  const r5 = f32x4.add(q2, gg)
  const r7 = gg
  if (sums) {
    v128.store(dst, f32x4.add(r0, r1))
    v128.store(dst + stride, f32x4.add(r1, r2))
    v128.store(dst + 2 * stride, f32x4.add(r2, r3))
    v128.store(dst + 3 * stride, f32x4.add(r3, r4))
    v128.store(dst + 4 * stride, f32x4.add(r4, r5))
    v128.store(dst + 5 * stride, f32x4.add(r5, r6))
    v128.store(dst + 6 * stride, f32x4.add(r6, r7))
    v128.store(dst + 7 * stride, r7)
  } else {
    v128.store(dst, r0)
    v128.store(dst + stride, r1)
    v128.store(dst + 2 * stride, r2)
    v128.store(dst + 3 * stride, r3)
    v128.store(dst + 4 * stride, r4)
    v128.store(dst + 5 * stride, r5)
    v128.store(dst + 6 * stride, r6)
    v128.store(dst + 7 * stride, r7)
  }
}

function dense(
  src: usize,
  inStride: usize,
  dst: usize,
  outStride: usize,
  count: i32,
  cosines: usize,
): void {
  // BLOCKS holds the folded sums and, from vector 32 on, the folded differences.
  const half = (count + 1) >> 1
  for (let i = 0; i < half; i++) {
    const x = v128.load(src + <usize>i * inStride)
    const mirror = count - 1 - i
    const y = mirror == i ? f32x4.splat(0) : v128.load(src + <usize>mirror * inStride)
    v128.store(BLOCKS + (<usize>i << 4), f32x4.add(x, y))
    v128.store(BLOCKS + (<usize>i << 4), f32x4.sub(x, y), 512)
  }
  for (let b = 0; b < count; b++) {
    const row = cosines + (<usize>b << 8)
    const data = BLOCKS + (<usize>(b & 1) << 9)
    let sum = f32x4.splat(0)
    for (let i = 0; i < half; i++)
      sum = f32x4.add(
        sum,
        f32x4.mul(v128.load(data + (<usize>i << 4)), v128.load32_splat(row + (<usize>i << 2))),
      )
    v128.store(dst + <usize>b * outStride, sum)
  }
}

/**
 * The tile of `rows` x `cols` floats at `src`, `stride` bytes a row, into TILE_B (256 bytes a row). Columns up to the next
 * multiple of 4 are read and may hold anything finite or not: they stay in their lanes.
 */
export function transformTile(src: usize, stride: usize, rows: i32, cols: i32): void {
  for (let c = 0; c < cols; c += 4)
    transform(src + (<usize>c << 2), stride, TILE_B + (<usize>c << 2), 256, rows, COSINE_DOWN)
  for (let r = 0; r < rows; r += 4) {
    const line = TILE_B + (<usize>r << 8)
    transpose(line, 256, 16, LINE_IN, 16, 64, cols)
    transform(LINE_IN, 16, LINE_OUT, 16, cols, COSINE_ACROSS)
    transpose(LINE_OUT, 16, 64, line, 256, 16, cols)
  }
}

/**
 * 4 x 4 blocks: four vectors `stride` bytes apart become four `outStride` apart; `step` and `outStep` lead to the next block.
 * Covers `count` columns, rounded up to whole blocks.
 */
// @ts-ignore
@inline
function transpose(
  src: usize,
  stride: usize,
  step: usize,
  dst: usize,
  outStride: usize,
  outStep: usize,
  count: i32,
): void {
  for (let c = 0; c < count; c += 4) {
    const a = v128.load(src)
    const b = v128.load(src + stride)
    const d = v128.load(src + 2 * stride)
    const e = v128.load(src + 3 * stride)
    const t0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5)
    const t1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7)
    const t2 = v128.shuffle<f32>(d, e, 0, 4, 1, 5)
    const t3 = v128.shuffle<f32>(d, e, 2, 6, 3, 7)
    v128.store(dst, v128.shuffle<f64>(t0, t2, 0, 2))
    v128.store(dst + outStride, v128.shuffle<f64>(t0, t2, 1, 3))
    v128.store(dst + 2 * outStride, v128.shuffle<f64>(t1, t3, 0, 2))
    v128.store(dst + 3 * outStride, v128.shuffle<f64>(t1, t3, 1, 3))
    src += step
    dst += outStep
  }
}
