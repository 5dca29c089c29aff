/**
 * What all processes of one simulation compute alike, computed once: opening an envelope, folding an entry, the address of a blob.
 *
 * Validators run for every delivery as far as anything depends on who receives; these do not, and receivers of one message share its
 * bytes. Invariant: the same answers as without the memory (an envelope of another run with a wrong signature is refused for either).
 */
import { bodyHash, nameOf, remember } from '../../coordinator/lookup.ts'
import type { Rules, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry, type Fold } from '../../coordinator/view.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { openEnvelope, sameBytes, type WireResult } from '../../proto/wire.ts'

export type Memory = {
  readonly open: (envelope: Uint8Array, runId: Uint8Array | undefined) => WireResult
  readonly fold: (view: View, signed: SignedEntry) => Fold
  /** Address of a blob, and the same in hex. */
  readonly rootBytes: (bytes: Uint8Array) => Uint8Array
  readonly root: (bytes: Uint8Array) => string
}

/** Folds kept: those of the last rounds. A member that lags further computes its own. */
const mostFolds = 64

export function createMemory(rules: Rules): Memory {
  /** Keys are compared all the time: equal ones are one string. */
  const keys = new Map<string, string>()
  const keyOf = (key: string): string => {
    const known = keys.get(key)
    if (known === undefined) keys.set(key, key)
    return known ?? key
  }
  const opened = remember((envelope: Uint8Array): WireResult => {
    const result = openEnvelope(envelope, rules.verify, undefined)
    if (!result.ok) return result
    const { message, runId, body, signer } = result.signed
    return {
      ok: true,
      signed: { message, signer: keyOf(signer), runId, body, envelope: result.signed.envelope },
    }
  })
  // An entry names the head that it follows, and two views of one head are equal.
  const folds = new Map<string, { readonly head: Uint8Array; readonly fold: Fold }>()
  const rootBytes = remember((bytes: Uint8Array) => blobRoot(rules.hash, bytes))
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
    rootBytes,
    root: (bytes) => nameOf(rootBytes(bytes)),
  }
}
