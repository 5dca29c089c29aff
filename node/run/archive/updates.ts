/**
 * Which payloads each update of the model rests on, read from the entries of a log in order: those of its round, or of the round that it
 * undoes. What is behind a checkpoint that the run went back to is left out.
 *
 * Invariant: reading may begin again at `resume`, and gives the same updates from the forgotten step on.
 */
import { toHex } from '../../../kernels/hash.ts'
import type { EntryKind } from '../../../proto/messages.ts'
import { payloadsOf } from '../log/raw.ts'

/** Where reading may begin: an entry, and the updates before it. */
export type Start = { readonly next: number; readonly step: number }

export type Update = {
  readonly start: Start
  /** Updates before it. */
  readonly step: number
  /** Hex roots of the accepted payloads. */
  readonly payloads: readonly string[]
}

/** `revertRounds` is never above it. */
const mostUndoable = 64

export type Updates = {
  /** First entry that is not read. */
  next: number
  step: number
  list: Update[]
  undoable: Update[]
  /** Rounds that are open: at most two, where they overlap. */
  open: Open[]
}

type Open = { readonly round: number; readonly start: Start; payloads: readonly string[] }

export const updatesFrom = ({ next, step }: Start): Updates => ({
  next,
  step,
  list: [],
  undoable: [],
  open: [],
})

/** Takes the entry of `index`; entries come in order. */
export function takeEntry(seen: Updates, kind: EntryKind, index: number): void {
  seen.next = index + 1
  switch (kind.type) {
    case 'roundOpened':
      seen.step = kind.step
      // Whoever reads again must see the round before it close too, or it counts one update too few.
      seen.open.push({
        round: kind.round,
        start: seen.open[0]?.start ?? { next: index, step: kind.step },
        payloads: [],
      })
      return
    case 'commitmentsClosed':
      for (const open of seen.open)
        if (open.round === kind.round) open.payloads = payloadsOf(kind.commitments).map(toHex)
      return
    case 'roundClosed': {
      const open = seen.open.find(({ round }) => round === kind.round)
      seen.open = seen.open.filter(({ round }) => round > kind.round)
      if (open === undefined || kind.accepted.length === 0) return
      const payloads = kind.accepted.map((a) => open.payloads[a.commitment] ?? '')
      const update = { start: open.start, step: seen.step, payloads }
      seen.list.push(update)
      seen.undoable = [...seen.undoable, update].slice(-mostUndoable)
      seen.step++
      return
    }
    case 'reverted': {
      const last = seen.undoable.pop()
      if (last !== undefined) seen.list.push({ ...last, step: seen.step })
      seen.open = []
      seen.step++
      return
    }
    case 'restarted':
      seen.list = seen.list.filter(({ step }) => step < kind.step)
      seen.undoable = []
      seen.open = []
      seen.step++
      return
    default:
  }
}

/** Forgets the updates before `step`. */
export function forget(seen: Updates, step: number): void {
  seen.list = seen.list.filter((update) => update.step >= step)
}

/** Where reading may begin to give everything that is not forgotten, and what may still be undone. */
export function resume({ next, step, list, undoable, open }: Updates): Start {
  const starts = [...list, ...undoable, ...open].map((u) => u.start)
  return starts.reduce((first, start) => (start.next < first.next ? start : first), { next, step })
}
