/**
 * Checkpoints in the log, and which rounds can still be replayed: those since a checkpoint whose payloads are kept.
 */
import type { CheckpointMade } from '../proto/messages.ts'
import type { LoggedCheckpoint, View } from './types.ts'
import type { Fold } from './view.ts'

const refuse = (code: string): Fold => ({ ok: false, code })

/** First step whose payloads stay when a checkpoint of `step` is made: whole segments, at least the last `retainRounds` rounds. */
export function retainedAfter(view: View, step: number): number {
  const { retainRounds } = view.config
  if (retainRounds === 0) return view.retainedStep
  const ends = [...view.checkpoints.map((c) => c.step), step]
  return Math.max(view.retainedStep, ...ends.filter((end) => end <= step - retainRounds))
}

export function applyCheckpoint(view: View, kind: CheckpointMade): Fold {
  const { step, retainedStep } = kind
  if (step > view.step || step < (view.snapshot?.step ?? 0)) return refuse('checkpoint-step')
  const snapshot: LoggedCheckpoint = {
    step,
    root: kind.snapshotRoot,
    stateRoot: kind.stateRoot,
    mark: view.marks.find((mark) => mark.step === step),
  }
  const checkpoints = [...view.checkpoints.filter((c) => c.step !== step), snapshot]
  const follows =
    retainedStep === view.retainedStep ||
    (retainedStep > view.retainedStep && checkpoints.some((c) => c.step === retainedStep))
  if (!follows) return refuse('checkpoint-retained')
  return {
    ok: true,
    view: {
      ...view,
      snapshot,
      checkpoints: checkpoints.filter((c) => c.step >= retainedStep),
      retainedStep,
    },
  }
}
