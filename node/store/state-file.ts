/**
 * The exact state in a file: rounds are applied in place, window by window, so that a model larger than memory has a replica.
 *
 * Invariant: whatever kills the process, the file can be brought to a round's end and to nothing in between. Before a group of windows
 * changes, its old content and its place stand in a journal, fsynced; after a kill that group is put back and the round goes on from it.
 *
 * Journal, little-endian: 'MURJRNL1', u32 step, u32 first window of the group, u64 offset and u64 length in bytes, then the old bytes,
 * then their SHA-256. A journal replaces the one before by renaming, so there is always a whole one while a round is under way.
 */
import { createHash } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'
import type { Update } from '../../kernels/demo/aggregate.ts'
import type { Window } from '../../kernels/demo/window.ts'
import { codeOf, fail } from '../coded-error.ts'

const magic = Buffer.from('MURJRNL1')
const headBytes = 32
const hashBytes = 32
/** Old content that one journal entry keeps: two fsyncs for so much state. */
const usualGroupBytes = 67_108_864

export type StateFile = {
  /** Elements of the state. */
  readonly params: number
  /** Steps applied to their end. */
  readonly step: () => number
  /**
   * Applies the round that leads to `step`, which must be the next one. The file is durable when it resolves. Where it was interrupted,
   * by an error or by a kill, the same call goes on where it stopped.
   */
  readonly apply: (step: number, update: Update) => Promise<void>
  /** A copy of `length` elements from `offset`. */
  readonly read: (offset: number, length: number) => Promise<Float32Array>
  readonly close: () => Promise<void>
}

type Group = {
  readonly first: number
  readonly windows: readonly Window[]
  readonly offset: number
  readonly bytes: number
}
type Names = { readonly journal: string; readonly step: string }

/** Opens a state file of `params` little-endian fp32 numbers. Rejects with E_INPUT where it is not there, E_DAMAGED where its size is another. */
export async function openStateFile(
  path: string,
  params: number,
  journalledBytes = usualGroupBytes,
): Promise<StateFile> {
  const file = await open(path, 'r+').catch((error: unknown) =>
    fail('E_INPUT', `${path} cannot be opened (${codeOf(error)})`, 'Restore it from a snapshot.'),
  )
  const { size } = await file.stat()
  if (size !== 4 * params) {
    await file.close()
    fail(
      'E_DAMAGED',
      `${path} has ${size} bytes, the model needs ${4 * params}`,
      'Restore it from a snapshot.',
    )
  }
  const names: Names = { journal: `${path}.journal`, step: `${path}.step` }
  let step = 0
  let interrupted: number | undefined
  try {
    step = await readStep(names.step)
    interrupted = await recover(file, names.journal, step)
  } catch (error) {
    await file.close()
    throw error
  }
  let failed = false
  return {
    params,
    step: () => step,
    apply: async (next, update) => {
      if (next !== step + 1)
        fail(
          'E_DAMAGED',
          `step ${next} cannot follow step ${step} of ${path}`,
          'Apply the one between.',
        )
      if (failed) interrupted = await recover(file, names.journal, step)
      failed = true
      for (const group of groupsOf(update.windows, journalledBytes))
        if (group.first >= (interrupted ?? 0)) await applyGroup(file, names, next, group, update)
      await writeWhole(names.step, [Buffer.from(String(next))])
      await rm(names.journal, { force: true })
      step = next
      interrupted = undefined
      failed = false
    },
    read: async (offset, length) => {
      const bytes = await readExactly(file, 4 * offset, 4 * length)
      return new Float32Array(bytes.buffer, bytes.byteOffset, length)
    },
    close: () => file.close(),
  }
}

