/**
 * Pass 1 of the exact inverse DCT: weighted votes of one tile to T = S times the basis across, from one basis row a vote where they are few
 * and from the sums S where they are many. Integers in int32, which may be added in any order.
 */
import { entry, INTEGER_ACROSS, T, tileCols, tileRows } from './tables'

/** S of a tile with many votes: int16, 64 a row. */
const SUMS: usize = memory.data(64 * 64 * 2, 16)
/** Basis across, rows b and b + 1 interleaved: int16 pairs at [b / 2][column]. */
const ACROSS_PAIRS: usize = memory.data(32 * 64 * 4, 16)

/** Votes of one tile from which the summed way is cheaper than one basis row a vote. */
const MANY_VOTES: i32 = 640

/** Address of the list of contributions: present, indices, signs (u32 addresses of their window) and weight (i32), each. */
let sources: usize = 0
let sourceCount: i32 = 0

export function setSources(list: usize, count: i32): void {
  sources = list
  sourceCount = count
}

/** Builds the pair table of the current tiling. */
export function prepareAcross(): void {
  for (let b = 0; b < 64; b += 2)
    for (let c = 0; c < 64; c++) {
      const to = ACROSS_PAIRS + (<usize>((b >> 1) * 64 + c) << 2)
      store<i16>(to, b < tileCols && c < tileCols ? entry(INTEGER_ACROSS, b, c) : 0)
      store<i16>(to, b + 1 < tileCols && c < tileCols ? entry(INTEGER_ACROSS, b + 1, c) : 0, 2)
    }
}

/** T of a tile from the current sources, k votes in each that has the tile; false where none has. */
export function sumTile(tile: i32, k: i32): bool {
  const votes = countVotes(tile, k)
  if (votes == 0) return false
  if (votes < MANY_VOTES) addRows(tile, k)
  else {
    sumVotes(tile, k)
    addSums()
  }
  return true
}

/** T of a tile from its sums: int16, tileCols a row. Gives the address after them. */
export function takeSums(sums: usize): usize {
  const line = <usize>tileCols << 1
  memory.fill(SUMS, 0, 64 * 64 * 2)
  for (let a: usize = 0; a < <usize>tileRows; a++) {
    memory.copy(SUMS + (a << 7), sums, line)
    sums += line
  }
  addSums()
  return sums
}

// @ts-ignore
@inline
function sourceAt(i: i32): usize {
  return sources + (<usize>i << 4)
}

function countVotes(tile: i32, k: i32): i32 {
  let votes = 0
  for (let i = 0; i < sourceCount; i++) votes += load<u8>(load<u32>(sourceAt(i)) + tile)
  return votes * k
}

/** Pass 1 by one basis row a vote. */
function addRows(tile: i32, k: i32): void {
  memory.fill(T, 0, <usize>tileRows << 8)
  const first = <usize>(tile * k)
  const columns = <usize>((tileCols + 7) & ~7) << 1
  for (let i = 0; i < sourceCount; i++) {
    const source = sourceAt(i)
    if (load<u8>(load<u32>(source) + tile) == 0) continue
    const indices = <usize>load<u32>(source, 4) + (first << 1)
    const signs = <usize>load<u32>(source, 8) + first
    const weight = load<i32>(source, 12)
    for (let vote: usize = 0; vote < <usize>k; vote++) {
      const index = <i32>load<u16>(indices + (vote << 1))
      const a = tileCols == 64 ? index >> 6 : index / tileCols
      const b = index - a * tileCols
      const value = i16x8.splat(<i16>(weight * <i32>load<i8>(signs + vote)))
      const basis = INTEGER_ACROSS + (<usize>b << 7)
      let row = T + (<usize>a << 8)
      for (let c: usize = 0; c < columns; c += 16) {
        const factor = v128.load(basis + c)
        v128.store(row, i32x4.add(v128.load(row), i32x4.extmul_low_i16x8_s(factor, value)))
        v128.store(row, i32x4.add(v128.load(row, 16), i32x4.extmul_high_i16x8_s(factor, value)), 16)
        row += 32
      }
    }
  }
}

/** S of one tile from the current sources. */
function sumVotes(tile: i32, k: i32): void {
  memory.fill(SUMS, 0, 64 * 64 * 2)
  const first = <usize>(tile * k)
  for (let i = 0; i < sourceCount; i++) {
    const source = sourceAt(i)
    if (load<u8>(load<u32>(source) + tile) == 0) continue
    const indices = <usize>load<u32>(source, 4) + (first << 1)
    const signs = <usize>load<u32>(source, 8) + first
    const weight = load<i32>(source, 12)
    for (let vote: usize = 0; vote < <usize>k; vote++) {
      const index = <i32>load<u16>(indices + (vote << 1))
      const a = tileCols == 64 ? index >> 6 : index / tileCols
      const at = SUMS + (<usize>((a << 6) + index - a * tileCols) << 1)
      store<i16>(at, <i16>(<i32>load<i16>(at) + weight * <i32>load<i8>(signs + vote)))
    }
  }
}

/** Pass 1 from the sums S of each index. */
function addSums(): void {
  memory.fill(T, 0, <usize>tileRows << 8)
  for (let a: usize = 0; a < <usize>tileRows; a++)
    for (let pair: usize = 0; pair < <usize>((tileCols + 1) >> 1); pair++) {
      const at = SUMS + (a << 7) + (pair << 2)
      if (load<i32>(at) == 0) continue
      const factor = v128.load32_splat(at)
      const row = T + (a << 8)
      const basis = ACROSS_PAIRS + (pair << 8)
      for (let c: usize = 0; c < <usize>tileCols << 2; c += 16)
        v128.store(
          row + c,
          i32x4.add(v128.load(row + c), i32x4.dot_i16x8_s(v128.load(basis + c), factor)),
        )
    }
}
