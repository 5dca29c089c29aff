/**
 * Content by its hash in plain files, and a few named records. Files are written whole: temp file, fsync, rename, fsync of the folder.
 *
 * Invariants: what `put` or `record` acknowledged survives a kill at any instruction; what `get` gives has the asked root, or is absent:
 * a file that the disk damaged is moved aside and counts as absent, so that it is fetched again.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Hash, toHex } from '../../kernels/hash.ts'
import { blobRoot } from '../../kernels/state/blob.ts'
import { CodedError, codeOf } from '../coded-error.ts'
import type { Store } from '../ports.ts'

const plainName = /^[a-z][a-z0-9-]{0,63}$/

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(path)
  const temp = `${path}.part-${randomBytes(6).toString('hex')}`
  try {
    await mkdir(folder, { recursive: true })
    const file = await open(temp, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temp, path)
    await syncFolder(folder)
  } catch (error) {
    await unlink(temp).catch(() => {}) // it may not exist; the first error is the one to tell
    throw diskError(error, path)
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function diskError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new CodedError(
      'E_DISK',
      `no space left to write ${path}`,
      'Free some space and start again; nothing half-written was left behind.',
      error,
    )
  return new CodedError('E_FILE', `cannot write ${path} (${code ?? String(error)})`, '', error)
}

const readIfThere = (path: string): Promise<Buffer | undefined> =>
  readFile(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new CodedError('E_FILE', `cannot read ${path} (${codeOf(error)})`, '', error)
  })

/** A store in a folder, which is made where it is not there. */
export async function openStore(folder: string, hash: Hash): Promise<Store> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskError(error, folder)
  })
  const pathOf = (root: Uint8Array) => {
    const name = toHex(root)
    return join(folder, name.slice(0, 2), name)
  }
  const recordPath = (name: string) => {
    if (!plainName.test(name)) throw new RangeError(`record ${name}: not a plain name`)
    return join(folder, 'records', name)
  }
  /** Roots that were written or checked by this process: their files are not hashed again. */
  const checked = new Set<string>()
  const get = async (root: Uint8Array): Promise<Uint8Array | undefined> => {
    const path = pathOf(root)
    const bytes = await readIfThere(path)
    if (bytes === undefined) return undefined
    const content = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    const name = toHex(root)
    if (!checked.has(name)) {
      if (toHex(blobRoot(hash, content)) !== name) {
        await rename(path, `${path}.damaged`).catch(() => {})
        return undefined
      }
      checked.add(name)
    }
    return content
  }
  return {
    put: async (bytes) => {
      const root = blobRoot(hash, bytes)
      if ((await get(root)) !== undefined) return root
      await writeWhole(pathOf(root), bytes)
      checked.add(toHex(root))
      return root
    },
    get,
    remove: async (root) => {
      const path = pathOf(root)
      checked.delete(toHex(root))
      await unlink(path).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT')
          throw new CodedError('E_FILE', `cannot remove ${path} (${codeOf(error)})`, '', error)
      })
    },
    list: async () => {
      const names = await readdir(folder, { recursive: true })
      return names.map((path) => basename(path)).filter((name) => /^[0-9a-f]{64}$/.test(name))
    },
    record: (name, bytes) => writeWhole(recordPath(name), bytes),
    recall: async (name) => {
      const bytes = await readIfThere(recordPath(name))
      return bytes && new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
    },
  }
}