/** Neighbouring windows that are journalled together. */
function groupsOf(windows: readonly Window[], groupBytes: number): Group[] {
  const groups: Group[] = []
  let list: Window[] = []
  let first = 0
  const flush = (next: number) => {
    const [start] = list
    if (start === undefined) return
    const bytes = list.reduce((sum, window) => sum + 4 * window.params, 0)
    groups.push({ first, windows: list, offset: 4 * start.offset, bytes })
    list = []
    first = next
  }
  for (const [i, window] of windows.entries()) {
    const held = list.reduce((sum, w) => sum + 4 * w.params, 0)
    if (held > 0 && held + 4 * window.params > groupBytes) flush(i)
    list.push(window)
  }
  flush(windows.length)
  return groups
}

async function applyGroup(
  file: FileHandle,
  names: Names,
  step: number,
  group: Group,
  update: Update,
): Promise<void> {
  const bytes = await readExactly(file, group.offset, group.bytes)
  await writeJournal(names.journal, step, group, bytes)
  for (const [i, window] of group.windows.entries()) {
    const at = 4 * window.offset - group.offset
    const params = new Float32Array(bytes.buffer, bytes.byteOffset + at, window.params)
    update.apply(group.first + i, params)
  }
  await writeExactly(file, bytes, group.offset)
  await file.sync()
}

async function writeJournal(path: string, step: number, group: Group, old: Uint8Array) {
  const head = Buffer.alloc(headBytes)
  magic.copy(head)
  head.writeUInt32LE(step, 8)
  head.writeUInt32LE(group.first, 12)
  head.writeBigUInt64LE(BigInt(group.offset), 16)
  head.writeBigUInt64LE(BigInt(group.bytes), 24)
  const hash = createHash('sha256').update(head).update(old).digest()
  // The journal of the group before stays until this one is whole: without either, nobody could say how far the round went.
  await writeWhole(path, [head, old, hash])
}

async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const temp = `${path}.part`
  const file = await open(temp, 'w')
  try {
    let at = 0
    for (const part of parts) {
      await writeExactly(file, part, at)
      at += part.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temp, path)
}

async function readStep(path: string): Promise<number> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '0'
    throw error
  })
  const step = Number(text)
  return Number.isInteger(step) && step >= 0
    ? step
    : fail('E_DAMAGED', `${path} is not the number of a step`, 'Restore the state from a snapshot.')
}

/** Puts a half-changed group back. Gives its first window; undefined where the file stands at the end of `step`. */
async function recover(file: FileHandle, path: string, step: number): Promise<number | undefined> {
  const journal = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  })
  if (journal === undefined) return undefined
  try {
    const { size } = await journal.stat()
    if (size < headBytes + hashBytes) damaged(path)
    const head = await readExactly(journal, 0, headBytes)
    const bytes = Number(head.readBigUInt64LE(24))
    if (!head.subarray(0, 8).equals(magic) || size !== headBytes + bytes + hashBytes) damaged(path)
    // The round's end was recorded and only the journal was not taken away yet.
    if (head.readUInt32LE(8) <= step) return undefined
    const old = await readExactly(journal, headBytes, bytes)
    const hash = await readExactly(journal, headBytes + bytes, hashBytes)
    if (!createHash('sha256').update(head).update(old).digest().equals(hash)) damaged(path)
    await writeExactly(file, old, Number(head.readBigUInt64LE(16)))
    await file.sync()
    return head.readUInt32LE(12)
  } finally {
    await journal.close()
  }
}

/** A journal appears whole by a rename: one that is not was damaged later, and nobody can say how far the round went. */
const damaged = (path: string): never =>
  fail(
    'E_DAMAGED',
    `${path} is not the journal that was written`,
    'Nothing was changed. Restore the state from a snapshot.',
  )

async function readExactly(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.from(new ArrayBuffer(length))
  for (let at = 0; at < length; ) {
    const { bytesRead } = await file.read(bytes, at, length - at, from + at)
    if (bytesRead === 0) fail('E_DAMAGED', 'a state file became shorter while it was read')
    at += bytesRead
  }
  return bytes
}

async function writeExactly(file: FileHandle, bytes: Uint8Array, to: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, to + at)
    at += bytesWritten
  }
}
