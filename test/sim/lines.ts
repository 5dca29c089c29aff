/**
 * The access lines of a simulated network: how long a node's two directions are busy with what was sent so far.
 *
 * Each direction is a queue that works without pause while it has bytes; a message waits for the fuller of the two. What waits is
 * counted when a message is sent, so the cost is constant, and a message that travels long does not hold up those behind it.
 */
/** One node's access line. */
export type Line = {
  upBytesPerMs: number
  downBytesPerMs: number
  /** Added to every message, each way. */
  extraMs: number
  /** Nobody can dial it: what it exchanges with others goes through the coordinator. */
  natted: boolean
  /** Until when what was sent so far keeps the two directions busy. */
  upFreeMs: number
  downFreeMs: number
}

export type Lines = {
  readonly line: (id: string) => Line
  /** Occupies both directions; ms until the last byte is through the slower of them. */
  readonly carry: (a: Line, b: Line, bytes: number) => number
  readonly receive: (b: Line, bytes: number) => number
  readonly upload: (from: Line, bytes: number) => void
}

export function createLines(
  defaults: Pick<Line, 'upBytesPerMs' | 'downBytesPerMs'>,
  now: () => number,
): Lines {
  const lines = new Map<string, Line>()
  const line = (id: string): Line => {
    const known = lines.get(id)
    if (known !== undefined) return known
    const { upBytesPerMs, downBytesPerMs } = defaults
    const made: Line = {
      upBytesPerMs,
      downBytesPerMs,
      extraMs: 0,
      natted: false,
      upFreeMs: 0,
      downFreeMs: 0,
    }
    lines.set(id, made)
    return made
  }
  const up = (a: Line, bytes: number) => {
    a.upFreeMs = Math.max(a.upFreeMs, now()) + bytes / a.upBytesPerMs
  }
  const down = (b: Line, bytes: number) => {
    b.downFreeMs = Math.max(b.downFreeMs, now()) + bytes / b.downBytesPerMs
  }
  return {
    line,
    carry: (a, b, bytes) => {
      up(a, bytes)
      down(b, bytes)
      return Math.max(a.upFreeMs, b.downFreeMs) - now() + a.extraMs + b.extraMs
    },
    receive: (b, bytes) => {
      down(b, bytes)
      return b.downFreeMs - now() + b.extraMs
    },
    upload: up,
  }
}
