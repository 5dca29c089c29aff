/**
 * The k largest magnitudes of a tile, ties to the lower index.
 *
 * The k-th largest of 128 lane-wise maxima is at most the k-th largest of all, so one scan against it leaves few candidates;
 * among those the exact k-th magnitude is found by quickselect on the bits, which order as the magnitudes do.
 */

/** 32 vectors of lane-wise maxima. */
const MAXIMA: usize = memory.data(32 * 16, 16)
/** Copy of magnitudes that quickselect reorders. */
const KEYS: usize = memory.data(4096 * 4, 16)
const CANDIDATE_BITS: usize = memory.data(4096 * 4, 16)
const CANDIDATE_INDEX: usize = memory.data(4096 * 2, 16)

/** Lane-wise maxima of |values| over `count` floats, and the largest of them: NaN where one is NaN. */
export function largestMagnitude(values: usize, count: i32): f32 {
  memory.fill(MAXIMA, 0, 32 * 16)
  const whole = count & ~3
  for (let i = 0; i < whole; i += 4) {
    const at = MAXIMA + ((<usize>i << 2) & 511)
    v128.store(at, f32x4.max(v128.load(at), f32x4.abs(v128.load(values + (<usize>i << 2)))))
  }
  for (let i = whole; i < count; i++) {
    const at = MAXIMA + (<usize>(i - whole) << 2)
    store<f32>(at, max<f32>(load<f32>(at), abs<f32>(load<f32>(values + (<usize>i << 2)))))
  }
  let top = v128.load(MAXIMA)
  for (let i: usize = 16; i < 512; i += 16) top = f32x4.max(top, v128.load(MAXIMA + i))
  return max<f32>(
    max<f32>(f32x4.extract_lane(top, 0), f32x4.extract_lane(top, 1)),
    max<f32>(f32x4.extract_lane(top, 2), f32x4.extract_lane(top, 3)),
  )
}

/**
 * Writes the indices (u16, increasing) of the k largest magnitudes of `count` finite floats. `largestMagnitude` of the same
 * floats comes before.
 */
export function selectTop(values: usize, count: i32, k: i32, indices: usize): void {
  let floor: u32 = 0
  if (k <= 128) {
    memory.copy(KEYS, MAXIMA, 512)
    floor = kthLargest(128, k)
  }
  const candidates = gather(values, count, floor)
  memory.copy(KEYS, CANDIDATE_BITS, <usize>candidates << 2)
  const kth = kthLargest(candidates, k)
  let greater = 0
  for (let i = 0; i < candidates; i++)
    greater += i32(load<u32>(CANDIDATE_BITS + (<usize>i << 2)) > kth)
  let ties = k - greater
  for (let i = 0; i < candidates; i++) {
    const bits = load<u32>(CANDIDATE_BITS + (<usize>i << 2))
    if (bits < kth) continue
    if (bits == kth) {
      if (ties == 0) continue
      ties--
    }
    store<u16>(indices, load<u16>(CANDIDATE_INDEX + (<usize>i << 1)))
    indices += 2
  }
}

/** Collects bits and index of every magnitude whose bits are at least `floor`; gives their number. */
function gather(values: usize, count: i32, floor: u32): i32 {
  const least = i32x4.splat(<i32>floor)
  const magnitude = i32x4.splat(0x7fffffff)
  let n: usize = 0
  const whole = count & ~3
  for (let i = 0; i < whole; i += 4) {
    const bits = v128.and(v128.load(values + (<usize>i << 2)), magnitude)
    let mask = i32x4.bitmask(i32x4.ge_s(bits, least))
    while (mask != 0) {
      const index = i + ctz(mask)
      store<u32>(CANDIDATE_BITS + (n << 2), load<u32>(values + (<usize>index << 2)) & 0x7fffffff)
      store<u16>(CANDIDATE_INDEX + (n << 1), <u16>index)
      n++
      mask &= mask - 1
    }
  }
  for (let i = whole; i < count; i++) {
    const bits = load<u32>(values + (<usize>i << 2)) & 0x7fffffff
    if (bits < floor) continue
    store<u32>(CANDIDATE_BITS + (n << 2), bits)
    store<u16>(CANDIDATE_INDEX + (n << 1), <u16>i)
    n++
  }
  return <i32>n
}

/** The k-th largest of the first `count` KEYS, 1 <= k <= count; reorders them. */
function kthLargest(count: i32, k: i32): u32 {
  let low = 0
  let high = count - 1
  const target = k - 1
  while (low < high) {
    const pivot = load<u32>(KEYS + (<usize>((low + high) >> 1) << 2))
    let i = low
    let j = high
    while (i <= j) {
      while (load<u32>(KEYS + (<usize>i << 2)) > pivot) i++
      while (load<u32>(KEYS + (<usize>j << 2)) < pivot) j--
      if (i <= j) {
        const swap = load<u32>(KEYS + (<usize>i << 2))
        store<u32>(KEYS + (<usize>i << 2), load<u32>(KEYS + (<usize>j << 2)))
        store<u32>(KEYS + (<usize>j << 2), swap)
        i++
        j--
      }
    }
    if (target <= j) high = j
    else if (target >= i) low = i
    else break
  }
  return load<u32>(KEYS + (<usize>target << 2))
}
