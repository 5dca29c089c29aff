/**
 * The coordinator's side of merged votes: it hears the aggregators of the round that closed last, and logs what enough of them agree on.
 *
 * Invariant: a coordinator that keeps payloads logs no merge that differs from the one its own replica made.
 */
import { sameBytes } from '../proto/wire.ts'
import { append, type Work } from './round-work.ts'
import type { SignedMerged } from './types.ts'
import { isMerge, mergeQuorum, sameMerge } from './view-merge.ts'

/** The coordinator hears an aggregator. A second, different word of one signer counts no more than the first. */
export function hearMerged(work: Work, signed: SignedMerged): string {
  const { state } = work
  const closed = state.view.lastClosed
  if (closed === undefined || signed.message.round !== closed.round) return 'stale-round'
  if (!closed.aggregators.includes(signed.signer)) return 'not-an-aggregator'
  if (!isMerge(signed.message)) return 'out-of-bounds'
  if (state.view.lastMerge?.round === closed.round) return 'ok'
  const before = state.merges.get(signed.signer)
  if (before !== undefined && before.message.round === closed.round)
    return sameMerge(before.message, signed.message) ? 'ok' : 'equivocated'
  work.state = { ...state, merges: new Map(state.merges).set(signed.signer, signed) }
  return 'ok'
}

/** Logs the merge that enough aggregators agree on; a coordinator that keeps payloads logs none that differs from its own. */
export function logMerge(work: Work): boolean {
  const { state, parts } = work
  const closed = state.view.lastClosed
  if (closed === undefined || closed.aggregators.length === 0) return false
  if (state.view.lastMerge?.round === closed.round) return false
  const own = state.ownMerge?.round === closed.round ? state.ownMerge.root : undefined
  if (parts.keepsPayloads && own === undefined) return false
  const words = [...state.merges.values()].filter(({ message }) => message.round === closed.round)
  for (const word of words) {
    if (own !== undefined && !sameBytes(word.message.root, own)) continue
    const equal = words.filter((other) => sameMerge(other.message, word.message))
    if (equal.length < mergeQuorum(closed.aggregators.length)) continue
    equal.sort((a, b) => (a.signer < b.signer ? -1 : 1))
    const statements = equal.map(({ envelope }) => envelope)
    append(work, { type: 'roundMerged', round: closed.round, statements })
    return true
  }
  return false
}
