/**
 * The folder of one run on this machine: lock, key, log, content. The same layout for coordinator and member:
 *
 *   key.pem     identity            log.sqlite  signed entries
 *   store/      payloads, base, data, snapshots, small records
 *   base/       the base checkpoint, unpacked (members)
 */
import { join } from 'node:path'
import type { RunNames } from '../../proto/topics.ts'
import { fetchBlob, serveBlobs } from '../blobs.ts'
import type { Crypto, LogStore, MemberId, Network, Store } from '../ports.ts'
import { openStore } from '../store/content.ts'
import { openLogStore } from '../store/log.ts'
import { createCrypto, sha256 } from '../system/crypto.ts'
import { removeLeftovers } from '../system/files.ts'
import { type Identity, openIdentity } from '../system/keys.ts'
import { type FolderLock, lockFolder } from '../system/lock.ts'

export type Workplace = {
  readonly folder: string
  readonly identity: Identity
  readonly crypto: Crypto
  readonly store: Store
  readonly log: LogStore
  readonly close: () => Promise<void>
}

/** Rejects with E_BUSY where another process works in the folder. */
export async function openWorkplace(folder: string, what: string): Promise<Workplace> {
  const lock: FolderLock = await lockFolder(folder, what)
  try {
    await removeLeftovers(folder)
    const identity = await openIdentity(join(folder, 'key.pem'))
    const store = await openStore(join(folder, 'store'), sha256)
    const log = openLogStore(join(folder, 'log.sqlite'))
    return {
      folder,
      identity,
      crypto: createCrypto(identity),
      store,
      log,
      close: async () => {
        await log.close()
        await lock.release()
      },
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}

const blobDeadlineMs = 60_000

/** Serves what the store holds and may be seen, and gives the function that fetches from others. */
export function shareBlobs(
  network: Network,
  names: RunNames,
  store: Store,
  isVeiled: (root: Uint8Array) => boolean,
) {
  const lookup = async (root: Uint8Array) => (isVeiled(root) ? undefined : store.get(root))
  serveBlobs({ network, protocol: names.blob, hash: sha256, lookup })
  return async (
    root: Uint8Array,
    candidates: readonly MemberId[],
    maxBytes: number,
  ): Promise<Uint8Array | undefined> => {
    const got = await fetchBlob({
      network,
      protocol: names.blob,
      hash: sha256,
      root,
      candidates,
      maxBytes,
      deadlineMs: blobDeadlineMs,
    })
    return got.ok ? got.bytes : undefined
  }
}
