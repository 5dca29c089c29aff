/** `murmur train-local` as a process: it learns, reports each step, and leaves a checkpoint that loads. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
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
})
