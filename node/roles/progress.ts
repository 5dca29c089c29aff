/** What a person sees of a member: what it does, or what it waits for. Shown when it changes. */
import { dueStep } from '../../coordinator/overlap.ts'
import { type Phase, shownPhase } from '../../coordinator/phase.ts'
import { quietMs } from './follow.ts'
import type { MemberState, MemberWork } from './types.ts'

const jobs = {
  restore: 'fetching the model',
  train: 'training',
  apply: 'applying',
  merge: 'merging votes for others',
  snapshot: 'saving',
}

function doing(state: MemberState, now: number): string {
  const { view, job } = state
  if (job !== undefined) return jobs[job]
  if (!state.synced) return 'fetching the log'
  const behind = dueStep(view) - state.step
  if (state.step >= 0 && behind > 0) return `catching up, ${behind} rounds`
  if (state.leaving) return 'leaving after this round'
  // Past its deadline, and no word: the entry that would close commitments and show the round's chance is withheld or on its way.
  if (view.open !== undefined && now - state.lastEntryMs >= quietMs(state))
    return 'waiting for the coordinator, which is late'
  if (view.open !== undefined)
    return view.open.closed === undefined ? 'waiting for others' : 'checking'
  return 'waiting'
}

/** To a member everything is revealed when it waits for no payload of the round. */
const phaseOf = ({ view, fetching }: MemberState): Phase =>
  shownPhase(view.phase, view.open === undefined || fetching.size === 0)

export function describeProgress(work: MemberWork): void {
  const { state } = work
  const { shown } = state
  const phase = phaseOf(state)
  const round = state.view.open?.round ?? state.view.round
  const step = Math.max(0, state.step)
  const what = doing(state, work.now)
  // Asked after every event.
  if (
    shown !== undefined &&
    shown.phase === phase &&
    shown.round === round &&
    shown.step === step &&
    shown.doing === what
  )
    return
  const { roundsApplied, batchesTrained, joinedRound } = state
  const progress = { phase, round, step, doing: what, roundsApplied, batchesTrained, joinedRound }
  work.state = { ...state, shown: progress }
  work.effects.push({ type: 'show', progress })
}
