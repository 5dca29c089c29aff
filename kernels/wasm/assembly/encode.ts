/**
 * Momentum, transform, top k, signs and residual for a window of tile rows. The plain version is
 * kernels/demo/reference/encode.ts.
 */
import { transformTile } from './dct'
import { largestMagnitude, selectTop } from './select'
import { NORM_ACROSS, NORM_DOWN, TILE_A, TILE_B, tileCols, tileRows } from './tables'

/**
 * `gradient`: `rows` x `cols` floats. `coefficients`: gridRows * gridCols whole tiles, one after another. Outputs have one
 * place a tile (`present`) and perTile places a tile (the others). Gives the number of the first tile whose coefficients are
 * not finite, or -1.
 */
export function encodeWindow(
  gradient: usize,
  rows: i32,
  cols: i32,
  coefficients: usize,
  gridRows: i32,
  gridCols: i32,
  perTile: i32,
  present: usize,
  indices: usize,
  signs: usize,
  values: usize,
  beta: f32,
  eta: f32,
  alpha: f32,
  bound: f32,
): i32 {
  const count = tileRows * tileCols
  let tile = 0
  for (let top = 0; top < gridRows * tileRows; top += tileRows)
    for (let left = 0; left < gridCols * tileCols; left += tileCols) {
      const c = coefficients + (<usize>(tile * count) << 2)
      const at = <usize>(tile * perTile)
      transformGradient(gradient, rows, cols, top, left)
      accumulate(c, beta, eta)
      const largest = largestMagnitude(c, count)
      if (!(largest < Infinity)) return tile
      const full = largest > bound
      store<u8>(present + tile, u8(full))
      if (full) {
        selectTop(c, count, perTile, indices + (at << 1))
        take(c, perTile, indices + (at << 1), signs + at, values + (at << 2), alpha)
      } else {
        memory.fill(indices + (at << 1), 0, perTile << 1)
        memory.fill(signs + at, 0, perTile)
        memory.fill(values + (at << 2), 0, perTile << 2)
      }
      tile++
    }
  return -1
}

/** Leaves the unnormed transform of one tile of the gradient in TILE_B; what lies outside the tensor counts as 0. */
function transformGradient(gradient: usize, rows: i32, cols: i32, top: i32, left: i32): void {
  const height = min(tileRows, rows - top)
  const width = min(tileCols, cols - left)
  const start = gradient + (<usize>(top * cols + left) << 2)
  const stride = <usize>cols << 2
  if (height == tileRows && width == tileCols && (width & 3) == 0) {
    transformTile(start, stride, tileRows, tileCols)
    return
  }
  memory.fill(TILE_A, 0, 64 * 64 * 4)
  for (let r: usize = 0; r < <usize>height; r++)
    memory.copy(TILE_A + (r << 8), start + r * stride, <usize>width << 2)
  transformTile(TILE_A, 256, tileRows, tileCols)
}

/** c <- beta c + eta * norm * transform. */
function accumulate(c: usize, beta: f32, eta: f32): void {
  const decay = f32x4.splat(beta)
  const whole = tileCols & ~3
  for (let a = 0; a < tileRows; a++) {
    const line = TILE_B + (<usize>a << 8)
    const scale = eta * load<f32>(NORM_DOWN + (<usize>a << 2))
    const down = f32x4.splat(scale)
    for (let b = 0; b < whole; b += 4) {
      const at = <usize>b << 2
      const norm = f32x4.mul(down, v128.load(NORM_ACROSS + at))
      const add = f32x4.mul(v128.load(line + at), norm)
      v128.store(c, f32x4.add(f32x4.mul(decay, v128.load(c)), add))
      c += 16
    }
    for (let b = whole; b < tileCols; b++) {
      const at = <usize>b << 2
      const add = load<f32>(line + at) * (scale * load<f32>(NORM_ACROSS + at))
      store<f32>(c, beta * load<f32>(c) + add)
      c += 4
    }
  }
}

/** Signs and values of the chosen coefficients; what was sent leaves the momentum. */
function take(c: usize, k: i32, indices: usize, signs: usize, values: usize, alpha: f32): void {
  for (let i: usize = 0; i < <usize>k; i++) {
    const at = c + (<usize>load<u16>(indices + (i << 1)) << 2)
    const value = load<f32>(at)
    store<i8>(signs + i, value < 0 ? -1 : 1)
    store<f32>(values + (i << 2), value)
    store<f32>(at, value - alpha * value)
  }
}
