/**
 * The coordinator's side of merged votes: it hears the aggregators of the round that closed last, logs what enough of them agree on, and
 * judges who is said, or seen, to have signed a false merge.
 *
 * It judges by its own replica's merge of the accepted payloads. Invariants: a coordinator that keeps payloads logs no merge that differs
 * from that one; nobody is charged with anything but what it signed itself.
 */
import type { Disputed, Merged } from '../proto/messages.ts'
import type { Signed } from '../proto/wire.ts'
import { rememberLast } from './lookup.ts'
import { append, type CoordinatorState, left, type Work } from './round-work.ts'
import type { SignedMerged, View } from './types.ts'
import { wordOfAggregator } from './view-charge.ts'
import { isMerge, mergeQuorum, sameMerge } from './view-merge.ts'

/** The coordinator hears an aggregator. A second, different word of one signer counts no more than the first. */
export function hearMerged(work: Work, signed: SignedMerged): string {
  const { state } = work
  const closed = state.view.lastClosed
  if (closed === undefined || signed.message.round !== closed.round) return 'stale-round'
  if (!closed.aggregators.includes(signed.signer)) return 'not-an-aggregator'
  if (!isMerge(signed.message)) return 'out-of-bounds'
  const before = state.merges.get(signed.signer)
  if (before !== undefined && before.message.round === closed.round)
    return sameMerge(before.message, signed.message) ? 'ok' : 'equivocated'
  const words = [...state.merges].filter(([, { message }]) => message.round === closed.round)
  work.state = { ...state, merges: new Map(words).set(signed.signer, signed) }
  return 'ok'
}

/** What the coordinator's replica made of the round that closed last. */
function ownMerge({ state }: Work): Merged | undefined {
  const own = state.ownMerge
  return own?.round === state.view.lastClosed?.round ? own : undefined
}

/** Logs the merge that enough aggregators agree on; a coordinator that keeps payloads logs none that differs from its own. */
export function logMerge(work: Work): boolean {
  const { state, parts } = work
  const closed = state.view.lastClosed
  if (closed === undefined || closed.aggregators.length === 0) return false
  if (state.view.lastMerge?.round === closed.round) return false
  const own = ownMerge(work)
  if (parts.keepsPayloads && own === undefined) return false
  const words = [...state.merges.values()].filter(({ message }) => message.round === closed.round)
  for (const word of words) {
    if (own !== undefined && !sameMerge(word.message, own)) continue
    const equal = words.filter((other) => sameMerge(other.message, word.message))
    if (equal.length < mergeQuorum(closed.aggregators.length)) continue
    equal.sort((a, b) => (a.signer < b.signer ? -1 : 1))
    const statements = equal.map(({ envelope }) => envelope)
    append(work, { type: 'roundMerged', round: closed.round, statements })
    return true
  }
  return false
}

/** Asked at every event of a round. */
const liarsAmong = rememberLast(
  (merges: CoordinatorState['merges'], own: Merged, members: View['members']) =>
    [...merges.values()].filter(
      ({ message, signer }) =>
        message.round === own.round && members.has(signer) && !sameMerge(message, own),
    ),
)

/** Puts out who signed a merge that is not the one which the coordinator's replica made. True where an entry was appended. */
export function chargeMergers(work: Work): boolean {
  const { merges, view } = work.state
  const own = ownMerge(work)
  if (own === undefined || merges.size === 0) return false
  const liars = liarsAmong(merges, own, view.members)
  if (liars.length === 0) return false
  append(work, {
    type: 'membersChanged',
    admitted: [],
    left: liars.map(({ signer, envelope }) => left(signer, 'false-merge', '', envelope)),
  })
  return true
}

/** A member says that a signed word on the last round is false: it is right, and the signer is put out; or wrong, and goes itself. */
export function hearDisputed(work: Work, signed: Signed<Disputed>): string {
  const { state, parts } = work
  const { view } = state
  if (view.lastClosed?.round !== signed.message.round) return 'stale-round'
  const word = wordOfAggregator(parts, view, signed.message.statement)
  if (word === undefined) return 'bad-evidence'
  const own = ownMerge(work)
  // Its replica may still be at it: then it is asked again.
  if (own === undefined) return parts.keepsPayloads ? 'busy' : 'cannot-judge'
  const isTrue = sameMerge(word.message, own)
  const gone = isTrue
    ? left(signed.signer, 'false-accusation', '', signed.envelope)
    : left(word.signer, 'false-merge', '', word.envelope)
  if (view.members.has(isTrue ? signed.signer : word.signer))
    append(work, { type: 'membersChanged', admitted: [], left: [gone] })
  return isTrue ? 'false-accusation' : 'ok'
}
