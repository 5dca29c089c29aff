/** A small share of `npm run sim:soak`; and that it would see a machine that grows. */
import { expect, it } from 'vitest'
import { growth, type Sample, soak } from './soak.ts'

it('a run with churn holds no more in its machines at the end than after a quarter', () => {
  const done = soak(80, 2, 8)
  expect({ ...done, samples: [], events: 0 }).toEqual({
    samples: [],
    events: 0,
    finished: true,
    violations: [],
  })
  expect(growth(done)).toEqual([])
  expect(done.samples.at(-1)?.rounds).toBe(80)
})

it('growth is named', () => {
  const sample = (rounds: number, memberBytes: number): Sample => ({
    rounds,
    coordinatorBytes: 1000,
    memberBytes,
    logBytes: rounds,
    blobBytes: rounds,
  })
  const samples = [100, 110, 120, 130, 140].map((bytes, i) => sample(10 * (i + 1), bytes))
  expect(growth({ samples, finished: true, violations: [], events: 0 })).toEqual([
    'memberBytes grew to 140 after 50 rounds, above 138',
  ])
})
