/**
 * Who delivers: rounds in a row in which a member owed something and gave nothing of use.
 *
 * Everybody's health is checked by the drawn witnesses, each round: who is in no quorum's list gave no commitment, whose payload a quorum
 * refused gave none of use. A witness owes a list and a report, where the phase had to wait for them. Invariant: nobody is blamed for
 * what was not asked of them (no batch, no seat), nor for what is undecided. Work that was taken from a silent member counts as missed.
 */

import { quorum } from './committee.ts'
import { namesOf } from './lookup.ts'
import type { CoordinatorState } from './round-work.ts'
import { dutiesOf, dutyKey } from './slots.ts'
import type { OpenRound, SignedReport } from './types.ts'
import { type Decision, isMarked } from './view-close.ts'

/** Witnesses that have said nothing of a kind when its time is over. */
export function idleWitnesses(
  open: OpenRound,
  said: ReadonlyMap<string, unknown>,
): readonly string[] {
  return open.witnesses.map((w) => open.members[w] as string).filter((id) => !said.has(id))
}

/**
 * The decisions with their blame: refused is what so many witnesses refused that no quorum of marks was left. What is out of reach
 * because witnesses are gone is undecided, and nobody's fault.
 */
export function blamed(
  open: OpenRound,
  reports: readonly SignedReport[],
  decisions: readonly Decision[],
): Decision[] {
  const { length } = open.witnesses
  return decisions.map((decision, i) => {
    if (decision !== 'refused') return decision
    const refusals = reports.filter(({ message }) => isMarked(message.refusals, i)).length
    return length - refusals < quorum(length) ? 'refused' : 'undecided'
  })
}

/** Indexes of the members of a round that owed something and gave nothing of use; `decisions` by commitment that was closed. */
export function missedOf(
  state: CoordinatorState,
  open: OpenRound,
  decisions: readonly Decision[],
): number[] {
  const decided = new Map(
    open.closed?.commitments.map((c, i) => [dutyKey(c.signer, c.message.slot), decisions[i]]),
  )
  const split = splitSigners(state, open)
  const missed = new Set([...state.idle, ...open.taken])
  for (const { member, key } of dutiesOf(open)) {
    const decision = decided.get(key)
    // Commitments that never came to be closed were given all the same, where witnesses know them as the coordinator does.
    const gave =
      open.closed === undefined
        ? state.commitments.has(key) && !split.has(key)
        : decision !== undefined
    if (!gave || decision === 'refused') missed.add(member)
  }
  return open.members.flatMap((id, i) => (missed.has(id) ? [i] : []))
}

/**
 * Duties whose commitment a quorum of lists leaves out, though a quorum of lists is here: they told witnesses another one, or kept it from
 * them. Nobody can prove which without the other commitment, so it counts as a miss and not as evidence; without it, one member that
 * signs two commitments could void every round.
 */
function splitSigners(state: CoordinatorState, open: OpenRound): ReadonlySet<string> {
  const needed = quorum(open.witnesses.length)
  if (state.lists.size < needed) return new Set()
  const named = new Map<string, number>()
  for (const list of state.lists.values())
    for (const name of namesOf(list.message.hashes)) {
      const signed = state.byHash.get(name)
      if (signed === undefined) continue
      const key = dutyKey(signed.signer, signed.message.slot)
      named.set(key, (named.get(key) ?? 0) + 1)
    }
  return new Set([...state.commitments.keys()].filter((id) => (named.get(id) ?? 0) < needed))
}
