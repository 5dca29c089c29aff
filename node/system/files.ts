/**
 * Files that are either whole or not there: temp file + fsync + rename + fsync of the folder.
 *
 * Invariant: after a kill at any instruction, or a full disk, a path holds the old bytes or the new ones, never a part; what was
 * acknowledged is on the disk. Errors of the disk are told as codes and sentences.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOf, diskError } from '../coded-error.ts'

const tempMark = '.part-'

/** Makes a folder's entries (a rename, a new file) durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open folders; NTFS journals the entry itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a file whole or not at all, and durable when it resolves. `fill` gets the open temp file, so that large files can be
 * written by windows. Rejects with E_DISK or E_FILE.
 */
export async function writeFileAtomicWith(
  path: string,
  fill: (file: FileHandle) => Promise<void>,
  mode = 0o666,
): Promise<void> {
  const folder = dirname(path)
  const temp = `${path}${tempMark}${randomBytes(6).toString('hex')}`
  try {
    await mkdir(folder, { recursive: true })
    const file = await open(temp, 'wx', mode)
    try {
      await fill(file)
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

/** Writes bytes or text to `path`, whole or not at all, durable when it resolves. */
export async function writeFileAtomic(
  path: string,
  content: Uint8Array | string,
  mode = 0o666,
): Promise<void> {
  await writeFileAtomicWith(path, (file) => file.writeFile(content), mode)
}

/** Removes what a killed process left in a folder: temp files that were never renamed. Gives how many. */
export async function removeLeftovers(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return []
    throw diskError(error, folder)
  })
  const left = names.filter((name) => /\.part-[0-9a-f]{12}$/.test(name))
  for (const name of left) await unlink(join(folder, name))
  return left.length
}
