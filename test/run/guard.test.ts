/**
 * A driver that crashes: the guard says so, and goes on with the next kind or ends with a code and advice. With a process that crashes by
 * itself, and with `murmur` on WebGPU where there is an adapter (SwiftShader where Debian's chromium brought it).
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { EngineKind } from '../../node/engines/kinds.ts'
import { KINDS, kindsFor } from '../../node/engines/kinds.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { openEngine } from '../../node/run/engine.ts'
import { type EngineOrder, GUARD, readOrder, writeOrder } from '../../node/run/guarded.ts'
import { type Child, type ChildEvent, startChild } from '../demo/child.ts'
import { absenceOfWebgpu } from '../engines/adapter.ts'
import { tinyConfig } from '../model/fixtures.ts'

const kind = (device: string) =>
  kindsFor({ engine: 'onnx', device: device as 'cpu' })[0] as EngineKind
const [webgpu, cuda, cpu] = [kind('webgpu'), kind('cuda'), kind('cpu')]
const waitMs = 50_000

function orderOf(...kinds: EngineKind[]): EngineOrder {
  return { ok: true, kinds, rates: new Map([[kinds[0] as EngineKind, 5]]), why: 'by trial' }
}

const child = join(import.meta.dirname, 'guarded-child.ts')
const environment = (order: EngineOrder) => ({ ...process.env, [GUARD]: writeOrder(order) })

function run(how: string, ...kinds: EngineKind[]) {
  const env = environment(orderOf(...kinds))
  const done = spawnSync(process.execPath, [child, how], { encoding: 'utf8', timeout: waitMs, env })
  const lines = done.stdout.trim().split('\n')
  return { ...done, lines: lines.map((line) => line.replace(/^\d+ /, '')) }
}

describe('a process that a driver ends', () => {
  it('is started again with the kinds that are left', () => {
    const { lines, status, stderr } = run('crash', webgpu, cuda, cpu)
    expect(lines).toEqual([
      'onnx webgpu, onnx cuda, onnx cpu (by trial)',
      'onnx webgpu failed: its process ended by SIGSEGV; murmur starts again, on onnx cuda',
      'onnx cuda, onnx cpu (onnx cuda, the next of the order)',
      'onnx cuda failed: its process ended by SIGSEGV; murmur starts again, on onnx cpu',
      'onnx cpu (onnx cpu, the next of the order)',
    ])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('ends with E_ENGINE and advice where it was asked for by name', () => {
    const { status, stderr } = run('crash', webgpu)
    expect(stderr).toMatch(/^E_ENGINE: onnx webgpu failed: .*SIGSEGV.*--memory.*--device auto/)
    expect(status).toBe(3)
  })

  it('counts as that of the kind that it fell back to', () => {
    expect(run('fall', webgpu, cuda).stderr).toMatch(/^E_ENGINE: onnx cuda failed/)
    // Not a device's: it ends as it would have without a guard.
    expect(run('fall', webgpu, cpu)).toMatchObject({ signal: 'SIGSEGV', stderr: '' })
  })

  it('counts as that of the first kind again where an engine was opened anew', () => {
    const { lines, status } = run('reopen', webgpu, cpu)
    expect(lines[1]).toMatch(/^onnx webgpu failed: .*SIGSEGV; murmur starts again, on onnx cpu/)
    expect(status).toBe(0)
  })

  it('does nothing again, and ends by its own code, where its work was done', () => {
    const { lines, status, stderr } = run('end', webgpu, cpu)
    expect({ lines: lines.length, status, stderr }).toEqual({ lines: 1, status: 5, stderr: '' })
  })

  it('is told from one that the system ended for want of memory', () => {
    expect(run('killed', webgpu, cpu)).toMatchObject({
      status: 3,
      stderr: expect.stringMatching(/E_ENGINE: .*SIGKILL.*--memory/),
    })
  })
})

describe('a guard', () => {
  async function waiting() {
    const env = environment(orderOf(webgpu))
    const stdio = ['ignore', 'pipe', 'inherit'] as const
    const guard = spawn(process.execPath, [child, 'wait'], { env, stdio: [...stdio] })
    onTestFinished(() => void guard.kill('SIGKILL'))
    const exited = once(guard, 'exit')
    const [line] = (await once(createInterface({ input: guard.stdout }), 'line')) as [string]
    return { guard, exited, pid: Number.parseInt(line, 10) }
  }

  it('passes signals on, and ends as the process does', async () => {
    const { guard, exited } = await waiting()
    guard.kill('SIGINT')
    expect(await exited).toEqual([7, null])
  })

  it('leaves nothing behind when it is killed', async () => {
    const { guard, exited, pid } = await waiting()
    guard.kill('SIGKILL')
    await exited
    await expect.poll(() => isThere(pid), { timeout: 10_000 }).toBe(false)
  })

  function isThere(pid: number): boolean {
    try {
      process.kill(pid, 0)
      return (
        !existsSync(`/proc/${pid}/stat`) || !/ Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      )
    } catch {
      return false
    }
  }

  it('is told the whole choice', () => {
    const order = { ...orderOf(webgpu, cpu), halves: webgpu }
    expect(readOrder(writeOrder(order))).toEqual(order)
    for (const one of KINDS) expect(readOrder(writeOrder(orderOf(one))).kinds).toEqual([one])
  })
})

const absent = existsSync('/proc/self/task') ? await absenceOfWebgpu() : 'no /proc'
const canTest = absent === undefined
if (!canTest) process.stderr.write(`A crash on WebGPU is not tested: ${absent}\n`)

it.skipIf(!canTest)('a command that Ctrl-C ended in the trial does not start again', async () => {
  const shape = { config: tinyConfig(), rows: 1, length: 8, threads: 1 }
  const opened = openEngine({ engine: 'onnx', device: 'webgpu' }, shape, {
    say: () => {},
    guarded: true,
    signal: AbortSignal.abort(),
    create: () => ({ name: 'none' }) as Engine,
  })
  // Without the signal it starts again under a guard: the last test.
  expect(await opened).toMatchObject({ name: 'none' })
})

/** Ends the process that the guard watches as a driver would. */
function crashUnder(guard: number): void {
  const children = readFileSync(`/proc/${guard}/task/${guard}/children`, 'utf8')
  process.kill(Number(children.trim()), 'SIGSEGV')
}

