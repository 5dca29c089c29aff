/**
 * Folders that appear whole: everything is written beside the target and put in its place by one rename.
 *
 * Invariant: a full disk or a kill leaves the old folder, or none, never half of one.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Calls `fill` with an empty folder, then puts that in the place of `folder`. Where `fill` rejects, nothing has changed. */
export async function replaceWith<T>(
  folder: string,
  fill: (temporary: string) => Promise<T>,
): Promise<T> {
  const temporary = join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  try {
    const result = await fill(temporary)
    await replaceFolder(temporary, folder)
    return result
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

/** Puts `from` in the place of `to`: an older `to` is moved aside first and removed last. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const aside = `${from}.old`
  await rm(aside, { recursive: true, force: true })
  const had = await rename(to, aside).then(
    () => true,
    () => false,
  )
  try {
    await rename(from, to)
  } catch (error) {
    if (had) await rename(aside, to)
    throw error
  }
  await syncFolder(dirname(to))
  if (had) await rm(aside, { recursive: true, force: true })
}

/** Makes a rename in the folder durable. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Writes a small file, durably. */
export async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}
