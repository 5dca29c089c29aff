/**
 * What happens between rounds: gathering, warming up, the next round or the end of the epoch, cooling down, pausing, finishing.
 *
 * Every way out of the rounds leads through Cooldown: everybody applies the last round and a checkpoint is made, so that nothing trained
 * is lost at a pause, a stop, an end, or when too few are left. Invariant: each wait has a deadline, but those for members and for
 * the operator.
 */
import { isDone, isStageOver } from './epoch.ts'
import { isInGrace } from './grace.ts'
import { placeIn } from './lookup.ts'
import { asIfAccepted, mayOpenAhead } from './overlap.ts'
import { openRound } from './round-phases.ts'
import { append, type CoordinatorState, connected, enter, left, type Work } from './round-work.ts'
import type { View } from './types.ts'
import { isChangeDue, isVersionDue } from './view-change.ts'

/** So many void rounds in a row lead to a Cooldown. */
const mostVoids = 3

/** Members that can train the next round: of those who are present, who holds the state and is not leaving. */
function eligible(state: CoordinatorState): string[] {
  const { ready, leaving } = state
  return present(state)
    .filter((id) => ready.has(id) && !leaving.has(id))
    .sort()
}

/** Members that are connected, not silent, and did not sign twice. */
function present(state: CoordinatorState): string[] {
  return connected(state.view.members, state.up).filter((id) => faultOf(state, id) === undefined)
}

/** Why somebody who is connected is let go. */
function faultOf({ view, evidence }: CoordinatorState, id: string): string | undefined {
  if (evidence.has(id)) return 'equivocated'
  return (view.misses.get(id) ?? 0) >= view.config.missLimit ? 'silent' : undefined
}

function end(work: Work): boolean {
  if (work.state.view.phase === 'Finished') work.effects.push({ type: 'end' })
  return true
}

/** Stops outside a round. What was trained is exported first. */
export function halt(work: Work): boolean {
  const { view, command } = work.state
  if (view.step > 0) return coolDownFor(work, command)
  enter(work, command === 'pause' ? 'Paused' : 'Finished', 'operator', 0)
  return end(work)
}

function resume(work: Work): boolean {
  const { command } = work.state
  if (command === 'pause') return false
  // The model may be another than the one that was exported before the pause: rounds can be undone in it.
  if (command === 'stop') return halt(work)
  enter(work, 'WaitingForMembers', command, 0)
  return true
}

export function gather(work: Work): boolean {
  const { state, now } = work
  const { view } = state
  if (isVersionDue(view)) return coolDownFor(work, 'version')
  if (state.presumed.size > 0) return false
  if (dropFaulty(work)) return true
  const wanted = view.step === 0 ? view.config.initMembers : view.config.minMembers
  const here = view.members.size < wanted ? 0 : present(state).length
  if (here < wanted) {
    work.state = { ...state, enoughSinceMs: undefined }
    return false
  }
  if (state.enoughSinceMs === undefined) {
    work.state = { ...state, enoughSinceMs: now }
    work.effects.push({ type: 'timer', name: 'gather', at: now + view.config.extraWaitMs })
  }
  const since = work.state.enoughSinceMs ?? now
  if (now < since + view.config.extraWaitMs && here < view.config.maxMembers) return false
  enter(work, 'Warmup', 'enough-members', view.config.warmupMs)
  return true
}

/** Who was silent when the rounds were left, by a pause for instance, or had signed twice, would be counted by nobody: it is let go. */
function dropFaulty(work: Work): boolean {
  const { state } = work
  return letGo(work, connected(state.view.members, state.up), (id) => faultOf(state, id))
}

/** Lets those go for whom there is a reason. True where an entry was appended. */
function letGo(
  work: Work,
  ids: Iterable<string>,
  why: (id: string) => string | undefined,
): boolean {
  const gone = [...ids].flatMap((id) => {
    const code = why(id)
    return code === undefined ? [] : [left(id, code)]
  })
  if (gone.length > 0) append(work, { type: 'membersChanged', admitted: [], left: gone })
  return gone.length > 0
}

export function warmUp(work: Work, late: boolean): boolean {
  const { state } = work
  const { view } = state
  if (isVersionDue(view)) return coolDownFor(work, 'version')
  const here = present(state).length
  if (!late && state.ready.size < here) return false
  const able = eligible(state)
  if (able.length === here && able.length >= view.config.minMembers) {
    openRound(work, able)
    return true
  }
  if (!late) return false
  if (able.length >= view.config.minMembers) openRound(work, able)
  else enter(work, 'WaitingForMembers', 'too-few-ready', 0)
  return true
}

