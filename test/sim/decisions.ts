/** What the log may decide next, and what a member may train on then: the invariants of decisions, steps and replicas. */
import { planOf } from '../../coordinator/plan.ts'
import type { View } from '../../coordinator/types.ts'
import type { MemberState } from '../../node/roles/types.ts'
import type { Broken } from './invariants.ts'

/** One entry, from `last` to `view`: rounds open and close once each, and no step comes without one. */
export function decide(last: View, view: View, restarted: boolean, broken: Broken): void {
  const { open, next, lastClosed, trained, config } = view
  const before = [last.open?.round, last.next?.round]
  for (const opened of [open, next])
    if (opened !== undefined && !before.includes(opened.round) && opened.round < last.round)
      broken('decision', `round ${opened.round} was opened twice`)
  const closed = lastClosed !== last.lastClosed && lastClosed !== undefined
  if (closed && last.open?.round !== lastClosed.round)
    broken('decision', `round ${lastClosed.round} was closed and was not open`)
  if (closed && last.lastClosed !== undefined && lastClosed.round <= last.lastClosed.round)
    broken('decision', `round ${lastClosed.round} was closed twice`)
  const { rounds } = planOf(config)
  if (trained > rounds) broken('steps', `${trained} rounds of ${rounds}`)
  // A restart may take rounds back that a revert had undone: it goes to any checkpoint of the log.
  const one = closed && !lastClosed.void && trained === last.trained + 1
  if (trained > last.trained && !one && !restarted)
    broken('steps', `${last.trained} rounds became ${trained} without one`)
}

/** Whether a member trains, and its replica is not the state that its round is trained on. */
export function trainsElsewhere({ job, step, view, trainedRound }: MemberState): boolean {
  if (job !== 'train') return false
  const round = [view.open, view.next].find((open) => open?.round === trainedRound)
  return round !== undefined && step >= 0 && step !== round.trainsOn
}

/** The state that the open round trained on, by its steps. */
export const closedOn = ({ open, step }: View): number => open?.trainsOn ?? step
