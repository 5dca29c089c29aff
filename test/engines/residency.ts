/**
 * That what a pass needs again stays on a device with memory of its own: run on every runner that has one.
 */
import { expect, it, onTestFinished } from 'vitest'
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

export function residencySuite(create: () => Runner | Promise<Runner>): void {
  const setUp = async (options: {
    activations: 'whole' | 'keep' | 'recompute'
    headBytes?: number
  }) => {
    const { runner, moved } = countingRunner(await create())
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

  it('brings home sums of gradients alone where activations are kept', async () => {
    const { moved, check } = await setUp({ activations: 'keep' })
    await check()
    expect(moved.outputs.get('layer forward')).toBeUndefined()
    expect([...(moved.outputs.get('layer backward') ?? [])]).toEqual(['check'])
    expect([...(moved.outputs.get('head') ?? [])].sort()).toEqual(['check', 'lossSum'])
    const checks = batches.length * one * (config.layers + 2)
    expect(moved.toHost).toBe(bytes - embedding + batches.length * states + checks)
    // Weights go up for each direction, the head's once.
    const head = 4 * (modelBlocks(config).at(-1)?.params as number)
    expect(moved.held).toBe(2 * (bytes - embedding - head) + head)
    expect(moved.inputs.get('layer forward')).not.toContain('kept 0')
    expect(moved.inputs.get('layer backward')).not.toContain('dy')
  })

  it('keeps hidden states of one layer at a time there where activations are computed again', async () => {
    const { moved, check } = await setUp({ activations: 'recompute' })
    await check()
    expect([...(moved.outputs.get('layer forward') ?? [])]).toEqual(['y on the host'])
    // Those of a layer and the next, the sums of a layer's gradient and the part that is added to them.
    expect(moved.most).toBeLessThan(batches.length * 2 + 3 * 14)
    expect(moved.inputs.get('layer backward')).not.toContain('dy')
  })

  it('brings home one sum of several batches of the whole model', async () => {
    const { moved, check } = await setUp({ activations: 'whole' })
    await check()
    expect(moved.toHost).toBe(bytes + batches.length * 2 * one)
    expect(moved.held).toBe(bytes)
  })

  it('leaves nothing there when a batch is left out, nor after an evaluation', async () => {
    const broken = tinyBatch(config, 1, 8, 4)
    for (const activations of ['whole', 'keep', 'recompute'] as const) {
      const { engine, moved } = await setUp({ activations, headBytes: 4 * 8 * 20 })
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
