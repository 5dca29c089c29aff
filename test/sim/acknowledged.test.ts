/** The invariant of answers fires where a coordinator acknowledges something and does not log or keep it. */
import { expect, it } from 'vitest'
import type { OpenRound } from '../../coordinator/types.ts'
import type { Signed } from '../../proto/wire.ts'
import type { TamperCoordinator } from './hooks.ts'
import { type SimOptions, type Simulation, simulate } from './simulate.ts'

const run = (options: Partial<SimOptions>, during: (net: Simulation) => void) => {
  const net = simulate({ nodes: 4, rounds: 8, seed: 3, ...options })
  net.until(() => net.coordinator().state().view.step >= 3)
  during(net)
  net.until(net.finished)
  return net.violations
}

const expectSaid = (found: readonly string[], what: RegExp) =>
  expect(found.filter((text) => what.test(text))).not.toEqual([])

it('the coordinator says yes to a newcomer and writes nothing', () => {
  const tamperCoordinator: TamperCoordinator = (machine) => ({
    ...machine,
    step: (state, event) => {
      const isLate = state.view.step >= 3 && event.type === 'message'
      if (!isLate || event.signed.message.type !== 'join') return machine.step(state, event)
      return { state, effects: [{ type: 'answer', id: event.id, code: 'ok' }] }
    },
  })
  const found = run({ tamperCoordinator }, (net) => net.add().start())
  expectSaid(found, /was let in, and no entry says so/)
})

it('a commitment that a quorum listed is left out', () => {
  const found = run({}, (net) => {
    net.until(() => net.coordinator().state().view.open?.closed === undefined)
    const { round, witnesses } = net.coordinator().state().view.open as OpenRound
    const hashes = [new Uint8Array(32).fill(7)]
    const message = { type: 'commitmentList', round, slot: 0, hashes } as const
    expect(witnesses.length).toBe(4)
    for (const { id } of net.members)
      net.invariants.watch.answered?.({ message, signer: id } as unknown as Signed, 'ok')
  })
  expectSaid(found, /was closed without what 4 listed/)
})

it('a payload is accepted that the coordinator does not hold', () => {
  const net = simulate({ nodes: 4, rounds: 8, seed: 3 })
  net.until(() => net.coordinator().state().view.open?.closed !== undefined)
  net.until(() => net.coordinator().state().held.size === 4)
  net.blobs().clear()
  net.until(() => net.coordinator().state().view.step >= 1)
  expectSaid(net.violations, /was accepted and is not stored/)
})
