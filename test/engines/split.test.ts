/**
 * A batch computed a few rows at a time, or with others at once, gives what it gives by itself, and is left out whole or not at all.
 */
import ort from 'onnxruntime-node'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type Mode, passBytes } from '../../kernels/model/memory.ts'
import type { PassChoice } from '../../kernels/model/pass.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { deviceError } from '../../node/engines/error.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner, Session } from '../../node/engines/runner.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const config = tinyConfig()
const shape = { config, rows: 4, length: 12 }
const params = tinyParams(config, 1)
const batches = [1, 2, 3].map((seed) => tinyBatch(config, 4, 12, seed))

/** An engine with just the memory for two rows of four. */
function splitting(mode: Mode) {
  const parts = 2 * batches.length
  const { device, host } = passBytes(config, { rows: 2, length: 12 }, parts, mode)
  const choices: PassChoice[] = []
  const engine = createEngineCore({
    ...shape,
    activations: mode,
    // With the gradient that is given.
    memoryBytes: device + host + (mode === 'whole' ? 0 : 4 * modelParams(config)),
    onPass: (choice) => choices.push(choice),
    runner: createReferenceRunner(),
  })
  onTestFinished(() => engine.close())
  return { engine, choices }
}

describe.each(['whole', 'keep', 'recompute'] as const)('several batches at once, %s', (mode) => {
  // As a runner on a device whose operations have to be launched.
  const launching = () => {
    const choices: PassChoice[] = []
    const runner = { ...createReferenceRunner(), joinTokens: 8192 }
    const onPass = (choice: PassChoice) => choices.push(choice)
    const engine = createEngineCore({ ...shape, activations: mode, onPass, runner })
    onTestFinished(() => engine.close())
    return { engine, choices }
  }
  const many = [1, 2, 3, 4, 5].map((seed) => tinyBatch(config, 4, 12, seed))

  it('give the same gradient, with rows that count nothing in the last place', async () => {
    const { engine, choices } = launching()
    const expected = await createReferenceEngine(shape).gradient(params, many)
    const { gradient, ...sums } = await engine.gradient(params, many)
    expect(choices).toMatchObject([{ mode, rows: 24, batchRows: 4, fits: true }])
    expectClose(config, gradient, expected.gradient, 1e-6)
    expect(sums).toMatchObject({ tokens: expected.tokens, dropped: [] })
    expect(sums.lossSum).toBeCloseTo(expected.lossSum, 3)
  })

  it('are computed one by one where one of them breaks, and only that one is left out', async () => {
    const token = 5
    const given = many.map((batch, place) => ({
      ...batch,
      tokens: batch.tokens.map((other) => (other === token && place !== 3 ? token + 1 : other)),
    }))
    given[3]?.tokens.fill(token, -1)
    const spoiled = params.slice()
    spoiled.fill(Number.NaN, token * config.hiddenSize, (token + 1) * config.hiddenSize)
    const { engine } = launching()
    const found = await engine.gradient(spoiled, given)
    const clean = await createReferenceEngine(shape).gradient(params, given.toSpliced(3, 1))
    expect(found).toMatchObject({ dropped: [3], tokens: clean.tokens })
    expectClose(config, found.gradient, clean.gradient, 1e-6)
  })
})

// What lies between is more than the library itself takes.
const deep = {
  config: tinyConfig({ hidden_size: 64, intermediate_size: 192, num_hidden_layers: 8 }),
  rows: 2,
  length: 96,
}
const deepParams = tinyParams(deep.config, 1)
const deepBatches = [1, 2].map((seed) => tinyBatch(deep.config, 2, 96, seed))

