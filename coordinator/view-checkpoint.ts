/**
 * Checkpoints in the log, and which rounds can still be replayed: those since a checkpoint whose payloads are kept, and those of archived
 * segments.
 */
import type { CheckpointMade, SegmentArchived } from '../proto/messages.ts'
import { sameBytes } from '../proto/wire.ts'
import type { LoggedCheckpoint, View } from './types.ts'
import type { Fold } from './view.ts'
import { namedDigest } from './view-rollback.ts'

const refuse = (code: string): Fold => ({ ok: false, code })

/**
 * First step whose payloads stay when a checkpoint of `step` is made: whole segments, at least the last `retainRounds` rounds, and where
 * segments are archived, what is not in an archive.
 */
export function retainedAfter(view: View, step: number, archives = false): number {
  const { retainRounds } = view.config
  if (retainRounds === 0) return view.retainedStep
  const last = Math.min(step - retainRounds, archives ? view.archivedStep : step)
  const ends = [...view.checkpoints.map((c) => c.step), step]
  return Math.max(view.retainedStep, ...ends.filter((end) => end <= last))
}

/** The oldest segment that is whole, kept and not archived: from the base or a checkpoint to the next one. */
export function nextSegment({
  archivedStep,
  retainedStep,
  checkpoints,
}: View): { readonly from: number; readonly to: number } | undefined {
  const from = Math.max(archivedStep, retainedStep)
  const ends = checkpoints.map(({ step }) => step).filter((step) => step > from)
  return ends.length === 0 ? undefined : { from, to: Math.min(...ends) }
}

export function applyArchived(view: View, { from, to }: SegmentArchived): Fold {
  const next = nextSegment(view)
  if (next?.from !== from || next.to !== to) return refuse('archived-segment')
  return { ok: true, view: { ...view, archivedStep: to } }
}

export function applyCheckpoint(view: View, kind: CheckpointMade): Fold {
  const { step, retainedStep } = kind
  if (step > view.step || step < (view.snapshot?.step ?? 0)) return refuse('checkpoint-step')
  // Where a digest covers the whole state, it is the root.
  const named = view.config.digestShares === 1 ? namedDigest(view, step) : undefined
  if (named !== undefined && !sameBytes(named, kind.stateRoot)) return refuse('checkpoint-digest')
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
