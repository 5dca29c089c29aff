/**
 * The entry by which the operator hands a log to another signer: the one entry that no coordinator signs.
 *
 * It follows the head of the log that the operator holds. Entries that the old coordinator signs behind that head belong to a term that
 * is over; members refuse them.
 */
import { sealMessage } from '../proto/wire.ts'
import type { Rules, SignedEntry, Signer, View } from './types.ts'
import { applyEntry } from './view.ts'

export type TakeOver = {
  /** Public key that signs from here on; the old one too, where only the term is to change. */
  readonly coordinator: Uint8Array
  /** End of the new coordinator's hash chain: the preimages of the old one are gone. */
  readonly beaconEnd: Uint8Array
  readonly reason: string
}

export type TakenOverLog =
  | { readonly ok: true; readonly view: View; readonly entry: SignedEntry }
  | { readonly ok: false; readonly code: string }

/** Makes and folds it. `operator` signs. */
export function takeOver(
  rules: Rules,
  operator: Signer,
  view: View,
  terms: TakeOver,
  nowMs: number,
): TakenOverLog {
  const timeMs = Math.max(nowMs, view.timeMs)
  const message = {
    type: 'entry',
    index: view.length,
    term: view.term + 1,
    prevHash: view.head,
    timeS: Math.floor(timeMs / 1000),
    timeMs: timeMs % 1000,
    kind: { type: 'takenOver', ...terms },
  } as const
  const { envelope, body } = sealMessage(view.runId, message, operator)
  const entry = { message, signer: operator.self, runId: view.runId, body, envelope }
  const fold = applyEntry(rules, view, entry)
  return fold.ok ? { ok: true, view: fold.view, entry } : fold
}
