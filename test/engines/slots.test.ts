/**
 * Prompts at once by the memory for their keys and values: fewer where not all fit, none where one does not, and fewer after a device ran
 * out of it.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { workingBytes } from '../../kernels/graph/memory.ts'
import { type Program, programInputs, reachable } from '../../kernels/graph/ops.ts'
import { decodeProgram, prefillProgram } from '../../kernels/model/decode.ts'
import { cacheBytes, generationBytes } from '../../kernels/model/decode-memory.ts'
import { type CoreOptions, createEngineCore } from '../../node/engines/core.ts'
import { deviceError } from '../../node/engines/error.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { openEngine } from '../../node/run/engine.ts'
import { tinyConfig, tinyParams } from '../model/fixtures.ts'

const config = tinyConfig({ max_position_embeddings: 4096 })
const shape = { config, rows: 1, length: 8 }
const params = tinyParams(config, 5)
const prompts = Array.from({ length: 10 }, (_, i) => Int32Array.of(i, (5 * i) % 37, 7))
const options = { maxTokens: 4, stopTokens: [], temperature: 0.9, topP: 1, seed: 3 }

const rowsOf = (program: Program) =>
  programInputs(program).find(({ attributes }) => attributes.name === 'tokens')?.shape[0] as number

/** An engine that says what it compiled, on a device that has no memory for more than `most` slots. */
function watching(fields: Partial<CoreOptions>, most = 32, about: Partial<Runner> = {}) {
  const inner = createReferenceRunner()
  const seen = { prefills: [] as Program[], slots: [] as number[], held: 0 }
  const runner: Runner = {
    ...inner,
    ...about,
    hold: (...given) => {
      seen.held += 1
      return inner.hold(...given)
    },
    compile: async (program, stay) => {
      if (program.name === 'prefill') seen.prefills.push(program)
      const session = await inner.compile(program, stay)
      if (program.name !== 'decode') return session
      seen.slots.push(rowsOf(program))
      if (rowsOf(program) <= most) return session
      const full = new Error('Failed to allocate memory for requested buffer of size 9')
      const run = () => Promise.reject(deviceError('device-failed', 'onnx cuda', 'decode', full))
      return { ...session, run }
    },
  }
  const engine = createEngineCore({ ...shape, runner, ...fields })
  onTestFinished(() => engine.close())
  return { engine, seen }
}

const reference = () => createReferenceEngine(shape).generate(params, prompts, options)

/** With room for so many slots. */
function bytesFor(rows: number, place = { apart: false, stays: false }) {
  return generationBytes(config, { rows, length: 16, capacity: 32 }, place)
}

describe('prompts at once', () => {
  it('are as many as there is memory for', async () => {
    const { device, host } = bytesFor(4)
    const { engine, seen } = watching({ memoryBytes: device + host })
    expect(await engine.generate(params, prompts, options)).toEqual(await reference())
    expect(seen.slots).toEqual([4, 2])
    const { engine: free, seen: all } = watching({})
    await free.generate(params, prompts, options)
    expect(all.slots).toEqual([16])
  })

  it("are bounded by a device's memory and the host's each, where that is known", async () => {
    const place = { apart: true, stays: false }
    const { device, host } = bytesFor(2, place)
    const { engine, seen } = watching({ memoryBytes: host, deviceBytes: 1e12 }, 32, place)
    expect(await engine.generate(params, prompts, options)).toEqual(await reference())
    const { engine: other, seen: same } = watching({ deviceBytes: device }, 32, place)
    await other.generate(params, prompts, options)
    expect([seen.slots, same.slots]).toEqual([[2], [2]])
  })

  it('are refused before anything is done where one of them does not fit', async () => {
    const { device, host } = bytesFor(1)
    const { engine, seen } = watching({ memoryBytes: device + host })
    const long = [...prompts, Int32Array.from({ length: 1000 }, () => 3)]
    await expect(
      engine.generate(params, long, { ...options, maxTokens: 2000 }),
    ).rejects.toMatchObject({
      code: 'device-cache',
      message: expect.stringMatching(
        /^a prompt of 1,000 tokens and 2,000 new ones would take about \d+ MB, mostly for [a-z ]+, of the \d+ MB that it may take$/,
      ),
    })
    expect(seen).toEqual({ prefills: [], slots: [], held: 0 })
    expect(await engine.generate(params, prompts.slice(0, 1), options)).toHaveLength(1)
  })

  it('are refused with advice', async () => {
    const engine = await openEngine(
      { engine: 'onnx', device: 'cpu' },
      { ...shape, threads: 1, memoryBytes: 1e6 },
      { say: () => {} },
    )
    onTestFinished(() => engine.close())
    await expect(engine.generate(params, prompts, options)).rejects.toMatchObject({
      code: 'E_ENGINE',
      message: expect.stringContaining(
        'onnx cpu failed: a prompt of 3 tokens and 4 new ones would',
      ),
      hint: expect.stringContaining('--max-tokens'),
    })
  })

  it('are fewer once a device ran out of memory, and each token is reported once', async () => {
    const { engine, seen } = watching({}, 2)
    const told = prompts.map((): number[] => [])
    const onToken = (prompt: number, token: number) => told[prompt]?.push(token)
    const found = await engine.generate(params, prompts, { ...options, onToken })
    expect(found).toEqual(await reference())
    expect(told).toEqual(found.map((tokens) => [...tokens]))
    expect(seen.slots).toEqual([16, 8, 4, 2])
    await engine.generate(params, prompts, options)
    expect(seen.slots).toEqual([16, 8, 4, 2])
  })

  it('are none where a device has no memory for one', async () => {
    const { engine, seen } = watching({}, 0)
    await expect(engine.generate(params, prompts, options)).rejects.toMatchObject({
      code: 'device-failed',
    })
    expect(seen.slots).toEqual([16, 8, 4, 2, 1])
  })
})

