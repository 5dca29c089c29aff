/** Engines through the real command line, on a machine whose GPU is hidden: members on different engines hold the same bytes. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../node/run/engine.ts'
import { type Child, startChild } from '../demo/child.ts'
import { tinyConfig } from '../model/fixtures.ts'

// The Vulkan loader finds no driver, so WebGPU has no adapter wherever this runs.
process.env['VK_DRIVER_FILES'] = '/nonexistent'

const root = mkdtempSync(join(tmpdir(), 'murmur-engines-'))
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})

const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')
const waitMs = 50_000
const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']

function start(name: string, ...args: string[]): Child {
  const child = startChild(name, [...args, '--home', join(root, name), ...listen], root)
  children.push(child)
  return child
}

function chat(...flags: string[]) {
  const args = ['chat', base, '--ask', '1 + 1?', '--max-tokens', '4', ...flags]
  const done = spawnSync(murmur, args, { encoding: 'utf8', timeout: waitMs })
  return { exit: done.status, out: done.stdout, err: done.stderr }
}

describe('a run', () => {
  it('takes members on any engine; one whose device is absent is told what to do and does not join', async () => {
    const file = join(root, 'run.yaml')
    writeFileSync(file, 'rounds: 3\nbatches: 2\nrowsPerBatch: 1\nrowTokens: 64\ninitMembers: 2\n')
    const coordinator = start('coordinator', 'coordinate', file)
    const { addresses } = await coordinator.until('address', (e) => e.event === 'listening', waitMs)
    const address = String((addresses as unknown[])[0])
    const member = (name: string, ...flags: string[]) => {
      const replica = join(root, `${name}.safetensors`)
      const common = ['--name', name, '--threads', '1', '--export-replica', replica]
      return start(name, 'join', address, ...common, ...flags)
    }
    const absent = member('ann', '--device', 'webgpu')
    expect(await absent.exited).toBe(3)
    expect(String(absent.status['message'])).toMatch(
      /onnx webgpu cannot be used here: .*Vulkan.*\[E_ENGINE\]/s,
    )
    const members = [member('bob', '--engine', 'tfjs', '--device', 'wasm'), member('cat')]
    expect(await Promise.all(members.map((m) => m.exited))).toEqual([0, 0])
    const said = members.map(({ events }) => events.find((e) => e.event === 'engine')?.['message'])
    expect(said[0]).toBe('engine: tfjs wasm, as asked')
    expect(said[1]).toMatch(/engine: onnx cpu, the only one .*onnx webgpu: finds no GPU adapter/)
    const [bob, cat] = ['bob', 'cat'].map((n) => readFileSync(join(root, `${n}.safetensors`)))
    expect(bob?.equals(cat as Buffer)).toBe(true)
  })
})

describe('murmur chat', () => {
  it('answers the same on onnx, tfjs and the reference', () => {
    const usual = chat()
    expect(usual).toMatchObject({ exit: 0, err: '' })
    for (const flags of [
      ['--engine', 'tfjs', '--device', 'wasm'],
      ['--engine', 'reference'],
    ])
      expect(chat(...flags)).toMatchObject({ exit: 0, out: usual.out })
  })

  it('falls back to the processor with auto, and says why', () => {
    const got = chat('--device', 'auto')
    expect(got.err).toMatch(/^engine: onnx cpu, the only one that works here \(onnx cuda: /)
    expect(got.exit).toBe(0)
  })

  it.each<[readonly string[], RegExp, number]>([
    [['--device', 'webgpu'], /webgpu cannot be used here: finds no GPU adapter.*\[E_ENGINE\]/s, 3],
    [['--device', 'cuda'], /cuda cannot be used here: .*--onnxruntime-node-install=cuda12/s, 3],
    [['--engine', 'tfjs', '--device', 'node'], /@tensorflow\/tfjs-node-gpu.*\[E_ENGINE\]/s, 3],
    [['--engine', 'tfjs', '--device', 'cuda'], /does not compute on.*cpu, wasm, node.*E_USAGE/s, 2],
    [['--engine', 'abacus'], /onnx, tfjs, reference, auto.*\[E_USAGE\]/s, 2],
  ])('refuses %j with advice', (flags, message, exit) => {
    const got = chat(...flags)
    expect(got.err).toMatch(message)
    expect(got.exit).toBe(exit)
  })
})

it('a trial that Ctrl-C ended is no fault of the device', async () => {
  const shape = { config: tinyConfig(), rows: 1, length: 8, threads: 1 }
  const hearing = { say: () => {}, guarded: true }
  const open = (signal: AbortSignal) =>
    openEngine({ engine: 'onnx', device: 'webgpu' }, shape, { ...hearing, signal })
  await expect(open(new AbortController().signal)).rejects.toMatchObject({ code: 'E_ENGINE' })
  await expect(open(AbortSignal.abort())).rejects.toMatchObject({ code: 'E_INTERRUPTED' })
})

describe('murmur doctor', () => {
  it('tells people how much memory a GPU has free', async () => {
    const tools = join(root, 'tools')
    mkdirSync(tools)
    const script = "#!/bin/sh\necho 'GPU-0d3c1c61-5ae5-1e1b-0a57-1c8a6f3ad6a1, NVIDIA L4, 4096'\n"
    writeFileSync(join(tools, 'nvidia-smi'), script, { mode: 0o755 })
    const env = { ...process.env, PATH: `${tools}:${process.env['PATH']}` }
    const child = spawn(murmur, ['doctor'], {
      timeout: waitMs,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    // Each is told as it is found; the trials, which come last, are not waited for.
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line)
      if (/^\S+ +onnx/.test(line)) child.kill('SIGKILL')
    }
    expect(said).toContainEqual(expect.stringMatching(/^ok {2}gpu memory +\d+\.\d GiB free$/))
  })

  it('tries every engine, and says what is missing and how to add it', () => {
    const done = spawnSync(murmur, ['doctor', '--json'], { encoding: 'utf8', timeout: waitMs })
    const { ok, findings } = JSON.parse(done.stdout) as {
      readonly ok: boolean
      readonly findings: readonly { what: string; ok: boolean; text: string }[]
    }
    const of = (what: string) => findings.find((finding) => finding.what === what)
    expect(of('onnx cpu')).toMatchObject({
      ok: true,
      text: expect.stringMatching(/^[\d,]+ tokens\/s/),
    })
    expect(of('tfjs wasm')).toMatchObject({ ok: true })
    expect(of('onnx webgpu')?.text).toMatch(/finds no GPU adapter\. .*Vulkan/)
    expect(of('onnx cuda')?.text).toMatch(/cuda12/)
    expect(of('tfjs node')?.text).toMatch(
      /In murmur's folder, run: npm install --no-save @tensorflow\/tfjs-node-gpu/,
    )
    expect({ ok, exit: done.status }).toEqual({ ok: true, exit: 0 })
  })
})
