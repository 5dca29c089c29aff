/** Real processes die between any two writes, again and again, and the run ends as if nothing had happened. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { createRandom } from '../../kernels/math/random.ts'
import { verifyLog } from '../../node/run/log/verify.ts'
import { type Child, startChild } from '../demo/child.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-kill-'))
const children: Child[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.map((child) => child.exited))
  rmSync(root, { recursive: true, force: true })
})
const at = (name: string) => join(root, name)
const waitMs = 100_000
const rounds = 8
const random = createRandom(11, 0)
const hook = pathToFileURL(join(import.meta.dirname, 'kill-at-write.ts')).href

/** A process that dies at its n-th write; undefined: it lives. */
function startDying(name: string, args: readonly string[], killAt: number | undefined): Child {
  const { NODE_OPTIONS: before } = process.env
  process.env['NODE_OPTIONS'] = `${before ?? ''} --import ${hook}`
  if (killAt !== undefined) process.env['MURMUR_TEST_KILL_AT'] = String(killAt)
  const child = startChild(name, args, root)
  delete process.env['MURMUR_TEST_KILL_AT']
  if (before === undefined) delete process.env['NODE_OPTIONS']
  else process.env['NODE_OPTIONS'] = before
  children.push(child)
  return child
}

/** Starts it again until it ends by itself; gives how often it died. */
async function survive(name: string, args: readonly string[], deaths: readonly number[]) {
  let died = 0
  for (const [i, killAt] of [...deaths, undefined].entries()) {
    const exit = await startDying(`${name}-${i}`, args, killAt).exited
    if (exit === 0) return died
    died++
  }
  throw new Error(`${name} did not end`)
}

const between = (from: number, to: number) => from + Math.floor(random() * (to - from))

it('a coordinator and a member, each killed at random writes', { timeout: 280_000 }, async () => {
  const file = at('run.yaml')
  const fields = {
    rounds,
    batches: 2,
    rowsPerBatch: 4,
    rowTokens: 128,
    initMembers: 1,
    extraWaitMs: 100,
    checkpointEvery: 3,
  }
  writeFileSync(
    file,
    Object.entries(fields)
      .map(([k, v]) => `${k}: ${v}`)
      .join('\n'),
  )
  const listenAt = (port: string) => ['--listen', `/ip4/127.0.0.1/tcp/${port}`]
  const run = ['coordinate', file, '--home', at('home')]
  // It dies once before anybody joined: its address is known from then on.
  const first = startDying('first', [...run, ...listenAt('0')], undefined)
  const { addresses } = await first.until('address', (e) => e.event === 'listening', waitMs)
  const address = String((addresses as unknown[])[0])
  const port = /tcp\/(\d+)/.exec(address)?.[1] ?? '0'
  first.kill('SIGKILL')
  await first.exited
  const replica = (name: string) => ['--export-replica', at(`${name}.safetensors`)]
  const join = ['join', address, '--home', at('ann'), '--name', 'ann', '--threads', '1']
  const [coordinatorDied, memberDied] = await Promise.all([
    survive(
      'coordinator',
      [...run, ...listenAt(port), ...replica('home')],
      [between(8, 24), between(10, 40)],
    ),
    survive(
      'ann',
      [...join, ...listenAt('0'), ...replica('ann')],
      [between(20, 50), between(10, 40)],
    ),
  ])
  expect(coordinatorDied).toBe(2)
  expect(memberDied).toBeGreaterThan(0)
  expect(await verifyLog(at('home'))).toMatchObject({ phase: 'Finished', step: rounds })
  const bytes = readFileSync(at('home.safetensors'))
  expect(readFileSync(at('ann.safetensors')).equals(bytes)).toBe(true)
})
