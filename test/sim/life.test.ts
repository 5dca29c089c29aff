/** The life of a run: epochs, stages, pauses, too few members, its end. The same machines as over libp2p, on virtual time. */
import { describe, expect, it } from 'vitest'
import { parseRunConfig } from '../../coordinator/config.ts'
import { foldEnvelope } from '../../coordinator/fold-log.ts'
import { loggedPhases } from '../../coordinator/phase.ts'
import { planOf, stageAt } from '../../coordinator/plan.ts'
import type { View } from '../../coordinator/types.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { openEnvelope, sealMessage } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import { batchFaults, drainFaults, historyOf as foldHistory, runRandomLife } from './random-life.ts'
import { type SimOptions, type Simulation, simulate } from './simulate.ts'

const rules = simulatedCrypto(1, 99)
const viewOf = (net: Simulation) => net.coordinator().state().view
const historyOf = (net: Simulation) => foldHistory(net.log())

/** Phases with the step at which each was entered, without those of rounds. */
function phasesOf(net: Simulation): string[] {
  const names = historyOf(net).map(({ phase, step }) =>
    phase.startsWith('Round') ? '' : `${phase} ${step}`,
  )
  const changes = names.filter((name, i) => name !== '' && name !== names[i - 1])
  return changes.filter((name, i) => name.split(' ')[0] !== changes[i - 1]?.split(' ')[0])
}

const run = (options: Partial<SimOptions>): Simulation =>
  simulate({ nodes: 3, rounds: 8, seed: 41, ...options })

function expectWhole(net: Simulation, except: readonly number[] = []): void {
  const alive = () => net.members.filter((_, i) => !except.includes(i))
  net.until(() => net.finished() && alive().every((m) => m.member()?.ended() !== undefined))
  expect(net.violations).toEqual([])
  expect(net.finished()).toBe(true)
  expect(viewOf(net).step).toBe(planOf(viewOf(net).config).rounds)
  expect(alive().map((m) => m.member()?.ended())).toEqual(alive().map(() => 'finished'))
  // Every sample is trained once at most, and in its stage; every way out leaves a checkpoint.
  expect(batchFaults(historyOf(net))).toEqual([])
  expect(drainFaults(historyOf(net))).toEqual([])
  const closed = historyOf(net).filter((view) => view.snapshot?.step === view.step)
  expect(closed.length).toBeGreaterThan(0)
}

const finishing = ['Cooldown 8', 'Finished 8']
const starting = ['WaitingForMembers 0', 'Warmup 0']

describe('an epoch', () => {
  it('ends after its rounds, in Cooldown with a checkpoint, and the run gathers anew', () => {
    const net = run({ config: { epochRounds: 3 } })
    expectWhole(net)
    expect(phasesOf(net)).toEqual([
      ...starting,
      'Cooldown 3',
      'WaitingForMembers 3',
      'Warmup 3',
      'Cooldown 6',
      'WaitingForMembers 6',
      'Warmup 6',
      ...finishing,
    ])
    for (const view of historyOf(net))
      if (view.phase === 'WaitingForMembers') expect(view.snapshot?.step ?? 0).toBe(view.step)
    expect(viewOf(net).epoch.number).toBe(3)
  })

  it('ends after its time', () => {
    const net = run({ rounds: 30, config: { epochMs: 10_000, trainMinMs: 500, witnessMinMs: 500 } })
    expectWhole(net)
    const views = historyOf(net)
    const cooled = views.filter(
      (v, i) => v.phase === 'Cooldown' && views[i - 1]?.phase !== 'Cooldown',
    )
    expect(cooled.length).toBeGreaterThan(2)
    for (const { timeMs, epoch, step } of cooled.slice(0, -1)) {
      expect(timeMs - (epoch.sinceMs ?? 0)).toBeGreaterThanOrEqual(10_000)
      expect(step).toBeLessThan(30)
    }
  })

  it('that is over opens no further round, whatever the coordinator says', () => {
    const net = run({ config: { epochRounds: 3 } })
    net.until(net.finished)
    const views = historyOf(net)
    const over = views.findIndex((view) => view.epoch.over)
    const view = views[over] as View
    expect(view).toMatchObject({ step: 3, open: undefined, phase: 'RoundReveal' })
    // The opening that came after the Cooldown, signed for the place before it.
    const later = views.findIndex((v, i) => i > over && v.open !== undefined)
    const opened = openEnvelope(net.log()[later] as Uint8Array, rules.verify, view.runId)
    if (!opened.ok || opened.signed.message.type !== 'entry') throw new Error('no entry')
    const early = { ...opened.signed.message, index: view.length, prevHash: view.head }
    const { envelope } = sealMessage(view.runId, early, simulatedCrypto(41, 0))
    expect(foldEnvelope(rules, view, envelope)).toMatchObject({ code: 'round-past-epoch' })
  })

  it('with nothing but joiners after it goes on from its checkpoint, with a rate that rises again', () => {
    const net = run({ config: { epochRounds: 4, coldStartRounds: 2 } })
    net.until(() => viewOf(net).phase === 'Cooldown')
    for (const member of net.members) member.kill()
    net.until(() => viewOf(net).phase === 'WaitingForMembers')
    for (let i = 0; i < 3; i++) net.add().start()
    expectWhole(net, [0, 1, 2])
    const rates = historyOf(net).flatMap(({ open }) =>
      open === undefined || open.closed !== undefined ? [] : [bitsToFloat(open.etaBits) / 0.001],
    )
    expect(rates.map((rate) => Math.round(100 * rate))).toEqual([
      100, 100, 100, 100, 33, 67, 100, 100,
    ])
  })
})

