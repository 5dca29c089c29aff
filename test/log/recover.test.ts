/** A restart believes the fold that it kept itself, and nothing else. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { createFoldKeeper, keepEveryEntries, recover } from '../../node/run/recover.ts'
import { sealFold } from '../../node/run/saved-fold.ts'
import { openLogStore } from '../../node/store/log.ts'
import { createMemoryLog } from '../../node/store/memory.ts'
import { tamper, writeFolder } from './folder.ts'
import { makeLog } from './make-log.ts'
import { seededCrypto } from './seeded-identity.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-recover-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const folder = () => join(root, `f${folders++}`)

const { start, envelopes } = makeLog({
  members: 2,
  seed: 1,
  entries: 150,
  config: { checkpointEvery: 10 },
})
const { crypto } = start
const whole = foldOf(envelopes)
const at = 100
const early = foldOf(envelopes.slice(0, at))

function foldOf(entries: readonly Uint8Array[]) {
  const folded = foldLog(crypto, entries)
  if (!folded.ok) throw new Error(folded.code)
  return { view: folded.view, history: folded.history }
}

/** A verifier that counts. */
function counting(inner = crypto) {
  let count = 0
  const verify: typeof crypto.verify = (...args) => {
    count++
    return inner.verify(...args)
  }
  return { crypto: { ...inner, verify }, count: () => count }
}

async function opened(home: string, as = crypto) {
  const log = openLogStore(join(home, 'log.sqlite'))
  try {
    return await recover(log, as)
  } finally {
    await log.close()
  }
}

const withFold = (fold = sealFold(crypto, early), length = at) =>
  writeFolder(folder(), envelopes, { length, fold })

describe('a restart', () => {
  it('of an empty log finds nothing', async () => {
    expect(await recover(createMemoryLog(), crypto)).toBeUndefined()
  })

  it('goes on from the kept fold: the same view and history, few signatures checked', async () => {
    const home = await withFold()
    const cheap = counting()
    const recovered = await opened(home, cheap.crypto)
    expect(recovered).toEqual({ ...whole, spared: at, note: '' })
    const full = counting()
    foldLog(full.crypto, envelopes)
    expect(cheap.count()).toBeLessThan(full.count() * 0.4)
  })

  it.each([
    ['of another key', 'snapshot-foreign', sealFold(seededCrypto(1, 50), early)],
    ['with one byte changed', 'snapshot-damaged', flipped(sealFold(crypto, early))],
    ['cut short', 'snapshot-damaged', sealFold(crypto, early).slice(0, 200)],
    ['of another version', 'snapshot-version', sealFold(crypto, otherVersion())],
    ['that is empty', 'snapshot-foreign', new Uint8Array(0)],
  ])('leaves a fold %s aside and checks everything: %s', async (_name, note, fold) => {
    const recovered = await opened(await withFold(fold))
    expect(recovered).toEqual({ ...whole, spared: 0, note })
  })

  it('stops where its own fold is of another history, and leaves the file as it is', async () => {
    const other = makeLog({ members: 2, seed: 1, entries: at, config: { checkpointEvery: 7 } })
    const differs = foldOf(other.envelopes)
    const same = { ...early, view: { ...early.view, head: new Uint8Array(32) } }
    for (const folded of [differs, same]) {
      const home = await withFold(sealFold(crypto, folded))
      const before = readFileSync(join(home, 'log.sqlite'))
      await expect(opened(home)).rejects.toMatchObject({
        code: 'E_DAMAGED',
        message: expect.stringContaining('snapshot-disagrees'),
      })
      expect(readFileSync(join(home, 'log.sqlite')).equals(before)).toBe(true)
    }
  })

  it('stops where the end of the log was cut off', async () => {
    const home = await withFold()
    tamper(home, 'DELETE FROM entries WHERE position >= ?', at - 3)
    await expect(opened(home)).rejects.toMatchObject({
      code: 'E_DAMAGED',
      message: expect.stringContaining('log-cut'),
    })
  })

  it('stops at an entry behind the fold that does not follow', async () => {
    const home = await withFold()
    const bad = flipped(envelopes[at + 5] as Uint8Array)
    tamper(home, 'UPDATE entries SET envelope = ? WHERE position = ?', bad, at + 5)
    await expect(opened(home)).rejects.toMatchObject({
      code: 'E_DAMAGED',
      message: expect.stringContaining(
        `entry ${at + 5} of the stored log does not follow: signature`,
      ),
    })
  })
})

describe('the keeper of folds', () => {
  it('keeps one after so many entries, never one that is ahead of the disk', async () => {
    const log = createMemoryLog()
    await log.append(0, start.first)
    const keep = createFoldKeeper(log, crypto, { view: start.view, history: [] })
    let folded: { view: typeof start.view; history: readonly never[] } = {
      view: start.view,
      history: [],
    }
    for (const [i, envelope] of envelopes.entries()) {
      if (i === 0) continue
      await log.append(i, envelope)
      const more = foldLog(crypto, [envelope], 'recent', folded)
      if (!more.ok) throw new Error(more.code)
      folded = more as never
      await keep(folded, envelope.length)
      const kept = await log.recallFold()
      expect(kept?.length ?? 1).toBeLessThanOrEqual(i + 1)
      expect(i + 1 - (kept?.length ?? 1)).toBeLessThan(keepEveryEntries)
    }
    expect(await recover(log, crypto)).toMatchObject({ ...whole, spared: 129 })
  })
})

function flipped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(bytes, (byte, i) => (i === bytes.length - 1 ? byte ^ 1 : byte))
}

function otherVersion() {
  return { ...early, view: { ...early.view, novelty: 1 } as typeof early.view }
}
