/**
 * Epochs: stretches of rounds that end in a Cooldown with a checkpoint, after so many rounds, after so much time, with a stage, or
 * with the run.
 *
 * Everything is computed from the log, so that everybody knows when no further round may open. Invariant: an epoch that is over stays
 * so until its Cooldown is done.
 */
import { planOf, type Stage, stageAt } from './plan.ts'
import type { View } from './types.ts'

export type Epoch = {
  /** From 0. */
  readonly number: number
  /** Rounds in effect when it began. */
  readonly first: number
  /** Log time of its first round; undefined before. */
  readonly sinceMs: number | undefined
  readonly over: boolean
}

export const firstEpoch: Epoch = { number: 0, first: 0, sinceMs: undefined, over: false }

/** The stage of the next round. */
export const stageOf = ({ config, trained }: Pick<View, 'config' | 'trained'>): Stage =>
  stageAt(planOf(config), trained)

export const isDone = ({ config, trained }: Pick<View, 'config' | 'trained'>): boolean =>
  trained >= planOf(config).rounds

/** Whether the next round would be of another stage than the one that the epoch began with. */
export const isStageOver = (view: Pick<View, 'config' | 'trained' | 'epoch'>): boolean =>
  stageOf(view) !== stageAt(planOf(view.config), view.epoch.first)

/** After a round opened. */
export const withRound = (view: View): Epoch => ({
  ...view.epoch,
  sinceMs: view.epoch.sinceMs ?? view.timeMs,
})

/** After a round was closed or rounds were undone: `view` has the state after it. */
export function afterRound(view: View): Epoch {
  const { epoch, config, trained, timeMs } = view
  const { epochRounds, epochMs } = config
  const over =
    isDone(view) ||
    isStageOver(view) ||
    (epochRounds > 0 && trained - epoch.first >= epochRounds) ||
    (epochMs > 0 && timeMs - (epoch.sinceMs ?? timeMs) >= epochMs)
  return { ...epoch, over }
}

/** After a Cooldown. */
export const nextEpoch = ({ epoch, trained }: View): Epoch => ({
  ...firstEpoch,
  number: epoch.number + 1,
  first: trained,
})