const stages = () => {
  const parsed = parseRunConfig({
    batches: 6,
    stages: [
      { name: 'text', rounds: 3, rowTokens: 64, eta: 0.01 },
      { name: 'chat', rounds: 5, batches: 9, rowTokens: 32, eta: 0.001, schedule: 'linear' },
    ],
  })
  if (!parsed.ok) throw new Error('config')
  return parsed.config.stages
}

describe('a run of stages', () => {
  it('changes data, batches and rate at the end of an epoch, and ends after the last', () => {
    const net = run({ config: { stages: stages() } })
    expectWhole(net)
    expect(phasesOf(net)).toEqual([
      ...starting,
      'Cooldown 3',
      'WaitingForMembers 3',
      'Warmup 3',
      ...finishing,
    ])
    const plan = planOf(viewOf(net).config)
    const opened = historyOf(net).filter((v) => v.open !== undefined && v.open.closed === undefined)
    for (const { open } of opened) {
      const { config } = stageAt(plan, open?.step ?? 0)
      expect(open?.batches).toBe(config.batches)
      expect(open?.assigned.flat().length).toBe(config.batches)
    }
    expect(viewOf(net).cursor).toBe(3 * 6 + 5 * 9)
  })

  it('gives out more batches as tokens are trained, over a change of stage', () => {
    const rising = { batches: 8, batchesStart: 2, batchWarmupTokens: 640, rowTokens: 64 }
    const parsed = parseRunConfig({
      stages: [
        { rounds: 4, ...rising },
        { tokens: 1280, ...rising, rowTokens: 32 },
      ],
    })
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
    const net = run({ config: { stages: parsed.config.stages } })
    expectWhole(net)
    const counts = new Map(
      historyOf(net).flatMap(({ open }) =>
        open === undefined ? [] : [[open.round, open.batches]],
      ),
    )
    expect([...counts.values()].join(' ')).toMatchInlineSnapshot(`"2 3 5 8 2 3 4 5 6 8 8 8"`)
    expect(counts.size).toBe(4 + 8)
  })

  it('goes on in its stage when the coordinator is killed at the change', () => {
    const net = run({ config: { stages: stages() } })
    net.until(() => viewOf(net).phase === 'Cooldown')
    net.killCoordinator()
    net.until(() => false, 5000)
    net.startCoordinator()
    expectWhole(net)
  })

  it('takes in a member that joins in its second stage', () => {
    const net = run({ config: { stages: stages() } })
    net.until(() => viewOf(net).step >= 4)
    const late = net.add()
    late.start()
    expectWhole(net)
    expect(late.member()?.state().batchesTrained).toBeGreaterThan(0)
  })
})

const live = ['WaitingForMembers', 'Warmup', 'RoundTrain', 'RoundReveal', 'Cooldown'] as const

