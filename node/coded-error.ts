/**
 * What goes wrong in the world, said once: a code that programs compare, a sentence for people, what to do about it.
 *
 * The table below is the list of all codes that end a `murmur` command; docs/commands.md is made from it. Exit codes come in
 * classes, so that a supervisor knows what a restart is worth: 2 and 3 and 5 and 6 stay wrong until somebody acts, 4 may pass by itself.
 */

type FaultRow = { readonly exit: number; readonly means: string }

/** Code → exit code of the process, and what it means. */
export const faults = {
  E_USAGE: { exit: 2, means: 'a flag or argument is unknown, missing or malformed' },
  E_CONFIG: { exit: 2, means: 'the run file has a fault; the message gives file, line and reason' },
  E_DATA: { exit: 2, means: 'a data file has a fault, or holds nothing to train on' },
  E_TOKENIZER: { exit: 2, means: 'the tokenizer does not load or lacks a token that is needed' },
  E_CHECKPOINT: { exit: 2, means: 'a checkpoint lacks a file or has another shape than it says' },
  E_INPUT: { exit: 2, means: 'a file or folder that was named is not there or cannot be read' },
  E_EXISTS: { exit: 3, means: 'the target holds something already; nothing is overwritten' },
  E_BUSY: { exit: 3, means: 'another process works in this folder' },
  E_KEY: { exit: 3, means: 'the identity key file is damaged or readable by others' },
  E_PORT: { exit: 3, means: 'the address to listen on is in use or not allowed' },
  E_DISK: { exit: 3, means: 'the disk is full; nothing half-written was left behind' },
  E_FILE: { exit: 3, means: 'a file could not be written or read: permissions, a read-only disk' },
  E_DAMAGED: { exit: 3, means: 'something stored on this disk is no longer what was written' },
  E_ENGINE: { exit: 3, means: 'the compute engine is missing or its device failed' },
  E_ENGINE_TIMEOUT: { exit: 3, means: 'the device stopped answering in the middle of its work' },
  E_UNREACHABLE: { exit: 4, means: 'no connection to the coordinator or a member' },
  E_TIMEOUT: { exit: 4, means: 'an answer did not come in time' },
  E_REFUSED: { exit: 5, means: 'the run refused this node; the message gives its reason' },
  E_STATE: { exit: 5, means: 'the run is in a state in which this cannot be done' },
  E_VERSION: { exit: 5, means: 'this murmur is too old or too new for the run' },
  E_VERIFY: { exit: 6, means: 'a log, a checkpoint or a replica is not what it claims to be' },
  E_TERM: { exit: 5, means: 'the operator handed the log to another coordinator' },
  E_FORK: {
    exit: 6,
    means: 'two histories of one log are signed with one key; the evidence is kept',
  },
  E_UNFINISHED: { exit: 6, means: 'the run ended, or its log ends, before the last round' },
  E_INTERRUPTED: {
    exit: 130,
    means: 'stopped by Ctrl-C: at once by a second one, or because leaving took too long',
  },
  E_BUG: { exit: 1, means: 'a fault of murmur itself; please report it with the text above it' },
} as const satisfies Record<string, FaultRow>

/** Codes that end a command. Ports use lower-case codes of their own (`timeout`, `gap`), which callers handle. */
export type FaultCode = keyof typeof faults

export class CodedError extends Error {
  override readonly name = 'CodedError'
  readonly code: string
  /** What to do, as one sentence; empty where the message says it. */
  readonly hint: string
  constructor(code: string, message: string, hint = '', cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.hint = hint
  }
}

/** Throws a CodedError: for the places where a command cannot go on. */
export function fail(code: FaultCode, message: string, hint = '', cause?: unknown): never {
  throw new CodedError(code, message, hint, cause)
}

/** The code of an error of any origin; undefined where it has none. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code
  return typeof code === 'string' ? code : undefined
}

/** The process's exit code for an error. */
export function exitCodeOf(error: unknown): number {
  const code = codeOf(error)
  return code !== undefined && Object.hasOwn(faults, code) ? faults[code as FaultCode].exit : 1
}

/** One line for people: what, what to do, code. */
export function describeError(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  const hint = error instanceof CodedError && error.hint !== '' ? ` ${error.hint}` : ''
  const code = codeOf(error) ?? 'E_BUG'
  const stop = /[.!?]$/.test(message) || hint === '' ? '' : '.'
  return message.includes(`[${code}]`) ? message : `${message}${stop}${hint} [${code}]`
}

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const forbidden = new Set(['EACCES', 'EPERM', 'EROFS'])
/** ENOENT: what is to be written makes its own folders, so it says that the place takes none. */
const impossible = new Set([
  'ENOTDIR',
  'EISDIR',
  'EIO',
  'EMFILE',
  'ENOENT',
  'EXDEV',
  'ENAMETOOLONG',
  'EEXIST',
])

/** An error of writing `path` as a coded one that names it. Errors that are coded already, and unknown ones, pass. */
export function diskError(error: unknown, path: string): unknown {
  const code = codeOf(error)
  if (code === undefined || error instanceof CodedError) return error
  if (full.has(code))
    return new CodedError(
      'E_DISK',
      `no space left to write ${path}`,
      'Free some space (df shows where it went) and start again; nothing half-written was left behind.',
      error,
    )
  if (forbidden.has(code))
    return new CodedError(
      'E_FILE',
      `not allowed to write ${path} (${code})`,
      'Choose another folder or change its permissions.',
      error,
    )
  if (code === 'EBUSY')
    return new CodedError(
      'E_FILE',
      `${path} cannot be replaced (${code})`,
      'It may be a mount point: choose a folder in it.',
      error,
    )
  if (impossible.has(code))
    return new CodedError('E_FILE', `cannot write ${path} (${code})`, 'Check that path.', error)
  return error
}
