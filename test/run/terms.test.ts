/**
 * Two real coordinators on one run: the operator hands it over, a member that is there follows, one that comes later reads its way over the
 * change of terms, and the old coordinator, when it comes back, stops and decides nothing.
 */
import { cpSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { toHex } from '../../kernels/hash.ts'
import { addressOf, openLab, whenStep } from './lab.ts'

const { at, done, tell, start, runFile, coordinate, join: joinRun, planOf } = openLab('terms')
const waitMs = 60_000

it('a new member catches up over a change of terms, and the old coordinator ends with E_TERM', {
  timeout: 200_000,
}, async () => {
  const file = runFile('old', { rounds: 5000, checkpointEvery: 3 })
  const replica = (name: string) => ['--export-replica', at(`${name}.safetensors`)]
  const old = await coordinate('old')
  const port = /tcp\/(\d+)/.exec(old.address)?.[1] ?? '0'
  const ann = joinRun('ann', old.address, ...replica('ann'))
  await whenStep(old.child, 4)
  old.child.kill('SIGKILL')
  await old.child.exited
  cpSync(at('old'), at('new'), {
    recursive: true,
    filter: (path) => !/key\.pem|beacon|lock|control/.test(path),
  })
  expect((await done('takeover', 'log', 'takeover', at('new'))).exit).toBe(0)
  cpSync(file, at('new.yaml'))
  const next = await coordinate('new', ...replica('new'))
  await next.child.until('a round', (e) => e.event === 'round', waitMs)
  const before = readFileSync(at('old/log.sqlite'))
  // It listens where it did, so the members that remember it tell it.
  const home = ['--home', at('old'), '--listen', `/ip4/127.0.0.1/tcp/${port}`]
  const again = start('again', 'coordinate', file, ...home)
  await addressOf(again)
  expect(await again.exited).toBe(5)
  expect(String(again.status['message'])).toMatch(/in term 1: .*term is over.*\[E_TERM\]/s)
  expect(again.events.filter((e) => e.event === 'round')).toEqual([])
  const ben = joinRun('ben', next.address, ...replica('ben'))
  await ben.until('a round', (e) => Number(e['roundsApplied']) >= 2, waitMs)
  expect(await tell('run', 'stop', 'new', '--wait', '60')).toMatchObject({ exit: 0 })
  expect(await Promise.all([next.child, ann, ben].map((c) => c.exited))).toEqual([0, 0, 0])
  const bytes = readFileSync(at('new.safetensors'))
  for (const name of ['ann', 'ben'])
    expect(readFileSync(at(`${name}.safetensors`)).equals(bytes)).toBe(true)
  const [theirs, ours] = [(await planOf(at('new'))).view, (await planOf(at('ben'))).view]
  expect(ours).toMatchObject({ term: 1, length: theirs.length })
  expect(toHex(ours.head)).toBe(toHex(theirs.head))
  // The old log is as it was: nothing was decided in a term that is over.
  expect((await planOf(at('old'))).view.term).toBe(0)
  expect(before.length).toBeGreaterThan(0)
})
