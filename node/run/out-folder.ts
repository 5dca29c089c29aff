/** Where a command writes a folder that a person named: a place where nothing is. */
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readdirSync,
  realpathSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { claimFolder } from '../checkpoints/folder.ts'
import { codeOf, diskError, fail } from '../coded-error.ts'

const choose = 'Choose another folder with --out.'

/**
 * The absolute path, before any work is done for it. Fails with E_USAGE or E_EXISTS unless it is absent or empty, with E_FILE where it
 * cannot be put in place.
 */
export function freeFolder(out: string): string {
  if (out.trim() === '') fail('E_USAGE', '--out names no folder', 'Give the path of a new one.')
  const path = resolve(out)
  const names = entriesOf(path, out)
  refuseClosed(path, out)
  if (names === undefined) return path
  if (names.length > 0) fail('E_EXISTS', `${out} is not empty`, choose)
  // The folder is put in place whole: a shell in the empty one would stay in a folder that is gone.
  if (realpathSync(path) === realpathSync(process.cwd()))
    fail('E_EXISTS', `${out} is the folder that you are in`, choose)
  return path
}

/** Calls `use` with that path while no other process that asks so is about to write it. Fails with E_BUSY where one is. */
export async function useFolder<T>(out: string, use: (path: string) => Promise<T>): Promise<T> {
  const path = freeFolder(out)
  return claimFolder(path, () => {
    // One that ended meanwhile has left something.
    freeFolder(out)
    return use(path)
  })
}

/** Otherwise it would be found out when the work is done. */
function refuseClosed(path: string, out: string): void {
  let parent = dirname(path)
  while (!existsSync(parent) && parent !== dirname(parent)) parent = dirname(parent)
  try {
    accessSync(parent, constants.W_OK)
  } catch (error) {
    throw diskError(error, out)
  }
  if (existsSync(path) && lstatSync(path).dev !== statSync(parent).dev)
    fail('E_FILE', `${out} is a mount point, which cannot be replaced`, 'Choose a folder in it.')
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