describe('a pause', () => {
  it.each(live)('in %s loses nothing, leaves a checkpoint, and the run goes on', (phase) => {
    const net = run({ config: { epochRounds: 4, extraWaitMs: 0 } })
    const after = phase.startsWith('Round') ? 2 : 0
    expect(net.until(() => viewOf(net).phase === phase && viewOf(net).step >= after)).toBe(true)
    const before = viewOf(net)
    net.coordinator().post({ type: 'command', command: 'pause' })
    expect(net.until(() => viewOf(net).phase === 'Paused', 60_000)).toBe(true)
    const { step, snapshot, open } = viewOf(net)
    expect(open).toBeUndefined()
    // What was trained when the pause came is applied.
    expect(step).toBe(before.step + (before.open === undefined ? 0 : 1))
    expect(snapshot?.step ?? 0).toBe(step)
    net.until(() => false, 30_000)
    expect(viewOf(net)).toMatchObject({ phase: 'Paused', step })
    net.coordinator().post({ type: 'command', command: 'resume' })
    expectWhole(net)
  })

  it('of a run whose members come back with other ones goes on from the checkpoint', () => {
    const net = run({})
    net.until(() => viewOf(net).step >= 3)
    net.coordinator().post({ type: 'command', command: 'pause' })
    net.until(() => viewOf(net).phase === 'Paused')
    for (const member of net.members) member.kill()
    for (let i = 0; i < 2; i++) net.add().start()
    net.until(() => false, 5000)
    net.coordinator().post({ type: 'command', command: 'resume' })
    expectWhole(net, [0, 1, 2])
  })

  it('that is taken back before the round ends stops nothing', () => {
    const net = run({})
    net.until(() => viewOf(net).phase === 'RoundTrain' && viewOf(net).step >= 3)
    net.coordinator().post({ type: 'command', command: 'pause' })
    net.coordinator().post({ type: 'command', command: 'resume' })
    expectWhole(net)
    expect(phasesOf(net)).toEqual([...starting, ...finishing])
  })

  it('ends in a stop with the checkpoint of the last round', () => {
    const net = run({})
    net.until(() => viewOf(net).phase === 'RoundTrain' && viewOf(net).step >= 3)
    net.coordinator().post({ type: 'command', command: 'stop' })
    expect(net.until(net.finished, 60_000)).toBe(true)
    expect(phasesOf(net)).toEqual([...starting, 'Cooldown 4', 'Finished 4'])
    expect(viewOf(net).snapshot?.step).toBe(4)
  })
})

describe('too few members', () => {
  it('drain: the last round is applied, a checkpoint is made, and the run waits for more', () => {
    const net = run({ config: { minMembers: 3, initMembers: 3 } })
    net.until(() => viewOf(net).step >= 4)
    net.members[2]?.leave()
    expect(net.until(() => viewOf(net).phase === 'WaitingForMembers', 60_000)).toBe(true)
    const { step, snapshot } = viewOf(net)
    expect(step).toBeGreaterThanOrEqual(4)
    expect(snapshot?.step).toBe(step)
    net.until(() => false, 30_000)
    expect(viewOf(net)).toMatchObject({ phase: 'WaitingForMembers', step })
    net.add().start()
    expectWhole(net, [2])
  })

  it('in Warmup lead back to WaitingForMembers, and a new one completes them', () => {
    const net = run({
      config: { minMembers: 3, initMembers: 3, extraWaitMs: 0, warmupMs: 3000 },
    })
    net.until(() => viewOf(net).phase === 'Warmup')
    net.members[0]?.kill()
    expect(net.until(() => viewOf(net).phase === 'WaitingForMembers', 20_000)).toBe(true)
    net.add().start()
    expectWhole(net, [0])
  })
})

describe('a late joiner', () => {
  it.each(live)('in %s is taken in', (phase) => {
    const net = run({
      rounds: 12,
      config: { epochRounds: 4, extraWaitMs: phase === 'WaitingForMembers' ? 500 : 0 },
    })
    net.until(() => viewOf(net).phase === phase && (viewOf(net).step >= 2 || phase === 'Warmup'))
    const late = net.add()
    late.start()
    expectWhole(net)
    expect(late.member()?.state().roundsApplied).toBeGreaterThan(0)
  })
})

describe('random lives', () => {
  it('lose nothing at any way out, and end', () => {
    const phases = new Set<string>()
    for (let seed = 1; seed <= 30; seed++) {
      const life = runRandomLife(seed)
      expect({ seed, script: life.script, faults: life.faults }).toEqual({
        seed,
        script: life.script,
        faults: [],
      })
      for (const phase of life.phases) phases.add(phase)
    }
    // Each phase that the log knows was lived through.
    expect([...phases].sort()).toEqual([...loggedPhases].sort())
  })
})
