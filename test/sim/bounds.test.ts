/** Every queue of every machine has a bound, and each bound is noticed where it is broken. */
import { describe, expect, it } from 'vitest'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { MemberState } from '../../node/roles/types.ts'
import { coordinatorExcess, memberExcess } from './bounds.ts'
import { simulate } from './simulate.ts'

const net = simulate({ nodes: 3, rounds: 4, seed: 9 })
net.until(() => net.coordinator().state().view.step >= 2)
const coordinator = net.coordinator().state()
const [member] = net.members.flatMap((m) => m.member()?.state() ?? [])

const many = (count: number) => new Map(Array.from({ length: count }, (_, i) => [`${i}`, i]))

describe('a coordinator that holds too many', () => {
  it('holds none in a sound run', () => expect(coordinatorExcess(coordinator, 8)).toBeUndefined())
  it.each(['commitments', 'ready', 'claims', 'lists', 'reports'] as const)('%s', (field) => {
    const state = { ...coordinator, [field]: many(300) } as CoordinatorState
    expect(coordinatorExcess(state, 8)).toMatch(new RegExp(`^300 ${field}, of`))
  })
  it('misses', () => {
    const state = { ...coordinator, view: { ...coordinator.view, misses: many(300) } }
    expect(coordinatorExcess(state, 8)).toMatch(/^300 misses, of/)
  })
})

describe('a member that holds too many', () => {
  const excess = (change: object) => memberExcess({ ...member, ...change } as MemberState)
  it('holds none in a sound run', () => expect(excess({})).toBeUndefined())
  it.each([
    ['ahead', 600, /600 entries ahead/],
    ['early', 300, /300 early commitments/],
    ['held', 3000, /3000 payloads/],
    ['fetching', 3000, /3000 fetches/],
  ])('%s', (field, count, said) => expect(excess({ [field]: many(count) })).toMatch(said))
  it('letters', () => expect(excess({ outbox: [...many(100).values()] })).toMatch(/100 letters/))
  it('commitments heard', () => {
    const witnessing = { ...member?.witnessing, heard: many(300) }
    expect(excess({ witnessing })).toMatch(/300 heard/)
  })
})
