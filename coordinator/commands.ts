/**
 * What an operator asks of a live run: pause, resume, stop, eject. Each is answered with `ok` or the reason why not.
 *
 * A pause and a stop drain the round that is open first, so the command itself is an entry: what was answered with `ok` is done even
 * when the coordinator dies before the round ends. Invariant: a command in the wrong state changes nothing and appends nothing.
 */
import { append, left, type Work } from './round-work.ts'
import type { CoordinatorEvent } from './types.ts'
import { commandNumber } from './view-command.ts'

type Wish = 'pause' | 'resume' | 'stop'

/** Code → what a person reads. */
export const commandRefusals: { readonly [code: string]: string } = {
  finished: 'the run is finished',
  stopping: 'the run is stopping: it closes the open round, writes the checkpoint and ends',
  'already-pausing': 'the run is pausing or paused already',
  'not-paused': 'the run is not paused',
  'round-began': 'this round has begun: name a later one',
  'bad-config': 'the changed settings are not valid: see murmur run check',
  'stage-field': 'this run has stages, each with its own value: name the field as stages[0].eta',
  'fixed-field':
    'one of these settings may not change in a live run: docs/run-config.md says which may',
  'version-falls': 'versions only rise',
  version:
    'the run goes on with versions that this coordinator does not have: start it with the release that has them',
  'already-reverting': 'a revert is under way',
  'not-undoable':
    'no round of this number can be undone: only the last revertRounds rounds in effect can; restart from a checkpoint for an older one',
  'payloads-gone': 'the payloads of this round are kept no more: restart from a checkpoint',
  'no-checkpoint':
    'the log names no checkpoint of this step to start again from: see murmur log show, or give 0 for the base',
  'not-a-member': 'no member of the run has this name or id',
}

export function hearCommand(work: Work, command: Wish): string {
  const { state } = work
  if (state.view.phase === 'Finished') return 'finished'
  if (state.command === 'stop') return 'stopping'
  if (command === 'pause' && state.command === 'pause') return 'already-pausing'
  if (command === 'resume' && state.command !== 'pause') return 'not-paused'
  const wanted = command === 'resume' ? 'run' : command
  append(work, { type: 'commandGiven', command: commandNumber(wanted) })
  work.state = { ...work.state, command: wanted }
  return 'ok'
}

/** The member is out at once and may not come back; what it committed in the open round stays what it is. */
export function hearEject(
  work: Work,
  event: Extract<CoordinatorEvent, { readonly type: 'eject' }>,
): string {
  const { view } = work.state
  if (view.phase === 'Finished') return 'finished'
  if (!view.members.has(event.member)) return 'not-a-member'
  const gone = left(event.member, 'ejected', event.reason)
  append(work, { type: 'membersChanged', admitted: [], left: [gone] })
  return 'ok'
}
