/** Where a command writes a folder that a person named: a place where nothing is. */
import { readdirSync, realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { codeOf, fail } from '../coded-error.ts'

const choose = 'Choose another folder with --out.'

/** The absolute path, before any work is done for it. Fails with E_USAGE or E_EXISTS unless it is absent or empty. */
export function freeFolder(out: string): string {
  if (out.trim() === '') fail('E_USAGE', '--out names no folder', 'Give the path of a new one.')
  const path = resolve(out)
  const names = entriesOf(path, out)
  if (names === undefined) return path
  if (names.length > 0) fail('E_EXISTS', `${out} is not empty`, choose)
  // The folder is put in place whole: a shell in the empty one would stay in a folder that is gone.
  if (realpathSync(path) === realpathSync(process.cwd()))
    fail('E_EXISTS', `${out} is the folder that you are in`, choose)
  return path
}

function entriesOf(path: string, out: string): string[] | undefined {
  try {
    return readdirSync(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    const what =
      codeOf(error) === 'ENOTDIR'
        ? 'is a file, or lies in one'
        : `cannot be read (${codeOf(error)})`
    return fail('E_EXISTS', `${out} ${what}`, choose, error)
  }
}
