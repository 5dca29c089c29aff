/**
 * Schedules, AdamW and the local trainer.
 */
import { describe, expect, it } from 'vitest'
import { modelBlocks } from '../../kernels/model/tensors.ts'
import { ADAMW_DEFAULTS, adamwStep, createAdamwState } from '../../kernels/optim/adamw.ts'
import { clipBlocks } from '../../kernels/optim/clip.ts'
import type { Schedule } from '../../kernels/optim/schedule.ts'
import { rateAt, rateBitsAt, SCHEDULES } from '../../kernels/optim/schedule.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { trainLocal } from '../../node/engines/train-local.ts'
import { tinyBatch, tinyConfig, tinyParams } from './fixtures.ts'

const BASE: Schedule = {
  kind: 'constant',
  peak: 0.01,
  floor: 0.1,
  warmupSteps: 4,
  steps: 24,
  decayShare: 0.25,
}

describe('schedules', () => {
  it('rise over the warm-up and start from the peak', () => {
    for (const kind of SCHEDULES) {
      const rates = [0, 1, 2, 3, 4].map((step) => rateAt({ ...BASE, kind }, step))
      for (let i = 0; i < 5; i++) expect(rates[i]).toBeCloseTo((0.01 * (i + 1)) / 5, 8)
    }
  })

  it('end where their formulas say', () => {
    const at = (kind: Schedule['kind'], step: number) => rateAt({ ...BASE, kind }, step)
    expect(at('constant', 23)).toBe(Math.fround(0.01))
    expect(at('linear', 14)).toBeCloseTo(0.0055, 8)
    expect(at('linear', 99)).toBeCloseTo(0.001, 8)
    expect(at('cosine', 14)).toBeCloseTo(0.0055, 8)
    expect(at('cosine', 9)).toBeCloseTo(0.001 + 0.009 * ((1 + Math.SQRT1_2) / 2), 8)
    expect(at('cosine', 24)).toBeCloseTo(0.001, 8)
    expect(at('wsd', 19)).toBe(Math.fround(0.01))
    expect(at('wsd', 20)).toBeCloseTo(0.001 + 0.009 * 0.8, 8)
    expect(at('wsd', 24)).toBeCloseTo(0.001, 8)
  })

  it('are fp32 bits', () => {
    const bits = rateBitsAt({ ...BASE, kind: 'cosine' }, 17)
    const float = new Float32Array(Uint32Array.of(bits).buffer)[0]
    expect(float).toBe(rateAt({ ...BASE, kind: 'cosine' }, 17))
  })
})

describe('adamw', () => {
  it('moves each element by about the rate at first, and decays matrices only', () => {
    const tensors = [
      { name: 'w', shape: [1, 2] },
      { name: 'b', shape: [2] },
    ]
    const params = Float32Array.of(1, 1, 1, 1)
    const gradient = Float32Array.of(0.5, -3, 0.5, -3)
    const state = createAdamwState(4)
    adamwStep(tensors, params, gradient, state, 0.1, { ...ADAMW_DEFAULTS, weightDecay: 0.2 })
    expect([...params].map((x) => Number(x.toFixed(5)))).toEqual([0.88, 1.08, 0.9, 1.1])
  })

  it('follows the published recurrence over several steps', () => {
    const { beta1, beta2, epsilon } = ADAMW_DEFAULTS
    const params = Float32Array.of(0.3)
    const state = createAdamwState(1)
    let [p, m, v] = [0.3, 0, 0]
    for (let t = 1; t <= 5; t++) {
      const g = Math.sin(t)
      adamwStep([{ name: 'b', shape: [1] }], params, Float32Array.of(g), state, 0.01)
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g * g
      p -= (0.01 * (m / (1 - beta1 ** t))) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon)
      expect(params[0]).toBeCloseTo(p, 6)
    }
  })
})

describe('the clip', () => {
  it('bounds the whole gradient by 1 and leaves a small one alone', () => {
    const config = tinyConfig()
    const blocks = modelBlocks(config)
    const gradient = tinyParams(config, 1).map((x) => 50 * x)
    const norm = () => Math.sqrt(gradient.reduce((sum, x) => sum + x * x, 0))
    expect(clipBlocks(gradient, blocks)).toBeLessThan(1)
    expect(norm()).toBeCloseTo(1, 4)
    gradient.forEach((x, i) => {
      gradient[i] = x / 2
    })
    expect(clipBlocks(gradient, blocks)).toBe(1)
    expect(norm()).toBeCloseTo(0.5, 4)
  })
})

describe('the local trainer', () => {
  it('learns a batch by heart', async () => {
    const config = tinyConfig()
    const params = tinyParams(config, 3)
    const engine = createOnnxEngine({ config, rows: 2, length: 12, threads: 1 })
    const losses: number[] = []
    const schedule: Schedule = { ...BASE, kind: 'cosine', steps: 80 }
    await trainLocal({
      engine,
      config,
      params,
      nextBatch: () => [tinyBatch(config, 2, 12, 4)],
      steps: 80,
      schedule,
      onStep: ({ loss }) => losses.push(loss),
    })
    await engine.close()
    expect(losses).toHaveLength(80)
    expect(losses.at(-1)).toBeLessThan(0.05 * (losses[0] as number))
  })

  it('ends when it is told to', async () => {
    const config = tinyConfig()
    const engine = createOnnxEngine({ config, rows: 2, length: 12, threads: 1 })
    let steps = 0
    await trainLocal({
      engine,
      config,
      params: tinyParams(config, 3),
      nextBatch: () => [tinyBatch(config, 2, 12, 4)],
      steps: 80,
      schedule: BASE,
      onStep: () => ++steps < 3,
    })
    await engine.close()
    expect(steps).toBe(3)
  })
})
