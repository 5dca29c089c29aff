/**
 * Where a checkpoint's files come from: a folder here, or the Hugging Face hub (hub.ts). Read by parts, never whole.
 */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../coded-error.ts'

/** A file that is read by parts. */
export type ByteSource = {
  readonly bytes: number
  /** Fills `into` from byte `from` on; false where the file ends before. */
  readonly read: (from: number, into: Uint8Array) => Promise<boolean>
  readonly close: () => Promise<void>
}

export type CheckpointFiles = {
  /** Path of a file, for messages. */
  readonly where: (name: string) => string
  readonly names: () => Promise<string[]>
  /** Undefined where there is no such file. */
  readonly open: (name: string) => Promise<ByteSource | undefined>
}

/**
 * A run puts its next checkpoint in the place of the one before: files of both are never given out. Opening rejects with E_CHECKPOINT once
 * another folder is there.
 */
export function folderFiles(folder: string): CheckpointFiles {
  let first: string | undefined
  return {
    where: (name) => join(folder, name),
    names: () => readdir(folder).catch(() => []),
    open: async (name) => {
      const path = join(folder, name)
      first ??= await identityOf(folder)
      // A folder cannot be read, and a pipe would be waited for.
      const isFile = (await stat(path).catch(() => undefined))?.isFile() === true
      const file = isFile ? await open(path, 'r').catch(() => undefined) : undefined
      // Asked after the file was opened: then that lies in the first one.
      if ((await identityOf(folder)) !== first) {
        await file?.close()
        fail('E_CHECKPOINT', `${folder} was replaced while it was read`, 'Start again.')
      }
      if (file === undefined) return undefined
      const { size } = await file.stat()
      return {
        bytes: size,
        read: async (from, into) => (await readFully(file, into, from)) === into.length,
        close: () => file.close(),
      }
    },
  }
}

/** Of a folder, whatever its path; undefined where there is none. A number alone is given to another one later. */
async function identityOf(folder: string): Promise<string | undefined> {
  const found = await stat(folder, { bigint: true }).catch(() => undefined)
  return found && `${found.ino} ${found.birthtimeNs}`
}

/** A small file as text; undefined where there is none. */
export async function readText(files: CheckpointFiles, name: string): Promise<string | undefined> {
  const bytes = await readSmall(files, name)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

const SMALL_BYTES = 2 ** 28

/** A small file whole. Rejects with E_CHECKPOINT above 256 MiB: what is called a tokenizer is none then. */
export async function readSmall(
  files: CheckpointFiles,
  name: string,
): Promise<Uint8Array | undefined> {
  const source = await files.open(name)
  if (source === undefined) return undefined
  try {
    if (source.bytes > SMALL_BYTES)
      fail('E_CHECKPOINT', `${files.where(name)} has ${source.bytes} bytes, too large for a text`)
    const bytes = new Uint8Array(source.bytes)
    return (await source.read(0, bytes)) ? bytes : undefined
  } finally {
    await source.close()
  }
}

/** Reads until `bytes` is full or the file ends; a single read may give less than there is. */
async function readFully(file: FileHandle, bytes: Uint8Array, from: number): Promise<number> {
  let at = 0
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return at
}
