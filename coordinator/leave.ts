/**
 * Leaving: who says goodbye in a round that it belongs to is let go when that is closed, and answered then. Until then it is a
 * witness and shows its payload like everybody; work that it has not committed to is waited for no more.
 *
 * Invariant: a goodbye voids no round. What is kept here may be lost in a crash: the member says it again until it is answered.
 */
import { append, type CoordinatorState, left, type Work } from './round-work.ts'
import { dutiesOf } from './slots.ts'
import { add, drop, put, remove } from './trie.ts'
import type { View } from './types.ts'

const belongsTo = ({ open, next }: View, id: string): boolean =>
  open?.members.includes(id) === true || next?.members.includes(id) === true

/**
 * Whether it has work in the round that trains which it has not committed to. One that opened ahead is not heard of yet: whoever has
 * trained in it says goodbye when its commitment was taken.
 */
function owes({ view, commitments }: CoordinatorState, id: string): boolean {
  const { open, next } = view
  const training = next ?? (open?.closed === undefined ? open : undefined)
  if (training === undefined) return false
  const isHeard = training === open
  return dutiesOf(training).some(
    ({ member, key }) => member === id && !(isHeard && commitments.has(key)),
  )
}

/** The answer, or undefined where it comes with the entry. */
export function hearLeave(work: Work, id: number, signer: string): string | undefined {
  const { state } = work
  if (!belongsTo(state.view, signer)) {
    append(work, { type: 'membersChanged', admitted: [], left: [left(signer, 'left')] })
    return 'ok'
  }
  // Of somebody who says it again and again one request waits.
  const before = state.leaving.get(signer)
  if (before !== undefined) work.effects.push({ type: 'answer', id: before, code: 'busy' })
  const quitting = owes(state, signer) ? add(state.quitting, signer) : state.quitting
  work.state = { ...state, leaving: put(state.leaving, signer, id), quitting }
  return undefined
}

/** Those who said goodbye go when their rounds are closed. True where an entry was appended. */
export function letLeave(work: Work): boolean {
  const { leaving, quitting, view } = work.state
  if (leaving.size === 0) return false
  const done = [...leaving.keys()].filter((id) => !belongsTo(view, id)).sort()
  if (done.length === 0) return false
  const answers = done.map((id) => leaving.get(id) as number)
  work.state = {
    ...work.state,
    leaving: done.reduce(drop, leaving),
    quitting: done.reduce(remove, quitting),
  }
  const gone = done.filter((id) => view.members.has(id)).map((id) => left(id, 'left'))
  if (gone.length > 0) append(work, { type: 'membersChanged', admitted: [], left: gone })
  for (const id of answers) work.effects.push({ type: 'answer', id, code: 'ok' })
  return gone.length > 0
}
