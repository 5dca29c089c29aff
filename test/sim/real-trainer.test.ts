/** The simulated network with a real model: real gradients, payloads and updates, on the reference engine. */
import { expect, it } from 'vitest'
import { mostVirtualMs, stage } from './run-scenario.ts'
import { readScenario } from './scenario.ts'

function play(draft: object) {
  const config = { eta: 0.02, batches: 8, checkpointEvery: 3 }
  const read = readScenario({ trainer: 'real', seed: 5, config, ...draft })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  const run = stage(read.scenario)
  const done = run.net.until(run.over, mostVirtualMs(read.scenario))
  run.net.invariants.end()
  return { run, done, losses: run.recorder.rounds.filter((r) => !r.void).map((r) => r.loss) }
}

it('learns, with members that die, lie and are damaged, and every replica is the same', () => {
  const faults = ['kill 1@r2 for 5s', 'flip 1@r5']
  const { run, done, losses } = play({ nodes: 5, rounds: 12, faults, liars: ['1 invalid'] })
  expect(run.net.violations).toEqual([])
  expect(done).toBe(true)
  // Sixteen tokens: chance is ln 16 = 2.77.
  expect(losses[0]).toBeGreaterThan(2.3)
  expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] as number))
})

it('is for small networks, and says so', () => {
  const read = readScenario({ trainer: 'real', nodes: 100 })
  expect(read.ok ? [] : read.problems.map((p) => p.message)).toEqual([
    'the real trainer takes at most 32 nodes',
  ])
})
