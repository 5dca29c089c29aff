/**
 * What a simulated network remembers of its requests: which of them still wait for an answer.
 *
 * Invariant: each request ends at its answer or at the deadline, whichever is first.
 */
import type { Queue } from './queue.ts'

/** Time that a request may take. */
export const deadlineMs = 10_000

/** A request that waits; whoever answers it takes `giveUp` away. */
export type Waiting = { readonly at: number; giveUp: (() => void) | undefined }

/** Calls back after the time of a request, if it was not taken back before. */
export type Deadline = (giveUp: () => void) => Waiting

/** All deadlines are equally long, so the oldest is the next: one event of the queue waits for it, not one for each request. */
export function createDeadline(queue: Queue): Deadline {
  let waiting: Waiting[] = []
  let first = 0
  const look = () => {
    const due = queue.now()
    for (let next = waiting[first]; next !== undefined; next = waiting[first]) {
      if (next.giveUp !== undefined && next.at > due) {
        queue.post(next.at - due, look)
        break
      }
      first++
      const { giveUp } = next
      next.giveUp = undefined
      giveUp?.()
    }
    waiting = waiting.slice(first)
    first = 0
  }
  return (giveUp) => {
    const mine: Waiting = { at: queue.now() + deadlineMs, giveUp }
    if (waiting.length === 0) queue.post(deadlineMs, look)
    waiting.push(mine)
    return mine
  }
}
