/** Archived segments: what goes into one, that a kill between any two writes loses none, and what a reader refuses. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { createArchiver, type Segment } from '../../node/run/archive/archiver.ts'
import { openSegment, type SegmentFile, segmentName } from '../../node/run/archive/file.ts'
import { openStore } from '../../node/store/content.ts'
import { openLogStore } from '../../node/store/log.ts'
import { createMemoryLog, createMemoryStore } from '../../node/store/memory.ts'
import { sha256 } from '../../node/system/crypto.ts'
import {
  type BlobLog,
  checkpoint,
  openBlobLog,
  openRound,
  playRound,
  runId,
  text,
  zeros,
} from './blob-log.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-archive-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const fresh = () => join(root, `f${folders++}`)
const none = new Uint8Array(0)

/** Archives one segment of a log after another; gives troubles. */
function archiverOf({ log, store }: BlobLog, folder: string, given: readonly Uint8Array[] = []) {
  const troubles: string[] = []
  const told: Segment[] = []
  const archiver = createArchiver({
    runId,
    folder,
    log,
    store,
    fetch: async (wanted) => {
      for (const bytes of given)
        if (toHex(await createMemoryStore(sha256).put(bytes)) === toHex(wanted)) return bytes
      return undefined
    },
    onArchived: (segment) => told.push(segment),
    onTrouble: (message) => troubles.push(message),
  })
  const archive = async (from: number, to: number, start: Uint8Array = none) => {
    archiver.look({ from, to, start })
    await archiver.idle()
  }
  return { archive, troubles, told }
}

async function segment(folder: string, from: number, to: number): Promise<SegmentFile> {
  const found = await openSegment(join(folder, segmentName(runId, from, to)))
  if (typeof found === 'string') throw new Error(found)
  return found
}
const openMemory = () => openBlobLog(createMemoryLog(), createMemoryStore(sha256))
const names = (...roots: readonly Uint8Array[]) => roots.map(toHex)

describe('an archived segment', () => {
  it('has the state where it begins and the payloads that were accepted, no others', async () => {
    const table = await openMemory()
    const { store, add } = table
    const refused = await store.put(text('refused'))
    const first = await playRound(table, 0, [refused])
    const second = await playRound(table, 1)
    const middle = await checkpoint(table, 2, 0)
    const third = await playRound(table, 2)
    await openRound(table, 3) // never closed: the operator went back
    await add({ type: 'reverted', round: 2, to: 2, lineage: zeros })
    await checkpoint(table, 4, 0)
    const folder = fresh()
    const { archive, troubles, told } = archiverOf(table, folder)
    await archive(0, 2)
    await archive(2, 4, middle)
    expect(troubles).toEqual([])
    expect(told).toHaveLength(2)
    const [one, two] = [await segment(folder, 0, 2), await segment(folder, 2, 4)]
    expect(one.blobs).toEqual(names(first, second))
    // The update that undoes the third round needs its payload once more.
    expect(two.blobs).toEqual(names(middle, third))
    expect(await two.read(toHex(third))).toEqual(text('payload 2'))
    expect(await two.read(toHex(first))).toBeUndefined()
  })

  it('takes what an undone round of an older segment needs along', async () => {
    const table = await openMemory()
    const first = await playRound(table, 0)
    const at1 = await checkpoint(table, 1, 0)
    const second = await playRound(table, 1)
    const at2 = await checkpoint(table, 2, 0)
    await table.add({ type: 'reverted', round: 1, to: 0, lineage: zeros })
    await table.add({ type: 'reverted', round: 0, to: 0, lineage: zeros })
    await checkpoint(table, 4, 0)
    const folder = fresh()
    // Another process for each segment: what the first one read is read again where it is needed.
    await archiverOf(table, folder).archive(0, 1)
    await archiverOf(table, folder).archive(1, 2, at1)
    await archiverOf(table, folder).archive(2, 4, at2)
    expect((await segment(folder, 2, 4)).blobs).toEqual(names(at2, second, first))
  })

  it('leaves out what is behind a checkpoint that the run went back to', async () => {
    const table = await openMemory()
    await playRound(table, 0)
    const point = await checkpoint(table, 1, 0)
    await playRound(table, 1)
    await table.add({ type: 'restarted', step: 1, lineage: zeros })
    const after = await playRound(table, 3)
    await checkpoint(table, 4, 0)
    const folder = fresh()
    const { archive } = archiverOf(table, folder)
    await archive(1, 3, point)
    await archive(3, 4, point)
    expect((await segment(folder, 1, 3)).blobs).toEqual(names(point))
    expect((await segment(folder, 3, 4)).blobs).toEqual(names(point, after))
  })
})

