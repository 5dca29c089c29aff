/** A coordinator or a member that may not go on in a folder leaves every byte of it as it was, and adds none. */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openWorkplace } from '../../node/run/workplace.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { tamper, writeFolder } from './folder.ts'
import { makeLog } from './make-log.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-untouched-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const murmur = resolve(import.meta.dirname, '../../murmur')
const { start, envelopes } = makeLog({ members: 2, seed: 3, entries: 40, config: {} })
const { crypto } = start
const set = 'UPDATE entries SET envelope = ? WHERE position = ?'

/** Every file of a folder with its bytes. */
const filesOf = (folder: string) =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )

/** A folder in which a node has worked before, with this log. */
async function workedIn(name: string): Promise<string> {
  const folder = await writeFolder(join(root, name), envelopes)
  await (await openWorkplace(folder, 'a test')).close()
  return folder
}

function refused(folder: string, args: readonly string[], message: RegExp, exit: number): void {
  const before = filesOf(folder)
  const done = spawnSync(murmur, args, { cwd: root, encoding: 'utf8', timeout: 60_000 })
  expect(done.stderr).toMatch(message)
  expect(done.status).toBe(exit)
  expect(filesOf(folder)).toEqual(before)
}

describe('murmur coordinate in a folder', { timeout: 120_000 }, () => {
  writeFileSync(join(root, 'run.yaml'), 'rounds: 3\n')
  const coordinate = (home: string) => ['coordinate', join(root, 'run.yaml'), '--home', home]

  it.each<[string, (home: string) => void, RegExp, number]>([
    [
      'whose log has a broken chain',
      (home) => {
        const opened = openEnvelope(envelopes[9] as Uint8Array, crypto.verify, undefined)
        if (!opened.ok) throw new Error(opened.code)
        const { message, runId } = opened.signed
        const broken = { ...(message as Entry), prevHash: new Uint8Array(32) }
        tamper(home, set, sealMessage(runId, broken, crypto).envelope, 9)
      },
      /entry 9 of the stored log does not follow: entry-chain.*\[E_DAMAGED\]/s,
      3,
    ],
    [
      'whose log has a wrong signature',
      (home) => {
        const bytes = Uint8Array.from(envelopes[11] as Uint8Array)
        bytes[bytes.length - 1] = (bytes[bytes.length - 1] as number) ^ 1
        tamper(home, set, bytes, 11)
      },
      /entry 11 of the stored log does not follow: signature.*\[E_DAMAGED\]/s,
      3,
    ],
    [
      'whose log lacks an entry',
      (home) => tamper(home, 'DELETE FROM entries WHERE position = ?', 20),
      /lacks entry 20.*missing-entry.*\[E_DAMAGED\]/s,
      3,
    ],
    [
      'that holds the log of another coordinator',
      () => {},
      /holds the log of another coordinator.*log takeover.*\[E_EXISTS\]/s,
      3,
    ],
  ])('%s is refused', async (what, change, message, exit) => {
    const home = await workedIn(what.replaceAll(' ', '-'))
    change(home)
    refused(home, coordinate(home), message, exit)
  })

  it('with a run file that contradicts itself is refused before the folder is looked at', async () => {
    const home = await workedIn('contradicted')
    writeFileSync(join(root, 'wrong.yaml'), 'minMembers: 9\nmaxMembers: 3\n')
    const args = ['coordinate', join(root, 'wrong.yaml'), '--home', home]
    refused(
      home,
      args,
      /wrong\.yaml:1: initMembers is 1, below minMembers, which is 9\n.*wrong\.yaml:2: maxMembers is 3, below minMembers, which is 9: no round could open.*\[E_CONFIG\]/s,
      2,
    )
  })
})
