/** How often each member missed its rounds, as the log tells it. */
import { dutiesOf, dutyKey } from './slots.ts'
import type { OpenRound, View } from './types.ts'

/**
 * Rounds in a row that each member missed, after this one: part of the fold, so that a coordinator that starts again lets go whom the one
 * before would have. Undefined where `missed` names somebody of whom nothing was asked, or who delivered all of it; that the others gave
 * nothing is the coordinator's word, which could let them go anyway.
 */
export function missesAfter(
  { misses, members }: Pick<View, 'misses' | 'members'>,
  open: OpenRound,
  decisions: readonly string[],
  missed: readonly number[],
): View['misses'] | undefined {
  const decided = new Map(
    open.closed?.commitments.map((c, i) => [dutyKey(c.signer, c.message.slot), decisions[i]]),
  )
  const delivered = new Set<string>()
  const owing = new Set([...open.witnesses.map((w) => open.members[w]), ...open.taken])
  for (const { member, key } of dutiesOf(open))
    if (decided.get(key) === 'accepted') delivered.add(member)
    else owing.add(member)
  const next = new Map(misses)
  for (const [i, at] of missed.entries()) {
    const id = open.members[at]
    if (id === undefined || !owing.has(id) || at <= (missed[i - 1] ?? -1)) return undefined
    // Of somebody who was put out meanwhile nothing is kept: nobody would ever forget it.
    if (members.has(id)) next.set(id, (misses.get(id) ?? 0) + 1)
    delivered.delete(id)
  }
  for (const id of delivered) next.delete(id)
  return next
}
