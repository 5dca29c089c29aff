/** Real processes die between any two writes, again and again, and the run ends as if nothing had happened. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createRandom } from '../../kernels/math/random.ts'
import { verifyLog } from '../../node/run/log/verify.ts'
import { addressOf, anyPort, here, openLab } from './lab.ts'

const { at, startDying, runFile, done } = openLab('kill')
const rounds = 8
const random = createRandom(11, 0)

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
  const file = runFile('run', { rounds, checkpointEvery: 3, retainRounds: 2, archive: './archive' })
  const run = ['coordinate', file, '--home', at('home')]
  // It dies once before anybody joined: its address is known from then on.
  const first = startDying('first', [...run, ...anyPort], undefined)
  const address = await addressOf(first)
  const samePort = ['--listen', `/ip4/127.0.0.1/tcp/${/tcp\/(\d+)/.exec(address)?.[1] ?? '0'}`]
  first.kill('SIGKILL')
  await first.exited
  const replica = (name: string) => ['--export-replica', at(`${name}.safetensors`)]
  const join = ['join', address, '--home', at('ann'), '--name', 'ann', ...here]
  const [coordinatorDied, memberDied] = await Promise.all([
    survive(
      'coordinator',
      [...run, ...samePort, ...replica('home')],
      [between(8, 24), between(10, 40)],
    ),
    survive('ann', [...join, ...anyPort, ...replica('ann')], [between(20, 50), between(10, 40)]),
  ])
  expect(coordinatorDied).toBe(2)
  expect(memberDied).toBeGreaterThan(0)
  const verified = await verifyLog(at('home'))
  expect(verified).toMatchObject({ phase: 'Finished', step: rounds })
  const bytes = readFileSync(at('home.safetensors'))
  expect(readFileSync(at('ann.safetensors')).equals(bytes)).toBe(true)
  // Everything is archived, once, up to the last checkpoint.
  expect(verified.archived.at(-1)?.[1]).toBe(rounds)
  expect(readdirSync(at('archive'))).toHaveLength(verified.archived.length)
  expect((await done('replayed', 'replay', at('home'))).status).toMatchObject({ from: 0, step: 8 })
})