describe('a device that runs out of memory', () => {
  const [params, batches] = [deepParams, deepBatches]
  /** Refuses programs of these names, as onnxruntime does on CUDA. */
  const short = (names: readonly string[]) => {
    const inner = createReferenceRunner()
    const runner: Runner = {
      ...inner,
      apart: true,
      compile: async (program, stay) => {
        const session = await inner.compile(program, stay)
        const run: Session['run'] = async (feeds, results) => {
          if (!names.includes(program.name)) return session.run(feeds, results)
          const said = new Error('Failed to allocate memory for requested buffer of size 9')
          throw deviceError('device-failed', 'onnx cuda', program.name, said)
        }
        return { ...session, run }
      },
    }
    const choices: PassChoice[] = []
    const onPass = (choice: PassChoice) => choices.push(choice)
    const engine = createEngineCore({ ...deep, runner, onPass })
    onTestFinished(() => engine.close())
    return { engine, choices }
  }

  it('goes on in a way that takes less, and keeps to it', async () => {
    const { engine, choices } = short(['gradient'])
    const expected = await createReferenceEngine(deep).gradient(params, batches)
    const given = new Float32Array(params.length)
    const block = (start: number, part: Float32Array) => given.set(part, start)
    let restarts = 0
    const restart = () => {
      restarts += 1
    }
    await engine.gradientBlocks(params, batches, { block, restart })
    expectClose(deep.config, given, expected.gradient, 1e-6)
    expect(restarts).toBe(choices.length - 1)
    expect(choices[0]).toMatchObject({ mode: 'whole' })
    expect(choices.at(-1)).toMatchObject({ mode: 'recompute', fits: true })
    const ways = choices.length
    await engine.gradientBlocks(params, batches, { block, restart })
    expectClose(deep.config, given, expected.gradient, 1e-6)
    expect(choices.length).toBe(ways)
    const bytes = choices.map(({ tried }) => tried.at(-1)?.device as number)
    expect(bytes).toEqual(bytes.toSorted((a, b) => b - a))
  })

  it('evaluates in a way that takes less, too', async () => {
    const { engine, choices } = short(['loss'])
    const expected = await createReferenceEngine(deep).loss(params, batches)
    const found = await engine.loss(params, batches)
    expect(choices[0]).toMatchObject({ mode: 'whole' })
    expect(choices.at(-1)).toMatchObject({ mode: expect.not.stringMatching('whole'), fits: true })
    expect(found).toMatchObject({ tokens: expected.tokens, correct: expected.correct })
    expect(found.lossSum).toBeCloseTo(expected.lossSum, 3)
  })

  it('says so where nothing takes less', async () => {
    const { engine } = short(['gradient', 'layer forward'])
    await expect(engine.gradient(params, batches)).rejects.toMatchObject({ code: 'device-failed' })
    const { engine: other } = short(['loss', 'layer forward'])
    await expect(other.loss(params, batches)).rejects.toMatchObject({ code: 'device-failed' })
  })
})

const LESS = ['whole', 'keep']

describe('a device that cannot compile a program', () => {
  it.each<[string, string, readonly string[]]>([
    ['CUDA failure 2: out of memory ; GPU=0 ; hostname=x', 'device-failed', LESS],
    ['Failed to allocate memory for requested buffer of size 1073741824', 'device-failed', LESS],
    ['vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY', 'device-failed', LESS],
    ['std::bad_alloc', 'device-failed', LESS],
    ['Failed to get a WebGPU adapter: No supported adapters', 'device-absent', ['whole']],
    ['/opt/my memory/libgpu_allocator.so: cannot open it', 'device-absent', ['whole']],
  ])('is asked for less where it is full, and is absent else (%s)', async (said, code, ways) => {
    vi.spyOn(ort.InferenceSession, 'create').mockRejectedValue(new Error(said))
    onTestFinished(() => {
      vi.restoreAllMocks()
    })
    const modes = new Set<Mode>()
    const engine = createEngineCore({
      ...deep,
      runner: createOnnxRunner({ device: 'cuda', threads: 1 }),
      onPass: ({ mode }) => modes.add(mode),
    })
    const message = expect.stringContaining(said)
    await expect(engine.gradient(deepParams, deepBatches)).rejects.toMatchObject({ code, message })
    expect([...modes]).toEqual(ways)
  })
})

describe.each(['whole', 'keep', 'recompute'] as const)('a batch in parts, %s', (mode) => {
  it('gives the same gradient and loss', async () => {
    const { engine, choices } = splitting(mode)
    const reference = createReferenceEngine(shape)
    const expected = await reference.gradient(params, batches)
    const { gradient, ...sums } = await engine.gradient(params, batches)
    expect(choices).toMatchObject([{ mode, rows: 2, batchRows: 4, fits: true }])
    expectClose(config, gradient, expected.gradient, 1e-6)
    expect(sums).toMatchObject({ tokens: expected.tokens, dropped: [] })
    expect(sums.lossSum).toBeCloseTo(expected.lossSum, 3)
    const [found, wanted] = [
      await engine.loss(params, batches),
      await reference.loss(params, batches),
    ]
    expect(found).toMatchObject({ tokens: wanted.tokens, correct: wanted.correct })
  })

  it('is left out with all its rows where one of them breaks', async () => {
    // A token that the last row of the second batch has, and no other row.
    const token = 5
    const given = batches.map((batch) => ({
      ...batch,
      tokens: batch.tokens.map((other) => (other === token ? token + 1 : other)),
    }))
    given[1]?.tokens.fill(token, -1)
    const spoiled = params.slice()
    spoiled.fill(Number.NaN, token * config.hiddenSize, (token + 1) * config.hiddenSize)
    const { engine } = splitting(mode)
    const found = await engine.gradient(spoiled, given)
    const clean = await createReferenceEngine(shape).gradient(params, given.toSpliced(1, 1))
    expect(found).toMatchObject({ dropped: [1], tokens: clean.tokens })
    expectClose(config, found.gradient, clean.gradient, 1e-6)
  })

  it('is refused where it has another shape than the engine', async () => {
    const { engine } = splitting(mode)
    await expect(engine.gradient(params, [tinyBatch(config, 2, 12, 1)])).rejects.toMatchObject({
      code: 'batch-invalid',
    })
  })
})
