/** The archive of a live run: the coordinator's machine says what is whole, and is told what is archived. */
import type { View } from '../../../coordinator/types.ts'
import { nextSegment } from '../../../coordinator/view-checkpoint.ts'
import type { EntryKind } from '../../../proto/messages.ts'
import type { Operation } from '../coordinator.ts'
import type { Post } from '../observer.ts'
import type { shareBlobs } from '../workplace.ts'
import { createArchiver, type Segment } from './archiver.ts'

export type RunArchive = {
  /** After an entry is on the disk. */
  readonly hear: (kind: EntryKind['type'], view: View) => void
  /** Archives what is left when the run ends; `settled`: until what was posted is on the disk. */
  readonly finish: (view: () => View, settled: () => Promise<void>) => Promise<void>
  readonly stop: () => Promise<void>
}

const largestBlobBytes = 2 ** 34
/** Entries after which another segment may be whole. */
const turns: readonly EntryKind['type'][] = ['checkpointMade', 'segmentArchived', 'restarted']

/** Undefined where the run file names no archive. */
export function openRunArchive(
  operation: Operation,
  fetchBlob: ReturnType<typeof shareBlobs>,
  post: Post,
  members: () => readonly string[],
): RunArchive | undefined {
  const { archivePath, place, reporter, view } = operation
  if (archivePath === undefined) return undefined
  const archiver = createArchiver({
    runId: view.runId,
    folder: archivePath,
    log: place.log,
    store: place.store,
    fetch: (root) => fetchBlob(root, members(), largestBlobBytes),
    onArchived: ({ from, to }, root) => post({ type: 'archived', from, to, root }),
    onTrouble: (message) => reporter.event('trouble', { message }, message),
  })
  // What an earlier process left.
  archiver.look(segmentOf(view))
  return {
    hear: (kind, after) => {
      if (turns.includes(kind)) archiver.look(segmentOf(after))
    },
    finish: async (current, settled) => {
      // A pause goes on: the next process archives what is left.
      for (let from = -1; current().phase === 'Finished'; ) {
        const segment = segmentOf(current())
        // One that stays is in trouble, which was said.
        if (segment === undefined || segment.from === from) return
        from = segment.from
        archiver.look(segment)
        await archiver.idle()
        await settled()
      }
    },
    stop: archiver.stop,
  }
}

function segmentOf(view: View): Segment | undefined {
  const next = nextSegment(view)
  const start = view.checkpoints.find(({ step }) => step === next?.from)?.root
  return next && { ...next, start: start ?? new Uint8Array(0) }
}
