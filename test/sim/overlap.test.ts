/** Rounds that overlap, in a simulated network: the reveal costs no time of its own, and all that held without still holds. */
import { expect, it } from 'vitest'
import type { TamperMember } from './hooks.ts'
import { playRandom, randomDraft } from './random-scenario.ts'
import { mostVirtualMs, stage } from './run-scenario.ts'
import { readScenario } from './scenario.ts'
import { simulate } from './simulate.ts'

function play(draft: object) {
  const read = readScenario({ nodes: 5, rounds: 20, seed: 5, ...draft })
  if (!read.ok) throw new Error(read.problems[0]?.message)
  const run = stage(read.scenario)
  const done = run.net.until(run.over, mostVirtualMs(read.scenario))
  run.net.invariants.end()
  return { run, done, ms: run.net.world.queue.now() }
}

it('a round trains while the one before is revealed: the same rounds take less time', () => {
  const slow = { net: 'latency=150ms up=1Mbit' }
  const one = play({ ...slow, config: { overlap: 1 } })
  const none = play(slow)
  for (const { run, done } of [one, none]) {
    expect(done).toBe(true)
    expect(run.net.violations).toEqual([])
    expect(run.net.coordinator().state().view.trained).toBe(20)
  }
  const start = 1_800_000_000_000
  expect(one.ms - start).toBeLessThan(none.ms - start)
})

it('a real model learns, with members that die, lie, and are damaged, and every replica is the same', () => {
  const faults = ['kill 1@r2 for 5s', 'flip 1@r5', 'kill coordinator@r7 for 2s']
  const config = { overlap: 1, eta: 0.02, batches: 8, checkpointEvery: 3 }
  const { run, done } = play({
    trainer: 'real',
    rounds: 12,
    faults,
    liars: ['1 invalid'],
    config,
  })
  expect(run.net.violations).toEqual([])
  expect(done).toBe(true)
  const losses = run.recorder.rounds.filter((r) => !r.void).map((r) => r.loss)
  expect(losses.at(-1)).toBeLessThan(0.7 * (losses[0] as number))
})

it('random scenarios break nothing', () => {
  for (let seed = 400; seed < 440; seed++) {
    const draft = randomDraft(seed)
    const found = playRandom({ ...draft, config: { ...draft.config, overlap: 1 } })
    expect(found.violations, `seed ${seed}`).toEqual([])
  }
})

it('a member that applies a round while the next one trains on the state before it is noticed', () => {
  // It stands one update further than its round, while it trains.
  const hasty: TamperMember = (machine) => ({
    ...machine,
    step: (state, event) => {
      const done = machine.step(state, event)
      const { job, step } = done.state
      return job === 'train' ? { ...done, state: { ...done.state, step: step + 1 } } : done
    },
  })
  const net = simulate({
    nodes: 4,
    rounds: 6,
    seed: 3,
    config: { overlap: 1 },
    liars: new Map([[1, { name: '', tamper: hasty }]]),
    honestLiars: true,
  })
  net.until(() => net.coordinator().state().view.step >= 3)
  expect(net.invariants.violations.map((v) => v.what)).toContainEqual(
    expect.stringMatching(/trains round \d+ on another state/),
  )
})

it('a member that leaves when it has trained ahead has that counted too', () => {
  const link = { latencyMs: 300 }
  const net = simulate({ nodes: 4, rounds: 12, seed: 7, batchMs: 5, link, config: { overlap: 1 } })
  const leaver = net.members[2]
  const viewOf = () => net.coordinator().state().view
  const isAhead = () => {
    const { mine, view } = leaver?.member()?.state() ?? { mine: [], view: undefined }
    return mine.some((own) => own.recorded && own.signed.message.round === view?.next?.round)
  }
  expect(net.until(() => viewOf().step >= 3 && isAhead())).toBe(true)
  const round = leaver?.member()?.state().view.next?.round
  leaver?.leave()
  net.until(() => viewOf().lastClosed?.round === round)
  expect(viewOf().lastClosed?.contributions.map((c) => c.member)).toContain(leaver?.id)
  expect(viewOf().lastClosed?.returned).toEqual([])
  net.until(() => leaver?.member()?.ended() !== undefined)
  expect(leaver?.member()?.ended()).toBe('left')
  expect(net.until(net.finished)).toBe(true)
  expect(net.violations).toEqual([])
})
