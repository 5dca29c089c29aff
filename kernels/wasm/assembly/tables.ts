/**
 * Tables and scratch that the other files share, at fixed places in memory. The host writes the tables of the current tiling
 * (kernels/wasm/kernel.ts) and then calls `prepare`. Rows of all square tables are 64 entries apart whatever the side.
 */

/** Largest tile side. */
export const SIDE: i32 = 64

// Written by the host: basis[frequency][sample] for the two sides of the tile.
export const COSINE_DOWN: usize = memory.data(64 * 64 * 4, 16)
export const COSINE_ACROSS: usize = memory.data(64 * 64 * 4, 16)
export const NORM_DOWN: usize = memory.data(64 * 4, 16)
export const NORM_ACROSS: usize = memory.data(64 * 4, 16)
export const INTEGER_DOWN: usize = memory.data(64 * 64 * 2, 16)
export const INTEGER_ACROSS: usize = memory.data(64 * 64 * 2, 16)
/** 0.5 / cos((i + 0.5) pi / n) for n = 64, 32, 16, 8, 4, 2, one after another. */
export const TWIDDLES: usize = memory.data(64 * 4, 16)

/** Scratch: one tile of 64 rows of 64 floats or int32. */
export const TILE_A: usize = memory.data(64 * 64 * 4, 16)
export const TILE_B: usize = memory.data(64 * 64 * 4, 16)

/** T, what pass 1 of the aggregation gives: int32, 64 a row. */
export const T: usize = TILE_A

/** One entry of an integer basis. */
// @ts-ignore
@inline
export function entry(basis: usize, frequency: i32, sample: i32): i16 {
  return load<i16>(basis + (<usize>(frequency * 64 + sample) << 1))
}

/** Side lengths of the current tiling. */
export let tileRows: i32 = 0
export let tileCols: i32 = 0

export function setSides(rows: i32, cols: i32): void {
  tileRows = rows
  tileCols = cols
}

export function cosineDown(): usize {
  return COSINE_DOWN
}
export function cosineAcross(): usize {
  return COSINE_ACROSS
}
export function normDown(): usize {
  return NORM_DOWN
}
export function normAcross(): usize {
  return NORM_ACROSS
}
export function integerDown(): usize {
  return INTEGER_DOWN
}
export function integerAcross(): usize {
  return INTEGER_ACROSS
}
export function twiddles(): usize {
  return TWIDDLES
}
/** First byte that the host may use. */
export function heapStart(): usize {
  return (__heap_base + 63) & ~63
}
