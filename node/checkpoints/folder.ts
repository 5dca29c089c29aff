/**
 * Folders that appear whole: everything is written beside the target and put in its place by one rename.
 *
 * Invariant: a full disk or a kill leaves the old folder, or none, never half of one. What a kill left beside it is removed by the next
 * writer of the same folder, and an old folder that it had moved aside comes back. Only a checkpoint is ever replaced: what holds anything
 * else is somebody's, and stays.
 */
import { mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodedError, codeOf, diskError } from '../coded-error.ts'
import { beforeEnd } from './ending.ts'

/** Files of a checkpoint beside its configuration and tensors. */
export const COMPANIONS =
  /^(tokenizer(_config)?\.json|special_tokens_map\.json|added_tokens\.json|vocab\.json|merges\.txt|tokenizer\.model|chat_template\.(jinja|json)|generation_config\.json|README\.md|LICENSE(\.\w+)?|NOTICE(\.\w+)?)$/

const TENSORS = /^model[\w.-]*\.safetensors(\.index\.json)?$/

/** Rejects with E_EXISTS where `folder` holds anything that would be lost if a checkpoint took its place. Absent or empty is fine. */
export async function refuseForeign(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown): string[] => {
    if (codeOf(error) === 'ENOENT') return []
    const what = codeOf(error) === 'ENOTDIR' ? 'is a file' : `cannot be read (${codeOf(error)})`
    throw new CodedError('E_EXISTS', `${folder} ${what}`, other, error)
  })
  const foreign = names.find(
    (name) => !COMPANIONS.test(name) && !TENSORS.test(name) && name !== 'config.json',
  )
  const lost = foreign ?? (names.includes('config.json') ? undefined : names[0])
  if (lost !== undefined)
    throw new CodedError(
      'E_EXISTS',
      `${folder} holds ${lost} and is no checkpoint: it is not replaced`,
      other,
    )
}

const other = 'Choose another folder.'

/**
 * Calls `fill` with an empty folder, then puts that in the place of `folder`. Where `fill` rejects, nothing has changed. Errors of the disk
 * are E_DISK or E_FILE.
 */
export async function replaceWith<T>(
  folder: string,
  fill: (temporary: string) => Promise<T>,
): Promise<T> {
  const parent = dirname(folder)
  const temporary = join(parent, `${leftBefore(folder)}${process.pid}.tmp`)
  let made: string | undefined
  try {
    made = await mkdir(parent, { recursive: true })
    await removeLeftovers(folder)
    await refuseForeign(folder)
    await mkdir(temporary)
    const result = await fill(temporary)
    // That can take hours.
    await refuseForeign(folder)
    await replaceFolder(temporary, folder)
    return result
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {}) // the first error is the one to tell
    removeMade(made, parent)
    throw diskError(error, folder)
  }
}

/**
 * Calls `act` while no other process has claimed `folder`, also one that writes it much later. Rejects with E_BUSY where one has; of two at the
 * same moment both may be refused.
 */
export async function claimFolder<T>(folder: string, act: () => Promise<T>): Promise<T> {
  const parent = dirname(folder)
  const claim = join(parent, `${leftBefore(folder)}${process.pid}.claim`)
  let made: string | undefined
  const remove = () => {
    try {
      rmSync(claim, { force: true })
    } catch {
      // The next one removes it.
    }
    removeMade(made, parent)
  }
  const stop = beforeEnd(remove)
  try {
    try {
      // Not a moment in which a signal finds half of it.
      made = mkdirSync(parent, { recursive: true })
      // First claimed, then looked: of two processes one at least sees the other.
      writeFileSync(claim, '')
      await removeLeftovers(folder)
    } catch (error) {
      throw diskError(error, folder)
    }
    await refuseClaimed(folder)
    return await act()
  } finally {
    remove()
    stop()
  }
}

/** Of processes that live: `removeLeftovers` comes first. */
async function refuseClaimed(folder: string): Promise<void> {
  const parent = dirname(folder)
  const start = leftBefore(folder)
  for (const name of await readdir(parent)) {
    const [, pid] = /^(\d+)\.(claim|tmp)$/.exec(name.slice(start.length)) ?? []
    if (!name.startsWith(start) || pid === undefined || Number(pid) === process.pid) continue
    const advice = `Choose another folder, or wait for it; if that is no process of murmur, remove ${join(parent, name)}.`
    throw new CodedError('E_BUSY', `process ${pid} is about to write ${folder}`, advice)
  }
}

const leftBefore = (folder: string) => `.${basename(folder)}.`

/** What killed processes left beside `folder`. Only they: those of a process that lives are its own. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder)
  const start = leftBefore(folder)
  for (const name of await readdir(parent)) {
    const [, pid, , old] = /^(\d+)\.(tmp(\.old)?|claim)$/.exec(name.slice(start.length)) ?? []
    if (!name.startsWith(start) || pid === undefined) continue
    const isOwn = Number(pid) === process.pid
    if (isOwn ? name.endsWith('.claim') : isAlive(Number(pid))) continue
    const path = join(parent, name)
    // Killed between its two renames: this is the only whole one. A folder that is there and holds something refuses it.
    if (old !== undefined && (await rename(path, folder).then(...settled))) continue
    await rm(path, { recursive: true, force: true })
  }
}

const settled = [() => true, () => false] as const

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Removes the folders from `parent` up to `made`, the first that was made, while they are empty. */
function removeMade(made: string | undefined, parent: string): void {
  if (made === undefined) return
  try {
    for (let path = parent; path.length >= made.length; path = dirname(path)) rmdirSync(path)
  } catch {
    // It holds something.
  }
}

/** Puts `from` in the place of `to`: an older `to` is moved aside first and removed last. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const aside = `${from}.old`
  await rm(aside, { recursive: true, force: true })
  const had = await rename(to, aside).then(...settled)
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
