/**
 * What every engine must do: the compliance suite of the Engine port (node/ports-engine.ts).
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import type { Engine, PackedBatch } from '../../node/ports-engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import { generateSuite } from './engine-generate.ts'

export type EngineShape = {
  readonly config: ModelConfig
  readonly rows: number
  readonly length: number
}

/** `tolerance`: relative error of a tensor's gradient against the reference engine. */
export function engineCompliance(
  name: string,
  create: (shape: EngineShape) => Engine,
  tolerance: number,
): void {
  describe(`engine ${name}`, () => {
    gradientSuite(create, tolerance)
    blockSuite(create)
    lossSuite(create, tolerance)
    generateSuite(create)
    refusalSuite(create)
  })
}

type Create = (shape: EngineShape) => Engine

const ROWS = 2
const LENGTH = 12

function setUp(create: Create, fields: Readonly<Record<string, unknown>> = {}) {
  const config = tinyConfig(fields)
  const shape = { config, rows: ROWS, length: LENGTH }
  const engine = create(shape)
  const reference = createReferenceEngine(shape)
  onTestFinished(() => engine.close())
  const params = tinyParams(config, 1)
  const batches = [2, 3, 4].map((seed) => tinyBatch(config, ROWS, LENGTH, seed))
  return { config, engine, reference, params, batches }
}

function gradientSuite(create: Create, tolerance: number): void {
  for (const fields of [
    {},
    { model_type: 'llama', tie_word_embeddings: true, num_key_value_heads: 4 },
    { model_type: 'qwen2', num_key_value_heads: 1 },
    { model_type: 'qwen3' },
  ])
    it(`gives the reference's gradient (${JSON.stringify(fields)})`, async () => {
      const { config, engine, reference, params, batches } = setUp(create, fields)
      const expected = await reference.gradient(params, batches)
      const found = await engine.gradient(params, batches)
      expect(found.tokens).toBe(expected.tokens)
      expect(found.dropped).toEqual([])
      expect(Math.abs(found.lossSum / expected.lossSum - 1)).toBeLessThan(tolerance)
      expectClose(config, found.gradient, expected.gradient, tolerance)
    })

  it('does not depend on how tokens are spread over batches', async () => {
    const { config, engine, params, batches } = setUp(create)
    const whole = Float64Array.from((await engine.gradient(params, batches)).gradient)
    const parts = new Float64Array(whole.length)
    let tokens = 0
    for (const batch of batches) {
      const one = await engine.gradient(params, [batch])
      one.gradient.forEach((x, i) => {
        parts[i] = (parts[i] as number) + x * one.tokens
      })
      tokens += one.tokens
    }
    expectClose(
      config,
      whole,
      parts.map((x) => x / tokens),
      tolerance,
    )
  })

  it('leaves out a batch whose gradient is not finite, and says which', async () => {
    const { config, engine, params, batches } = setUp(create)
    const [first, second, third] = batches as [PackedBatch, PackedBatch, PackedBatch]
    const poison = unusedToken(batches, config)
    const bad = { ...second, tokens: second.tokens.slice().fill(poison) }
    const poisoned = params.slice()
    poisoned.fill(Number.NaN, poison * config.hiddenSize, (poison + 1) * config.hiddenSize)
    // With an untied head only the bad batch reads the poisoned embedding row.
    for (const order of [
      [bad, first, third],
      [first, bad, third],
    ]) {
      const found = await engine.gradient(poisoned, order)
      expect(found.dropped).toEqual([order.indexOf(bad)])
      const kept = Float32Array.from(found.gradient)
      const clean = await engine.gradient(params, [first, third])
      expect(found.tokens).toBe(clean.tokens)
      expectClose(config, kept, clean.gradient, tolerance)
    }
  })

  it('gives zeros where no token is labelled', async () => {
    const { engine, params, batches } = setUp(create)
    const [batch] = batches as [PackedBatch]
    const found = await engine.gradient(params, [
      { ...batch, labels: batch.labels.slice().fill(-100) },
    ])
    expect(found).toMatchObject({ lossSum: 0, tokens: 0, dropped: [] })
    expect(found.gradient.every((x) => x === 0)).toBe(true)
  })
}

