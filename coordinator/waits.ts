/**
 * What a coordinator waits for, since when, until when, and who has not done it yet: as data, from the state alone.
 *
 * `murmur status` and `murmur why` print it. Invariant: in every phase but Finished there is at least one wait, and each that is not a
 * person's to end has a deadline.
 */
import { checkpointDueMs, wantsExport } from './life.ts'
import type { CoordinatorState } from './round-work.ts'
import { dutiesOf } from './slots.ts'
import type { OpenRound } from './types.ts'
import { isMarked } from './view-close.ts'

export type Wait = {
  /** What must happen, to be read after "waiting for". */
  readonly what: string
  /** Log time in ms since the epoch. */
  readonly sinceMs: number
  /** When the run goes on without it; undefined: it does not, only more members or the operator end this wait. */
  readonly deadlineMs: number | undefined
  /** Ids of the members that have not done it. */
  readonly missing: readonly string[]
}

export function waits(state: CoordinatorState): Wait[] {
  const { view } = state
  const { open } = view
  if (open !== undefined)
    return open.closed === undefined ? inTraining(state, open) : inWitnessing(state, open)
  const sinceMs = view.phaseSinceMs
  const { deadlineMs } = state
  const here = [...view.members.keys()].filter((id) => state.up.has(id)).sort()
  switch (view.phase) {
    case 'WaitingForMembers':
      return forMembers(state, here)
    case 'Warmup':
      return [
        {
          what: 'members to fetch the model',
          sinceMs,
          deadlineMs,
          missing: here.filter((id) => !state.ready.has(id)),
        },
      ]
    case 'Cooldown':
      return inCooldown(state, here)
    case 'Paused':
      return [{ what: 'the operator to resume', sinceMs, deadlineMs: undefined, missing: [] }]
    case 'Finished':
      return []
    default:
      return [{ what: 'the next round to open', sinceMs, deadlineMs: sinceMs, missing: [] }]
  }
}

function inCooldown(state: CoordinatorState, here: readonly string[]): Wait[] {
  const { view, deadlineMs } = state
  const sinceMs = view.phaseSinceMs
  const waiting: Wait[] = [
    {
      what: 'the last round to be applied by everybody',
      sinceMs,
      deadlineMs,
      missing: here.filter((id) => (state.ready.get(id) ?? view.step) < view.step),
    },
  ]
  const mine = (what: string) =>
    waiting.push({ what, sinceMs, deadlineMs: checkpointDueMs(view), missing: [] })
  if (view.step > 0 && view.snapshot?.step !== view.step) mine('the snapshot to be stored')
  if (view.step > 0 && wantsExport(state) && !state.exported) mine('the checkpoint to be exported')
  return waiting
}

function forMembers(state: CoordinatorState, here: readonly string[]): Wait[] {
  const { view, enoughSinceMs } = state
  const { config } = view
  const wanted = view.step === 0 ? config.initMembers : config.minMembers
  if (enoughSinceMs !== undefined)
    return [
      {
        what: 'more members than are needed',
        sinceMs: enoughSinceMs,
        deadlineMs: enoughSinceMs + config.extraWaitMs,
        missing: [],
      },
    ]
  return [
    {
      what: `members: ${here.length} of ${wanted} are here`,
      sinceMs: view.phaseSinceMs,
      deadlineMs: undefined,
      missing: [...view.members.keys()].filter((id) => !state.up.has(id)).sort(),
    },
  ]
}

function inTraining(state: CoordinatorState, open: OpenRound): Wait[] {
  const { deadlineMs, view } = state
  // One that opened ahead is heard when the round before it is closed.
  const sinceMs = Math.max(open.openedMs, view.phaseSinceMs)
  const undone = dutiesOf(open).filter(({ key }) => !state.commitments.has(key))
  const training = [...new Set(undone.map(({ member }) => member))]
  const listing = open.witnesses
    .map((w) => open.members[w] as string)
    .filter((id) => !state.lists.has(id))
  const waiting: Wait[] = []
  if (training.length > 0)
    waiting.push({ what: 'members to train', sinceMs, deadlineMs, missing: training })
  // A witness lists when everybody that it can expect has committed.
  if (training.length === 0 || listing.length < open.witnesses.length || waiting.length === 0)
    waiting.push({
      what: 'witnesses to list the commitments',
      sinceMs,
      deadlineMs,
      missing: listing,
    })
  return waiting
}

function inWitnessing(state: CoordinatorState, open: OpenRound): Wait[] {
  const { deadlineMs, view } = state
  const commitments = open.closed?.commitments ?? []
  const missing = open.witnesses
    .map((w) => open.members[w] as string)
    .filter((id) => {
      const report = state.reports.get(id)?.message
      return !(
        report &&
        commitments.every((_, i) => isMarked(report.marks, i) || isMarked(report.refusals, i))
      )
    })
  return [
    {
      what: 'witnesses to check the payloads',
      sinceMs: view.phaseSinceMs,
      deadlineMs,
      missing,
    },
  ]
}
