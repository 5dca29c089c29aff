/** An operator and a live run, as a person would do it: start, status, why, eject, pause, resume, stop, report. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { statusOf } from '../../node/run/operator/client.ts'
import type { Status } from '../../node/run/operator/status.ts'
import { askControl, serveControl } from '../../node/system/control.ts'
import { type Child, startChild } from '../demo/child.ts'
import { writeFolder } from '../log/folder.ts'
import { makeLog } from '../log/make-log.ts'
import { here, writeFewSamples } from './lab.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-operator-'))
const murmur = resolve(import.meta.dirname, '../../murmur')
const children: Child[] = []
let pid: number | undefined
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  if (pid !== undefined) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself, as it should.
    }
  }
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})

/** One command to its end. The event loop stays free: children write meanwhile. */
function run(...args: string[]): Promise<{ exit: number; out: string; err: string }> {
  return new Promise((done) => {
    const child = spawn(murmur, ['run', ...args], { cwd: root })
    let [out, err] = ['', '']
    child.stdout.on('data', (part) => {
      out += part
    })
    child.stderr.on('data', (part) => {
      err += part
    })
    child.once('close', (exit) => done({ exit: exit ?? 1, out, err }))
  })
}

function writeRunFile(): void {
  const fields = { rounds: 5000, batches: 2, rowsPerBatch: 4, rowTokens: 128, extraWaitMs: 100 }
  writeFewSamples(root)
  const lines = Object.entries({ ...fields, data: 'few.jsonl' }).map(
    ([field, value]) => `${field}: ${value}`,
  )
  writeFileSync(join(root, 'run.yaml'), lines.join('\n'))
}

const status = async (): Promise<Status> =>
  JSON.parse((await run('status', 'run.yaml', '--json')).out)

async function joinRun(name: string, address: string): Promise<Child> {
  const flags = ['--home', join(root, name), '--name', name, ...here]
  const child = startChild(name, ['join', address, ...flags], root)
  children.push(child)
  await child.until('a round', (e) => Number(e['roundsApplied']) >= 1, 50_000)
  return child
}

describe('an operator', () => {
  it('starts, asks, ejects, pauses, resumes, stops and reports a run', {
    timeout: 240_000,
  }, async () => {
    writeRunFile()
    expect(await run('status', 'run.yaml')).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/holds no run.*\[E_INPUT\]/s),
    })
    const started = await run('start', 'run.yaml', '--listen', '/ip4/127.0.0.1/tcp/0', '--json')
    const first: Status = JSON.parse(started.out)
    pid = first.pid
    expect(first).toMatchObject({ phase: 'WaitingForMembers', running: true, step: 0 })
    expect((await run('start', 'run.yaml')).err).toMatch(/runs in .* already.*\[E_BUSY\]/s)
    const address = String(first.addresses[0])
    const ada = await joinRun('ada', address)
    const ben = await joinRun('ben', address)
    expect((await status()).members.map(({ name }) => name).sort()).toEqual(['ada', 'ben'])
    expect((await run('why', 'run.yaml', 'ada')).out).toMatch(/of \d+ contributions accepted/)
    expect((await run('why', 'run.yaml', 'nobody')).err).toMatch(/no member.*\[E_STATE\]/)
    await run('eject', 'run.yaml', 'ben', '--reason', 'wrong results')
    expect(await ben.exited).toBe(5)
    expect(String(ben.status['message'])).toMatch(/ejected this node: wrong results \[E_REFUSED\]/)
    expect((await run('why', 'run.yaml', 'ben')).out).toMatch(/ejected it.*\(wrong results\)/)
    const { out } = await run('change', 'run.yaml', '--set', 'missLimit=3')
    expect(out).toMatch(/changed: missLimit = 3/)
    const fixed = await run('change', 'run.yaml', '--set', 'seed=9')
    expect(fixed).toMatchObject({ exit: 5, err: expect.stringMatching(/seed may not change/) })
    const unknown = await run('change', 'run.yaml', '--set', 'misslimit=3')
    expect(unknown.err).toMatch(/misslimit unknown field; did you mean missLimit/)
    const last = (await status()).step
    expect((await run('revert', 'run.yaml', '--round', '4000')).err).toMatch(/undone.*E_STATE/)
    expect((await run('restart', 'run.yaml', '--step', '3')).err).toMatch(/no checkpoint.*E_STATE/)
    expect((await run('restart', 'run.yaml', '--step', '0')).exit).toBe(0)
    await ada.until('a round after it', (e) => Number(e['step']) > last + 1, 60_000)
    // A run that was changed goes on from the file that it was started with.
    process.kill(pid as number, 'SIGKILL')
    const port = /tcp\/(\d+)/.exec(address)?.[1]
    const again = await run('start', 'run.yaml', '--listen', `/ip4/127.0.0.1/tcp/${port}`, '--json')
    pid = (JSON.parse(again.out) as Status).pid
    const { step: before } = await status()
    await ada.until('a round after the kill', (e) => Number(e['step']) > before, 60_000)
    expect((await run('resume', 'run.yaml')).err).toMatch(/not paused.*\[E_STATE\]/)
    expect((await run('pause', 'run.yaml', '--wait', '40')).out).toMatch(/is Paused/)
    const paused = await status()
    expect(paused).toMatchObject({ phase: 'Paused', command: 'pause' })
    expect((await run('resume', 'run.yaml')).exit).toBe(0)
    const steps = paused.step
    await ada.until('more rounds', (e) => Number(e['step']) > steps, 40_000)
    expect((await run('stop', 'run.yaml', '--wait', '40')).out).toMatch(/is Finished/)
    expect(await ada.exited).toBe(0)
    const { lineage, step } = await status()
    expect(step).toBeGreaterThan(steps)
    expect(readFileSync(join(root, 'run-run/checkpoint/README.md'), 'utf8')).toContain(lineage)
    const page = (await run('report', 'run.yaml')).out.replace(/ is written\n$/, '')
    const happened = readFileSync(page, 'utf8')
    expect(happened).toMatch(/ben left \(ejected: wrong results\)/)
    for (const what of ['pause', 'resume', 'stop'])
      expect(happened).toContain(`${what} asked for by the operator`)
    expect(happened).toMatch(/settings changed by the operator from round \d+ on/)
    expect(happened).toContain('started again by the operator from the base')
  })
})

