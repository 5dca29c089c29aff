/**
 * Pass 2 of the exact inverse DCT, and the update: T, shifted to int16, times the basis down gives X, whose sign moves each parameter.
 *
 * Uses the symmetry of the cosines: output rows x and R-1-x are the sum and the difference of what even and odd frequencies give.
 */
import { entry, INTEGER_DOWN, T, tileCols, tileRows } from './tables'

/** Basis down as pairs for one output row: [x][pair], even frequencies first, odd ones from pair 16 on. */
const DOWN_PAIRS: usize = memory.data(32 * 32 * 4, 16)
/** T shifted to int16, rows interleaved as DOWN_PAIRS wants them: [pair][column]. */
const HALF_PAIRS: usize = memory.data(32 * 64 * 4, 16)

let etaStep: f32 = 0
let decayFactor: f32 = 1
/** Dead zone in units of S times 2^28. */
let deadZone: f64 = 0

export function setUpdate(eta: f32, decay: f32, tau: f64): void {
  etaStep = eta
  decayFactor = decay
  deadZone = tau * 268435456.0
}

/** Builds the pair table of the current tiling. */
export function prepareDown(): void {
  for (let x = 0; x < 32; x++)
    for (let pair = 0; pair < 32; pair++) {
      const to = DOWN_PAIRS + (<usize>(x * 32 + pair) << 2)
      const a = frequencyOf(pair)
      store<i16>(to, a < tileRows && x < tileRows ? entry(INTEGER_DOWN, a, x) : 0)
      store<i16>(to, a + 2 < tileRows && x < tileRows ? entry(INTEGER_DOWN, a + 2, x) : 0, 2)
    }
}

/** Moves the parameters of one tile by the sign of what T gives. */
export function moveBySums(params: usize, stride: usize, height: i32, width: i32): void {
  const shift = halve()
  moveTile(params, stride, height, width, limitFor(shift))
}

/** A tile without votes: nothing to do where decay and eta * 0 change no bit. */
export function moveByNothing(params: usize, stride: usize, height: i32, width: i32): void {
  if (decayFactor != 1 || reinterpret<i32>(etaStep) < 0) decayTile(params, stride, height, width)
}

/** First frequency of a pair; the second is two further. */
// @ts-ignore
@inline
function frequencyOf(pair: i32): i32 {
  return pair < 16 ? 4 * pair : 4 * (pair - 16) + 1
}

/** Between the passes: the smallest shift that brings T within +-16,383, rounding halves upwards, and the row pairs. */
function halve(): i32 {
  const columns = <usize>((tileCols + 3) & ~3) << 2
  let low = i32x4.splat(0)
  let high = i32x4.splat(0)
  for (let a: usize = 0; a < <usize>tileRows; a++)
    for (let c: usize = 0; c < columns; c += 16) {
      const value = v128.load(T + (a << 8) + c)
      low = i32x4.min_s(low, value)
      high = i32x4.max_s(high, value)
    }
  const shift = shiftFor(
    min(
      min(i32x4.extract_lane(low, 0), i32x4.extract_lane(low, 1)),
      min(i32x4.extract_lane(low, 2), i32x4.extract_lane(low, 3)),
    ),
    max(
      max(i32x4.extract_lane(high, 0), i32x4.extract_lane(high, 1)),
      max(i32x4.extract_lane(high, 2), i32x4.extract_lane(high, 3)),
    ),
  )
  const round = i32x4.splat(shift == 0 ? 0 : 1 << (shift - 1))
  const evenPairs = pairs((tileRows + 1) >> 1)
  const oddPairs = pairs(tileRows >> 1)
  for (let pair = 0; pair < evenPairs; pair++) interleave(pair, shift, round, columns)
  for (let pair = 16; pair < 16 + oddPairs; pair++) interleave(pair, shift, round, columns)
  return shift
}

// @ts-ignore
@inline
function pairs(rows: i32): i32 {
  return (rows + 1) >> 1
}

function interleave(pair: i32, shift: i32, round: v128, columns: usize): void {
  const a = frequencyOf(pair)
  const first = T + (<usize>a << 8)
  const second = first + 512
  const to = HALF_PAIRS + (<usize>pair << 8)
  const alone = a + 2 >= tileRows
  for (let c: usize = 0; c < columns; c += 16) {
    const x = i32x4.shr_s(i32x4.add(v128.load(first + c), round), shift)
    const y = alone
      ? i32x4.splat(0)
      : i32x4.shr_s(i32x4.add(v128.load(second + c), round), shift)
    const both = i16x8.narrow_i32x4_s(x, y)
    v128.store(to + c, v128.shuffle<i16>(both, both, 0, 4, 1, 5, 2, 6, 3, 7))
  }
}

function shiftFor(low: i32, high: i32): i32 {
  let shift = 0
  while (rounded(high, shift) > 16383 || rounded(low, shift) < -16383) shift++
  return shift
}

