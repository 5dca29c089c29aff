/** The real programs, as separate processes on loopback: by hand, as a person would run them. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { type Child, startChild } from '../demo/child.ts'
import { writeFewSamples } from './lab.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-run-'))
writeFewSamples(root)
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})

const waitMs = 50_000

function start(name: string, ...args: string[]): Child {
  const child = startChild(name, args, root)
  children.push(child)
  return child
}

function runFile(name: string, fields: Record<string, unknown>): string {
  const path = join(root, `${name}.yaml`)
  const common = {
    batches: 2,
    rowsPerBatch: 4,
    rowTokens: 128,
    extraWaitMs: 100,
    data: 'few.jsonl',
    ...fields,
  }
  writeFileSync(
    path,
    Object.entries(common)
      .map(([k, v]) => `${k}: ${v}`)
      .join('\n'),
  )
  return path
}

const listen = ['--listen', '/ip4/127.0.0.1/tcp/0']
const home = (name: string) => ['--home', join(root, name)]

async function coordinate(name: string, file: string, ...more: string[]) {
  const child = start(name, 'coordinate', file, ...home(name), ...listen, ...more)
  const event = await child.until('address', (e) => e.event === 'listening', waitMs)
  return { child, address: String((event['addresses'] as unknown[])[0]) }
}

const joinRun = (name: string, address: string, ...more: string[]) =>
  start(name, 'join', address, ...home(name), '--name', name, '--threads', '1', ...listen, ...more)

const stepAt = (child: Child, step: number) =>
  child.until(`step ${step}`, (e) => e.event === 'round' && Number(e['step']) >= step, waitMs)

describe('a coordinator', () => {
  it('is killed, started again and finishes; replicas are the same bytes', async () => {
    const file = runFile('killed', { rounds: 14, initMembers: 2, checkpointEvery: 5 })
    const replica = (name: string) => join(root, `${name}.safetensors`)
    const first = await coordinate('killed', file)
    const port = /tcp\/(\d+)/.exec(first.address)?.[1] ?? '0'
    const members = ['kay', 'lou'].map((name) =>
      joinRun(name, first.address, '--export-replica', replica(name)),
    )
    await stepAt(first.child, 4)
    first.child.kill('SIGKILL')
    await first.child.exited
    const again = [
      '--listen',
      `/ip4/127.0.0.1/tcp/${port}`,
      '--export-replica',
      replica('coordinator'),
    ]
    const second = start('killed-again', 'coordinate', file, ...home('killed'), ...again)
    const end = await second.until('the end', (e) => e.event === 'finished', waitMs)
    expect(end).toMatchObject({ step: 14, phase: 'Finished' })
    expect(await Promise.all(members.map((m) => m.exited))).toEqual([0, 0])
    expect(await second.exited).toBe(0)
    const bytes = readFileSync(replica('coordinator'))
    for (const name of ['kay', 'lou']) expect(readFileSync(replica(name)).equals(bytes)).toBe(true)
  })
})

describe('processes', () => {
  it('end at Ctrl-C: a member leaves after its round; the coordinator pauses with a checkpoint and goes on later', async () => {
    const file = runFile('stopped', { rounds: 5000 })
    const { child, address } = await coordinate('stopped', file)
    const member = joinRun('max', address)
    await stepAt(child, 2)
    member.kill('SIGINT')
    expect(await member.exited).toBe(0)
    expect(member.status).toMatchObject({ event: 'finished', code: 'left' })
    await child.until('its leave', (e) => e.event === 'left' && e['code'] === 'left', waitMs)
    child.kill('SIGINT')
    expect(await child.exited).toBe(0)
    expect(child.status).toMatchObject({ event: 'finished', phase: 'Paused' })
    expect(existsSync(join(root, 'stopped/checkpoint/model.safetensors'))).toBe(true)
    const again = await coordinate('stopped', file)
    joinRun('max', again.address)
    await stepAt(again.child, Number(child.status['step']) + 1)
  })

  it('in one folder: a second one and another run are refused', async () => {
    const file = runFile('twice', { rounds: 5000 })
    const { child } = await coordinate('twice', file)
    const second = start('second', 'coordinate', file, ...home('twice'), ...listen)
    expect(await second.exited).toBe(3)
    expect(String(second.status['message'])).toMatch(/works in .*--home.*\[E_BUSY\]/s)
    child.kill('SIGKILL')
    await child.exited
    const other = runFile('other', { rounds: 6 })
    const third = start('third', 'coordinate', other, ...home('twice'), ...listen)
    expect(await third.exited).toBe(3)
    expect(String(third.status['message'])).toMatch(/another configuration.*\[E_EXISTS\]/s)
  })

  it('a coordinator that nobody answers for is tried again, said so, and given up', async () => {
    const nobody = '/ip4/127.0.0.1/tcp/9/p2p/12D3KooWLWm1X3bVZa2cUniWaYd96i5nKh2FzneuRRQGbdtVLidz'
    const member = joinRun('nemo', nobody, '--patience', '2')
    expect(await member.exited).toBe(4)
    expect(member.events.some((e) => e.event === 'retrying')).toBe(true)
    expect(String(member.status['message'])).toMatch(/nobody answers.*\[E_/s)
  })
})
