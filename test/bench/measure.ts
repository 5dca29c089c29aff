/**
 * Timing for the benchmarks: the best of several runs, the one that other work on the machine disturbed least.
 */

/** Seconds of the quickest of `repeats` calls, after `warmUps` calls that do not count. */
export function secondsOf(run: () => void, repeats = 9, warmUps = 3): number {
  for (let i = 0; i < warmUps; i++) run()
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < repeats; i++) {
    const before = performance.now()
    run()
    best = Math.min(best, (performance.now() - before) / 1e3)
  }
  return best
}

/** Three significant digits. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
