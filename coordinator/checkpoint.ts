/** The coordinator's own replica stored a snapshot: it is logged, with the rounds that can be replayed from then on. */
import { append, type Work } from './round-work.ts'
import type { CoordinatorEvent } from './types.ts'
import { retainedAfter } from './view-checkpoint.ts'

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
    retainedStep: retainedAfter(view, step),
  })
}
