/** What follows from a configuration: stages, batches, learning rates, and what is refused. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalConfig, parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { batchesAt, firstBatchAt, planOf, stageAt, tokensAt } from '../../coordinator/plan.ts'
import { roundSettings } from '../../coordinator/settings.ts'
import { startLog } from '../../coordinator/start.ts'
import type { Member, View } from '../../coordinator/types.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { simulatedCrypto } from '../sim/crypto.ts'

function configOf(fields: object): RunConfig {
  const parsed = parseRunConfig(fields)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

const twoStages = {
  seed: 3,
  rowTokens: 64,
  batches: 4,
  eta: 0.01,
  stages: [
    { name: 'text', rounds: 5, mix: { web: 3, chat: 1 } },
    {
      name: 'chat',
      rounds: 3,
      rowTokens: 32,
      batches: 6,
      eta: 0.002,
      schedule: 'linear',
      mix: { chat: 1 },
    },
  ],
}

describe('a plan', () => {
  it('of a run without stages is its own fields', () => {
    const plan = planOf(configOf({ rounds: 7, batches: 3, rowTokens: 16 }))
    expect(plan).toMatchObject({ rounds: 7, batches: 21, tokens: 21 * 16 })
    expect(plan.stages.length).toBe(1)
  })

  it('goes through the stages in order, each with what it says itself and the rest from the run', () => {
    const plan = planOf(configOf(twoStages))
    expect(plan).toMatchObject({ rounds: 8, batches: 38, tokens: 20 * 64 + 18 * 32 })
    expect([0, 4, 5, 7, 8].map((step) => stageAt(plan, step).config.name)).toEqual([
      'text',
      'text',
      'chat',
      'chat',
      'chat',
    ])
    expect(stageAt(plan, 5).config).toMatchObject({ rowTokens: 32, batches: 6, rowsPerBatch: 1 })
    expect(stageAt(plan, 0).config.mix).toEqual({ chat: 1, web: 3 })
    expect(firstBatchAt(plan, 5)).toBe(20)
    expect(tokensAt(plan, 6)).toBe(20 * 64 + 6 * 32)
  })

  it('ends a stage at its tokens or its rounds, the first that is reached', () => {
    const rounds = (fields: object) =>
      planOf(configOf({ batches: 4, rowTokens: 10, ...fields })).rounds
    expect(rounds({ tokens: 1000 })).toBe(25)
    expect(rounds({ tokens: 1001 })).toBe(26)
    expect(rounds({ tokens: 1000, rounds: 10 })).toBe(10)
    expect(rounds({ tokens: 200, rounds: 10 })).toBe(5)
    expect(rounds({ rounds: 100, stages: [{ tokens: 80 }, {}] })).toBe(2 + 100)
  })
})

describe('batches', () => {
  it('have numbers without a gap, whatever rises', () => {
    const fields = fc.record({
      rounds: fc.integer({ min: 1, max: 60 }),
      batches: fc.integer({ min: 1, max: 50 }),
      start: fc.integer({ min: 1, max: 50 }),
      rowTokens: fc.integer({ min: 8, max: 40 }),
      warmup: fc.integer({ min: 1, max: 20_000 }),
    })
    fc.assert(
      fc.property(fc.array(fields, { minLength: 1, maxLength: 4 }), (list) => {
        const stages = list.map(({ rounds, batches, start, rowTokens, warmup }) => ({
          rounds,
          batches,
          batchesStart: Math.min(start, batches),
          batchWarmupTokens: warmup,
          rowTokens,
        }))
        const plan = planOf(configOf({ stages }))
        let next = 0
        let tokens = 0
        for (let step = 0; step < plan.rounds; step++) {
          expect(firstBatchAt(plan, step)).toBe(next)
          expect(tokensAt(plan, step)).toBe(tokens)
          const { config, firstRound } = stageAt(plan, step)
          const count = batchesAt(plan, step)
          expect(count).toBeGreaterThanOrEqual(config.batchesStart)
          expect(count).toBeLessThanOrEqual(config.batches)
          if (step > firstRound) expect(count).toBeGreaterThanOrEqual(batchesAt(plan, step - 1))
          next += count
          tokens += count * config.rowTokens
        }
        expect([plan.batches, plan.tokens]).toEqual([next, tokens])
      }),
      { numRuns: 60 },
    )
  })

  it('of a round rise as tokens are trained', () => {
    const config = configOf({
      rounds: 20,
      batches: 8,
      batchesStart: 2,
      batchWarmupTokens: 300,
      rowTokens: 10,
    })
    const counts = Array.from({ length: 10 }, (_, step) => batchesAt(planOf(config), step))
    expect(counts.join(' ')).toMatchInlineSnapshot(`"2 2 3 3 4 5 6 7 8 8"`)
  })
})

function viewOf(config: RunConfig, changes: Partial<View>): View {
  const rules = simulatedCrypto(1, 0)
  const none = new Uint8Array(32)
  const start = {
    config,
    baseRoot: none,
    dataRoot: none,
    table: none,
    beaconEnd: none,
    operator: none,
  }
  return { ...startLog(rules, start, 0).view, ...changes }
}

const etaAt = (config: RunConfig, changes: Partial<View>, members: readonly string[] = []) =>
  bitsToFloat(roundSettings(viewOf(config, changes), members).etaBits)

describe('the learning rate', () => {
  it('follows the schedule of the stage, from the stage on', () => {
    const config = configOf(twoStages)
    expect(etaAt(config, { step: 4, trained: 4 })).toBeCloseTo(0.01, 8)
    expect(etaAt(config, { step: 5, trained: 5 })).toBeCloseTo(0.002, 8)
    expect(etaAt(config, { step: 7, trained: 7 })).toBeCloseTo(0.002 / 3, 8)
  })

  const cold = configOf({ rounds: 50, eta: 0.01, coldStartRounds: 3 })
  const member = (id: string, joinedStep: number): [string, Member] => [
    id,
    { id, name: id, addresses: [], joinedStep },
  ]

  it('rises again after a pause, and goes back with the step', () => {
    expect(etaAt(cold, { step: 10, trained: 10, coldPending: true })).toBeCloseTo(0.0025, 8)
    expect(etaAt(cold, { step: 11, trained: 11, coldFrom: 10 })).toBeCloseTo(0.005, 8)
    expect(etaAt(cold, { step: 13, trained: 13, coldFrom: 10 })).toBeCloseTo(0.01, 8)
    expect(etaAt(cold, { step: 8, trained: 8, coldFrom: 10 })).toBeCloseTo(0.0025, 8)
    expect(etaAt(cold, { step: 0, trained: 0, coldPending: true })).toBeCloseTo(0.01, 8)
  })

  it('rises again where most members of a new epoch are new, and not for one', () => {
    const members = new Map([member('a', 0), member('b', 10), member('c', 10)])
    const at = { step: 10, trained: 10, phase: 'Warmup', members } as const
    expect(etaAt(cold, at, ['a', 'b', 'c'])).toBeCloseTo(0.0025, 8)
    expect(etaAt(cold, at, ['a', 'b'])).toBeCloseTo(0.01, 8)
    expect(etaAt(cold, { ...at, phase: 'RoundTrain' }, ['a', 'b', 'c'])).toBeCloseTo(0.01, 8)
  })
})

describe('stages in a configuration', () => {
  it('are canonical when they are resolved', () => {
    const config = configOf(twoStages)
    expect(canonicalConfig(configOf(JSON.parse(canonicalConfig(config))))).toBe(
      canonicalConfig(config),
    )
    expect(canonicalConfig(configOf(twoStages))).toBe(canonicalConfig(config))
  })

  it.each([
    [{ stages: {} }, 'stages', 'bad-value'],
    [{ stages: [3] }, 'stages[0]', 'bad-value'],
    [{ stages: Array.from({ length: 17 }, () => ({})) }, 'stages', 'bad-value'],
    [{ stages: [{ roundz: 3 }] }, 'stages[0].roundz', 'unknown-field'],
    [{ stages: [{ seed: 3 }] }, 'stages[0].seed', 'unknown-field'],
    [{ stages: [{}, { rowTokens: 4 }] }, 'stages[1].rowTokens', 'bad-value'],
    [{ stages: [{ name: 'No Name' }] }, 'stages[0].name', 'bad-value'],
    [{ stages: [{ mix: { 'A b': 1 } }] }, 'stages[0].mix', 'bad-value'],
    [{ stages: [{ mix: { web: 0 } }] }, 'stages[0].mix', 'bad-value'],
    [{ mix: ['web'] }, 'mix', 'bad-value'],
    [{ stages: [{ name: 'a' }, { name: 'a' }] }, 'stages', 'contradiction'],
    [{ stages: [{ rounds: 0 }] }, 'stages[0].rounds', 'contradiction'],
    [{ stages: [{ rounds: 3, warmupRounds: 3 }] }, 'stages[0].warmupRounds', 'contradiction'],
    [
      { stages: [{ batches: 3, batchesStart: 4, batchWarmupTokens: 9 }] },
      'stages[0].batchesStart',
      'contradiction',
    ],
    [{ batchesStart: 4 }, 'batchWarmupTokens', 'contradiction'],
    [{ batchWarmupTokens: 4 }, 'batchesStart', 'contradiction'],
    [{ batchesStart: 1, batchWarmupTokens: 9e15 }, 'batchWarmupTokens', 'contradiction'],
    [{ rounds: 10_000_000, batches: 1000 }, 'stages', 'contradiction'],
    [{ tokens: 3 }, 'tokens', 'contradiction'],
    [{ batches: 200_000 }, 'batches', 'contradiction'],
    [{ epochMs: 100 }, 'epochMs', 'contradiction'],
    [{ rounds: 5, coldStartRounds: 5 }, 'coldStartRounds', 'contradiction'],
  ])('names the fault of %j', (fields, path, code) => {
    expect(parseRunConfig(fields)).toMatchObject({ ok: false, problems: [{ path, code }] })
  })
})
