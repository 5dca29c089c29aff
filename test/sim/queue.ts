/**
 * Virtual time: one queue of events ordered by (time, sequence). Invariant: equal inputs give equal orders, and time never goes back.
 */
export type Queue = {
  readonly now: () => number
  /** Calls back at `now + ms` virtual milliseconds, rounded; the result cancels. Time is whole, as the clock of the log is. */
  readonly after: (ms: number, act: () => void) => () => void
  /** Runs the next event. False where there is none. */
  readonly step: () => boolean
  readonly events: () => number
}

type Item = { at: number; sequence: number; act: (() => void) | undefined }

const before = (a: Item, b: Item) => a.at < b.at || (a.at === b.at && a.sequence < b.sequence)

export function createQueue(startMs: number): Queue {
  const heap: Item[] = []
  let now = startMs
  let sequence = 0
  let events = 0
  const up = (from: number) => {
    let i = from
    const item = heap[i] as Item
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(item, heap[parent] as Item)) break
      heap[i] = heap[parent] as Item
      i = parent
    }
    heap[i] = item
  }
  const down = () => {
    const item = heap[0] as Item
    let i = 0
    for (;;) {
      let child = 2 * i + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && before(heap[child + 1] as Item, heap[child] as Item)) child++
      if (!before(heap[child] as Item, item)) break
      heap[i] = heap[child] as Item
      i = child
    }
    heap[i] = item
  }
  const take = (): Item | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (first === undefined || last === undefined) return undefined
    if (heap.length > 0) {
      heap[0] = last
      down()
    }
    return first
  }
  return {
    now: () => now,
    after: (ms, act) => {
      const item: Item = { at: now + Math.max(0, Math.round(ms)), sequence: sequence++, act }
      heap.push(item)
      up(heap.length - 1)
      return () => {
        item.act = undefined
      }
    },
    step: () => {
      for (;;) {
        const item = take()
        if (item === undefined) return false
        if (item.act === undefined) continue
        now = item.at
        events++
        item.act()
        return true
      }
    },
    events: () => events,
  }
}
