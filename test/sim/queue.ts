/**
 * Virtual time: one queue of events ordered by (time, sequence). Invariant: equal inputs give equal orders, and time never goes back.
 *
 * Time is whole milliseconds, so what is due soon lies in a wheel of one list a millisecond: constant cost an event. What is due later
 * waits in a heap and is moved to the wheel as soon as its millisecond comes in sight, before anything newer can be put there.
 */
export type Queue = {
  readonly now: () => number
  /** Calls back at `now + ms` virtual milliseconds, rounded; the result cancels. Time is whole, as the clock of the log is. */
  readonly after: (ms: number, act: () => void) => () => void
  /** The same for good: nothing cancels it. Most events are of this kind. */
  readonly post: (ms: number, act: () => void) => void
  /** Runs the next event. False where there is none. */
  readonly step: () => boolean
  readonly events: () => number
}

type Item = { readonly at: number; readonly sequence: number; act: (() => void) | undefined }

const wheelMs = 16_384

export function createQueue(startMs: number): Queue {
  const wheel: Item[][] = Array.from({ length: wheelMs }, () => [])
  const later = createHeap()
  let now = startMs
  let taken = 0
  let near = 0
  let sequence = 0
  let events = 0
  const listAt = (ms: number) => wheel[ms % wheelMs] as Item[]
  const moveNear = () => {
    for (let item = later.first(); item !== undefined && item.at < now + wheelMs; ) {
      listAt(item.at).push(item)
      near++
      later.take()
      item = later.first()
    }
  }
  /** Goes on to the next millisecond that has something to do. */
  const forward = () => {
    listAt(now).length = 0
    taken = 0
    if (near > 0) now++
    else now = later.first()?.at ?? now
    moveNear()
  }
  const put = (ms: number, act: () => void): Item => {
    const item: Item = { at: now + Math.max(0, Math.round(ms)), sequence: sequence++, act }
    if (item.at < now + wheelMs) {
      listAt(item.at).push(item)
      near++
    } else later.put(item)
    return item
  }
  return {
    now: () => now,
    post: put,
    after: (ms, act) => {
      const item = put(ms, act)
      return () => {
        item.act = undefined
      }
    },
    step: () => {
      while (near > 0 || later.first() !== undefined) {
        const item = listAt(now)[taken]
        if (item === undefined) {
          forward()
          continue
        }
        taken++
        near--
        const { act } = item
        if (act === undefined) continue
        item.act = undefined
        events++
        act()
        return true
      }
      return false
    },
    events: () => events,
  }
}

const before = (a: Item, b: Item) => a.at < b.at || (a.at === b.at && a.sequence < b.sequence)

function createHeap() {
  const heap: Item[] = []
  const up = (item: Item) => {
    let i = heap.push(item) - 1
    while (i > 0) {
      const parent = (i - 1) >> 1
      if (!before(item, heap[parent] as Item)) break
      heap[i] = heap[parent] as Item
      i = parent
    }
    heap[i] = item
  }
  const down = (item: Item) => {
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
  return {
    first: (): Item | undefined => heap[0],
    put: up,
    take: () => {
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) down(last)
    },
  }
}
