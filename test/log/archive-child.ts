/** Archives the segments of a prepared folder in a process that may die between any two writes (kill-at-write.ts). */
import { join } from 'node:path'
import { createArchiver, type Segment } from '../../node/run/archive/archiver.ts'
import { messageOf } from '../../node/run/log/raw.ts'
import { openStore } from '../../node/store/content.ts'
import { openLogStore } from '../../node/store/log.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { appendEntry, runId } from './blob-log.ts'

const folder = process.argv[2] as string
const log = openLogStore(join(folder, 'log.sqlite'))
const store = await openStore(join(folder, 'store'), sha256)
let told: Promise<void> = Promise.resolve()
const archiver = createArchiver({
  runId,
  folder: join(folder, 'archive'),
  log,
  store,
  fetch: async () => undefined,
  onArchived: ({ from, to }, root) => {
    told = appendEntry(log, { type: 'segmentArchived', from, to, root })
  },
  onTrouble: (message) => {
    throw new Error(message)
  },
})
for (;;) {
  const segment = await nextSegment()
  if (segment === undefined) break
  archiver.look(segment)
  await archiver.idle()
  await told
}
await log.close()

/** As the coordinator's view tells it. */
async function nextSegment(): Promise<Segment | undefined> {
  const states: { step: number; root: Uint8Array }[] = [{ step: 0, root: new Uint8Array(0) }]
  let from = 0
  for (const envelope of await log.read(0, 1000)) {
    const message = messageOf(envelope)
    const kind = message.type === 'entry' ? message.kind : undefined
    if (kind?.type === 'checkpointMade') states.push({ step: kind.step, root: kind.snapshotRoot })
    if (kind?.type === 'segmentArchived') from = kind.to
  }
  const to = states.find(({ step }) => step > from)?.step
  const start = states.find(({ step }) => step === from)?.root
  return to === undefined || start === undefined ? undefined : { from, to, start }
}