describe('a control socket', () => {
  it('answers its folder alone: without the token nobody is heard', async () => {
    const folder = mkdtempSync(join(root, 'control-'))
    const heard: string[] = []
    const stop = await serveControl(folder, ({ command }) => {
      heard.push(command)
      return { ok: true, data: command.toUpperCase() }
    })
    expect(await askControl(folder, { command: 'hello' })).toEqual({ ok: true, data: 'HELLO' })
    writeFileSync(join(folder, 'control.token'), 'another')
    expect(await askControl(folder, { command: 'stop' })).toMatchObject({
      ok: false,
      code: 'unauthorized',
    })
    expect(heard).toEqual(['hello'])
    await stop()
    expect(await askControl(folder, { command: 'hello' })).toBeUndefined()
  })

  it('answers who was heard when it stops', async () => {
    const folder = mkdtempSync(join(root, 'control-'))
    const [heard, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const stop = await serveControl(folder, async () => {
      heard.resolve()
      await answered.promise
      return { ok: true, data: 'stopping' }
    })
    const answer = askControl(folder, { command: 'status' })
    await heard.promise
    const stopped = stop()
    answered.resolve()
    expect(await answer).toEqual({ ok: true, data: 'stopping' })
    await stopped
  })

  it('that breaks off, as the process ended, leaves it to the log to tell how the run is', async () => {
    const { envelopes } = makeLog({ members: 2, seed: 6, entries: 12 })
    const folder = await writeFolder(join(root, 'ended'), envelopes)
    const stop = await serveControl(folder, () => {
      throw new Error('the process ended')
    })
    await expect(askControl(folder, { command: 'status' })).rejects.toMatchObject({
      code: 'E_UNREACHABLE',
    })
    const { running, entries } = await statusOf(folder)
    expect([running, entries]).toEqual([false, envelopes.length])
    await stop()
  })

  it('refuses a request that is too large, and goes on', async () => {
    const folder = mkdtempSync(join(root, 'control-'))
    const stop = await serveControl(folder, () => ({ ok: true, data: 1 }))
    const large = { command: 'x', text: 'y'.repeat(100_000) }
    expect(await askControl(folder, large)).toMatchObject({ ok: false, code: 'too-large' })
    expect(await askControl(folder, { command: 'x' })).toEqual({ ok: true, data: 1 })
    await stop()
  })
})
