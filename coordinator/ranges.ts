/**
 * Sets of batch numbers as ranges: rising, apart from each other, none empty, so that a million batches are a few numbers in the log.
 */
export type Range = { readonly first: number; readonly count: number }

/** The set of some numbers, in any order, each once. */
export function rangesOf(numbers: readonly number[]): Range[] {
  const out: { first: number; count: number }[] = []
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = out.at(-1)
    if (last !== undefined && last.first + last.count === n) last.count++
    else if (last === undefined || n >= last.first + last.count) out.push({ first: n, count: 1 })
  }
  return out
}

/** The numbers, rising. */
export const numbersOf = (ranges: readonly Range[]): number[] =>
  ranges.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i))

export const countOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, { count }) => sum + count, 0)

/** The union of two sets. */
export function joinRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  const out: { first: number; count: number }[] = []
  for (const { first, count } of [...a, ...b].sort((x, y) => x.first - y.first)) {
    const last = out.at(-1)
    if (last === undefined || first > last.first + last.count) out.push({ first, count })
    else last.count = Math.max(last.count, first + count - last.first)
  }
  return out
}

/** The lowest `wanted` numbers, and the others. */
export function takeRanges(
  ranges: readonly Range[],
  wanted: number,
): { readonly taken: Range[]; readonly left: Range[] } {
  const taken: Range[] = []
  const left: Range[] = []
  let missing = wanted
  for (const { first, count } of ranges) {
    const n = Math.min(missing, count)
    if (n > 0) taken.push({ first, count: n })
    if (n < count) left.push({ first: first + n, count: count - n })
    missing -= n
  }
  return { taken, left }
}

/** The numbers of a set from `first` up to `end`, which is not among them. */
export function clipRanges(ranges: readonly Range[], first: number, end: number): Range[] {
  return ranges.flatMap((range) => {
    const from = Math.max(first, range.first)
    const to = Math.min(end, range.first + range.count)
    return from < to ? [{ first: from, count: to - from }] : []
  })
}

export const sameRanges = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.length === b.length &&
  a.every(({ first, count }, i) => b[i]?.first === first && b[i]?.count === count)
