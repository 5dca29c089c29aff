/**
 * The Clock port on the real time.
 *
 * Invariant: never goes back. The wall clock is read once at the start and a monotonic counter is added, so that a machine that
 * sets its clock in the middle of a round neither misses a deadline nor waits for ever.
 */
import type { Clock } from '../ports.ts'

/** setTimeout fires at once above this. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Math.floor(performance.timeOrigin + performance.now()),
  after: (ms, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, ms), longestTimerMs))
    return () => clearTimeout(timer)
  },
}
