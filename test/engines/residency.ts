/**
 * That what a pass needs again stays on a device with memory of its own: run on every runner that has one.
 */
import { expect, it, onTestFinished } from 'vitest'
import { layerBytes, type Mode, passBytes } from '../../kernels/model/memory.ts'
import { modelBlocks, modelParams } from '../../kernels/model/tensors.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import { countingRunner } from './moved.ts'

const config = tinyConfig({ num_hidden_layers: 3 })
const shape = { config, rows: 1, length: 8 }
const params = tinyParams(config, 1)
const batches = [1, 2, 3].map((seed) => tinyBatch(config, 1, 8, seed))
const bytes = 4 * modelParams(config)
const embedding = 4 * (modelBlocks(config)[0]?.params as number)
/** Hidden states of one batch. */
const states = 4 * shape.length * config.hiddenSize
/** The loss of a batch, or whether its gradient is finite. */
const one = 4

const GREEDY = { stopTokens: [], temperature: 0, topP: 1, seed: 1 }

type Create = () => Runner | Promise<Runner>

export function residencySuite(create: Create): void {
  passes(create)
  generations(create)
}

type Options = {
  readonly activations: 'whole' | 'keep' | 'recompute'
  readonly headBytes?: number
  readonly memoryBytes?: number
}

/** What a pass takes by the estimate, on device and host, with the gradient that is given. */
function together(mode: Mode): number {
  const { device, host } = passBytes(config, shape, batches.length, mode, { stays: true })
  return device + host + bytes
}

async function setUp(create: Create, options: Options) {
  // Batches are not to be computed at once here.
  const { runner, moved } = countingRunner({ ...(await create()), joinTokens: 0 })
  const engine = createEngineCore({ ...shape, ...options, runner })
  onTestFinished(() => engine.close())
  const expected = await createReferenceEngine(shape).gradient(params, batches)
  const check = async () => {
    const { gradient } = await engine.gradient(params, batches)
    expectClose(config, gradient, expected.gradient, 1e-4)
    expect(moved.staying).toBe(0)
  }
  return { engine, moved, check }
}

function passes(create: Create): void {
  it('brings home sums of gradients alone where activations are kept', async () => {
    const { moved, check } = await setUp(create, { activations: 'keep' })
    await check()
    expect(moved.outputs.get('layer forward')).toBeUndefined()
    expect([...(moved.outputs.get('layer backward') ?? [])]).toEqual(['check'])
    expect([...(moved.outputs.get('head') ?? [])].sort()).toEqual(['check', 'lossSum'])
    const checks = batches.length * one * (config.layers + 2)
    expect(moved.toHost).toBe(bytes - embedding + batches.length * states + checks)
    expect(moved.held).toBe(bytes - embedding)
    expect(moved.inputs.get('layer forward')).not.toContain('kept 0')
    expect(moved.inputs.get('layer backward')).not.toContain('dy')
  })

  it('uploads the weights of layers that it has no room for once a direction', async () => {
    const { moved, check } = await setUp(create, {
      activations: 'recompute',
      memoryBytes: together('recompute') + 2 * layerBytes(config),
    })
    await check()
    expect(moved.held).toBe(bytes - embedding + layerBytes(config))
    const none = await setUp(create, { activations: 'keep', memoryBytes: together('keep') })
    await none.check()
    expect(none.moved.held).toBe(bytes - embedding + config.layers * layerBytes(config))
  })

  it('keeps hidden states of one layer at a time there where activations are computed again', async () => {
    const { moved, check } = await setUp(create, { activations: 'recompute' })
    await check()
    expect([...(moved.outputs.get('layer forward') ?? [])]).toEqual(['y on the host'])
    // Those of a layer and the next, the sums of a layer's gradient and the part that is added to them.
    expect(moved.most).toBeLessThan(batches.length * 2 + 3 * 14)
    expect(moved.inputs.get('layer backward')).not.toContain('dy')
  })

  it('brings home one sum of several batches of the whole model', async () => {
    const { moved, check } = await setUp(create, { activations: 'whole' })
    await check()
    expect(moved.toHost).toBe(bytes + batches.length * 2 * one)
    expect(moved.held).toBe(bytes)
  })

  it('adds up there what slices of the vocabulary and batches give', async () => {
    // 20 tokens of the vocabulary at a time, then the other 17.
    const options = { activations: 'keep', headBytes: 4 * 8 * 20 } as const
    const { moved, check } = await setUp(create, options)
    await check()
    const slices = 2
    const sweep = batches.length * slices * 4 * shape.length * 4
    const checks = batches.length * one * (config.layers + 1 + slices)
    expect(moved.toHost).toBe(bytes - embedding + sweep + batches.length * states + checks)
    expect([...(moved.outputs.get('head slice backward') ?? [])]).toEqual(['check'])
    expect([...(moved.outputs.get('final norm backward') ?? [])]).toEqual(['check'])
  })

  it('leaves nothing there when a batch is left out, nor after an evaluation', async () => {
    const broken = tinyBatch(config, 1, 8, 4)
    for (const activations of ['whole', 'keep', 'recompute'] as const) {
      const { engine, moved } = await setUp(create, { activations, headBytes: 4 * 8 * 20 })
      const spoiled = params.slice()
      // One row of the embedding, which only one batch has.
      const token = broken.tokens.find((t) => !batches.some((b) => b.tokens.includes(t))) as number
      spoiled.fill(Number.NaN, token * config.hiddenSize, (token + 1) * config.hiddenSize)
      const { dropped } = await engine.gradient(spoiled, [batches[0] as never, broken])
      expect(dropped).toEqual([1])
      await engine.loss(params, batches)
      expect(moved.staying).toBe(0)
    }
  })
}

function generations(create: Create): void {
  it('keeps the cache of a generation there: tokens go up, logits come home, and nothing grows', async () => {
    const { engine, moved } = await setUp(create, { activations: 'whole' })
    const prompts = [[1, 2, 3], [4], [5, 6, 7, 8]].map((tokens) => Int32Array.from(tokens))
    const slots = 4
    const most: number[] = []
    for (const maxTokens of [2, 50]) {
      Object.assign(moved, { toHost: 0, toDevice: 0, most: 0 })
      await engine.generate(params, prompts, { ...GREEDY, maxTokens })
      expect(moved.staying).toBe(0)
      expect(moved.toHost).toBe(4 * slots * config.vocabSize * maxTokens)
      // The prompts, padded to 16 tokens, with positions and documents; then a token and its place a slot and step.
      expect(moved.toDevice).toBe(4 * slots * (3 * 16 + 1) + 4 * slots * 2 * (maxTokens - 1))
      most.push(moved.most)
    }
    // A step makes a cache from the one before.
    expect(most).toEqual([2 * 2 * config.layers, 2 * 2 * config.layers])
  })

  it('generates what the reference does, from prompts that fill the cache too', async () => {
    const short = tinyConfig({ max_position_embeddings: 48 })
    const values = tinyParams(short, 7)
    const prompts = [3, 40, 44, 17].map((length) =>
      Int32Array.from({ length }, (_, i) => (i * 7 + length) % 37),
    )
    const options = { ...GREEDY, maxTokens: 4, temperature: 0.8, seed: 3 }
    const engine = createEngineCore({ config: short, rows: 1, length: 8, runner: await create() })
    onTestFinished(() => engine.close())
    const reference = createReferenceEngine({ config: short, rows: 1, length: 8 })
    expect(await engine.generate(values, prompts, options)).toEqual(
      await reference.generate(values, prompts, options),
    )
  })
}