describe('an archived segment that is not whole', () => {
  it('is completed from the members; where nobody has a payload it is not made, and that is said', async () => {
    const table = await openMemory()
    const lost = await playRound(table, 0)
    await table.store.remove(lost)
    await checkpoint(table, 1, 0)
    const folder = fresh()
    const alone = archiverOf(table, folder)
    await alone.archive(0, 1)
    expect(alone.told).toEqual([])
    expect(alone.troubles).toEqual([
      expect.stringMatching(
        /^the segment from step 0 to step 1 is not archived.*payload [0-9a-f]{12} is missing.*E_INPUT/,
      ),
    ])
    expect(readdirSync(folder)).toEqual([])
    await archiverOf(table, folder, [text('payload 0')]).archive(0, 1)
    expect((await segment(folder, 0, 1)).blobs).toEqual(names(lost))
  })

  it('is refused where it is cut, changed or no segment', async () => {
    const table = await openMemory()
    const first = await playRound(table, 0)
    await checkpoint(table, 1, 0)
    const folder = fresh()
    await archiverOf(table, folder).archive(0, 1)
    const path = join(folder, segmentName(runId, 0, 1))
    const whole = readFileSync(path)
    expect(await openSegment(`${path}.none`)).toBe('missing')
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length))
      expect(await openSegment(path)).toBe('damaged')
    }
    const flipped = Buffer.from(whole)
    flipped[2] = (flipped[2] as number) ^ 1
    writeFileSync(path, flipped)
    expect(await (await segment(folder, 0, 1)).read(toHex(first))).toBeUndefined()
  })
})

describe('an archive', () => {
  it('killed between any two writes is whole after the next start, and named once', async () => {
    const prepared = fresh()
    mkdirSync(prepared)
    const log = openLogStore(join(prepared, 'log.sqlite'))
    const table = await openBlobLog(log, await openStore(join(prepared, 'store'), sha256))
    for (let step = 0; step < 4; step++) {
      await playRound(table, step)
      if (step % 2 === 1) await checkpoint(table, step + 1, 0)
    }
    await log.close()
    const entries = async (folder: string) => {
      const store = openLogStore(join(folder, 'log.sqlite'), { readOnly: true })
      const all = await store.read(0, 1000)
      await store.close()
      return all.map((envelope) => Buffer.from(envelope).toString('hex'))
    }
    const whole = copyOf(prepared)
    expect(archiveIn(whole)).toBe(0)
    const files = readdirSync(join(whole, 'archive'))
    expect(files).toHaveLength(2)
    const expected = await entries(whole)
    let kills = 0
    for (let killAt = 1; ; killAt++) {
      const folder = copyOf(prepared)
      if (archiveIn(folder, killAt) === 0) break
      kills++
      expect(archiveIn(folder)).toBe(0)
      expect(await entries(folder)).toEqual(expected)
      expect(readdirSync(join(folder, 'archive')).sort()).toEqual([...files].sort())
      for (const name of files)
        expect(
          readFileSync(join(folder, 'archive', name)).equals(
            readFileSync(join(whole, 'archive', name)),
          ),
        ).toBe(true)
      rmSync(folder, { recursive: true })
    }
    // Two files and two entries, the folder's record and one of where to read on: before and after each.
    expect(kills).toBe(12)
  }, 60_000)
})

function copyOf(folder: string): string {
  const copy = fresh()
  cpSync(folder, copy, { recursive: true })
  return copy
}

const hook = pathToFileURL(join(import.meta.dirname, '../run/kill-at-write.ts')).href
const child = join(import.meta.dirname, 'archive-child.ts')

/** Exit code; null where it was killed. */
function archiveIn(folder: string, killAt = Number.POSITIVE_INFINITY): number | null {
  const env = { ...process.env, MURMUR_TEST_KILL_AT: String(killAt) }
  const done = spawnSync('node', ['--import', hook, child, folder], { env, encoding: 'utf8' })
  if (done.status !== 0 && done.status !== null) throw new Error(done.stderr)
  return done.status
}
