/** Networks of more members than `aggregateAbove`: determinism, what a member is sent, and what happens without a merge. */
import { describe, expect, it } from 'vitest'
import { type SimOptions, simulate } from './simulate.ts'

const large = { nodes: 100, rounds: 5, link: { loss: 0.05 } }

function run(options: SimOptions) {
  const net = simulate(options)
  const done = net.until(
    () => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined),
  )
  expect({ done, violations: net.violations }).toEqual({ done: true, violations: [] })
  const { view } = net.coordinator().state()
  expect(net.members.map((m) => m.member()?.state().step)).toEqual(net.members.map(() => view.step))
  return net
}

describe('a large network', () => {
  it('is the same to the last event for the same seed, and another for another', () => {
    const seen = (seed: number) => {
      const net = run({ ...large, seed })
      return `${net.digest()} after ${net.world.queue.events()} events`
    }
    const first = seen(7)
    expect(seen(7)).toBe(first)
    expect(seen(8)).not.toBe(first)
  })

  it('sends each member what the protocol needs: fewer messages than there are payloads', () => {
    const net = run({ ...large, seed: 9 })
    const { view } = net.coordinator().state()
    expect(view.lastMerge?.round).toBe(view.lastClosed?.round)
    expect(net.world.deliveries() / (large.nodes * view.round)).toBeLessThan(40)
  })

  it('fetches the payloads where nobody logs a merge', () => {
    // Every aggregator dies as soon as it is drawn.
    const net = simulate({
      ...large,
      nodes: 20,
      seed: 10,
      config: { aggregateAbove: 10, mergeWaitMs: 500 },
    })
    const drawn = () => net.coordinator().state().view.open?.closed?.aggregators ?? []
    net.until(() => drawn().length > 0)
    const lost = new Set(drawn())
    net.until(() => (net.coordinator().state().view.lastClosed?.aggregators.length ?? 0) > 0)
    for (const member of net.members) if (lost.has(member.id)) member.kill()
    const left = net.members.filter(({ id }) => !lost.has(id))
    const applied = net.until(() => left.every((m) => (m.member()?.state().step ?? 0) >= 1), 20_000)
    const { lastMerge } = net.coordinator().state().view
    expect({ applied, lastMerge, violations: net.violations }).toEqual({
      applied: true,
      lastMerge: undefined,
      violations: [],
    })
  })
})
