/**
 * The first entry of a log: everything that determines the run, signed by the coordinator. Its hash is the run's id.
 */
import type { EntryKind } from '../proto/messages.ts'
import { sealMessage } from '../proto/wire.ts'
import { canonicalConfig, type RunConfig } from './config.ts'
import type { Rules, SignedEntry, Signer, View } from './types.ts'
import { ownVersions } from './versions.ts'
import { applyEntry } from './view.ts'

export type RunStart = {
  readonly config: RunConfig
  /** Roots of the base checkpoint's parameters and of the data, 32 bytes each. */
  readonly baseRoot: Uint8Array
  readonly dataRoot: Uint8Array
  /** Canonical bytes of the tensor and tile table. */
  readonly table: Uint8Array
  readonly beaconEnd: Uint8Array
  /** Public key of the operator, who alone may hand the log to another signer. */
  readonly operator: Uint8Array
}

/** Makes and folds the first entry. Throws where the start breaks a bound of the format: a bug of the caller. */
export function startLog(
  parts: Rules & Signer,
  start: RunStart,
  nowMs: number,
): {
  readonly view: View
  readonly entry: SignedEntry
} {
  const { config, ...roots } = start
  const kind: EntryKind = {
    type: 'runStarted',
    config: canonicalConfig(config),
    kernel: ownVersions.kernel,
    ...roots,
  }
  const runId = new Uint8Array(0)
  const message = {
    type: 'entry',
    index: 0,
    term: 0,
    prevHash: runId,
    timeS: Math.floor(nowMs / 1000),
    timeMs: nowMs % 1000,
    kind,
  } as const
  const { envelope, body } = sealMessage(runId, message, parts)
  const entry: SignedEntry = { message, signer: parts.self, runId, body, envelope }
  const fold = applyEntry(parts, undefined, entry)
  if (!fold.ok) throw new Error(`the first entry does not follow: ${fold.code}`)
  return { view: fold.view, entry }
}
