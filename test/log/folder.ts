/** Run folders with a log in them, for tests. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openLogStore } from '../../node/store/log.ts'

export async function writeFolder(
  folder: string,
  envelopes: readonly Uint8Array[],
  fold?: { readonly length: number; readonly fold: Uint8Array },
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const log = openLogStore(join(folder, 'log.sqlite'))
  await log.append(0, ...envelopes)
  if (fold !== undefined) await log.keepFold(fold.length, fold.fold)
  await log.close()
  return folder
}

/** Changes the database behind everybody's back. */
export function tamper(folder: string, sql: string, ...values: (number | Uint8Array)[]): void {
  const database = new DatabaseSync(join(folder, 'log.sqlite'))
  database.prepare(sql).run(...values)
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  database.close()
}