// @ts-ignore
@inline
function rounded(value: i32, shift: i32): i32 {
  return shift == 0 ? value : (value + (1 << (shift - 1))) >> shift
}

/** Largest |X| that still counts as nothing. */
function limitFor(shift: i32): i32 {
  return <i32>min<f64>(2147483647.0, Math.floor(deadZone / <f64>(1 << shift)))
}

let limitVector: v128 = i32x4.splat(0)
let floorVector: v128 = i32x4.splat(0)

/** Pass 2, sign and update of one tile. */
function moveTile(params: usize, stride: usize, height: i32, width: i32, limit: i32): void {
  limitVector = i32x4.splat(limit)
  floorVector = i32x4.splat(-limit)
  const half = (tileRows + 1) >> 1
  const evenEnd = HALF_PAIRS + (<usize>pairs((tileRows + 1) >> 1) << 8)
  const oddEnd = HALF_PAIRS + (<usize>(16 + pairs(tileRows >> 1)) << 8)
  for (let x = 0; x < half; x++) {
    const mirror = tileRows - 1 - x
    const weights = DOWN_PAIRS + (<usize>x << 7)
    for (let c = 0; c < width; c += 16) {
      const block = <usize>c << 2
      let e0 = i32x4.splat(0)
      let e1 = e0
      let e2 = e0
      let e3 = e0
      let w = weights
      for (let t = HALF_PAIRS + block; t < evenEnd; t += 256) {
        const f = v128.load32_splat(w)
        w += 4
        e0 = i32x4.add(e0, i32x4.dot_i16x8_s(v128.load(t), f))
        e1 = i32x4.add(e1, i32x4.dot_i16x8_s(v128.load(t, 16), f))
        e2 = i32x4.add(e2, i32x4.dot_i16x8_s(v128.load(t, 32), f))
        e3 = i32x4.add(e3, i32x4.dot_i16x8_s(v128.load(t, 48), f))
      }
      let o0 = i32x4.splat(0)
      let o1 = o0
      let o2 = o0
      let o3 = o0
      w = weights + 64
      for (let t = HALF_PAIRS + 16 * 256 + block; t < oddEnd; t += 256) {
        const f = v128.load32_splat(w)
        w += 4
        o0 = i32x4.add(o0, i32x4.dot_i16x8_s(v128.load(t), f))
        o1 = i32x4.add(o1, i32x4.dot_i16x8_s(v128.load(t, 16), f))
        o2 = i32x4.add(o2, i32x4.dot_i16x8_s(v128.load(t, 32), f))
        o3 = i32x4.add(o3, i32x4.dot_i16x8_s(v128.load(t, 48), f))
      }
      if (x < height) {
        const at = params + <usize>x * stride + block
        move(at, i32x4.add(e0, o0), width - c)
        move(at + 16, i32x4.add(e1, o1), width - c - 4)
        move(at + 32, i32x4.add(e2, o2), width - c - 8)
        move(at + 48, i32x4.add(e3, o3), width - c - 12)
      }
      if (mirror != x && mirror < height) {
        const at = params + <usize>mirror * stride + block
        move(at, i32x4.sub(e0, o0), width - c)
        move(at + 16, i32x4.sub(e1, o1), width - c - 4)
        move(at + 32, i32x4.sub(e2, o2), width - c - 8)
        move(at + 48, i32x4.sub(e3, o3), width - c - 12)
      }
    }
  }
}

/** p <- p * decay - eta * sign(X) for up to four parameters; lanes from `left` on are left alone. */
// @ts-ignore
@inline
function move(at: usize, x: v128, left: i32): void {
  if (left <= 0) return
  const up = v128.and(i32x4.gt_s(x, limitVector), f32x4.splat(etaStep))
  const down = v128.and(i32x4.lt_s(x, floorVector), f32x4.splat(-etaStep))
  const none = v128.andnot(
    f32x4.splat(etaStep * 0),
    v128.or(i32x4.gt_s(x, limitVector), i32x4.lt_s(x, floorVector)),
  )
  const step = v128.or(v128.or(up, down), none)
  if (left >= 4) {
    v128.store(at, f32x4.sub(f32x4.mul(v128.load(at), f32x4.splat(decayFactor)), step))
    return
  }
  moveLane(at, f32x4.extract_lane(step, 0))
  if (left > 1) moveLane(at + 4, f32x4.extract_lane(step, 1))
  if (left > 2) moveLane(at + 8, f32x4.extract_lane(step, 2))
}

function moveLane(at: usize, step: f32): void {
  store<f32>(at, load<f32>(at) * decayFactor - step)
}

/** A tile without votes: every step is eta * 0. */
function decayTile(params: usize, stride: usize, height: i32, width: i32): void {
  const zero = etaStep * 0
  for (let r: usize = 0; r < <usize>height; r++)
    for (let c: usize = 0; c < <usize>width; c++) moveLane(params + r * stride + (c << 2), zero)
}
