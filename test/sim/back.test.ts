/** Going back over the border of a stage: the run takes up data, batches and rate of the earlier stage, from every phase. */
import { describe, expect, it } from 'vitest'
import { parseRunConfig } from '../../coordinator/config.ts'
import type { TamperCoordinator } from './hooks.ts'
import { historyOf } from './random-life.ts'
import { type Simulation, simulate } from './simulate.ts'

const parsed = parseRunConfig({
  stages: [
    { name: 'text', rounds: 3, batches: 6 },
    { name: 'chat', rounds: 5, batches: 9, rowTokens: 32 },
  ],
})
if (!parsed.ok) throw new Error('config')
const { stages } = parsed.config
const viewOf = (net: Simulation) => net.coordinator().state().view

function runTo(phase: string): Simulation {
  const config = { stages, epochRounds: 2, coldStartRounds: 1, extraWaitMs: 0 }
  const net = simulate({ nodes: 3, rounds: 8, seed: 41, config })
  net.until(() => viewOf(net).trained >= 3)
  if (phase === 'Paused') net.coordinator().post({ type: 'command', command: 'pause' })
  expect(net.until(() => viewOf(net).phase === phase && viewOf(net).trained >= 3)).toBe(true)
  return net
}

function expectWholeFrom(net: Simulation, trained: number): void {
  net.until(() => viewOf(net).reverting === undefined)
  expect(viewOf(net).trained).toBe(trained)
  net.coordinator().post({ type: 'command', command: 'resume' })
  net.until(net.finished)
  expect(net.violations).toEqual([])
  expect(viewOf(net)).toMatchObject({ phase: 'Finished', trained: 8 })
  for (const { open, trained: before } of historyOf(net.log()))
    if (open !== undefined) expect(open.batches).toBe(before < 3 ? 6 : 9)
}

describe.each(['RoundTrain', 'RoundReveal', 'Cooldown', 'Paused'])(
  'in %s of the second stage',
  (phase) => {
    it('a restart from the base begins with the first', () => {
      const net = runTo(phase)
      net.coordinator().post({ type: 'restart', id: 1, step: 0 })
      expectWholeFrom(net, 0)
    })

    it('rounds of the first are undone', () => {
      const net = runTo(phase)
      const round = viewOf(net).undoable[1]?.closed.round ?? 0
      net.coordinator().post({ type: 'revert', id: 1, round })
      expectWholeFrom(net, 1)
    })
  },
)

/** Steps whose model was asked to be exported, in order. */
function exportsOf(exported: number[]): TamperCoordinator {
  return (machine) => ({
    ...machine,
    step: (before, event) => {
      const { state, effects } = machine.step(before, event)
      for (const effect of effects) if (effect.type === 'export') exported.push(effect.step)
      return { state, effects }
    },
  })
}

describe('the folder of the model after a stop', () => {
  it.each(['Paused', 'Cooldown'])(
    'in %s holds what is left of rounds that were undone',
    (phase) => {
      const exported: number[] = []
      const config = { extraWaitMs: 0, checkpointMs: 500_000 }
      const tamperCoordinator = exportsOf(exported)
      const net = simulate({ nodes: 3, rounds: 8, seed: 43, config, tamperCoordinator })
      net.until(() => viewOf(net).trained >= 3)
      net.coordinator().post({ type: 'command', command: 'pause' })
      // In Cooldown nothing is exported before its checkpoint is logged, and then the run goes on at once.
      const already = phase === 'Paused' ? 1 : 0
      net.until(() => viewOf(net).phase === phase && exported.length === already)
      const { undoable, timeMs, step } = viewOf(net)
      expect(exported).toEqual([step].slice(1 - already))
      const round = undoable.at(-1)?.closed.round ?? 0
      net.coordinator().post({ type: 'revert', id: 1, round })
      // A run that stands still does not keep the undone model until it is stopped.
      net.until(() => exported.at(-1) === step + 1, 10_000)
      expect(exported.at(-1)).toBe(step + 1)
      net.coordinator().post({ type: 'command', command: 'stop' })
      expect(net.until(net.finished)).toBe(true)
      expect(net.violations).toEqual([])
      const { view } = net.coordinator().state()
      expect(view).toMatchObject({ step: step + 1, trained: 3, snapshot: { step: step + 1 } })
      expect(exported.at(-1)).toBe(view.step)
      // The wait for the checkpoint was no wait for its deadline.
      expect(view.timeMs - timeMs).toBeLessThan(100_000)
    },
  )
})

describe('rounds that members applied from their merge', () => {
  it.each([
    [0, 'at once'],
    [4000, 'when they are applied'],
  ])('are undone by everybody, from the payloads (%i ms, %s)', (waitMs) => {
    const config = { extraWaitMs: 0, witnesses: 2, aggregateAbove: 3 }
    const net = simulate({ nodes: 6, rounds: 8, seed: 47, config })
    net.until(() => viewOf(net).trained >= 4 && viewOf(net).lastMerge !== undefined)
    net.until(() => false, waitMs)
    const { undoable, trained } = viewOf(net)
    const merged = net.members.flatMap((m) => m.member()?.state().history ?? [])
    expect(merged.some(({ merge }) => merge !== undefined)).toBe(true)
    const round = undoable.at(-3)?.closed.round ?? 0
    net.coordinator().post({ type: 'revert', id: 1, round })
    net.until(() => viewOf(net).reverting === undefined)
    expect(viewOf(net).trained).toBe(trained - 3)
    expect(net.until(net.finished)).toBe(true)
    net.until(() => net.members.every((m) => m.member()?.ended() !== undefined))
    net.invariants.end()
    expect(net.violations).toEqual([])
    const steps = net.members.map((m) => m.member()?.state().step)
    expect(steps).toEqual(Array(6).fill(viewOf(net).step))
  })
})