/** After a round: end the epoch, or drop who is gone or silent, then open the next round, or cool down. */
export function betweenRounds(work: Work): boolean {
  const { state } = work
  const { view } = state
  const { config } = view
  if (isDone(view)) return coolDownFor(work, 'done')
  if (state.command !== 'run') return coolDownFor(work, state.command)
  if (isInGrace(work)) return false
  if (dropGone(work)) return true
  if (isVersionDue(view)) return coolDownFor(work, 'version')
  if (isStageOver(view)) return coolDownFor(work, 'stage')
  if (view.epoch.over) return coolDownFor(work, 'epoch')
  if (view.voids >= mostVoids) return coolDownFor(work, 'void-rounds')
  const able = eligible(state)
  if (able.length < config.minMembers) return coolDownFor(work, 'too-few-members')
  openRound(work, able)
  return true
}

/**
 * Lets go who is gone, silent, or signed twice. Who belongs to the round that is revealed stays until it is closed: a witness whose
 * connection comes back still reports. True where an entry was appended.
 */
function dropGone(work: Work): boolean {
  const { state } = work
  const { open, members } = state.view
  return letGo(work, members.keys(), (id) => {
    if (open !== undefined && placeIn(open.members, id) >= 0) return undefined
    return state.up.has(id) || state.evidence.has(id) ? faultOf(state, id) : 'gone'
  })
}

/**
 * With overlap: the next round, while the open one is revealed; not where the run will cool down or change behind that one. True where an
 * entry was appended.
 */
export function openAhead(work: Work): boolean {
  const { view, command } = work.state
  if (!mayOpenAhead(view) || command !== 'run' || isInGrace(work)) return false
  // By the time of the entry that would open it: an epoch may have ended by time since the last one.
  const plan = asIfAccepted({ ...view, timeMs: Math.max(work.now, view.timeMs) })
  if (isDone(plan) || plan.epoch.over || isChangeDue(view) || view.voids >= mostVoids) return false
  if (dropGone(work)) return true
  const able = eligible(work.state)
  if (able.length < view.config.minMembers) return false
  openRound(work, able)
  return work.state.view.next !== undefined
}

function coolDownFor(work: Work, reason: string): boolean {
  enter(work, 'Cooldown', reason, work.state.view.config.cooldownMs)
  awaitCheckpoint(work)
  return true
}

/** When the wait for the checkpoint of a Cooldown is over, in log time. */
export const checkpointDueMs = ({ config, phaseSinceMs }: View): number =>
  phaseSinceMs + config.checkpointMs

export function awaitCheckpoint(work: Work): void {
  const at = checkpointDueMs(work.state.view)
  work.effects.push({ type: 'timer', name: 'checkpoint', at })
}

/** Whether this Cooldown writes the model to a folder: always where the run stands still after it. */
export const wantsExport = ({ view, command }: CoordinatorState): boolean =>
  view.config.exports !== 'end' || command !== 'run' || isDone(view)

/** Whether the coordinator's replica made what this Cooldown is for. A coordinator without one waits for nothing. */
function hasCheckpoint(work: Work): boolean {
  const { state, parts } = work
  const { view } = state
  if (!parts.keepsPayloads || view.step === 0) return true
  return view.snapshot?.step === view.step && (state.exported || !wantsExport(state))
}

/** The last round is applied by everybody who is here, and a checkpoint of it is made; or the waits are over. */
export function coolDown(work: Work, late: boolean): boolean {
  askForExport(work)
  const { state, now } = work
  const { view, ready } = state
  if (!hasCheckpoint(work) && now < checkpointDueMs(view)) return false
  const isBehind = (id: string) => (ready.get(id) ?? view.step) < view.step
  if (!late && connected(view.members, state.up).some(isBehind)) return false
  if (isDone(view) || state.command === 'stop')
    enter(work, 'Finished', state.command === 'stop' ? 'stopped' : 'done', 0)
  else if (state.command === 'pause') {
    enter(work, 'Paused', 'operator', 0)
    // Written already; rounds that are undone while it stands still are another model (`standStill`).
    work.state = { ...work.state, exportAsked: state.exportAsked }
  } else enter(work, 'WaitingForMembers', 'next-epoch', 0)
  return end(work)
}

/** A run that stands still: what lies in its folder is what the log says, also after rounds were undone. */
export function standStill(work: Work): boolean {
  if (resume(work)) return true
  askForExport(work)
  return false
}

function askForExport(work: Work): void {
  const { state, parts } = work
  const { step } = state.view
  if (!parts.keepsPayloads || step === 0 || state.exportAsked === step || !wantsExport(state))
    return
  // In Cooldown what members confirmed is exported. Of rounds that are undone while the run stands still there is no checkpoint.
  if (state.view.phase === 'Cooldown' && state.view.snapshot?.step !== step) return
  // The step changes in Cooldown where rounds are undone: then the old export is not the one.
  work.state = { ...state, exportAsked: step, exported: false }
  const last = state.command !== 'run' || isDone(state.view)
  work.effects.push({ type: 'export', step, last })
}
