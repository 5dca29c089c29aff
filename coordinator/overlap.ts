/**
 * Overlap: with `overlap: 1` a round opens as soon as the commitments of the one before are closed, and trains while that one is revealed
 * and checked. It trains on the state that the round before trained on last: one round older than without overlap.
 *
 * It opens as if the round before were accepted whole, which is not known yet: its place in the schedule follows from that, and what the round
 * before gives back comes in the one after. Invariant: at most two rounds are open, the older one closed to commitments; every replica
 * stays on the state that is trained on until commitments to it are closed (`dueStep`), so nobody trains on a newer one.
 */
import { afterRound } from './epoch.ts'
import { batchesAt, planOf } from './plan.ts'
import { joinRanges, type Range } from './ranges.ts'
import type { View } from './types.ts'

/**
 * Whether the next round may open now, beside the one that is open. Not while the number of batches rises: if the open round turned out
 * void, the run would have trained more of them than its rounds have.
 */
export const mayOpenAhead = ({ config, open, next, trained }: View): boolean =>
  config.overlap === 1 &&
  open?.closed !== undefined &&
  next === undefined &&
  batchesAt(planOf(config), trained) === batchesAt(planOf(config), trained + 1)

/** The view as it will be if the open round is accepted: what a round that opens ahead of that is planned by. */
export function asIfAccepted(view: View): View {
  const after: View = { ...view, trained: view.trained + 1 }
  return { ...after, epoch: afterRound(after) }
}

/** After the open round was closed, which gave back `returned`: the round that opened ahead takes its place. */
export function promoted(view: View, returned: readonly Range[]): View {
  const { next } = view
  if (next === undefined) return view
  const { cursor, queue } = next.before
  // Where it is undone, the run stands behind the round that was closed now, and before what it was given.
  const before = { trained: view.trained, cursor, queue: joinRanges(queue, returned) }
  return {
    ...view,
    open: { ...next, step: view.step, before },
    next: undefined,
    phase: 'RoundTrain',
    phaseSinceMs: view.timeMs,
  }
}

/** Steps that a replica has to have applied now: all of the log's, or those of the state that is trained on. */
export function dueStep({ open, next, step }: Pick<View, 'open' | 'next' | 'step'>): number {
  if (next !== undefined) return next.trainsOn
  return open === undefined || open.closed !== undefined ? step : open.trainsOn
}
