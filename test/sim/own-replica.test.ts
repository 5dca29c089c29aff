/** A bit flips in the coordinator's own replica: what it snapshots is held against what members say, and is neither logged nor exported. */
import { describe, expect, it } from 'vitest'
import type { EntryKind } from '../../proto/messages.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { simulatedCrypto } from './crypto.ts'
import { type SimOptions, type Simulation, simulate } from './simulate.ts'

const rules = simulatedCrypto(1, 99)
const viewOf = (net: Simulation) => net.coordinator().state().view

function kindsOf(net: Simulation): EntryKind[] {
  return net.log().flatMap((envelope) => {
    const opened = openEnvelope(envelope, rules.verify, undefined)
    return opened.ok && opened.signed.message.type === 'entry' ? [opened.signed.message.kind] : []
  })
}
const checkpointsOf = (net: Simulation) =>
  kindsOf(net).flatMap((kind) => (kind.type === 'checkpointMade' ? [kind.step] : []))

/** Plays until the coordinator's replica has just reached `step`, flips a bit of it, and goes on; how often it started again. */
function flipAt(step: number, options: Partial<SimOptions> = {}) {
  let restored = 0
  const coordinator = simulatedCrypto(51, 0).self
  const watch = {
    restored: (id: string) => {
      if (id === coordinator) restored++
    },
  }
  const config = { checkpointEvery: 4, extraWaitMs: 0 }
  const net = simulate({
    nodes: 4,
    rounds: 10,
    seed: 51,
    watch,
    ...options,
    config: { ...config, ...options.config },
  })
  net.until(() => net.coordinator().observer.state().step === step)
  expect(checkpointsOf(net)).not.toContain(step)
  net.flipCoordinator()
  return { net, restarts: () => restored - 1 }
}

function expectSound(net: Simulation): void {
  expect(
    net.until(() => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined)),
  ).toBe(true)
  net.invariants.end()
  expect(net.violations).toEqual([])
  expect(viewOf(net)).toMatchObject({ phase: 'Finished', trained: 10, snapshot: { step: 10 } })
}

describe("a bit that flips in the coordinator's replica", () => {
  it.each([
    ['before a checkpoint of an epoch', 3],
    ['while a checkpoint is stored', 4],
    ['before the last one', 9],
    ['while the last one is stored', 10],
  ])('%s reaches no joiner', (_, step) => {
    const { net, restarts } = flipAt(step)
    expectSound(net)
    expect(checkpointsOf(net)).toEqual([4, 8, 10])
    expect(restarts()).toBe(1)
  })

  it('is noticed where one member is all there is to compare with', () => {
    const { net, restarts } = flipAt(4, { nodes: 1 })
    expectSound(net)
    expect(checkpointsOf(net)).toEqual([4, 8, 10])
    expect(restarts()).toBeGreaterThan(0)
  })

  it('is noticed where nobody is left to compare with', () => {
    const { net, restarts } = flipAt(9)
    net.until(() => viewOf(net).phase === 'Cooldown')
    for (const member of net.members) member.kill()
    expect(net.until(net.finished)).toBe(true)
    expect(net.violations).toEqual([])
    expect(viewOf(net).snapshot?.step).toBe(10)
    expect(restarts()).toBeGreaterThan(0)
  })
})

it('members who are damaged do not keep a sound checkpoint from the log: it is computed twice, and mends them', () => {
  const net = simulate({
    nodes: 2,
    rounds: 6,
    seed: 52,
    config: { checkpointEvery: 3, extraWaitMs: 0, witnesses: 1 },
  })
  net.until(
    () => viewOf(net).step === 3 && net.members.every((m) => m.member()?.state().step === 3),
  )
  net.members[1]?.flip()
  net.until(() => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined))
  net.invariants.end()
  expect(net.violations).toEqual([])
  expect(checkpointsOf(net)).toEqual([3, 6])
  const points = net.members.map((m) => m.member()?.point().digest)
  expect(points).toEqual(points.map(() => net.coordinator().observer.point().digest))
})
