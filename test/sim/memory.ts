/**
 * What all processes of one simulation compute alike, computed once: opening an envelope, folding an entry, the address of a blob.
 *
 * Validators run for every delivery as far as anything depends on who receives; these do not, and receivers of one message share its
 * bytes. Invariant: the same answers as without the memory (an envelope of another run with a wrong signature is refused for either).
 */
import { bodyHash, nameOf, remember } from '../../coordinator/lookup.ts'
import type { Rules, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry, type Fold } from '../../coordinator/view.ts'
import { toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { openEnvelope, sameBytes, type WireResult } from '../../proto/wire.ts'

export type Memory = {
  readonly open: (envelope: Uint8Array, runId: Uint8Array | undefined) => WireResult
  readonly fold: (view: View, signed: SignedEntry) => Fold
  /** Hex address of a blob. */
  readonly root: (bytes: Uint8Array) => string
}

/** Folds kept: those of the last rounds. A member that lags further computes its own. */
const mostFolds = 64

export function createMemory(rules: Rules): Memory {
  const opened = remember((envelope: Uint8Array) => openEnvelope(envelope, rules.verify, undefined))
  // An entry names the head that it follows, and two views of one head are equal.
  const folds = new Map<string, { readonly head: Uint8Array; readonly fold: Fold }>()
  return {
    open: (envelope, runId) => {
      const result = opened(envelope)
      if (result.ok && runId !== undefined && !sameBytes(runId, result.signed.runId))
        return { ok: false, code: 'run' }
      return result
    },
    fold: (view, signed) => {
      const name = nameOf(bodyHash(rules.hash, signed))
      const before = folds.get(name)
      if (before !== undefined && sameBytes(before.head, view.head)) return before.fold
      const fold = applyEntry(rules, view, signed)
      folds.set(name, { head: view.head, fold })
      const [oldest] = folds.keys()
      if (folds.size > mostFolds && oldest !== undefined) folds.delete(oldest)
      return fold
    },
    root: remember((bytes: Uint8Array) => toHex(blobRoot(rules.hash, bytes))),
  }
}
