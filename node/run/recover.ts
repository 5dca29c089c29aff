/**
 * What a process knows when it starts again: the fold of its log, from the newest fold that it kept itself, and the entries behind it.
 *
 * A kept fold that is of this process and disagrees with the log means that the log was changed behind its back: the process stops and
 * changes nothing. One that is not of this process, or damaged, counts for nothing; then every signature is checked anew.
 */
import { foldLog } from '../../coordinator/fold-log.ts'
import type { View } from '../../coordinator/types.ts'
import { protocolFault } from '../../coordinator/versions.ts'
import { openEnvelope, sameBytes, wireVersion } from '../../proto/wire.ts'
import { fail } from '../coded-error.ts'
import type { Crypto, LogStore } from '../ports.ts'
import { type Folded, openFold, sealFold } from './saved-fold.ts'

const readAtOnce = 256
/** Entries after which a fold is kept again; with many members an entry carries many signatures, so bytes count too. */
export const keepEveryEntries = 64
const keepEveryBytes = 2 ** 20

export type Recovered = Folded & {
  /** Entries that a kept fold spared this start; 0: all were checked. */
  readonly spared: number
  /** Why a fold that was kept was left aside; empty where none was. */
  readonly note: string
}

/** Undefined where the log is empty. Rejects with E_DAMAGED where it does not follow, or is not the log that this process kept. */
export async function recover(log: LogStore, crypto: Crypto): Promise<Recovered | undefined> {
  const [first] = await log.read(0, 1)
  if (first === undefined) return undefined
  const fresh = foldLog(crypto, [first])
  if (!fresh.ok) return doesNotFollow(fresh.index, fresh.code, first)
  const kept = await recallFold(log, crypto, fresh.view)
  let { view, history }: Folded = kept.folded ?? fresh
  const spared = kept.folded === undefined ? 0 : view.length
  for (;;) {
    const some = await log.read(view.length, readAtOnce)
    if (some.length === 0) return { view, history, spared, note: kept.note }
    const more = foldLog(crypto, some, 'recent', { view, history })
    if (!more.ok) return doesNotFollow(more.index, more.code, some[more.index - view.length])
    view = more.view
    history = more.history
  }
}

function doesNotFollow(
  index: number,
  code: string,
  envelope: Uint8Array = new Uint8Array(0),
): never {
  if (code === 'version')
    fail('E_VERSION', protocolFault(wireVersion(envelope)), 'Nothing was changed.')
  return fail(
    'E_DAMAGED',
    `entry ${index} of the stored log does not follow: ${code}`,
    'Nothing was changed. Restore the folder from a copy; a member may also remove its own and join again.',
  )
}

async function recallFold(
  log: LogStore,
  crypto: Crypto,
  fresh: View,
): Promise<{ readonly folded: Folded | undefined; readonly note: string }> {
  const kept = await log.recallFold()
  if (kept === undefined) return { folded: undefined, note: '' }
  const opened = openFold(crypto, kept.fold, fresh)
  if (!opened.ok) return { folded: undefined, note: opened.code }
  const code = await disagreement(log, crypto, opened.view, fresh)
  if (code !== '')
    fail(
      'E_DAMAGED',
      `the log is not the one that this node followed: ${code}`,
      'Nothing was changed. murmur log verify says where; restore the folder from a copy.',
    )
  return { folded: opened, note: '' }
}

/** A code where the fold is not that of a prefix of this log; else empty. */
async function disagreement(
  log: LogStore,
  crypto: Crypto,
  view: View,
  fresh: View,
): Promise<string> {
  if (!sameBytes(view.runId, fresh.runId)) return 'snapshot-disagrees'
  if (view.length > (await log.length())) return 'log-cut'
  const [last = new Uint8Array(0)] = await log.read(view.length - 1, 1)
  // The hash decides; whose signature stands under it was checked when the fold was made.
  const opened = openEnvelope(last, () => true, undefined)
  const same = opened.ok && sameBytes(crypto.hash(opened.signed.body), view.head)
  return same ? '' : 'snapshot-disagrees'
}

/** Keeps the fold now and then. Called after entry `view.length - 1` is on the disk, never before. */
export function createFoldKeeper(log: LogStore, crypto: Crypto, recovered: Folded) {
  let keptAt = recovered.view.length
  let bytes = 0
  return async (folded: Folded, entryBytes: number): Promise<void> => {
    bytes += entryBytes
    const { length } = folded.view
    if (length - keptAt < keepEveryEntries && bytes < keepEveryBytes) return
    keptAt = length
    bytes = 0
    await log.keepFold(length, sealFold(crypto, folded))
  }
}
