/**
 * What was acknowledged is logged, or kept: the invariant of answers.
 *
 * A member whose join was answered `ok` stands in the log, one whose leave was does not. A commitment that a quorum of honest witnesses
 * named in lists that the coordinator took is among those that it closes; any two quorums share a witness, and its list only grows. The
 * payload of every accepted contribution is in the coordinator's store when the round closes. What a process took and did not log yet may
 * die with it: it is said again.
 */
import { quorum } from '../../coordinator/committee.ts'
import { nameOf, namesOf } from '../../coordinator/lookup.ts'
import type { Rules, SignedEntry, View } from '../../coordinator/types.ts'
import type { Signed } from '../../proto/wire.ts'
import type { Watch } from './hooks.ts'
import type { Broken } from './invariants.ts'

type Around = {
  readonly rules: Rules
  readonly name: (id: string) => string
  readonly isHonest: (id: string) => boolean
  /** Whether the coordinator's store has this blob. */
  readonly holds: (root: string) => boolean
}

export function watchAcknowledged({ rules, name, isHonest, holds }: Around, broken: Broken) {
  /** Who named each commitment in a list that was taken, in one slot of one round. */
  let taken = new Map<string, Set<string>>()
  let place = ''
  const placeOf = ({ open }: View) => `${open?.round} ${open?.slots.length}`
  const closed = (last: View, view: View) => {
    const commitments = view.open?.closed?.commitments ?? []
    const logged = new Set(commitments.map(({ body }) => nameOf(rules.hash(body))))
    const needed = quorum(last.open?.witnesses.length ?? 0)
    if (place === placeOf(last))
      for (const [hash, by] of taken)
        if (by.size >= needed && !logged.has(hash))
          broken(
            'acknowledged',
            `round ${last.open?.round} was closed without what ${by.size} listed`,
          )
    taken = new Map()
  }
  /** The coordinator answered; `view` is what is logged by then. */
  const answered = ({ message, signer }: Signed, code: string, view: View) => {
    if (code !== 'ok' || !isHonest(signer)) return
    if (message.type === 'join' && !view.members.has(signer))
      broken('acknowledged', `${name(signer)} was let in, and no entry says so`)
    if (message.type === 'leave' && view.members.has(signer))
      broken('acknowledged', `${name(signer)} was let go, and no entry says so`)
    if (message.type !== 'commitmentList' || message.round !== view.open?.round) return
    if (view.open.closed !== undefined || message.slot !== view.open.slots.length) return
    if (place !== placeOf(view)) taken = new Map()
    place = placeOf(view)
    for (const hash of namesOf(message.hashes))
      taken.set(hash, (taken.get(hash) ?? new Set()).add(signer))
  }
  return {
    /** `viewOf`: what is logged. */
    watch: (viewOf: () => View | undefined): Pick<Watch, 'answered' | 'life'> => ({
      answered: (signed, code) => {
        const view = viewOf()
        if (view !== undefined) answered(signed, code, view)
      },
      life: (id) => {
        if (id === viewOf()?.coordinator) taken = new Map()
      },
    }),
    entry: ({ message: { kind } }: SignedEntry, last: View, view: View) => {
      if (kind.type === 'commitmentsClosed') closed(last, view)
      if (kind.type !== 'roundClosed' || view.lastClosed === undefined) return
      for (const { member, payloadHash } of view.lastClosed.contributions)
        if (!holds(nameOf(payloadHash)))
          broken('acknowledged', `a payload of ${name(member)} was accepted and is not stored`)
    },
  }
}
