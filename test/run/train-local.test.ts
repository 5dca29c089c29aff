/** `murmur train-local` as a process: it learns, reports each step, and leaves a checkpoint that loads. */
import { spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importCheckpoint } from '../../node/checkpoints/import.ts'

const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')
const root = mkdtempSync(join(tmpdir(), 'murmur-local-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function train(out: string, ...more: string[]) {
  const args = ['train-local', base, '--out', out, '--json', '--threads', '1', '--device', 'cpu']
  const shape = ['--steps', '12', '--rows', '2', '--batches', '2', '--warmup', '2']
  const all = [...args, ...shape, ...more]
  const done = spawnSync(murmur, all, { cwd: root, encoding: 'utf8', timeout: 55_000 })
  expect(done.stderr).toBe('')
  expect(done.status).toBe(0)
  return done.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('murmur train-local', () => {
  it('learns, leaves a checkpoint, and computes the same a block at a time', async () => {
    const events = train('one', '--activations', 'whole')
    const losses = events.filter(({ event }) => event === 'progress').map(({ loss }) => loss)
    expect(losses).toHaveLength(12)
    expect(losses.at(-1)).toBeLessThan(0.9 * (losses[0] as number))
    expect(events.at(-1)).toMatchObject({ event: 'finished', steps: 12 })
    expect(await importCheckpoint(join(root, 'one'))).toMatchObject({ ok: true })
    const streamed = train('two', '--activations', 'recompute').at(-1)?.['loss'] as number
    expect(Math.abs(streamed / (losses.at(-1) as number) - 1)).toBeLessThan(0.01)
    expect(existsSync(join(root, 'two/model.safetensors'))).toBe(true)
  })

  it('that Ctrl-C stops writes the steps that it did, and says so by its exit code', async () => {
    const args = ['train-local', base, '--out', 'stopped', '--steps', '100000', '--rows', '2']
    const child = spawn(murmur, [...args, '--engine', 'onnx', '--device', 'cpu'], { cwd: root })
    let text = ''
    child.stderr.setEncoding('utf8').on('data', (more: string) => {
      text += more
    })
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      if (/^2\//m.test(more) && !/stopping/.test(text)) child.kill('SIGINT')
      text += more
    })
    const exit = await new Promise((done) => child.on('exit', done))
    const [, steps] = /stopped after (\d+) of 100000 steps \[E_INTERRUPTED\]/.exec(text) ?? []
    expect(exit, text).toBe(130)
    expect(Number(steps)).toBeGreaterThan(1)
    expect(await importCheckpoint(join(root, 'stopped'))).toMatchObject({ ok: true })
    expect(readFileSync(join(root, 'stopped/README.md'), 'utf8')).toContain(`\n${steps} steps of`)
  })

  it('is refused before it trains where another one is about to write the same folder', async () => {
    const args = ['train-local', base, '--out', 'deep/both', '--steps', '100000', '--rows', '2']
    const child = spawn(murmur, [...args, '--engine', 'onnx', '--device', 'cpu'], { cwd: root })
    await new Promise<void>((done) => child.stdout.on('data', () => done()))
    const second = spawnSync(murmur, args, { cwd: root, encoding: 'utf8', timeout: 20_000 })
    child.kill('SIGINT')
    expect(second.stderr).toMatch(
      new RegExp(`process ${child.pid} is about to write .*both. Choose another .*\\[E_BUSY\\]`),
    )
    expect(second.status).toBe(3)
    await new Promise((done) => child.on('exit', done))
    expect(readdirSync(join(root, 'deep'))).toEqual(['both'])
  })

  it('writes nothing where no batch gave a finite gradient', () => {
    const huge = join(root, 'huge')
    cpSync(base, huge, { recursive: true })
    const bytes = readFileSync(join(huge, 'model.safetensors'))
    // bf16: each value near 1e38.
    const header = 8 + Number(bytes.readBigUInt64LE())
    for (let i = header; i < bytes.length; i += 2) bytes.writeUInt16LE(0x7e96, i)
    writeFileSync(join(huge, 'model.safetensors'), bytes)
    const args = ['train-local', huge, '--out', 'none', '--steps', '2', '--rows', '1', '--json']
    const all = [...args, '--engine', 'onnx', '--device', 'cpu']
    const done = spawnSync(murmur, all, { cwd: root, encoding: 'utf8', timeout: 50_000 })
    expect(done.stderr).toMatch(/no batch of 2 steps gave a finite gradient.*\[E_CHECKPOINT\]/s)
    expect(done.status).toBe(2)
    expect(existsSync(join(root, 'none'))).toBe(false)
  })
})

describe('murmur make-base', () => {
  it('leaves nothing where Ctrl-C ends it', async () => {
    const args = ['make-base', '--out', 'made/for/base', '--threads', '1']
    const appeared = new Promise<void>((done) => {
      const watcher = watch(root, (_, name) => {
        if (name !== 'made') return
        watcher.close()
        done()
      })
    })
    const child = spawn(murmur, args, { cwd: root, stdio: 'ignore' })
    const ended = new Promise((done) => child.on('exit', (_, signal) => done(signal)))
    await appeared
    child.kill('SIGINT')
    expect(await ended).toBe('SIGINT')
    expect(existsSync(join(root, 'made'))).toBe(false)
  })
})