it.skipIf(!canTest)(
  'a member whose device crashes goes on with the processor, to the same bytes',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'murmur-guarded-'))
    const all: Child[] = []
    onTestFinished(async () => {
      for (const one of all) one.kill('SIGKILL')
      await Promise.all(all.map(({ exited }) => exited))
      rmSync(root, { recursive: true, force: true })
    })
    const start = (name: string, ...args: string[]) => {
      const replica = ['--export-replica', join(root, `${name}.safetensors`)]
      const place = ['--home', join(root, name), '--listen', '/ip4/127.0.0.1/tcp/0']
      const one = startChild(name, [...args, ...place, ...replica], root)
      all.push(one)
      return one
    }
    const file = join(root, 'run.yaml')
    writeFileSync(file, 'rounds: 6\nbatches: 1\nrowsPerBatch: 1\nrowTokens: 64\ninitMembers: 1\n')
    const coordinator = start('coordinator', 'coordinate', file)
    const { addresses } = await coordinator.until('address', isEvent('listening'), waitMs)
    // As if a trial had found the GPU to be the fastest.
    process.env[GUARD] = writeOrder(orderOf(webgpu, cpu))
    const member = start('member', 'join', String((addresses as unknown[])[0]), '--threads', '1')
    delete process.env[GUARD]
    const isTrained = ({ event, step }: ChildEvent) => event === 'progress' && Number(step) >= 1
    await member.until('a round', isTrained, waitMs)
    crashUnder(member.pid)
    expect(await Promise.all([member.exited, coordinator.exited])).toEqual([0, 0])
    const said = member.events.filter(isEvent('engine')).map(({ message }) => String(message))
    expect(said.filter((line) => !line.startsWith('activations'))).toEqual([
      'engine: by trial',
      'onnx webgpu failed: its process ended by SIGSEGV; murmur starts again, on onnx cpu',
      'engine: onnx cpu, the next of the order',
    ])
    const [own, exact] = all.map(({ name }) => readFileSync(join(root, `${name}.safetensors`)))
    expect(own?.equals(exact as Buffer)).toBe(true)
  },
)

const isEvent = (name: string) => (one: ChildEvent) => one.event === name

it.skipIf(!canTest)(
  'murmur on a device that crashes ends with E_ENGINE, and nothing is written',
  async () => {
    const root = mkdtempSync(join(tmpdir(), 'murmur-guard-'))
    onTestFinished(() => rmSync(root, { recursive: true, force: true }))
    const [murmur, base] = ['../../murmur', '../../assets/base'].map((path) =>
      resolve(import.meta.dirname, path),
    ) as [string, string]
    const out = join(root, 'out')
    const flags = ['--out', out, '--device', 'webgpu', '--json', '--threads', '1']
    const shape = ['--steps', '100000', '--rows', '1', '--row-tokens', '64']
    const guard = spawn(murmur, ['train-local', base, ...flags, ...shape], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    onTestFinished(() => void guard.kill('SIGKILL'))
    const exited = once(guard, 'exit')
    const said: Record<string, unknown>[] = []
    let crashed = false
    for await (const line of createInterface({ input: guard.stdout })) {
      said.push(JSON.parse(line))
      if (said.at(-1)?.['event'] !== 'progress' || crashed) continue
      crashed = true
      crashUnder(guard.pid as number)
    }
    expect(await exited).toEqual([3, null])
    const lines = said.filter(({ event }) => event === 'engine').map(({ message }) => message)
    expect(lines.slice(0, 2)).toEqual([
      'starting again under a guard, as the driver of a device may crash',
      'engine: onnx webgpu, as asked',
    ])
    expect(said.at(-1)).toMatchObject({
      event: 'error',
      code: 'E_ENGINE',
      message: expect.stringMatching(/webgpu failed: its process ended by SIGSEGV.*--device auto/),
    })
    expect(existsSync(out)).toBe(false)
  },
)
