/**
 * A stored log, folded from its first byte: recovery, replay and `murmur log verify` run this.
 *
 * Invariant: gives either the view of the whole log or the first entry that does not follow, by index and code; never a view of part.
 */
import { openEnvelope } from '../proto/wire.ts'
import type { ClosedRound, LoggedMerge, Rules, SignedEntry, View } from './types.ts'
import { applyEntry } from './view.ts'

export type FoldedEntry = {
  readonly signed: SignedEntry
  readonly view: View
  readonly closed: ClosedRound | undefined
  readonly merge: LoggedMerge | undefined
  readonly backTo: number | undefined
}

export type FoldStep =
  | ({ readonly ok: true } & FoldedEntry)
  | { readonly ok: false; readonly index: number; readonly code: string }

/** Folds one stored envelope onto `view` (undefined: it must be the first). */
export function foldEnvelope(rules: Rules, view: View | undefined, envelope: Uint8Array): FoldStep {
  const index = view?.length ?? 0
  const opened = openEnvelope(envelope, rules.verify, view?.runId)
  if (!opened.ok) return { ok: false, index, code: opened.code }
  if (opened.signed.message.type !== 'entry') return { ok: false, index, code: 'not-an-entry' }
  const signed = opened.signed as SignedEntry
  const fold = applyEntry(rules, view, signed)
  if (!fold.ok) return { ok: false, index, code: fold.code }
  const { closed, merge, backTo } = fold
  return { ok: true, signed, view: fold.view, closed, merge, backTo }
}

export type FoldedLog =
  | { readonly ok: true; readonly view: View; readonly history: readonly ClosedRound[] }
  | { readonly ok: false; readonly index: number; readonly code: string }

/** A fold to go on from: what a restart kept of an earlier one. */
export type FoldSoFar = {
  readonly view: View | undefined
  readonly history: readonly ClosedRound[]
}
const nothing: FoldSoFar = { view: undefined, history: [] }

/**
 * Folds a log, or the rest of one behind `from`. `history`: rounds that changed the model, from the newest snapshot (`'recent'`) or from
 * the base (`'all'`) on; what is behind a checkpoint that the run went back to is left out.
 */
export function foldLog(
  rules: Rules,
  envelopes: Iterable<Uint8Array>,
  keep: 'recent' | 'all' = 'recent',
  from: FoldSoFar = nothing,
): FoldedLog {
  let { view } = from
  let { history } = from
  for (const envelope of envelopes) {
    const step = foldEnvelope(rules, view, envelope)
    if (!step.ok) return step
    history = historyAfter(history, view, step, keep)
    view = step.view
  }
  return view === undefined
    ? { ok: false, index: 0, code: 'empty-log' }
    : { ok: true, view, history }
}

/** The rounds that changed the model, after an entry was folded onto `before`. */
export function historyAfter(
  history: readonly ClosedRound[],
  before: View | undefined,
  { view, closed, merge, backTo }: FoldedEntry,
  keep: 'recent' | 'all' = 'recent',
): readonly ClosedRound[] {
  let rounds = history
  if (backTo !== undefined) rounds = rounds.filter((round) => round.step < backTo)
  const last = rounds.at(-1)
  if (closed !== undefined && !closed.void) rounds = [...rounds, closed]
  if (merge !== undefined && last?.round === merge.round)
    rounds = rounds.with(-1, { ...last, merge })
  const first = view.snapshot?.step ?? 0
  if (keep === 'recent' && first !== (before?.snapshot?.step ?? 0))
    rounds = rounds.filter((round) => round.step >= first)
  return rounds
}
