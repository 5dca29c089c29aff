/**
 * Real processes with `retainRounds`: payloads go, what is promised stays, and replay says from where. Then a member whose log holds another
 * entry of its coordinator's key: it ends with the evidence.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { followLog, openFolderLog, readerRules } from '../../node/run/log/read.ts'
import { planReplay } from '../../node/run/replay-plan.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { readIdentity } from '../../node/system/keys.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { type Child, startChild } from '../demo/child.ts'
import { tamper } from '../log/folder.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-retention-'))
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})
const waitMs = 60_000
const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
const at = (name: string) => join(root, name)
function start(name: string, ...args: string[]): Child {
  const child = startChild(name, args, root)
  children.push(child)
  return child
}
async function begin(name: string, fields: string) {
  const file = at(`${name}.yaml`)
  const common = 'batches: 2\nrowsPerBatch: 4\nrowTokens: 128\ninitMembers: 1\nextraWaitMs: 100\n'
  writeFileSync(file, common + fields)
  const child = start(name, 'coordinate', file, '--home', at(name), ...listen)
  const event = await child.until('address', (e) => e.event === 'listening', waitMs)
  return { child, address: String((event['addresses'] as unknown[])[0]) }
}
const joinRun = (name: string, address: string, home: string) =>
  start(name, 'join', address, '--home', at(home), '--name', home, '--threads', '1', ...listen)

const holds = (home: string, hash: Uint8Array): boolean =>
  existsSync(join(at(home), 'store', toHex(hash).slice(0, 2), toHex(hash)))

async function planOf(home: string) {
  const log = openFolderLog(at(home))
  const plan = await planReplay(followLog(log, readerRules()))
  await log.close()
  if (plan === undefined) throw new Error('empty')
  return plan
}

describe('a run that keeps its last rounds', () => {
  it('lets older payloads go at coordinator and member, and is replayed from the checkpoint that the log names', {
    timeout: 120_000,
  }, async () => {
    const { child, address } = await begin(
      'few',
      'rounds: 12\ncheckpointEvery: 3\nretainRounds: 4\n',
    )
    const member = joinRun('ann', address, 'ann')
    expect(await Promise.all([child.exited, member.exited])).toEqual([0, 0])
    const { view, rounds, states } = await planOf('few')
    const { retainedStep } = view
    expect(retainedStep).toBeGreaterThanOrEqual(3)
    for (const home of ['few', 'ann'])
      for (const { closed } of rounds)
        for (const { payloadHash } of closed.contributions)
          expect([home, closed.step, holds(home, payloadHash)]).toEqual([
            home,
            closed.step,
            closed.step >= retainedStep,
          ])
    for (const { step, root } of states) expect(holds('few', root)).toBe(step >= retainedStep)
    for (const kept of [view.started.baseRoot, view.started.dataRoot])
      expect(holds('few', kept)).toBe(true)
    const replayed = start('replayed', 'replay', at('few'))
    expect(await replayed.exited).toBe(0)
    expect(replayed.status).toMatchObject({ from: retainedStep, retainedStep, step: 12 })
    const gone = start('gone', 'replay', at('few'), '--from', '0')
    expect(await gone.exited).toBe(2)
    expect(String(gone.status['message'])).toMatch(
      /payload .* missing: the segment from step 0 to step 3 is gone.*keeps payloads from step \d+ on.*E_INPUT/s,
    )
  })
})

/** The coordinator signs another entry in place of the member's entry 1. */
async function forge(coordinator: string, member: string): Promise<void> {
  const log = openFolderLog(at(member))
  const [envelope = new Uint8Array(0)] = await log.read(1, 1)
  await log.close()
  const opened = openEnvelope(envelope, () => true, undefined)
  if (!opened.ok) throw new Error(opened.code)
  const entry = opened.signed.message as Entry
  const crypto = createCrypto(await readIdentity(join(at(coordinator), 'key.pem')))
  const other = sealMessage(
    opened.signed.runId,
    { ...entry, timeMs: (entry.timeMs + 1) % 1000 },
    crypto,
  )
  tamper(at(member), 'DELETE FROM folds')
  tamper(at(member), 'DELETE FROM entries WHERE position >= ?', 1)
  tamper(at(member), 'INSERT INTO entries (position, envelope) VALUES (?, ?)', 1, other.envelope)
}

describe('a coordinator that signed two histories', () => {
  it('ends murmur join with E_FORK, both entries printed and kept as a file', {
    timeout: 120_000,
  }, async () => {
    const { child, address } = await begin('two', 'rounds: 5000\n')
    const first = joinRun('bob', address, 'bob')
    await child.until('step 2', (e) => e.event === 'round' && Number(e['step']) >= 2, waitMs)
    first.kill('SIGKILL')
    await first.exited
    await forge('two', 'bob')
    const again = joinRun('bob-again', address, 'bob')
    expect(await again.exited).toBe(6)
    expect(String(again.status['message'])).toMatch(
      /signed two histories of this log: entry \d+ .*\[E_FORK\]/s,
    )
    const said = again.events.find((e) => e.event === 'evidence')
    const lines = said?.['lines'] as string[]
    expect(lines).toHaveLength(2)
    expect(lines[0]).toMatch(/^ours: entry 1, term 0, hash [0-9a-f]{64}/)
    const kept = JSON.parse(readFileSync(String(said?.['path']), 'utf8'))
    const signers = new Set<string>()
    for (const { envelope } of kept.entries) {
      const crypto = createCrypto(await readIdentity(join(at('bob'), 'key.pem')))
      const opened = openEnvelope(Buffer.from(envelope, 'base64'), crypto.verify, undefined)
      if (!opened.ok) throw new Error(opened.code)
      signers.add(opened.signed.signer)
    }
    const coordinator = createCrypto(await readIdentity(join(at('two'), 'key.pem')))
    expect([...signers]).toEqual([coordinator.self])
  })
})
