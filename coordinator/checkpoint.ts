/**
 * The coordinator's own replica stored a snapshot: it is logged, with the rounds that can be replayed from then on. A segment between two
 * of them was archived: that is logged too, and its payloads may go.
 */
import { append, type Work } from './round-work.ts'
import type { CoordinatorEvent } from './types.ts'
import { nextSegment, retainedAfter } from './view-checkpoint.ts'

export function hearSnapshot(
  work: Work,
  { step, root, stateRoot }: Extract<CoordinatorEvent, { type: 'snapshot' }>,
): void {
  const { view } = work.state
  if (view.phase === 'Finished') return
  // One that was asked for before a restart may be logged already.
  if (step <= (view.snapshot?.step ?? 0) || step > view.step) return
  append(work, {
    type: 'checkpointMade',
    step,
    snapshotRoot: root,
    stateRoot,
    retainedStep: retainedAfter(view, step, work.parts.archives === true),
  })
}

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
