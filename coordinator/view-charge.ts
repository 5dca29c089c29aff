/**
 * Who is put out of the run on the strength of something that it signed itself, and what must then stand in the entry.
 *
 * Two charges carry their evidence: an aggregator's word that is not the merge of the round's accepted payloads, and an accusation
 * against a word that is. Everybody checks that the accused signed it, for a round that closed last, and that it does not contradict
 * the log; whoever holds the payloads can merge them and see who lied. Invariant: without such evidence nobody is charged.
 */
import { toHex } from '../kernels/hash.ts'
import type { Disputed, MembersChanged, Merged } from '../proto/messages.ts'
import { openEnvelope, type Signed } from '../proto/wire.ts'
import type { Rules, View } from './types.ts'
import { sameMerge } from './view-merge.ts'

type Left = MembersChanged['left'][number]

/** Codes of members who may not come back. */
export const outForGood: ReadonlySet<string> = new Set([
  'ejected',
  'equivocated',
  'false-merge',
  'false-accusation',
])

/** An aggregator's word on the round that closed last; undefined for anything else. */
export function wordOfAggregator(
  rules: Rules,
  view: View,
  envelope: Uint8Array,
): Signed<Merged> | undefined {
  const opened = openEnvelope(envelope, rules.verify, view.runId)
  if (!opened.ok || opened.signed.message.type !== 'merged') return undefined
  const { lastClosed } = view
  const isOfRound = opened.signed.message.round === lastClosed?.round
  return isOfRound && lastClosed.aggregators.includes(opened.signed.signer)
    ? (opened.signed as Signed<Merged>)
    : undefined
}

/** Whether an entry may let this member go with this code and evidence. */
export function isCharged(rules: Rules, view: View, { member, code, evidence }: Left): boolean {
  if (code === 'false-merge') {
    const word = wordOfAggregator(rules, view, evidence)
    const logged = view.lastMerge?.round === word?.message.round ? view.lastMerge : undefined
    return (
      word?.signer === toHex(member) &&
      !(logged && sameMerge({ type: 'merged', ...logged }, word.message))
    )
  }
  if (code === 'false-accusation') {
    const opened = openEnvelope(evidence, rules.verify, view.runId)
    if (!opened.ok || opened.signed.message.type !== 'disputed') return false
    const { statement } = opened.signed.message as Disputed
    return (
      opened.signed.signer === toHex(member) &&
      wordOfAggregator(rules, view, statement) !== undefined
    )
  }
  return evidence.length === 0
}
