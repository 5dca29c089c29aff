/**
 * The log on disk: one SQLite table, written ahead, fsynced at each append; beside it the newest fold, which its owner can make anew.
 *
 * Invariant: indexes 0, 1, 2 … without a gap; an entry that was acknowledged is there after a kill at any instruction. A file with a gap
 * is refused and left as it is.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { CodedError, fail } from '../coded-error.ts'
import type { LogStore } from '../ports.ts'

const waitForLockMs = 2000

const schema = `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
CREATE TABLE IF NOT EXISTS entries (position INTEGER PRIMARY KEY, envelope BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS folds (length INTEGER PRIMARY KEY, fold BLOB NOT NULL) STRICT`

function openDatabase(path: string, readOnly: boolean): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: waitForLockMs, readOnly })
    if (!readOnly) database.exec(schema)
    database.prepare('SELECT position FROM entries LIMIT 1').get()
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

/** The number of entries; refuses a file that lacks one. */
function wholeLength(database: DatabaseSync, path: string): number {
  const numbers = database
    .prepare(
      'SELECT COUNT(*) AS count, COALESCE(MIN(position), 0) AS first, COALESCE(MAX(position) + 1, 0) AS length FROM entries',
    )
    .get()
  const length = Number(numbers?.['length'])
  if (Number(numbers?.['count']) === length && Number(numbers?.['first']) === 0) return length
  const missing = database
    .prepare(
      'SELECT COALESCE(MIN(position + 1), 0) AS missing FROM entries WHERE position + 1 NOT IN (SELECT position FROM entries)',
    )
    .get()
  const first = Number(numbers?.['first']) > 0 ? 0 : Number(missing?.['missing'])
  database.close()
  return fail(
    'E_DAMAGED',
    `${path} lacks entry ${first}: missing-entry`,
    'Nothing was changed. Restore it from a copy; any member holds one.',
  )
}

function diskError(error: unknown, path: string): CodedError {
  const { message } = error as Error
  return /full/i.test(message)
    ? new CodedError(
        'E_DISK',
        `no space left to write ${path}`,
        'Free some space and start again; the log is whole.',
        error,
      )
    : new CodedError('E_FILE', `cannot write ${path}: ${message}`, '', error)
}

/** `readOnly`: for whoever only looks; every write is then refused by SQLite. */
export function openLogStore(path: string, { readOnly = false } = {}): LogStore {
  const database = openDatabase(path, readOnly)
  let length = wholeLength(database, path)
  const select = database.prepare(
    'SELECT envelope FROM entries WHERE position >= ? ORDER BY position LIMIT ?',
  )
  /** One transaction: all or nothing, one fsync. */
  const write = (rows: readonly (readonly [string, ...SQLInputValue[]])[]) => {
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const [sql, ...values] of rows) database.prepare(sql).run(...values)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw diskError(error, path)
    }
  }
  return {
    append: async (index, ...envelopes) => {
      if (index !== length)
        fail('E_BUG', `entry ${index} was to be appended to a log of ${length} entries`)
      write(
        envelopes.map((envelope, i) => [
          'INSERT INTO entries (position, envelope) VALUES (?, ?)',
          index + i,
          envelope,
        ]),
      )
      length = index + envelopes.length
    },
    read: async (from, limit) =>
      select.all(from, limit).map((row) => Uint8Array.from(row['envelope'] as Uint8Array)),
    length: async () => length,
    keepFold: async (at, fold) =>
      write([['DELETE FROM folds'], ['INSERT INTO folds (length, fold) VALUES (?, ?)', at, fold]]),
    recallFold: async () => readFold(database),
    close: async () => {
      if (database.isOpen) database.close()
    },
  }
}

/** A log of an older murmur that is only looked at has no table of folds. */
function readFold(database: DatabaseSync) {
  const table = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'folds'").get()
  const row =
    table && database.prepare('SELECT length, fold FROM folds ORDER BY length DESC LIMIT 1').get()
  return row && { length: Number(row['length']), fold: Uint8Array.from(row['fold'] as Uint8Array) }
}
