/** `murmur log verify` and `show` on whole logs and on changed ones: a code, a sentence, a non-zero exit, and the file untouched. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { foldLog } from '../../coordinator/fold-log.ts'
import { showLog } from '../../node/run/log/show.ts'
import { verifyLog } from '../../node/run/log/verify.ts'
import { sealFold } from '../../node/run/saved-fold.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { tamper, writeFolder } from './folder.ts'
import { makeLog } from './make-log.ts'
import { seededCrypto } from './seeded-identity.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-verify-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let folders = 0
const folder = () => join(root, `f${folders++}`)
const murmur = resolve(import.meta.dirname, '../../murmur')
const run = (...args: string[]) => spawnSync(murmur, args, { encoding: 'utf8', timeout: 50_000 })

const config = { checkpointEvery: 5, retainRounds: 5 }
const { start, envelopes } = makeLog({ members: 2, seed: 3, entries: 70, config })
const { crypto } = start
const foldOf = (length: number) => {
  const folded = foldLog(crypto, envelopes.slice(0, length))
  if (!folded.ok) throw new Error(folded.code)
  return folded
}
const whole = await writeFolder(folder(), envelopes, {
  length: 64,
  fold: sealFold(crypto, foldOf(64)),
})
const set = 'UPDATE entries SET envelope = ? WHERE position = ?'

function resealed(index: number, change: Partial<Entry>, signer = crypto): Uint8Array {
  const opened = openEnvelope(envelopes[index] as Uint8Array, crypto.verify, undefined)
  if (!opened.ok) throw new Error(opened.code)
  const { message, runId } = opened.signed
  return sealMessage(runId, { ...(message as Entry), ...change }, signer).envelope
}

type Change = (home: string) => void
const changes: readonly (readonly [string, Change, string, RegExp])[] = [
  [
    'a broken chain',
    (home) => tamper(home, set, resealed(9, { prevHash: new Uint8Array(32) }), 9),
    'E_VERIFY',
    /^entry 9 \(\w+\) of the log does not follow: entry-chain$/,
  ],
  [
    'a wrong signature',
    (home) => {
      const bytes = Uint8Array.from(envelopes[11] as Uint8Array)
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1
      tamper(home, set, bytes, 11)
    },
    'E_VERIFY',
    /^entry 11 \(\w+\) of the log does not follow: signature$/,
  ],
  [
    'another signer',
    (home) => tamper(home, set, resealed(12, {}, seededCrypto(3, 70)), 12),
    'E_VERIFY',
    /^entry 12 \(\w+\) of the log does not follow: entry-signer$/,
  ],
  [
    'bytes that are no envelope',
    (home) => tamper(home, set, Uint8Array.of(1, 2, 3), 4),
    'E_VERIFY',
    /^entry 4 \(unreadable\) of the log does not follow: malformed$/,
  ],
  [
    'a missing entry',
    (home) => tamper(home, 'DELETE FROM entries WHERE position = ?', 20),
    'E_DAMAGED',
    /lacks entry 20: missing-entry$/,
  ],
  [
    'a snapshot of another history',
    (home) => {
      const { view, history } = foldOf(64)
      tamper(
        home,
        'UPDATE folds SET fold = ?',
        sealFold(crypto, { history, view: { ...view, step: 3 } }),
      )
    },
    'E_VERIFY',
    /^the snapshot that was kept after 64 entries disagrees with the log: snapshot-disagrees/,
  ],
  [
    'a snapshot with a wrong signature',
    (home) => tamper(home, 'UPDATE folds SET fold = ?', new Uint8Array(500)),
    'E_VERIFY',
    /snapshot-damaged/,
  ],
  [
    'an end that was cut off',
    (home) => tamper(home, 'DELETE FROM entries WHERE position > ?', 50),
    'E_VERIFY',
    /log-cut, the log has only 51$/,
  ],
]

describe('log verify', () => {
  it('of a whole log says what it decided and from where it replays', async () => {
    const { view } = foldOf(envelopes.length)
    expect(view.retainedStep).toBeGreaterThan(0)
    expect(await verifyLog(whole)).toMatchObject({
      entries: envelopes.length,
      step: view.step,
      term: 0,
      coordinator: crypto.self,
      retainedStep: view.retainedStep,
      checkpoints: view.checkpoints.map((c) => c.step),
    })
  })

  it.each(changes)('refuses %s and changes nothing', async (_name, change, code, message) => {
    const home = await writeFolder(folder(), envelopes, {
      length: 64,
      fold: sealFold(crypto, foldOf(64)),
    })
    change(home)
    const before = readFileSync(join(home, 'log.sqlite'))
    await expect(verifyLog(home)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    })
    expect(readFileSync(join(home, 'log.sqlite')).equals(before)).toBe(true)
  })

  it('as a command: exit 0 and one JSON object, or a sentence, a code and another exit', async () => {
    const good = run('log', 'verify', whole, '--json')
    expect(good.status).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({ event: 'verified', entries: envelopes.length })
    const home = await writeFolder(folder(), envelopes)
    tamper(home, set, resealed(9, { term: 3 }), 9)
    const bad = run('log', 'verify', home)
    expect(bad.status).toBe(6)
    expect(bad.stderr).toMatch(/entry 9 .* does not follow: entry-term\..*\[E_VERIFY\]/s)
  })
})

describe('every command that reads a log, from another folder', () => {
  it.each<[readonly string[], RegExp]>([
    [['log', 'verify'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['log', 'show'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['replay'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['run', 'status'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['run', 'why'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['run', 'report'], /entry 9 .*entry-chain.*\[E_VERIFY\]/s],
    [['run', 'pause'], /no coordinator runs in .*murmur run start.*\[E_UNREACHABLE\]/s],
  ])('%j refuses a broken one and leaves every byte', async (command, message) => {
    const home = await writeFolder(folder(), envelopes)
    tamper(home, set, resealed(9, { prevHash: new Uint8Array(32) }), 9)
    const before = readdirSync(home).map((name) => [name, readFileSync(join(home, name))] as const)
    const done = spawnSync(murmur, [...command, home], { cwd: root, encoding: 'utf8' })
    expect(done.stderr).toMatch(message)
    expect(done.status).toBeGreaterThan(1)
    for (const [name, bytes] of before)
      expect([name, readFileSync(join(home, name)).equals(bytes)]).toEqual([name, true])
    expect(existsSync(join(home, 'report.html'))).toBe(false)
  })
})

describe('log show', () => {
  const lines = async (filter: Partial<Parameters<typeof showLog>[1]>) => {
    const out: string[] = []
    await showLog(whole, { json: false, ...filter }, (line) => out.push(line))
    return out
  }

  it('gives a line an entry, for people and for programs', async () => {
    expect(await lines({})).toHaveLength(envelopes.length)
    const json = (await lines({ json: true })).map((line) => JSON.parse(line))
    expect(json.map((entry) => entry.index)).toEqual(envelopes.map((_, i) => i))
    expect(json[0]).toMatchObject({ kind: 'runStarted', term: 0, signer: crypto.self })
    const closed = json.find((entry) => entry.kind === 'commitmentsClosed')
    expect([...closed.commitments].sort()).toEqual(start.members.map((m) => m.self).sort())
  })

  it('filters by round, kind and member', async () => {
    expect(await lines({ round: 4 })).toHaveLength(3)
    expect(await lines({ round: 4, kind: 'roundClosed' })).toHaveLength(1)
    const member = start.members[1]?.self.slice(0, 12)
    const about = await lines({ member, kind: 'membersChanged' })
    expect(about).toHaveLength(1)
    expect(about[0]).toContain('m1 joined')
    expect(await lines({ member: 'm1', kind: 'membersChanged' })).toEqual(about)
    expect(await lines({ member: 'nobody' })).toEqual([])
    await expect(lines({ kind: 'nonsense' })).rejects.toMatchObject({ code: 'E_USAGE' })
  })
})
