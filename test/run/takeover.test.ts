/**
 * Real processes: a coordinator is killed, its run is taken over from a copy of its folder, the member goes on under the new term, and the
 * whole is replayed from the base and from a checkpoint, or refused with the name of what is missing or wrong.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { followLog, openFolderLog, readerRules } from '../../node/run/log/read.ts'
import { planReplay } from '../../node/run/replay-plan.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { readIdentity } from '../../node/system/keys.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { type Child, startChild } from '../demo/child.ts'
import { tamper } from '../log/folder.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-takeover-run-'))
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})
const waitMs = 100_000
const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
const start = (name: string, ...args: string[]): Child => {
  const child = startChild(name, args, root)
  children.push(child)
  return child
}
const done = async (name: string, ...args: string[]) => {
  const child = start(name, ...args)
  return { exit: await child.exited, status: child.status }
}
const rounds = 10
const at = (name: string) => join(root, name)

async function planOf(home: string) {
  const log = openFolderLog(home)
  const plan = await planReplay(followLog(log, readerRules()))
  const envelopes = await log.read(0, 10_000)
  await log.close()
  if (plan === undefined) throw new Error('empty')
  return { plan, envelopes }
}

describe('a run that is taken over', () => {
  it('goes on in term 1 on another machine and is replayed bit for bit', {
    timeout: 240_000,
  }, async () => {
    const fields = {
      rounds,
      batches: 2,
      rowsPerBatch: 4,
      rowTokens: 128,
      initMembers: 1,
      extraWaitMs: 100,
      checkpointEvery: 3,
    }
    const file = at('run.yaml')
    writeFileSync(
      file,
      Object.entries(fields)
        .map(([k, v]) => `${k}: ${v}`)
        .join('\n'),
    )
    const first = start('first', 'coordinate', file, '--home', at('old'), ...listen)
    const { addresses } = await first.until('address', (e) => e.event === 'listening', waitMs)
    const address = String((addresses as unknown[])[0])
    const replica = at('ann.safetensors')
    const member = start(
      'ann',
      'join',
      address,
      '--home',
      at('ann'),
      '--name',
      'ann',
      '--threads',
      '1',
      '--export-replica',
      replica,
      ...listen,
    )
    await first.until('step 4', (e) => e.event === 'round' && Number(e['step']) >= 4, waitMs)
    first.kill('SIGKILL')
    await first.exited
    const home = at('new')
    cpSync(at('old'), home, {
      recursive: true,
      filter: (path) => !/key\.pem|beacon|lock|control/.test(path),
    })
    const handed = await done('takeover', 'log', 'takeover', home)
    expect(handed).toMatchObject({ exit: 0, status: { event: 'taken-over', term: 1 } })
    const second = start(
      'second',
      'coordinate',
      file,
      '--home',
      home,
      '--export-replica',
      at('new.safetensors'),
      ...listen,
    )
    const end = await second.until('the end', (e) => e.event === 'finished', waitMs)
    expect(end).toMatchObject({ step: rounds, phase: 'Finished' })
    expect(await member.exited).toBe(0)
    expect(readFileSync(replica).equals(readFileSync(at('new.safetensors')))).toBe(true)
    expect(await second.exited).toBe(0)
    await replays(home)
  })
})

async function replays(home: string): Promise<void> {
  const whole = await done('whole', 'replay', home, '--out', at('again'))
  expect(whole).toMatchObject({ exit: 0, status: { step: rounds, from: 0 } })
  const model = 'model.safetensors'
  expect(
    readFileSync(join(at('again'), model)).equals(readFileSync(join(home, 'checkpoint', model))),
  ).toBe(true)
  const { plan, envelopes } = await planOf(home)
  const middle = plan.states.find(({ step }) => step >= 3 && step < rounds)
  if (middle === undefined) throw new Error('no checkpoint')
  const part = await done('part', 'replay', home, '--from', String(middle.step))
  expect(part.status).toMatchObject({ from: middle.step, stateRoot: whole.status['stateRoot'] })
  const unknown = await done('unknown', 'replay', home, '--from', '77')
  expect(unknown.exit).toBe(2)
  expect(String(unknown.status['message'])).toMatch(/no checkpoint of step 77.*\[E_USAGE\]/s)
  await refuseLostPayload(home, plan)
  await refuseFalseState(home, envelopes, middle.index)
}

async function refuseLostPayload(
  home: string,
  { rounds: planned }: Awaited<ReturnType<typeof planOf>>['plan'],
): Promise<void> {
  const lost = planned[1]
  const hash = lost?.closed.contributions[0]?.payloadHash
  if (lost === undefined || hash === undefined) throw new Error('no round')
  const name = Buffer.from(hash).toString('hex')
  cpSync(home, at('lost'), { recursive: true, filter: (path) => !path.endsWith(name) })
  const missing = await done('missing', 'replay', at('lost'))
  expect(missing.exit).toBe(2)
  const what = new RegExp(
    `payload ${name.slice(0, 12)} .*round ${lost.closed.round} \\(entry ${lost.index}\\) is missing.*E_INPUT`,
    's',
  )
  expect(String(missing.status['message'])).toMatch(what)
}

/** The coordinator itself signs a state that the payloads do not give. */
async function refuseFalseState(
  home: string,
  envelopes: readonly Uint8Array[],
  index: number,
): Promise<void> {
  cpSync(home, at('false'), { recursive: true })
  const opened = openEnvelope(envelopes[index] ?? new Uint8Array(0), () => true, undefined)
  if (!opened.ok) throw new Error(opened.code)
  const entry = opened.signed.message as Entry
  const keys = [join(home, 'key.pem'), join(at('old'), 'key.pem')]
  const cryptos = await Promise.all(
    keys.map(async (path) => createCrypto(await readIdentity(path))),
  )
  const signer = cryptos.find(({ self }) => self === opened.signed.signer)
  if (signer === undefined) throw new Error('unknown signer')
  const kind = { ...entry.kind, stateRoot: new Uint8Array(32) } as Entry['kind']
  const { envelope } = sealMessage(opened.signed.runId, { ...entry, kind }, signer)
  tamper(at('false'), 'DELETE FROM entries WHERE position >= ?', index)
  tamper(at('false'), 'INSERT INTO entries (position, envelope) VALUES (?, ?)', index, envelope)
  const refused = await done('refused', 'replay', at('false'))
  expect(refused.exit).toBe(6)
  expect(String(refused.status['message'])).toMatch(
    new RegExp(`entry ${index} \\(checkpointMade\\) does not follow .*replay-state.*E_VERIFY`, 's'),
  )
}
