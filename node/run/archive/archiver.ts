/**
 * Archives the segments of a run, oldest first: when the log has the checkpoint that ends one, its start and its accepted payloads go into
 * one file, and the log is told. Only then may the log let the payloads go (`retainedAfter`), so nothing is lost by a kill:
 *
 *   before the file is there: it is made again      before the entry: the file is found and named again
 *
 * Invariant: a segment is told of when its file is durable, never before.
 */
import { join } from 'node:path'
import { fromHex, toHex } from '../../../kernels/hash.ts'
import { describeError, fail } from '../../coded-error.ts'
import type { LogStore, Store } from '../../ports.ts'
import { removeLeftovers } from '../../system/files.ts'
import { readKinds } from '../log/raw.ts'
import { openSegment, segmentName, writeSegment } from './file.ts'
import { forget, resume, type Start, takeEntry, type Updates, updatesFrom } from './updates.ts'

/** The record of where reading the log begins at the next start. */
const recordName = 'archived'
/** The record of the archive's folder, for whoever replays. */
export const archiveRecord = 'archive'

export type Segment = {
  readonly from: number
  readonly to: number
  /** The snapshot of its first state; empty: the base. */
  readonly start: Uint8Array
}

export type ArchiverParts = {
  readonly runId: Uint8Array
  readonly folder: string
  readonly log: Pick<LogStore, 'read'>
  readonly store: Store
  /** A blob that the store lacks, from the members. */
  readonly fetch: (root: Uint8Array) => Promise<Uint8Array | undefined>
  readonly onArchived: (segment: Segment, root: Uint8Array) => void
  readonly onTrouble: (message: string) => void
}

export type Archiver = {
  /** The next segment that the log has whole. */
  readonly look: (segment: Segment | undefined) => void
  /** Until everything that was looked at is done, or failed. */
  readonly idle: () => Promise<void>
  readonly stop: () => Promise<void>
}

export function createArchiver(parts: ArchiverParts): Archiver {
  let turn = openFolder(parts)
  let seen: Updates | undefined
  let done = 0
  let stopped = false
  const archive = async (segment: Segment) => {
    if (stopped || segment.to <= done) return
    seen ??= updatesFrom(await startOf(parts.store))
    // What is before it is archived, and the log says so on the disk.
    await forgetBefore(parts.store, seen, segment.from)
    await readKinds(parts.log, seen.next, takeInto(seen), () => stopped)
    if (stopped) return
    const root = await segmentRoot(parts, segment, seen)
    done = segment.to
    parts.onArchived(segment, root)
  }
  return {
    look: (segment) => {
      if (segment === undefined) return
      turn = turn
        .then(() => archive(segment))
        .catch((error: unknown) =>
          parts.onTrouble(
            `the segment from step ${segment.from} to step ${segment.to} is not archived, and its payloads stay: ${describeError(error)}`,
          ),
        )
    },
    idle: async () => {
      for (let last: unknown; last !== turn; ) {
        last = turn
        await turn
      }
    },
    stop: async () => {
      stopped = true
      await turn
    },
  }
}

const takeInto =
  (seen: Updates) =>
  (kind: Parameters<typeof takeEntry>[1], index: number): void =>
    takeEntry(seen, kind, index)

async function openFolder({ folder, store, onTrouble }: ArchiverParts): Promise<void> {
  try {
    await removeLeftovers(folder)
    await store.record(archiveRecord, new TextEncoder().encode(folder))
  } catch (error) {
    onTrouble(describeError(error))
  }
}

async function startOf(store: Store): Promise<Start> {
  const kept = await store.recall(recordName)
  if (kept === undefined) return { next: 0, step: 0 }
  return JSON.parse(new TextDecoder().decode(kept)) as Start
}

async function forgetBefore(store: Store, seen: Updates, step: number): Promise<void> {
  const before = seen.list.length
  forget(seen, step)
  if (seen.list.length === before) return
  await store.record(recordName, new TextEncoder().encode(JSON.stringify(resume(seen))))
}

/** The root of a segment's file, which is written where it is not there whole. */
async function segmentRoot(
  { runId, folder, store, fetch }: ArchiverParts,
  { from, to, start }: Segment,
  { list }: Updates,
): Promise<Uint8Array> {
  const updates = list.filter(({ step }) => from <= step && step < to)
  const first = start.length === 0 ? [] : [toHex(start)]
  const roots = [...new Set([...first, ...updates.flatMap(({ payloads }) => payloads)])]
  const path = join(folder, segmentName(runId, from, to))
  const found = await openSegment(path)
  if (typeof found === 'object' && found.blobs.join() === roots.join()) return found.root
  return writeSegment(path, { from, to }, roots, async (name) => {
    const root = fromHex(name) as Uint8Array
    return (
      (await store.get(root)) ??
      (await fetch(root)) ??
      fail('E_INPUT', `the payload ${name.slice(0, 12)} is missing here and at the members`)
    )
  })
}
