/**
 * When a round gives work to others: what members that are gone left undone as soon as everybody else is done, and what silent ones
 * did not deliver when their time is over.
 *
 * Takers are members that are done with all of theirs. Invariant: a round opens at most `slots` further slots, so it ends.
 */
import { fromHex } from '../kernels/hash.ts'
import { quorum } from './committee.ts'
import { slotDeadlineMs } from './deadlines.ts'
import { namesOf } from './lookup.ts'
import { append, type CoordinatorState, setDeadline, type Work } from './round-work.ts'
import { type Duty, dutiesOf } from './slots.ts'
import { sharesOf } from './speeds.ts'
import type { OpenRound } from './types.ts'

/** Whether somebody may still do work: connected, neither gone nor ejected nor leaving, and no liar. */
const isHere = ({ up, view, evidence, leaving }: CoordinatorState, id: string): boolean =>
  up.has(id) && view.members.has(id) && !evidence.has(id) && !leaving.has(id)

/** Duties that nobody will do: of everybody where the time is `late`, else of those who are gone. */
export function undone(state: CoordinatorState, open: OpenRound, late: boolean): readonly Duty[] {
  return dutiesOf(open).filter(
    ({ member, key }) => !state.commitments.has(key) && (late || !isHere(state, member)),
  )
}

/** Members that are here and have done all that they were given. */
function idleMembers(state: CoordinatorState, open: OpenRound): string[] {
  const busy = new Set(
    dutiesOf(open).flatMap(({ member, key }) => (state.commitments.has(key) ? [] : [member])),
  )
  return open.members.filter(
    (id) => isHere(state, id) && !busy.has(id) && !open.taken.includes(id) && state.ready.has(id),
  )
}

/**
 * Whether so many witnesses list a commitment that is not here that no quorum can do without it: it is under way, and its work may not
 * be given to others. Fewer witnesses may be lying.
 */
function awaitsListed({ lists, byHash }: CoordinatorState, open: OpenRound): boolean {
  const unknown = [...lists.values()].filter((list) =>
    namesOf(list.message.hashes).some((name) => !byHash.has(name)),
  )
  return unknown.length > open.witnesses.length - quorum(open.witnesses.length)
}

/** Opens a further slot where there is something to give and somebody to give it to. */
export function reassign(work: Work, open: OpenRound, late: boolean): boolean {
  const { state } = work
  const { config } = state.view
  if (open.slots.length >= config.slots || awaitsListed(state, open)) return false
  const taken = undone(state, open, late)
  if (taken.length === 0) return false
  const takers = idleMembers(state, open)
  if (takers.length === 0) return false
  const batches = taken.reduce((sum, duty) => sum + batchesOf(open, duty), 0)
  const { shares, known } = sharesOf(state.view.measured.speeds, takers)
  const total = known.reduce((sum, speed) => sum + speed, 0)
  // As in the first slot: twice what measured speeds ask for; the longest wait where nobody was measured.
  const expected = total === 0 ? undefined : Math.ceil((2_000_000 * batches) / total)
  // A few cannot do the work of all in the longest time there is: who is only late would lose it, and the round would be void.
  if (expected !== undefined && expected > config.trainMaxMs) return false
  const deadlineMs = slotDeadlineMs(config, expected)
  append(work, {
    type: 'slotOpened',
    round: open.round,
    slot: open.slots.length + 1,
    taken: taken
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ member, slot }) => ({ member: fromHex(member) as Uint8Array, slot })),
    takers: takers.map((id) => fromHex(id) as Uint8Array),
    shares,
    deadlineMs,
  })
  // What witnesses listed before says nothing of the new slot: they list again.
  work.state = { ...work.state, lists: new Map() }
  setDeadline(work, deadlineMs)
  return true
}

const batchesOf = (open: OpenRound, { member, slot }: Duty): number => {
  const place = open.members.indexOf(member)
  const assigned = slot === 0 ? open.assigned : open.slots[slot - 1]?.assigned
  return assigned?.[place]?.length ?? 0
}
