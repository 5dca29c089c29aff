/**
 * Loss scaling: what a batch that overflows costs, in which mode it may be, and what one that is finite at no scale does not.
 */
import { describe, expect, it } from 'vitest'
import { modelParams } from '../../kernels/model/tensors.ts'
import { countLabels } from '../../node/engines/batch.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { createLossScale } from '../../node/engines/loss-scale.ts'
import { gradientInPasses } from '../../node/engines/passes.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner, Session } from '../../node/engines/runner.ts'
import { createStreamCore } from '../../node/engines/stream.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const config = tinyConfig()
const shape = { config, rows: 2, length: 12 }
const params = tinyParams(config, 1)
const batches = [2, 3, 4].map((seed) => tinyBatch(config, 2, 12, seed))
const tokens = countAll(batches)

function countAll(some: readonly PackedBatch[]): number {
  return some.reduce((sum, batch) => sum + countLabels(batch), 0)
}

type Run = Parameters<Session['run']>

/** The reference in fp16's name; `after` may spoil what a program has computed. */
function watched(after: (program: string, feeds: Run[0], results: Run[1]) => void): Runner {
  const inner = createReferenceRunner()
  return {
    ...inner,
    precision: 'f16',
    compile: async (program, stay) => {
      const session = await inner.compile(program, stay)
      const run: Session['run'] = async (feeds, results) => {
        const kept = await session.run(feeds, results)
        after(program.name, feeds, results)
        return kept
      }
      return { ...session, run }
    },
  }
}

const largest = (feed: unknown) => Math.max(...(feed as Float32Array))

/** Whether a batch is this one, by the labels that a program is fed with. */
const isOf = (batch: PackedBatch | undefined, feeds: Run[0]) =>
  String(feeds['labels']) === String(batch?.labels.map((label) => Math.max(label, 0)))

it.each([
  ['whole', 'gradient', 'scale'],
  ['keep', 'head', 'g'],
  ['recompute', 'head', 'g'],
] as const)(
  'a batch that is finite at no loss scale costs the others none of theirs (%s)',
  async (activations, name, input) => {
    const scales: number[] = []
    const runner = watched((program, feeds, results) => {
      if (program !== name) return
      if (isOf(batches[1], feeds)) results['check']?.fill(Number.NaN)
      else scales.push(Math.log2(tokens * largest(feeds[input])))
    })
    const engine = createEngineCore({ ...shape, activations, runner })
    const found = await engine.gradient(params, batches)
    const others = batches.toSpliced(1, 1)
    const clean = await createReferenceEngine(shape).gradient(params, others)
    expect(found).toMatchObject({ tokens: clean.tokens, dropped: [1] })
    expectClose(config, found.gradient, clean.gradient, 1e-6)
    // Block by block the first one is computed again. What a batch counts for changes with the tokens that are left.
    const left = Math.log2(tokens / clean.tokens)
    for (const scale of scales) expect([15, 15 + left]).toContainEqual(expect.closeTo(scale, 3))
    expect(scales.length).toBe(activations === 'whole' ? 2 : 3)
  },
)

it('a batch that overflows in a program for the whole model costs scale before it is left out, in fp16', async () => {
  const scales: number[] = []
  // At the first two scales.
  const runner = watched((_, feeds, results) => {
    const scale = Math.round(Math.log2(tokens * largest(feeds['scale'])))
    scales.push(Math.abs(scale))
    if (scale > 13) results['check']?.fill(Number.NaN)
  })
  const clean = await createReferenceEngine(shape).gradient(params, batches)
  const engine = createEngineCore({ ...shape, activations: 'whole', runner })
  const found = await engine.gradient(params, batches)
  // Each time it is tried unscaled, too.
  expect(scales).toEqual([15, 0, 14, 0, 13, 13, 13])
  expect(found).toMatchObject({ tokens, dropped: [] })
  expectClose(config, found.gradient, clean.gradient, 1e-6)
})

it('a call of many batches whose last one overflows ends, in fp16', async () => {
  // More than it takes to double the scale; the last one bears only half of the first scale.
  const many = Array.from({ length: 201 }, () => batches[0] as PackedBatch)
  const total = countAll(many)
  let runs = 0
  const run: Session['run'] = async (feeds, results) => {
    runs += 1
    if (runs > 3 * many.length) throw new Error('it goes on for ever')
    const [scale] = feeds['scale'] as Float32Array as unknown as readonly [number]
    const isLast = runs % many.length === 0
    results['check']?.fill(isLast && scale * total > 2 ** 14.5 ? Number.NaN : 1)
    return {}
  }
  const compile = async () => ({ run, release: async () => {} })
  const runner: Runner = { ...createReferenceRunner(), precision: 'f16', compile }
  const engine = createEngineCore({ ...shape, activations: 'whole', runner })
  expect(await engine.gradient(params, many)).toMatchObject({ tokens: total, dropped: [] })
  // The last one once more unscaled.
  expect(runs).toBe(2 * many.length + 1)
})

it('a call of many passes of which the last one overflows ends, in fp16', async () => {
  const config = tinyConfig({ num_hidden_layers: 1 })
  const params = tinyParams(config, 1)
  const many = Array.from({ length: 201 }, (_, i) => tinyBatch(config, 1, 4, i === 200 ? 2 : 1))
  let passes = 0
  let overflows = false
  // Once the head's gradient has left.
  const runner = watched((program, feeds, results) => {
    if (program === 'head') {
      passes += 1
      if (passes > 3 * many.length) throw new Error('it goes on for ever')
      overflows = isOf(many[200], feeds) && largest(feeds['g']) * countAll(many) > 2 ** 14.5
    }
    if (program === 'layer backward' && overflows) results['check']?.fill(Number.NaN)
  })
  const given = { config, rows: 1, length: 4, activations: 'recompute', runner } as const
  const stream = createStreamCore(given)
  const sum = new Float32Array(modelParams(config))
  const found = await gradientInPasses(
    many,
    many.length,
    (group, sink, part) => stream.gradientBlocks(params, group, sink, part),
    sum,
  )
  expect(found).toMatchObject({ tokens: countAll(many), dropped: [] })
  // Of the first try the last pass three times: at both scales, and unscaled.
  expect(passes).toBe(2 * many.length + 2)
})

describe('the loss scale', () => {
  it('is 1 for ever in fp32', () => {
    const scale = createLossScale('f32')
    for (let i = 0; i < 500; i++) scale.passed()
    expect(scale.value()).toBe(1)
    scale.overflowed()
    expect(scale.value()).toBe(1)
  })

  it('halves down to 1 and doubles after a stretch of good passes', () => {
    const scale = createLossScale('f16')
    const first = scale.value()
    for (let i = 0; i < 200; i++) scale.passed()
    expect(scale.value()).toBe(2 * first)
    scale.overflowed()
    expect(scale.value()).toBe(first)
    for (let i = 0; i < 30; i++) scale.overflowed()
    expect(scale.value()).toBe(1)
  })
})
