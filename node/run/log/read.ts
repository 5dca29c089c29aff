/**
 * Reading the log of a run folder, entry by entry, each checked and folded before it is given. The file is opened read-only.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type FoldedEntry, foldEnvelope } from '../../../coordinator/fold-log.ts'
import type { Rules, View } from '../../../coordinator/types.ts'
import { wireKind } from '../../../proto/wire.ts'
import { fail } from '../../coded-error.ts'
import type { LogStore } from '../../ports.ts'
import { openLogStore } from '../../store/log.ts'
import { createCrypto } from '../../system/crypto.ts'
import { createIdentity } from '../../system/keys.ts'

const readAtOnce = 256

/** Rules for whoever only checks. */
export const readerRules = (): Rules => createCrypto(createIdentity())

/** The log of a run folder, read-only. Rejects with E_INPUT where there is none, E_DAMAGED where it is no whole log. */
export function openFolderLog(folder: string): LogStore {
  const path = join(resolve(folder), 'log.sqlite')
  if (!existsSync(path))
    fail(
      'E_INPUT',
      `${folder} holds no log`,
      'Give the folder of a run: the --home of coordinate or join.',
    )
  return openLogStore(path, { readOnly: true })
}

/** Ends a command at the first entry that does not follow: its index, its kind as far as it can be told, and the rule it breaks. */
export function refuseLogEntry(index: number, code: string, envelope: Uint8Array): never {
  return fail(
    'E_VERIFY',
    `entry ${index} (${wireKind(envelope)}) of the log does not follow: ${code}`,
    'What stands before it does; nothing was changed. docs/log.md explains the codes.',
  )
}

/** Every entry in order. Rejects with E_VERIFY at the first that does not follow. */
export async function* followLog(log: LogStore, rules: Rules): AsyncGenerator<FoldedEntry> {
  let view: View | undefined
  for (;;) {
    const some = await log.read(view?.length ?? 0, readAtOnce)
    if (some.length === 0) return
    for (const envelope of some) {
      const step = foldEnvelope(rules, view, envelope)
      if (!step.ok) return refuseLogEntry(step.index, step.code, envelope)
      view = step.view
      yield step
    }
  }
}
