/**
 * What a member waits for, beside its own work: what, since when, for how long at most, for whom. For a person who asks; nothing here
 * decides anything.
 *
 * Of the run it knows what the log says, so times are those of the log, by the coordinator's clock. Invariant: whoever is not at work and
 * not at the end is told one wait at least.
 */
import { witnessDeadlineMs } from '../../coordinator/deadlines.ts'
import { checkpointDueMs } from '../../coordinator/life.ts'
import type { OpenRound, View } from '../../coordinator/types.ts'
import type { Wait } from '../../coordinator/waits.ts'
import { quietMs } from './follow.ts'
import type { MemberState } from './types.ts'

/** `now` in ms since the epoch, by this node's clock. */
export function memberWaits(state: MemberState, now: number): Wait[] {
  const { view, job } = state
  if (state.ended) return []
  const own = ownWaits(state, now)
  if (own.length > 0 || job !== undefined) return own
  return runWaits(view, state.fetching.size)
}

/** What stands between this node and the run. */
function ownWaits(state: MemberState, now: number): Wait[] {
  const { view, heardMs, lastEntryMs } = state
  const coordinator = { deadlineMs: undefined, missing: [view.coordinator] }
  if (view.phase !== 'Finished' && now - Math.max(heardMs, lastEntryMs) >= quietMs(state))
    return [{ what: 'the coordinator, which is silent', sinceMs: lastEntryMs, ...coordinator }]
  if (!state.synced) return [{ what: 'the rest of the log', sinceMs: lastEntryMs, ...coordinator }]
  if (!state.joined && view.phase !== 'Finished')
    return [{ what: 'the coordinator to admit this node', sinceMs: heardMs, ...coordinator }]
  return []
}

/** What the run waits for, as far as the log tells. `payloads`: how many are on their way here. */
function runWaits(view: View, payloads: number): Wait[] {
  const { open, phase, config, phaseSinceMs: sinceMs } = view
  const wait = (what: string, deadlineMs: number | undefined): Wait => ({
    what,
    sinceMs,
    deadlineMs,
    missing: [],
  })
  if (open !== undefined)
    return open.closed === undefined ? [inTraining(open, sinceMs)] : inWitnessing(view, payloads)
  switch (phase) {
    case 'WaitingForMembers': {
      const wanted = view.step === 0 ? config.initMembers : config.minMembers
      return [
        wait(`members: ${view.members.size} are on the list, ${wanted} must be here`, undefined),
      ]
    }
    case 'Warmup':
      return [wait('members to fetch the model', sinceMs + config.warmupMs)]
    case 'Cooldown': {
      const isMade = view.snapshot?.step === view.step
      const applied = wait('the last round to be applied by everybody', sinceMs + config.cooldownMs)
      return isMade
        ? [applied]
        : [applied, wait("the coordinator's checkpoint", checkpointDueMs(view))]
    }
    case 'Paused':
      return [wait('the operator to resume', undefined)]
    case 'Finished':
      return payloads === 0 ? [] : [wait('the payloads of the last rounds', undefined)]
    default:
      return [wait('the next round to open', undefined)]
  }
}

/** Members train in the newest slot; witnesses list when they are done. `turnMs`: when the round came to be heard, though it opened ahead. */
function inTraining(open: OpenRound, turnMs: number): Wait {
  const slot = open.slots.at(-1)
  const what =
    slot === undefined
      ? 'members to train, and witnesses to list it'
      : 'members to do what others left undone, and witnesses to list it'
  const { openedMs, deadlineMs } = slot ?? open
  const sinceMs = Math.max(openedMs, turnMs)
  return { what, sinceMs, deadlineMs: sinceMs + deadlineMs, missing: [] }
}

function inWitnessing({ config, measured, phaseSinceMs }: View, payloads: number): Wait[] {
  const sinceMs = phaseSinceMs
  const deadlineMs = phaseSinceMs + witnessDeadlineMs(config, measured)
  const wait = (what: string): Wait => ({ what, sinceMs, deadlineMs, missing: [] })
  const checked = wait('witnesses to check the payloads')
  return payloads === 0 ? [checked] : [wait(`${payloads} payloads to arrive`), checked]
}
