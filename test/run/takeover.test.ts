/**
 * Real processes: a coordinator is killed, its run is taken over from a copy of its folder, the member goes on under the new term, and the
 * whole is replayed from the base and from a checkpoint, or refused with the name of what is missing or wrong.
 */
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFolderLog } from '../../node/run/log/read.ts'
import type { ReplayPlan } from '../../node/run/replay-plan.ts'
import { createCrypto } from '../../node/system/crypto.ts'
import { readIdentity } from '../../node/system/keys.ts'
import type { Entry } from '../../proto/messages.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { tamper } from '../log/folder.ts'
import { openLab, whenStep } from './lab.ts'

const lab = openLab('takeover-run')
const { at, done } = lab
const rounds = 10
const waitMs = 100_000

const replica = (name: string) => ['--export-replica', at(`${name}.safetensors`)]

/** A member of a run whose coordinator was killed after `step`. */
async function leftBehind(run: string, name: string, step: number) {
  const first = await lab.coordinate(run)
  const member = lab.join(name, first.address, ...replica(name))
  await whenStep(first.child, step)
  first.child.kill('SIGKILL')
  await first.child.exited
  return member
}

describe('a run that is taken over', () => {
  it('goes on in term 1 on another machine and is replayed bit for bit', {
    timeout: 240_000,
  }, async () => {
    lab.runFile('old', { rounds, checkpointEvery: 3 })
    const member = await leftBehind('old', 'ann', 4)
    const home = at('new')
    cpSync(at('old'), home, {
      recursive: true,
      filter: (path) => !/key\.pem|beacon|lock|control/.test(path),
    })
    const handed = await done('takeover', 'log', 'takeover', home)
    expect(handed).toMatchObject({ exit: 0, status: { event: 'taken-over', term: 1 } })
    cpSync(at('old.yaml'), at('new.yaml'))
    const { child: second } = await lab.coordinate('new', ...replica('new'))
    const end = await second.until('the end', (e) => e.event === 'finished', waitMs)
    expect(end).toMatchObject({ step: rounds, phase: 'Finished' })
    expect(await member.exited).toBe(0)
    expect(readFileSync(at('ann.safetensors')).equals(readFileSync(at('new.safetensors')))).toBe(
      true,
    )
    expect(await second.exited).toBe(0)
    await replays(home)
  })

  it("goes on from a member's folder after a checkpoint, makes the model and the checkpoints behind it", {
    timeout: 240_000,
  }, async () => {
    lab.runFile('gone', { rounds, checkpointEvery: 3 })
    const member = await leftBehind('gone', 'bob', 5)
    const home = at('from-member')
    cpSync(at('bob'), home, {
      recursive: true,
      filter: (path) => !/key\.pem|lock|control/.test(path),
    })
    const key = ['--operator-key', join(at('gone'), 'operator.pem')]
    const handed = await done('member-takeover', 'log', 'takeover', home, ...key)
    expect(handed).toMatchObject({ exit: 0, status: { event: 'taken-over', term: 1 } })
    const newest = Buffer.from((await lab.planOf(home)).states.at(-1)?.root ?? '').toString('hex')
    const holds = () => readdirSync(home, { recursive: true }).some((p) => `${p}`.endsWith(newest))
    expect({ length: newest.length, holds: holds() }).toEqual({ length: 64, holds: false })
    cpSync(at('gone.yaml'), at('from-member.yaml'))
    const { child: second } = await lab.coordinate('from-member')
    const end = await second.until('the end', (e) => e.event === 'finished', waitMs)
    expect(end).toMatchObject({ step: rounds, phase: 'Finished' })
    expect(await member.exited).toBe(0)
    expect(await second.exited).toBe(0)
    expect(holds()).toBe(true)
    const { states } = await lab.planOf(home)
    expect(states.at(-1)?.step).toBe(rounds)
    const model = join(home, 'checkpoint', 'model.safetensors')
    expect(readFileSync(at('bob.safetensors')).equals(readFileSync(model))).toBe(true)
    const whole = await done('member-whole', 'replay', home)
    expect(whole).toMatchObject({ exit: 0, status: { step: rounds, from: 0 } })
  })
})

async function replays(home: string): Promise<void> {
  const whole = await done('whole', 'replay', home, '--out', at('again'))
  expect(whole).toMatchObject({ exit: 0, status: { step: rounds, from: 0 } })
  const model = 'model.safetensors'
  expect(
    readFileSync(join(at('again'), model)).equals(readFileSync(join(home, 'checkpoint', model))),
  ).toBe(true)
  const plan = await lab.planOf(home)
  const middle = plan.states.find(({ step }) => step >= 3 && step < rounds)
  if (middle === undefined) throw new Error('no checkpoint')
  const part = await done('part', 'replay', home, '--from', String(middle.step))
  expect(part.status).toMatchObject({ from: middle.step, stateRoot: whole.status['stateRoot'] })
  const unknown = await done('unknown', 'replay', home, '--from', '77')
  expect(unknown.exit).toBe(2)
  expect(String(unknown.status['message'])).toMatch(/no checkpoint of step 77.*\[E_USAGE\]/s)
  await refuseLostPayload(home, plan)
  await refuseFalseState(home, middle.index)
}

async function refuseLostPayload(home: string, { rounds: planned }: ReplayPlan): Promise<void> {
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
async function refuseFalseState(home: string, index: number): Promise<void> {
  cpSync(home, at('false'), { recursive: true })
  const log = openFolderLog(home)
  const [bytes = new Uint8Array(0)] = await log.read(index, 1)
  await log.close()
  const opened = openEnvelope(bytes, () => true, undefined)
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
