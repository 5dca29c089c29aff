/** What liars cost: their own work, some rounds, never a replica, never an honest member, never the run. */
import { describe, expect, it } from 'vitest'
import type { TamperMember } from './hooks.ts'
import { type Lie, liarOf, lieNames } from './liars.ts'
import { outcomeOf } from './outcome.ts'
import { mostVirtualMs, stageDraft } from './run-scenario.ts'
import { simulate } from './simulate.ts'

function play(draft: object) {
  const run = stageDraft(draft)
  run.net.until(run.over, mostVirtualMs(run.scenario))
  run.net.invariants.end()
  return { run, outcome: outcomeOf(run, 0) }
}

/** Who is out for good. */
const isOut = (lie: Lie) => ['equivocate', 'overtake', 'contradict'].includes(lie)

/** How each is held against the liar; the others do harm that no check of today proves, or none. */
const caughtAs: { readonly [L in Lie]: RegExp | undefined } = {
  invalid: /refused/,
  batches: /silent/,
  stale: /silent/,
  digest: /refused/,
  equivocate: /equivocated/,
  hide: undefined,
  overtake: /equivocated/,
  contradict: /equivocated/,
  withhold: /undecided|refused/,
  corrupt: undefined,
  partial: undefined,
  copy: /refused/,
  praise: undefined,
  refuse: undefined,
}

describe('one liar of eight', () => {
  it.each(lieNames)('that does "%s" stops nobody', (lie) => {
    const { run, outcome } = play({ nodes: 8, rounds: 10, liars: [`1 ${lie}`], seed: 7 })
    expect(run.net.violations).toEqual([])
    expect(outcome).toMatchObject({
      finished: true,
      steps: 10,
      replicasAtTheEnd: isOut(lie) ? 7 : 8,
    })
    const pattern = caughtAs[lie]
    if (pattern !== undefined) expect(outcome.caught[0]?.as).toMatch(pattern)
  })
})

it('found by liars: one member that tells half of the witnesses another commitment does not void every round', () => {
  const { outcome } = play({ nodes: 12, rounds: 6, liars: ['1 equivocate'], seed: 7 })
  expect(outcome.steps).toBe(6)
  expect(outcome.roundsVoid).toBeLessThan(outcome.roundsClosed)
})

it.each(['hide', 'overtake', 'contradict'])(
  'found by review: one member that does "%s" voids no round, and honest work counts',
  (lie) => {
    const { run, outcome } = play({ nodes: 8, rounds: 6, liars: [`1 ${lie}`], seed: 7 })
    expect(run.net.violations).toEqual([])
    expect(outcome).toMatchObject({ finished: true, steps: 6, roundsVoid: 0 })
    const liar = run.net.members.find((m) => m.lie !== undefined)
    const { members } = run.net.coordinator().state().view
    expect(members.has(liar?.id ?? '')).toBe(lie === 'hide')
  },
)

it('a scenario is played the same way twice, and another by another seed', () => {
  const draft = { nodes: 6, rounds: 6, liars: ['1 digest'], faults: ['churn 30%@r1', 'flip 1@r2'] }
  const digest = (seed: number) => play({ ...draft, seed }).outcome.digest
  expect(digest(3)).toBe(digest(3))
  expect(digest(3)).not.toBe(digest(4))
})

describe('a joiner whose providers give a wrong byte, or half', () => {
  it.each(['corrupt', 'partial'] as const)(
    '%s: it asks others, and has the same replica',
    (lie) => {
      const { name, tamper } = liarOf(lie)
      let given = 0
      const counting: TamperMember = (machine, inside) => {
        const lying = tamper(machine, inside)
        const { serve } = inside
        inside.serve = (bytes) => {
          given++
          return serve?.(bytes)
        }
        return lying
      }
      const liars = new Map([0, 1].map((i) => [i, { name, tamper: counting }]))
      const net = simulate({
        nodes: 7,
        rounds: 10,
        seed: 5,
        liars,
        config: { checkpointEvery: 50 },
      })
      net.until(() => net.coordinator().state().view.step >= 6)
      const late = net.add()
      late.start()
      net.until(() => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined))
      net.invariants.end()
      expect(net.violations).toEqual([])
      expect(late.member()?.state().step).toBe(10)
      expect(given).toBeGreaterThan(5)
    },
  )
})