describe('a refusal', () => {
  it.each([
    ['weights', { hidden_size: 512, vocab_size: 1024 }, 4],
    ['keys and values', { num_hidden_layers: 16 }, 4000],
    ['values in between', { intermediate_size: 8192, num_hidden_layers: 1 }, 4],
  ] as const)('says what takes most: %s', async (most, fields, maxTokens) => {
    const wide = tinyConfig({ max_position_embeddings: 8192, ...fields })
    const runner = { ...createReferenceRunner(), apart: true, ownMemory: most === 'weights' }
    // Weights count where they are copied to.
    const about = most === 'values in between' ? { ...runner, apart: false } : runner
    const given = { config: wide, rows: 1, length: 8, runner: about, memoryBytes: 1e6 }
    const engine = createEngineCore({ ...given, deviceBytes: 1e5 })
    onTestFinished(() => engine.close())
    const asked = engine.generate(tinyParams(wide, 1), prompts, { ...options, maxTokens })
    const place = most === 'values in between' ? '' : ' on the device'
    await expect(asked).rejects.toThrow(
      new RegExp(`mostly for ${most}, of the 1 MB that it may take${place}$`),
    )
  })
})

it("a prompt is read in the device's own parts of attention", async () => {
  const long = [Int32Array.from({ length: 200 }, (_, i) => i % 37)]
  const partsOf = async (about: Partial<Runner>) => {
    const { engine, seen } = watching({}, 32, about)
    const found = await engine.generate(params, long, options)
    const [program] = seen.prefills as [Program]
    return { found, parts: reachable(program).filter(({ op }) => op === 'softmax').length }
  }
  const [own, wide] = [await partsOf({}), await partsOf({ partQueries: 1024 })]
  expect(own.parts).toBe(4 * config.layers)
  expect(wide.parts).toBe(config.layers)
  expect(wide.found).toEqual(own.found)
})

describe('the estimate of a generation', () => {
  it.each([false, true])('counts what lies between in the programs of all layers (%s)', (stays) => {
    const [few, many] = [2, 6].map((layers) => {
      const deep = tinyConfig({ num_hidden_layers: layers, max_position_embeddings: 4096 })
      const capacity = stays ? 256 : undefined
      const prefill = prefillProgram(deep, { rows: 2, length: 128 }, capacity)
      return [prefill, decodeProgram(deep, 2, 256, stays)].map(workingBytes)
    })
    expect(many).toEqual(few)
  })

  it('grows with the places of the cache, on a device twice', () => {
    const of = (capacity: number, place: { apart: boolean; stays: boolean }) =>
      generationBytes(config, { rows: 2, length: 16, capacity }, place)
    const more = cacheBytes(config, 2, 4096 - 32)
    // Two layers, keys and values, two rows, two heads of eight numbers.
    expect(more).toBe(2 * 2 * 2 * 2 * 8 * 4 * (4096 - 32))
    const host = { apart: false, stays: false }
    expect(of(4096, host).host - of(32, host).host).toBe(more)
    const there = { apart: true, stays: true }
    expect(of(4096, there).device - of(32, there).device).toBeGreaterThanOrEqual(2 * more)
    expect(of(4096, there).host).toBe(of(32, there).host)
  })
})
