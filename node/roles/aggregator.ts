/**
 * The aggregator of a large round: merges the accepted payloads when the round closes, signs the result, and serves it.
 *
 * It is one of the round's witnesses, so it holds the payloads already. The observer beside a coordinator merges every such round too,
 * because the coordinator logs only what its own replica confirms. Invariant: one word a round; and a logged merge that differs from
 * the one made here stops this member with both roots, as a second history would: two aggregators and the coordinator lied.
 */
import { nameOf, payloadsOfRound } from '../../coordinator/lookup.ts'
import type { ClosedRound, LoggedMerge } from '../../coordinator/types.ts'
import { wordOfAggregator } from '../../coordinator/view-charge.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { stop } from './heads.ts'
import { post } from './outbox.ts'
import type { MemberEvent, MemberWork } from './types.ts'

const isOurs = ({ parts }: MemberWork, { aggregators }: ClosedRound): boolean =>
  aggregators.length > 0 && (parts.role === 'observer' || aggregators.includes(parts.self))

/** Starts the merge of the round that closed last, if it is ours to make and everything is here. True where it was started. */
export function advanceMerge(work: MemberWork): boolean {
  const { state } = work
  const closed = state.view.lastClosed
  if (closed === undefined || state.job !== undefined || state.mergeTried >= closed.round)
    return false
  // Nearly everybody holds too few: asked after every event, so the count comes first.
  const payloads = payloadsOfRound(closed)
  if (payloads.length > state.held.size || !isOurs(work, closed)) return false
  if (!payloads.every(({ root }) => state.held.get(root)?.code === '')) return false
  work.state = { ...state, job: 'merge', mergeTried: closed.round }
  work.effects.push({ type: 'merge', closed })
  return true
}

/** The merge is made and in the store. */
export function hearMerged(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'merged' }>,
): void {
  const { type, now: _, ...made } = event
  work.state = { ...work.state, job: undefined, merged: { round: made.round, root: made.root } }
  compareMerge(work)
  const { view } = work.state
  if (work.parts.role === 'observer' || view.lastClosed?.round !== made.round) return
  post(work, 'merged', view.coordinator, { type, ...made })
}

/**
 * Says whose word is false before this member stops. A coordinator with a replica of its own never logged it; one without learns that its
 * aggregators do not agree.
 */
function dispute(work: MemberWork, { round, statements }: LoggedMerge): void {
  const { coordinator } = work.state.view
  for (const [i, statement] of statements.entries())
    post(work, `dispute/${i}`, coordinator, { type: 'disputed', round, statement })
}

/** The coordinator put somebody out for a false merge: it must not be the one that this member made too. */
export function compareCharge(work: MemberWork, evidence: Uint8Array): void {
  const { merged, view } = work.state
  const word = wordOfAggregator(work.parts, view, evidence)
  if (word === undefined || merged?.round !== word.message.round) return
  if (!sameBytes(word.message.root, merged.root)) return
  stop(
    work,
    'false-verdict',
    `the coordinator put ${word.signer.slice(0, 12)} out for a false merge of round ${merged.round}, but the accepted payloads give the same here`,
  )
}

/** What the log calls the merge of the last round, against what was made here. */
export function compareMerge(work: MemberWork): void {
  const { merged, view } = work.state
  const logged = view.lastMerge
  if (logged === undefined || merged?.round !== logged.round) return
  if (sameBytes(logged.root, merged.root)) return
  dispute(work, logged)
  const signers = logged.signers.map((id) => id.slice(0, 12)).join(', ')
  stop(
    work,
    'false-merge',
    `the log names the merge ${nameOf(logged.root).slice(0, 12)} of round ${logged.round}, signed by ${signers}; ` +
      `the accepted payloads give ${toHex(merged.root).slice(0, 12)}. Nothing of it was applied here`,
  )
}
