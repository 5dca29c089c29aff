/**
 * One process a folder. The lock is an open SQLite transaction, which is to say a lock of the operating system on a file: it ends
 * with its process, however that ends, so there is no stale lock to judge and no moment between looking and taking.
 *
 * A file beside it says who holds the lock; it informs and decides nothing.
 */
import { mkdir, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CodedError, diskError, fail } from '../coded-error.ts'
import { writeFileAtomic } from './files.ts'

export type FolderLock = { readonly release: () => Promise<void> }

type Holder = { readonly pid: number; readonly what: string }

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    const { pid, what } = JSON.parse(await readFile(path, 'utf8')) as Partial<Holder>
    if (typeof pid === 'number' && typeof what === 'string') return { pid, what }
  } catch {
    // Absent or unreadable: the message then names nobody.
  }
  return undefined
}

/** The folder is this process's until `release`. `what` names the command for the one that comes second. Rejects with E_BUSY. */
export async function lockFolder(folder: string, what: string): Promise<FolderLock> {
  const note = join(folder, 'running.json')
  const path = join(folder, 'lock')
  let lock: DatabaseSync | undefined
  try {
    await mkdir(folder, { recursive: true })
    lock = new DatabaseSync(path, { timeout: 0 })
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
  } catch (error) {
    if (lock?.isOpen === true) lock.close()
    const text = error instanceof Error ? error.message : String(error)
    if (/locked|busy/i.test(text)) return refuse(folder, await holderOf(note))
    if (/not a database/i.test(text))
      throw new CodedError('E_DAMAGED', `${path} is not a lock of murmur`, 'Remove it.', error)
    throw diskError(error, path)
  }
  const held = lock
  await writeFileAtomic(note, `${JSON.stringify({ pid: process.pid, what })}\n`)
  return {
    release: async () => {
      if (!held.isOpen) return
      await unlink(note).catch(() => {})
      held.close()
    },
  }
}

function refuse(folder: string, holder: Holder | undefined): never {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} (${holder.what})`
  const stop = holder === undefined ? 'Stop it first' : `Stop it first (kill ${holder.pid})`
  return fail('E_BUSY', `${who} works in ${folder}`, `${stop}, or choose another --home.`)
}
