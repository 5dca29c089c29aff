/** A segment between two checkpoints was archived: that is logged, and its payloads may go. */
import { append, type Work } from './round-work.ts'
import type { CoordinatorEvent } from './types.ts'
import { nextSegment } from './view-checkpoint.ts'

/** Also after the end: the last segments of a run are archived then. */
export function hearArchived(
  work: Work,
  { from, to, root }: Extract<CoordinatorEvent, { type: 'archived' }>,
): void {
  const next = nextSegment(work.state.view)
  // One that was asked for before a restart may be logged already.
  if (next?.from !== from || next.to !== to) return
  append(work, { type: 'segmentArchived', from, to, root })
}
