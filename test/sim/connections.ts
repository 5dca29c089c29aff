/**
 * What a simulated network remembers of its pairs: who is connected with whom, and which requests still wait for an answer.
 *
 * Invariant: a connection is the same seen from both ends; each request ends at its answer or at the deadline, whichever is first.
 */
import type { Queue } from './queue.ts'

export type Connections = {
  /** The others it was ever connected with: true, or false since the connection broke. */
  readonly of: (id: string) => ReadonlyMap<string, boolean>
  readonly set: (a: string, b: string, up: boolean) => void
}

export function createConnections(): Connections {
  const all = new Map<string, Map<string, boolean>>()
  const of = (id: string) => {
    const known = all.get(id) ?? new Map<string, boolean>()
    all.set(id, known)
    return known
  }
  return {
    of,
    set: (a, b, up) => {
      of(a).set(b, up)
      of(b).set(a, up)
    },
  }
}

/** Time that a request may take. */
export const deadlineMs = 10_000

/** Calls back after the time of a request, if the result is not called before. */
export type Deadline = (giveUp: () => void) => () => void

type Waiting = { readonly at: number; giveUp: (() => void) | undefined }

/** All deadlines are equally long, so the oldest is the next: one event of the queue waits for it, not one for each request. */
export function createDeadline(queue: Queue): Deadline {
  let waiting: Waiting[] = []
  let first = 0
  const look = () => {
    const due = queue.now()
    for (let next = waiting[first]; next !== undefined; next = waiting[first]) {
      if (next.giveUp !== undefined && next.at > due) {
        queue.after(next.at - due, look)
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
    if (waiting.length === 0) queue.after(deadlineMs, look)
    waiting.push(mine)
    return () => {
      mine.giveUp = undefined
    }
  }
}
