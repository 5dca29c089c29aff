/** Store and log in memory: for tests and the simulator. They keep what the durable ones keep, as long as the process lives. */
import { type Hash, toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { fail } from '../coded-error.ts'
import type { LogStore, Store } from '../ports.ts'

export function createMemoryStore(hash: Hash): Store {
  const blobs = new Map<string, Uint8Array>()
  const records = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const root = blobRoot(hash, bytes)
      blobs.set(toHex(root), Uint8Array.from(bytes))
      return root
    },
    get: async (root) => blobs.get(toHex(root)),
    remove: async (root) => {
      blobs.delete(toHex(root))
    },
    list: async () => [...blobs.keys()],
    record: async (name, bytes) => {
      records.set(name, Uint8Array.from(bytes))
    },
    recall: async (name) => records.get(name),
  }
}

export function createMemoryLog(): LogStore {
  const entries: Uint8Array[] = []
  let kept: { readonly length: number; readonly fold: Uint8Array } | undefined
  return {
    append: async (index, ...envelopes) => {
      if (index !== entries.length)
        fail('E_BUG', `entry ${index} was to be appended to a log of ${entries.length} entries`)
      for (const envelope of envelopes) entries.push(Uint8Array.from(envelope))
    },
    read: async (from, limit) => entries.slice(from, from + limit),
    length: async () => entries.length,
    keepFold: async (length, fold) => {
      kept = { length, fold: Uint8Array.from(fold) }
    },
    recallFold: async () => kept,
    close: async () => {},
  }
}
