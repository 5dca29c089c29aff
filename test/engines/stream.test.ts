/**
 * The streamed pass beyond what every engine does: a gradient that breaks after blocks have left, fp16 with loss scaling.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import { ONNX_TYPE, type OnnxAttribute } from '../../kernels/graph/onnx-model.ts'
import { gradientProgram } from '../../kernels/model/programs.ts'
import { countLabels } from '../../node/engines/batch.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const config = tinyConfig()
const shape = { config, rows: 2, length: 12 }
const params = tinyParams(config, 1)
const batches = [2, 3, 4].map((seed) => tinyBatch(config, 2, 12, seed))

const castsTo = (attributes: readonly OnnxAttribute[], type: number) =>
  attributes.some(({ value }) => 'int' in value && value.int === type)

/** The reference, with NaNs in the results of some runs of the layer's backward program: by their number and the loss scale of the head's. */
function spoiledRunner(spoil: (run: number, scale: number) => boolean): Runner {
  const runner = createReferenceRunner()
  let runs = 0
  let scale = 1
  return {
    ...runner,
    compile: async (program, stay) => {
      const session = await runner.compile(program, stay)
      if (program.name !== 'layer backward' && program.name !== 'head') return session
      return {
        ...session,
        run: async (feeds, results) => {
          if (program.name === 'head') {
            scale = total * Math.max(...(feeds['g'] as Float32Array))
            return session.run(feeds, results)
          }
          const { dy } = feeds as { readonly dy: Float32Array }
          const spoiled = { ...feeds, dy: dy.map(() => Number.NaN) }
          return session.run(spoil(runs++, scale) ? spoiled : feeds, results)
        },
      }
    },
  }
}

const total = batches.reduce((sum, batch) => sum + countLabels(batch), 0)

function createSink(size: number) {
  const gradient = new Float32Array(size)
  const starts: number[] = []
  let restarts = 0
  const sink = {
    block: (start: number, part: Float32Array) => {
      gradient.set(part, start)
      starts.push(start)
    },
    restart: () => {
      restarts += 1
      starts.length = 0
      gradient.fill(Number.NaN)
    },
  }
  return { sink, gradient, starts, restarts: () => restarts }
}

describe('a batch that breaks when blocks have left already', () => {
  it('is left out by starting again, and nothing of it stays', async () => {
    // Layer 1 runs 0, 1, 2 for the three batches; layer 0 runs 3, 4 (broken); what follows is the second pass.
    const engine = createEngineCore({
      ...shape,
      activations: 'recompute',
      runner: spoiledRunner((run) => run === 4),
    })
    const { sink, gradient, starts, restarts } = createSink(params.length)
    const sums = await engine.gradientBlocks(params, batches, sink)
    expect(restarts()).toBe(1)
    expect(sums.dropped).toEqual([1])
    expect(starts).toHaveLength(config.layers + 2)
    const reference = createReferenceEngine(shape)
    const clean = await reference.gradient(
      params,
      [0, 2].map((i) => batches[i] as never),
    )
    expect(sums.tokens).toBe(clean.tokens)
    expectClose(config, gradient, clean.gradient, 1e-6)
  })

  it('gives zeros and says so when every batch breaks', async () => {
    const engine = createEngineCore({
      ...shape,
      activations: 'keep',
      runner: spoiledRunner(() => true),
    })
    const { sink, gradient } = createSink(params.length)
    const sums = await engine.gradientBlocks(params, batches, sink)
    expect(sums).toEqual({ lossSum: 0, tokens: 0, dropped: [0, 1, 2] })
    expect(gradient.every((x) => x === 0)).toBe(true)
  })

  it('costs scale before it costs the batch, in fp16', async () => {
    const engine = createEngineCore({
      ...shape,
      activations: 'recompute',
      runner: { ...spoiledRunner((_, scale) => scale > 2 ** 13.5), precision: 'f16' },
    })
    const { sink, gradient, restarts } = createSink(params.length)
    const sums = await engine.gradientBlocks(params, batches, sink)
    expect(sums.dropped).toEqual([])
    expect(restarts()).toBe(2)
    const clean = await createReferenceEngine(shape).gradient(params, batches)
    expectClose(config, gradient, clean.gradient, 1e-6)
  })
})

describe('products in fp16', () => {
  const create = (activations: 'whole' | 'keep' | 'recompute') =>
    createEngineCore({ ...shape, activations, runner: createReferenceRunner('f16') })

  it.each(['whole', 'keep', 'recompute'] as const)('stay close (%s)', async (activations) => {
    const found = await create(activations).gradient(params, batches)
    const clean = await createReferenceEngine(shape).gradient(params, batches)
    expect(found.dropped).toEqual([])
    expect(Math.abs(found.lossSum / clean.lossSum - 1)).toBeLessThan(2e-3)
    expectClose(config, found.gradient, clean.gradient, 2e-2)
    expect(() => expectClose(config, found.gradient, clean.gradient, 1e-5)).toThrow()
  })

  it('keep gradients that fp16 without a loss scale loses', async () => {
    // A head of small weights: the gradient by the hidden states is below the smallest half, 6e-8.
    const small = params.slice()
    const head = small.subarray(small.length - config.vocabSize * config.hiddenSize)
    head.forEach((x, i) => {
      head[i] = x * 1e-6
    })
    const embedding = async (gradient: Promise<{ gradient: Float32Array }>) => {
      const rows = (await gradient).gradient.subarray(0, config.vocabSize * config.hiddenSize)
      return Math.sqrt(rows.reduce((sum, x) => sum + x * x, 0))
    }
    const clean = await embedding(createReferenceEngine(shape).gradient(small, batches))
    const unscaled = { ...createReferenceRunner('f16'), precision: 'f32' }
    const lost = createEngineCore({ ...shape, activations: 'keep', runner: unscaled })
    expect((await embedding(lost.gradient(small, batches))) / clean).toBeLessThan(0.5)
    expect((await embedding(create('keep').gradient(small, batches))) / clean).toBeGreaterThan(0.94)
  })

  it('are asked of onnxruntime: every product has halves for operands, those with vectors excepted', async () => {
    const program = gradientProgram(config, shape)
    const { nodes } = lowerToOnnx(program, { precision: 'f16', device: 'cuda' })
    const halves = new Set(
      nodes
        .filter(({ op, attributes }) => op === 'Cast' && castsTo(attributes, ONNX_TYPE.f16))
        .map(({ output }) => output),
    )
    const products = nodes.filter(({ op }) => op === 'Gemm' || op === 'FusedMatMul')
    const rounded = products.filter(({ inputs }) => inputs.every((name) => halves.has(name)))
    const whole = products.filter(({ inputs }) => inputs.every((name) => !halves.has(name)))
    expect(rounded.length).toBeGreaterThan(30)
    // Two a norm: the gradient of its weight, and the row sums in that of its operand.
    expect(whole).toHaveLength(2 * (2 * config.layers + 1))
    expect(rounded.length + whole.length).toBe(products.length)
    // And it takes them, here by computing in fp32.
    const engine = createOnnxEngine({ ...shape, threads: 1, precision: 'f16' })
    onTestFinished(() => engine.close())
    expect(engine.precision).toBe('f16')
    const found = await engine.gradient(params, batches)
    const clean = await createReferenceEngine(shape).gradient(params, batches)
    expectClose(config, found.gradient, clean.gradient, 2e-2)
  })
})