function blockSuite(create: Create): void {
  it('gives the same gradient block by block, every element once', async () => {
    const { config, engine, params, batches } = setUp(create)
    const { gradient, ...sums } = await engine.gradient(params, batches)
    const expected = Float32Array.from(gradient)
    const found = new Float32Array(expected.length)
    const times = new Uint8Array(expected.length)
    const told = await engine.gradientBlocks(params, batches, {
      block: async (start, part) => {
        await Promise.resolve()
        found.set(part, start)
        for (let i = start; i < start + part.length; i++) times[i] = (times[i] as number) + 1
      },
      restart: () => {
        times.fill(0)
      },
    })
    expect(told).toEqual(sums)
    expect(times.every((n) => n === 1)).toBe(true)
    expectClose(config, found, expected, 1e-6)
  })

  it('ends with the error of a sink that fails, and goes on afterwards', async () => {
    const { engine, params, batches } = setUp(create)
    const sink = {
      block: () => Promise.reject(new RangeError('no room')),
      restart: () => {},
    }
    await expect(engine.gradientBlocks(params, batches, sink)).rejects.toThrow(/no room/)
    expect((await engine.gradient(params, batches)).tokens).toBeGreaterThan(0)
  })
}

function lossSuite(create: Create, tolerance: number): void {
  it("gives the reference's loss and hits", async () => {
    const { engine, reference, params, batches } = setUp(create)
    const expected = await reference.loss(params, batches)
    const found = await engine.loss(params, batches)
    expect(found.tokens).toBe(expected.tokens)
    expect(found.correct).toBe(expected.correct)
    expect(Math.abs(found.lossSum / expected.lossSum - 1)).toBeLessThan(tolerance)
  })

  it('tells the loss of labels that are all but impossible', async () => {
    const { config, engine, reference, params, batches } = setUp(create)
    const sure = params.slice()
    const head = sure.subarray(sure.length - config.vocabSize * config.hiddenSize)
    head.forEach((x, i) => {
      head[i] = 300 * x
    })
    const expected = await reference.gradient(sure, batches)
    // A chance of less than the smallest fp32 for most tokens.
    expect(expected.lossSum / expected.tokens).toBeGreaterThan(200)
    const found = await engine.gradient(sure, batches)
    expect(found.dropped).toEqual([])
    expect(Math.abs(found.lossSum / expected.lossSum - 1)).toBeLessThan(tolerance)
  })

  it('keeps documents of one row apart', async () => {
    const { config, engine, params, batches } = setUp(create)
    const [batch] = batches as [PackedBatch]
    const before = await engine.loss(params, [onlyDocument(batch, 1)])
    const tokens = batch.tokens.map((t, i) =>
      batch.documents[i] === 0 ? (t + 1) % config.vocabSize : t,
    )
    const after = await engine.loss(params, [onlyDocument({ ...batch, tokens }, 1)])
    expect(before.tokens).toBeGreaterThan(0)
    expect(after.lossSum).toBe(before.lossSum)
  })
}

function refusalSuite(create: Create): void {
  it('refuses batches and parameters of a wrong shape by code', async () => {
    const { config, engine, params, batches } = setUp(create)
    const [batch] = batches as [PackedBatch]
    const tokens = batch.tokens.slice().fill(config.vocabSize)
    await expect(engine.gradient(params, [{ ...batch, tokens }])).rejects.toMatchObject({
      code: 'batch-invalid',
    })
    const other = tinyBatch(config, ROWS + 1, LENGTH, 1)
    await expect(engine.loss(params, [other])).rejects.toMatchObject({ code: 'batch-invalid' })
    await expect(engine.loss(params.slice(1), [batch])).rejects.toMatchObject({
      code: 'params-invalid',
    })
  })
}

function onlyDocument(batch: PackedBatch, document: number): PackedBatch {
  return {
    ...batch,
    labels: batch.labels.map((label, i) => (batch.documents[i] === document ? label : -100)),
  }
}

function unusedToken(batches: readonly PackedBatch[], { vocabSize }: ModelConfig): number {
  for (let token = 0; token < vocabSize; token++)
    if (!batches.some((batch) => batch.tokens.includes(token))) return token
  throw new Error('every token is used')
}

/** Relative error of each tensor in the Euclidean norm. */
export function expectClose(
  config: ModelConfig,
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
): void {
  let offset = 0
  for (const { name, shape } of modelTensors(config)) {
    const size = shape.reduce((product, n) => product * n, 1)
    let [error, norm] = [0, 0]
    for (let i = offset; i < offset + size; i++) {
      error += ((found[i] as number) - (expected[i] as number)) ** 2
      norm += (expected[i] as number) ** 2
    }
    expect(Math.sqrt(error), name).toBeLessThanOrEqual(tolerance * Math.sqrt(norm) + 1e-12)
    offset += size
  }
}
