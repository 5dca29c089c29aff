/** Two stages with different data and rows of different length, trained by real processes in rounds that overlap, and replayed bit for bit. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { synthesizeBase, synthesizeChat } from '../../node/data/synth.ts'
import { type Child, startChild } from '../demo/child.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-stages-'))
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})

function start(name: string, ...args: string[]): Child {
  const child = startChild(name, args, root)
  children.push(child)
  return child
}

const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
const waitMs = 50_000

const runFile = `
data: { text: ./text.txt, chat: ./chat.jsonl }
extraWaitMs: 100
initMembers: 2
batches: 4
rowsPerBatch: 2
eta: 0.002
overlap: 1
exports: each
stages:
  - { name: reading, rounds: 6, rowTokens: 96, mix: { text: 2, chat: 1 } }
  - { name: answers, rounds: 6, rowTokens: 128, batches: 6, mix: { chat: 1 }, eta: 0.001, schedule: linear }
`

describe('a run of two stages, whose rounds overlap', () => {
  it('trains both, goes from one to the other with a checkpoint, and is replayed to the same bytes', async () => {
    writeFileSync(join(root, 'text.txt'), synthesizeBase(400, 1).join('\n\n'))
    const lines = synthesizeChat(400, 1).map((sample) => JSON.stringify(sample))
    writeFileSync(join(root, 'chat.jsonl'), lines.join('\n'))
    writeFileSync(join(root, 'run.yaml'), runFile)
    const home = join(root, 'coordinator')
    const coordinator = start('c', 'coordinate', join(root, 'run.yaml'), '--home', home, ...listen)
    const listening = await coordinator.until('address', (e) => e.event === 'listening', waitMs)
    const address = String((listening['addresses'] as unknown[])[0])
    const members = ['ann', 'bob'].map((name) =>
      start(
        name,
        'join',
        address,
        '--home',
        join(root, name),
        '--name',
        name,
        '--threads',
        '1',
        ...listen,
      ),
    )
    const end = await coordinator.until('the end', (e) => e.event === 'finished', waitMs)
    expect(end).toMatchObject({ step: 12, phase: 'Finished' })
    expect(await Promise.all(members.map((m) => m.exited))).toEqual([0, 0])
    expect(await coordinator.exited).toBe(0)
    const phases = coordinator.events.filter((e) => e.event === 'phase').map((e) => e['reason'])
    expect(phases).toEqual([
      'enough-members',
      'stage',
      'next-epoch',
      'enough-members',
      'done',
      'done',
    ])
    const losses = coordinator.events
      .filter((e) => e.event === 'round')
      .map((e) => Number(e['lossMicroNats']) / 1e6)
    expect(losses.length).toBe(12)
    // The base has read such text, and has never answered: the second stage begins with a higher loss, and learns.
    expect(losses[6]).toBeGreaterThan(losses[5] as number)
    expect(losses[11]).toBeLessThan(losses[6] as number)
    const again = join(root, 'again')
    const replay = start('replay', 'replay', home, '--out', again)
    expect(await replay.exited).toBe(0)
    const bytes = (folder: string) => readFileSync(join(folder, 'model.safetensors'))
    expect(bytes(again).equals(bytes(join(home, 'checkpoint')))).toBe(true)
    // The end of the first stage has a folder of its own.
    expect(existsSync(join(home, 'checkpoint-6/model.safetensors'))).toBe(true)
    expect(bytes(join(home, 'checkpoint-6')).equals(bytes(again))).toBe(false)
  }, 90_000)
})
