/**
 * Golomb-coded gaps and sign bits of the tiles of one tensor, a window at a time. The layout is in kernels/demo/format.ts, the
 * plain version in kernels/demo/reference/payload.ts.
 */

/** Longest run of ones that goes through one 64-bit code word together with its remainder. */
const SHORT_RUN: u32 = 40

// Writer: bits wait in `pending` until there are 32 of them.
let out: usize = 0
let pending: u64 = 0
let waiting: i32 = 0

// Reader.
let ended: u64 = 0

// The code of the current tensor.
let m: u32 = 1
let longBits: u32 = 0
let shortCount: u32 = 0

export function setCode(parameter: i32, bits: i32, short: i32): void {
  m = parameter
  longBits = bits
  shortCount = short
}

/** Starts writing at byte `to`, of which the low `bits` bits are already there. */
export function startWriting(to: usize, bits: i32): void {
  out = to
  waiting = bits
  pending = bits == 0 ? 0 : <u64>load<u8>(to) & ((1 << bits) - 1)
}

// @ts-ignore
@inline
function put(value: u64, bits: i32): void {
  pending |= value << waiting
  waiting += bits
  if (waiting >= 32) {
    store<u32>(out, <u32>pending)
    out += 4
    pending >>= 32
    waiting -= 32
  }
}

/** Writes the present ones of `tiles` tiles, k votes each. */
export function writeTiles(present: usize, tiles: i32, k: i32, indices: usize, signs: usize): void {
  for (let tile = 0; tile < tiles; tile++) {
    if (load<u8>(present + tile) == 1) {
      writeGaps(indices, k)
      for (let i = 0; i < k; i++) put(<u64>(load<u8>(signs + i) >> 7), 1)
    }
    indices += k << 1
    signs += k
  }
}

// @ts-ignore
@inline
function writeGaps(indices: usize, k: i32): void {
  let next: u32 = 0
  for (let i = 0; i < k; i++) {
    const index = <u32>load<u16>(indices + (i << 1))
    const gap = index - next
    next = index + 1
    let run = gap / m
    const rest = gap - run * m
    for (; run >= 16; run -= 16) put(0xffff, 16)
    put((1 << run) - 1, run + 1)
    if (longBits != 0) {
      if (rest < shortCount) put(rest, longBits - 1)
      else {
        const long = rest + shortCount
        put((long >> 1) | ((long & 1) << (longBits - 1)), longBits)
      }
    }
  }
}

/** Writes what waits and gives the address of the last, unfinished byte. */
export function finishWriting(): usize {
  store<u64>(out, pending)
  return out + (waiting >> 3)
}

/** Bits of the byte at `finishWriting` that are used, 0 to 7. */
export function bitsWaiting(): i32 {
  return waiting & 7
}

/** Why `readTiles` stopped. */
const FINE: i32 = 0
const SHORT: i32 = 1
const INDEX: i32 = 2

/**
 * Reads the present ones of `tiles` tiles of n places from bit `at` of the bytes at `from`, of which `bits` bits count; at least
 * 16 readable bytes follow. Places of absent tiles are set to zero. Gives FINE, SHORT or INDEX; `bitsRead` says how far.
 */
export function readTiles(
  from: usize,
  at: i32,
  bits: i32,
  present: usize,
  tiles: i32,
  n: i32,
  k: i32,
  indices: usize,
  signs: usize,
): i32 {
  let bit = <u32>at
  for (let tile = 0; tile < tiles; tile++) {
    if (load<u8>(present + tile) == 1) {
      let next: u32 = 0
      for (let i = 0; i < k; i++) {
        let word = load<u64>(from + (bit >> 3)) >> (bit & 7)
        let run = <u32>ctz(~word)
        if (run > SHORT_RUN) {
          run = longRun(from, bit, <u32>n)
          if (run * m >= <u32>n) return INDEX
          bit += run + 1
          word = load<u64>(from + (bit >> 3)) >> (bit & 7)
        } else {
          if (run * m >= <u32>n) return INDEX
          bit += run + 1
          word >>= run + 1
        }
        let gap = run * m
        if (longBits != 0) {
          const head = <u32>word & ((1 << (longBits - 1)) - 1)
          const isShort = head < shortCount
          const long = (head << 1) + (<u32>(word >> (longBits - 1)) & 1) - shortCount
          gap += isShort ? head : long
          bit += longBits - u32(isShort)
        }
        if (bit > <u32>bits) return SHORT
        const index = next + gap
        if (index >= <u32>n) return INDEX
        store<u16>(indices + (i << 1), <u16>index)
        next = index + 1
      }
      bit = readSigns(from, bit, k, signs)
      if (bit > <u32>bits) return SHORT
    } else {
      memory.fill(indices, 0, k << 1)
      memory.fill(signs, 0, k)
    }
    indices += k << 1
    signs += k
  }
  ended = bit
  return FINE
}

export function bitsRead(): i32 {
  return <i32>ended
}

/** Length of a run of ones, no further than needed to see that it passes n. */
function longRun(from: usize, bit: u32, n: u32): u32 {
  let run: u32 = 0
  while (run * m < n) {
    const word = load<u64>(from + ((bit + run) >> 3)) >> ((bit + run) & 7)
    const ones = <u32>min<u64>(ctz(~word), 56)
    run += ones
    if (ones < 56) break
  }
  return run
}

// @ts-ignore
@inline
function readSigns(from: usize, bit: u32, k: i32, signs: usize): u32 {
  for (let i = 0; i < k; i += 8) {
    const word = <u32>load<u16>(from + (bit >> 3)) >> (bit & 7)
    const count = min(8, k - i)
    for (let j = 0; j < count; j++) store<i8>(signs + i + j, <i8>(1 - (((word >> j) & 1) << 1)))
    bit += count
  }
  return bit
}
