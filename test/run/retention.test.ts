/**
 * Real processes with `retainRounds`: payloads go, what is promised stays, and replay says from where. Then a member whose log holds another
 * entry of its coordinator's key: it ends with the evidence.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { openFolderLog } from '../../node/run/log/read.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { readIdentity } from '../../node/system/keys.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { tamper } from '../log/folder.ts'
import { openLab, whenStep } from './lab.ts'

const { at, done, runFile, coordinate, join: joinRun, planOf } = openLab('retention')

const holds = (home: string, hash: Uint8Array): boolean =>
  existsSync(join(at(home), 'store', toHex(hash).slice(0, 2), toHex(hash)))

describe('a run that keeps its last rounds', () => {
  it('lets older payloads go at coordinator and member, and is replayed from the checkpoint that the log names', {
    timeout: 120_000,
  }, async () => {
    runFile('few', { rounds: 12, checkpointEvery: 3, retainRounds: 4 })
    const { child, address } = await coordinate('few')
    const member = joinRun('ann', address)
    expect(await Promise.all([child.exited, member.exited])).toEqual([0, 0])
    const { view, rounds, states } = await planOf(at('few'))
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
    const replayed = await done('replayed', 'replay', at('few'))
    expect(replayed.exit).toBe(0)
    expect(replayed.status).toMatchObject({ from: retainedStep, retainedStep, step: 12 })
    const gone = await done('gone', 'replay', at('few'), '--from', '0')
    expect(gone.exit).toBe(2)
    expect(gone.message).toMatch(
      /payload .* missing: the segment from step 0 to step 3 is gone.*keeps payloads from step \d+ on.*works here is --from (\d+).*E_INPUT/s,
    )
    expect(gone.message).toContain(`--from ${retainedStep}`)
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
    runFile('two', { rounds: 5000 })
    const { child, address } = await coordinate('two')
    const first = joinRun('bob', address)
    await whenStep(child, 2)
    first.kill('SIGKILL')
    await first.exited
    await forge('two', 'bob')
    const again = joinRun('bob', address)
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
