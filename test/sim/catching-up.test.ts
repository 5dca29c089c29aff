/** What it costs the others that somebody comes without a disk, late in a run. */
import { expect, it } from 'vitest'
import type { MemberEffect } from '../../node/roles/types.ts'
import type { TamperMember } from './hooks.ts'
import { simulate } from './simulate.ts'

it('who reads a long log from its start asks for no payload of the rounds that it passes, and tells nobody old heads', () => {
  const effects: MemberEffect[] = []
  const listen: TamperMember = (machine) => ({
    ...machine,
    step: (state, event) => {
      const done = machine.step(state, event)
      effects.push(...done.effects)
      return done
    },
  })
  const net = simulate({
    nodes: 5,
    rounds: 60,
    seed: 4,
    config: { checkpointEvery: 10 },
    liars: new Map([[0, { name: '', tamper: listen }]]),
    honestLiars: true,
  })
  const [member] = net.members
  net.until(() => net.coordinator().state().view.step >= 45)
  member?.kill()
  effects.length = 0
  member?.start('lost')
  expect(net.until(() => (member?.member()?.state().step ?? 0) >= 46)).toBe(true)
  const count = (type: MemberEffect['type']) => effects.filter((e) => e.type === type).length
  expect(count('keep')).toBeGreaterThan(3 * 45)
  // Of the rounds from the newest snapshot on: five payloads each.
  expect(count('fetch')).toBeLessThan(15 * 5)
  expect(count('head')).toBeLessThan(5)
  expect(net.violations).toEqual([])
})
