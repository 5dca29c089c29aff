/**
 * Who may sign the next entry. A term has one signer; the operator's key, fixed in the first entry, alone begins another.
 *
 * A take-over also fixes the end of a new hash chain, because the preimages of the old one died with its coordinator. Invariant: a
 * coordinator whose term is over can sign nothing that follows.
 */
import { toHex } from '../kernels/hash.ts'
import type { TakenOver } from '../proto/messages.ts'
import type { SignedEntry, View } from './types.ts'
import type { Fold } from './view.ts'

/** A code where `signed` is of another signer or term than the view allows. */
export function termFault(view: View, { message, signer }: SignedEntry): string | undefined {
  if (message.kind.type === 'takenOver') {
    if (signer !== operatorOf(view)) return 'takeover-signer'
    return message.term === view.term + 1 ? undefined : 'takeover-term'
  }
  if (message.term !== view.term) return 'entry-term'
  return signer === view.coordinator ? undefined : 'entry-signer'
}

/** Whether this key may sign an entry at all, as far as the log is followed. */
export const decides = (view: View, signer: string): boolean =>
  signer === view.coordinator || signer === operatorOf(view)

/** Hex id of the operator's key. */
export const operatorOf = (view: View): string => toHex(view.started.operator)

/** Whether a key has a part in the run: its coordinator, its operator, a member. */
export const hasPart = (view: View, signer: string): boolean =>
  signer === view.coordinator || view.members.has(signer) || signer === operatorOf(view)

export function applyTakenOver(view: View, signed: SignedEntry, kind: TakenOver): Fold {
  if (view.phase === 'Finished') return { ok: false, code: 'takeover-finished' }
  // A round whose commitments are not closed yet is closed with the new chain's first link: the open one, or the one that opened ahead.
  const { open, next } = view
  const round = (open?.closed === undefined ? open : next)?.round ?? view.round
  return {
    ok: true,
    view: {
      ...view,
      coordinator: toHex(kind.coordinator),
      term: signed.message.term,
      beaconFrom: round,
      lastPreimage: { round: round - 1, value: kind.beaconEnd },
    },
  }
}
