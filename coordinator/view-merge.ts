/**
 * The entry that says which merge stands for a large round's payloads.
 *
 * Three of the round's witnesses, drawn by its beacon, merge the accepted payloads and sign the result. Sums are exact, so honest ones
 * are byte-equal, and two equal words let everybody else fetch one merge in place of every payload. Invariant: the merge of a round is
 * logged at most once, and changes nothing but what may be fetched: state and lineage are those of the payloads.
 */
import type { Merged, RoundMerged } from '../proto/messages.ts'
import { sameBytes } from '../proto/wire.ts'
import type { ClosedRound, LoggedMerge, Rules, View } from './types.ts'
import type { Fold } from './view.ts'
import { openAll } from './view-round.ts'

/** Equal words that decide. One alone where a single witness was drawn. */
export const mergeQuorum = (aggregators: number): number => Math.min(2, aggregators)

export const sameMerge = (a: Merged, b: Merged): boolean =>
  a.round === b.round &&
  a.bytes === b.bytes &&
  a.form === b.form &&
  sameBytes(a.root, b.root) &&
  sameBytes(a.rangesRoot, b.rangesRoot)

/** Whether the fields are those of a merge at all. */
export const isMerge = ({ bytes, form }: Merged): boolean => form <= 1 && bytes > 0

const refuse = (code: string): Fold => ({ ok: false, code })

/** The entry that says which merge stands for a round's payloads; it must come before the next round closes. */
export function applyRoundMerged(rules: Rules, view: View, kind: RoundMerged): Fold {
  const { lastClosed } = view
  if (lastClosed === undefined || lastClosed.round !== kind.round) return refuse('merged-round')
  if (view.lastMerge?.round === kind.round) return refuse('merged-twice')
  const { aggregators } = lastClosed
  const statements = openAll<Merged>(rules, view, kind.statements, 'merged')
  const [first] = statements ?? []
  if (statements === undefined || first === undefined) return refuse('merged-envelopes')
  if (!statements.every(({ signer }) => aggregators.includes(signer)))
    return refuse('merged-aggregator')
  if (statements.length < mergeQuorum(aggregators.length)) return refuse('merged-quorum')
  const { message } = first
  if (message.round !== kind.round || !isMerge(message)) return refuse('merged-fields')
  if (!statements.every((other) => sameMerge(other.message, message)))
    return refuse('merged-differ')
  const lastMerge: LoggedMerge = {
    round: kind.round,
    root: message.root,
    rangesRoot: message.rangesRoot,
    bytes: message.bytes,
    form: message.form,
    signers: statements.map(({ signer }) => signer),
    statements: kind.statements,
  }
  return { ok: true, merge: lastMerge, view: { ...view, lastMerge } }
}

const attached = new WeakMap<LoggedMerge, ClosedRound>()

/** The round with its merge; the same object for the same two. */
function withMerge(round: ClosedRound, merge: LoggedMerge): ClosedRound {
  const before = attached.get(merge)
  if (before !== undefined && before.contributions === round.contributions) return before
  const merged = { ...round, merge }
  attached.set(merge, merged)
  return merged
}

/** The rounds that changed the model, after an entry was folded. */
export function roundsAfter(
  rounds: readonly ClosedRound[],
  { closed, merge }: Pick<Extract<Fold, { readonly ok: true }>, 'closed' | 'merge'>,
): readonly ClosedRound[] {
  const last = rounds.at(-1)
  if (merge !== undefined && last?.round === merge.round)
    return rounds.with(-1, withMerge(last, merge))
  return closed === undefined || closed.void ? rounds : [...rounds, closed]
}
