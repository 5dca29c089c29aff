/**
 * The log on disk: one SQLite table, written ahead, fsynced at each entry.
 *
 * Invariant: indexes 0, 1, 2 … without a gap; an entry that was acknowledged is there after a kill at any instruction.
 */
import { DatabaseSync } from 'node:sqlite'
import { CodedError, fail } from '../coded-error.ts'
import type { LogStore } from '../ports.ts'

const waitForLockMs = 2000

function openDatabase(path: string): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: waitForLockMs })
    database.exec(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS entries (position INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT',
    )
    return database
  } catch (error) {
    if (database?.isOpen === true) database.close()
    throw new CodedError(
      'E_DAMAGED',
      `${path} cannot be opened as a log: ${(error as Error).message}`,
      'Restore it from a copy, or choose another folder.',
      error,
    )
  }
}

export function openLogStore(path: string): LogStore {
  const database = openDatabase(path)
  const insert = database.prepare('INSERT INTO entries (position, envelope) VALUES (?, ?)')
  const select = database.prepare(
    'SELECT envelope FROM entries WHERE position >= ? ORDER BY position LIMIT ?',
  )
  const count = database.prepare('SELECT COALESCE(MAX(position) + 1, 0) AS length FROM entries')
  let length = Number(count.get()?.['length'] ?? 0)
  return {
    append: async (index, envelope) => {
      if (index !== length)
        fail('E_BUG', `entry ${index} was to be appended to a log of ${length} entries`)
      try {
        insert.run(index, envelope)
      } catch (error) {
        const { message } = error as Error
        if (/full/i.test(message))
          throw new CodedError(
            'E_DISK',
            `no space left to write ${path}`,
            'Free some space and start again; the log is whole.',
            error,
          )
        throw new CodedError('E_FILE', `cannot write ${path}: ${message}`, '', error)
      }
      length = index + 1
    },
    read: async (from, limit) =>
      select.all(from, limit).map((row) => Uint8Array.from(row['envelope'] as Uint8Array)),
    length: async () => length,
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}
