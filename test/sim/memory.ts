/**
 * What all processes of one simulation compute alike, computed once: opening an envelope, folding an entry, the address of a blob.
 *
 * Validators run for every delivery as far as anything depends on who receives; these do not, and receivers of one message share its
 * bytes. Invariant: the same answers as without the memory (an envelope of another run with a wrong signature is refused for either).
 */
import { type FoldedLog, foldLog } from '../../coordinator/fold-log.ts'
import { bodyHash, nameOf, remember } from '../../coordinator/lookup.ts'
import type { Rules, SignedEntry, View } from '../../coordinator/types.ts'
import { applyEntry, type Fold } from '../../coordinator/view.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { openEnvelope, sameBytes, type WireResult } from '../../proto/wire.ts'

export type Memory = {
  readonly open: (envelope: Uint8Array, runId: Uint8Array | undefined) => WireResult
  readonly fold: (view: View, signed: SignedEntry) => Fold
  /** The fold of a stored log. */
  readonly foldLog: (log: readonly Uint8Array[]) => FoldedLog
  /** Address of a blob, and the same in hex. */
  readonly rootBytes: (bytes: Uint8Array) => Uint8Array
  readonly root: (bytes: Uint8Array) => string
}

/**
 * Folds kept: those of the last rounds, and of small networks those of all, or each member that lost its disk would fold them anew: a long
 * run would cost the square of its rounds. A member that lags further computes its own.
 */
const largeBytes = 65_536
const mostLarge = 64
const mostSmall = 100_000
/** Logs that processes started on, kept folded. */
const mostLogs = 6

/** An entry names the head that it follows, and two views of one head are equal. */
function createFolds(most: number) {
  const folds = new Map<string, { readonly head: Uint8Array; readonly fold: Fold }>()
  return (name: string, head: Uint8Array, compute: () => Fold): Fold => {
    const before = folds.get(name)
    if (before !== undefined && sameBytes(before.head, head)) return before.fold
    const fold = compute()
    folds.set(name, { head, fold })
    const [oldest] = folds.keys()
    if (folds.size > most && oldest !== undefined) folds.delete(oldest)
    return fold
  }
}

/** Goes on from the longest log that was folded before and whose entries are these, object by object. */
function createLogs(rules: Rules) {
  type Known = { readonly log: readonly Uint8Array[]; readonly folded: FoldedLog }
  let logs: readonly Known[] = []
  return (log: readonly Uint8Array[]): FoldedLog => {
    const begins = logs.filter((known) => known.log.every((entry, i) => entry === log[i]))
    const longest = begins.reduce<Known | undefined>(
      (best, known) => (best !== undefined && best.log.length >= known.log.length ? best : known),
      undefined,
    )
    const from = longest?.folded
    const folded =
      from?.ok === true
        ? foldLog(rules, log.slice(longest?.log.length), 'recent', from)
        : foldLog(rules, log)
    if (folded.ok) logs = [{ log: [...log], folded }, ...logs].slice(0, mostLogs)
    return folded
  }
}

export function createMemory(rules: Rules): Memory {
  /** Keys are compared all the time: equal ones are one string. */
  const keys = new Map<string, string>()
  const keyOf = (key: string): string => {
    const known = keys.get(key)
    if (known === undefined) keys.set(key, key)
    return known ?? key
  }
  const known = new WeakMap<Uint8Array, WireResult>()
  const opened = (bytes: Uint8Array): WireResult => {
    const before = known.get(bytes)
    if (before !== undefined) return before
    const result = openEnvelope(bytes, rules.verify, undefined)
    known.set(bytes, result)
    if (!result.ok) return result
    const { message, runId, body, envelope } = result.signed
    const signer = keyOf(result.signed.signer)
    const whole = { ok: true, signed: { message, signer, runId, body, envelope } } as const
    known.set(bytes, whole)
    // Who received it passes on the copy.
    known.set(envelope, whole)
    return whole
  }
  const large = createFolds(mostLarge)
  const small = createFolds(mostSmall)
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
      const folds = signed.envelope.length > largeBytes ? large : small
      return folds(name, view.head, () => applyEntry(rules, view, signed))
    },
    foldLog: createLogs(rules),
    rootBytes,
    root: (bytes) => nameOf(rootBytes(bytes)),
  }
}
