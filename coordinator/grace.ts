/**
 * The first seconds of a coordinator that was started on a log: its members are taken for connected until they had time to come back.
 *
 * Without it a restart would void the round that is open and let everybody go, though nobody left. Invariant: after the grace only those
 * who were heard count as here.
 */
import type { CoordinatorState, Work } from './round-work.ts'
import { add, emptySet, remove } from './trie.ts'

/** No wait that a restart begins anew is shorter than twice this. */
export const graceMs = 5000

/** At the start of a process. Who was heard before it is here already. */
export function beginGrace(work: Work): void {
  const { state, now } = work
  const members = [...state.view.members.keys()].filter((id) => !state.up.has(id))
  if (state.view.members.size === 0) return
  const presumed = members.reduce(add, emptySet)
  const graceUntilMs = now + graceMs
  work.state = { ...state, up: members.reduce(add, state.up), presumed, graceUntilMs }
  work.effects.push({ type: 'timer', name: 'grace', at: graceUntilMs })
}

/** Who was heard, or is known to be gone, is not presumed any more. */
export function endPresumption(work: Work, member: string): void {
  const { state } = work
  if (state.presumed.has(member))
    work.state = { ...state, presumed: remove(state.presumed, member) }
}

export function endGrace(work: Work): void {
  const { state } = work
  const up = [...state.presumed].reduce(remove, state.up)
  work.state = { ...state, up, presumed: emptySet, graceUntilMs: 0 }
}

/** Whether members of the last process are still expected back, or have come and not yet said where they stand. */
export function isInGrace({ state, now }: Work): boolean {
  if (now >= state.graceUntilMs) return false
  return state.presumed.size > 0 || waitsForReady(state)
}

const waitsForReady = ({ view, up, ready }: CoordinatorState): boolean =>
  [...view.members.keys()].some((id) => up.has(id) && !ready.has(id))
