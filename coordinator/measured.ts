/**
 * What the log tells of past rounds that decides the next: how fast members are, how long training and witnessing took.
 *
 * It is a fold of the log, so that a coordinator that starts again, or takes over, deals and waits as the one before would have. Invariant: it
 * holds a bounded number of members and durations.
 */
import { keepDuration } from './deadlines.ts'
import { type Delivery, learnSpeeds } from './speeds.ts'
import type { OpenRound, View } from './types.ts'
import type { Decision } from './view-close.ts'

export type Measured = {
  /** Moving average of batches in 1,000 s, by member, from accepted deliveries. */
  readonly speeds: ReadonlyMap<string, number>
  /** Durations of the last rounds, in ms. */
  readonly trainMs: readonly number[]
  readonly witnessMs: readonly number[]
}

export const nothingMeasured: Measured = { speeds: new Map(), trainMs: [], witnessMs: [] }

/** After commitments were closed. */
export const withTraining = ({ measured, timeMs }: View, open: OpenRound): Measured => ({
  ...measured,
  trainMs: keepDuration(measured.trainMs, timeMs - open.openedMs),
})

/** After a round was closed with these decisions: a void one too, or the wait that was too short for it would never grow. `view` is the one before its phase ends. */
export function withWitnessing(
  view: View,
  open: OpenRound,
  decisions: readonly Decision[],
): Measured {
  const { measured, timeMs, phaseSinceMs } = view
  if (open.closed === undefined) return measured
  const { commitments, tookMs } = open.closed
  const deliveries = commitments.flatMap((commitment, i): Delivery[] =>
    decisions[i] === 'accepted' && tookMs[i] !== 0
      ? [{ commitment, tookMs: tookMs[i] as number }]
      : [],
  )
  return {
    ...measured,
    speeds: bounded(view, learnSpeeds(measured.speeds, deliveries)),
    witnessMs: keepDuration(measured.witnessMs, timeMs - phaseSinceMs),
  }
}

/** Those who left are remembered, for they may come back; not for ever where many come and go. */
function bounded(
  { members, config }: View,
  speeds: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  if (speeds.size <= 2 * config.maxMembers) return speeds
  return new Map([...speeds].filter(([id]) => members.has(id)))
}
