/**
 * Rows of several sources in a fixed proportion: running number → source and the number of the row within it, the same on every
 * machine.
 *
 * Smooth weighted round-robin: over each period of Σ weights rows, every source has exactly its weight, spread as evenly as it goes.
 * Invariant: the rows of a source are numbered 0, 1, 2 … without a gap, so that none is skipped and none comes twice in a pass.
 */

export type MixedRow = { readonly source: number; readonly row: number }

export type RowMix = {
  /** The row of a running number. */
  readonly at: (number: number) => MixedRow
  /** How many of the first `count` rows each source has. */
  readonly counts: (count: number) => readonly number[]
}

/** `weights`: positive whole numbers, one a source. */
export function createRowMix(weights: readonly number[]): RowMix {
  const order = periodOf(weights)
  // before[i * sources + s]: rows of source s among the first i of a period.
  const sources = weights.length
  const before = new Uint32Array((order.length + 1) * sources)
  for (const [i, source] of order.entries())
    for (let s = 0; s < sources; s++)
      before[(i + 1) * sources + s] = (before[i * sources + s] as number) + (s === source ? 1 : 0)
  const countOf = (number: number, source: number) => {
    const periods = Math.floor(number / order.length)
    const within = before[(number % order.length) * sources + source] as number
    return periods * (before[order.length * sources + source] as number) + within
  }
  return {
    at: (number) => {
      const source = order[number % order.length] as number
      return { source, row: countOf(number, source) }
    },
    counts: (count) => weights.map((_, source) => countOf(count, source)),
  }
}

/** The source of each row of a period. */
function periodOf(weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const credit = weights.map(() => 0)
  return Array.from({ length: total }, () => {
    let best = 0
    for (const [s, weight] of weights.entries()) {
      credit[s] = (credit[s] as number) + weight
      if ((credit[s] as number) > (credit[best] as number)) best = s
    }
    credit[best] = (credit[best] as number) - total
    return best
  })
}
