/**
 * An archived segment: one file that rebuilds the state of a checkpoint from that of the one before.
 *
 *   blobs, one behind another | list of them, as JSON | length of the list, 4 bytes | mark, 8 bytes
 *
 * Its root is the hash of the list, which names each blob by its own root: so one hash in the log covers every byte, and a reader takes
 * single blobs out of a file of any size. Invariant: a file is whole or not there, and one content gives the same bytes.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { toHex } from '../../../kernels/hash.ts'
import { blobRoot } from '../../../kernels/state/blob.ts'
import { CodedError, codeOf } from '../../coded-error.ts'
import { sha256 } from '../../system/crypto.ts'
import { writeFileAtomicWith } from '../../system/files.ts'

/** Hex root and length of a blob. */
type Listed = readonly [root: string, bytes: number]
type List = { readonly from: number; readonly to: number; readonly blobs: readonly Listed[] }

export type SegmentFile = {
  readonly root: Uint8Array
  readonly from: number
  readonly to: number
  /** Hex roots of its blobs, in order. */
  readonly blobs: readonly string[]
  /** Undefined where it has no such blob, or the disk damaged it. */
  readonly read: (root: string) => Promise<Uint8Array | undefined>
}

const mark = new TextEncoder().encode('murmurS1')
const endBytes = 4 + mark.length
const mostListBytes = 2 ** 28

export const segmentName = (runId: Uint8Array, from: number, to: number): string =>
  `${toHex(runId).slice(0, 16)}-${from}-${to}.segment`

/** Writes a segment whole or not at all; gives its root. `blob` gives each of `roots`, or rejects. */
export async function writeSegment(
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
  roots: readonly string[],
  blob: (root: string) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const blobs: Listed[] = []
  let root = new Uint8Array(0)
  await writeFileAtomicWith(path, async (file) => {
    for (const name of roots) {
      const bytes = await blob(name)
      await file.writeFile(bytes)
      blobs.push([name, bytes.length])
    }
    const list = new TextEncoder().encode(JSON.stringify({ from, to, blobs } satisfies List))
    const end = new Uint8Array(endBytes)
    new DataView(end.buffer).setUint32(0, list.length, true)
    end.set(mark, 4)
    await file.writeFile(list)
    await file.writeFile(end)
    root = Uint8Array.from(sha256(list))
  })
  return root
}

/** The segment of a file; `'missing'` where there is none, `'damaged'` where it is not a whole one. */
export async function openSegment(path: string): Promise<SegmentFile | 'missing' | 'damaged'> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new CodedError('E_FILE', `cannot read ${path} (${codeOf(error)})`, '', error)
  })
  if (file === undefined) return 'missing'
  try {
    const { size } = await file.stat()
    const listBytes = await readEnd(file, size)
    const list = listBytes && parseList(listBytes)
    if (listBytes === undefined || list === undefined) return 'damaged'
    const places = new Map<string, { readonly at: number; readonly bytes: number }>()
    let at = 0
    for (const [root, bytes] of list.blobs) {
      places.set(root, { at, bytes })
      at += bytes
    }
    if (at + listBytes.length + endBytes !== size) return 'damaged'
    const { from, to } = list
    const blobs = [...places.keys()]
    const read = (root: string) => readBlob(path, root, places.get(root))
    return { root: sha256(listBytes), from, to, blobs, read }
  } finally {
    await file.close()
  }
}

/** The bytes of the list. */
async function readEnd(file: FileHandle, size: number): Promise<Uint8Array | undefined> {
  if (size < endBytes) return undefined
  const end = await readAt(file, size - endBytes, endBytes)
  const bytes = new DataView(end.buffer, end.byteOffset).getUint32(0, true)
  const isMarked = mark.every((byte, i) => end[4 + i] === byte)
  const fits = bytes <= Math.min(mostListBytes, size - endBytes)
  return isMarked && fits ? readAt(file, size - endBytes - bytes, bytes) : undefined
}

async function readAt(file: FileHandle, at: number, bytes: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(bytes)
  for (let done = 0; done < bytes; ) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, at + done)
    if (bytesRead === 0) break
    done += bytesRead
  }
  return buffer
}

/** Total. */
function parseList(bytes: Uint8Array): List | undefined {
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
  try {
    const list = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as List
    const isList =
      isCount(list.from) &&
      isCount(list.to) &&
      list.blobs.every(([root, length]) => /^[0-9a-f]{64}$/.test(root) && isCount(length))
    return isList ? list : undefined
  } catch {
    return undefined
  }
}

async function readBlob(
  path: string,
  root: string,
  place: { readonly at: number; readonly bytes: number } | undefined,
): Promise<Uint8Array | undefined> {
  if (place === undefined) return undefined
  const file = await open(path, 'r')
  try {
    const bytes = await readAt(file, place.at, place.bytes)
    return toHex(blobRoot(sha256, bytes)) === root ? bytes : undefined
  } finally {
    await file.close()
  }
}
