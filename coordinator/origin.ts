/**
 * Where a replica can begin that does not find the newest checkpoint: at an older one that is still there, or at the base.
 *
 * A member's folder holds no snapshot that the member never fetched; a coordinator that takes the run over in a copy of it computes the
 * state again from an origin and the payloads that the log promises to keep. Invariant: from the origin on the rounds follow each other
 * without a gap, and none of their payloads may have been removed.
 */
import { toHex } from '../kernels/hash.ts'
import { foldEnvelope } from './fold-log.ts'
import type { ClosedRound, Rules, View } from './types.ts'
import { roundsAfter } from './view-merge.ts'

export type Origin = {
  readonly step: number
  /** Of the snapshot, in hex; undefined: the base. */
  readonly root: string | undefined
}

export type Origins = {
  /** Newest first. */
  readonly origins: readonly Origin[]
  /** Rounds that changed the model, from the oldest of them on. */
  readonly history: readonly ClosedRound[]
}

/** Whether the newest checkpoint is a blob of its own, and its name; undefined: it is the base. */
export const newestRoot = ({ snapshot }: View): string | undefined =>
  snapshot === undefined || snapshot.root.length === 0 ? undefined : toHex(snapshot.root)

/** Reads a log that follows. A run that went back to a checkpoint has no origin before that. */
export function originsOf(rules: Rules, envelopes: Iterable<Uint8Array>): Origins {
  let view: View | undefined
  let history: readonly ClosedRound[] = []
  let began = 0
  for (const envelope of envelopes) {
    const step = foldEnvelope(rules, view, envelope)
    if (!step.ok) break
    view = step.view
    const wentBack = step.backTo !== undefined
    history = wentBack ? [] : roundsAfter(history, step)
    if (wentBack) began = view.step
  }
  if (view === undefined) return { origins: [], history }
  const { checkpoints, retainedStep } = view
  const stored = checkpoints
    .filter(({ step }) => step >= began)
    .map(({ step, root }) => ({ step, root: root.length === 0 ? undefined : toHex(root) }))
    .sort((a, b) => b.step - a.step)
  const base = began === 0 && retainedStep === 0 ? [{ step: 0, root: undefined }] : []
  return { origins: [...stored, ...base], history }
}
