/**
 * An engine that hangs in the middle of training: it is noticed by its own measure, replaced or told with advice, and holds up no process.
 */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createWorkerEngine } from '../../node/engines/calls.ts'
import { EngineError } from '../../node/engines/error.ts'
import { createFallbackEngine } from '../../node/engines/fallback.ts'
import { type EngineKind, kindsFor } from '../../node/engines/kinds.ts'
import { createWatch, type Patience, patienceFor } from '../../node/engines/patience.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { trainLocal } from '../../node/engines/train-local.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { openEngine } from '../../node/run/engine.ts'
import { hasStuckThreads } from '../../node/stuck.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import type { HangingData } from './hanging-worker.ts'

const shape = { config: tinyConfig(), rows: 2, length: 12 }
const params = tinyParams(shape.config, 1)
const batches = [tinyBatch(shape.config, 2, 12, 1)]
const options = { ...shape, threads: 1 }
const [first, second] = kindsFor({ engine: 'onnx', device: 'auto' }) as [EngineKind, EngineKind]

/** Hangs from the `from`-th program run on; `free` lets it go on and waits for the end of its thread. */
function hangingEngine(from: number, patience: Patience) {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const workerData: HangingData = { shape, gate, from }
  const worker = new Worker(new URL('./hanging-worker.ts', import.meta.url), { workerData })
  const ended = once(worker, 'exit')
  const free = async () => {
    Atomics.store(gate, 0, 1)
    Atomics.notify(gate, 0)
    await ended
  }
  const engine = createWorkerEngine(worker, { name: 'fake', precision: 'f64' }, patience)
  return { engine, free }
}

/** Enough to start a thread on a busy machine in the first call, then little. */
const brief: Patience = { firstMs: 60_000, factor: 2, leastMs: 200 }

describe('an engine that hangs', () => {
  it('is told by its code, and ends by itself should its thread come back', async () => {
    const { engine, free } = hangingEngine(6, brief)
    // Two layers: five programs and a head a pass; the second pass hangs.
    await engine.gradient(params, batches)
    await expect(engine.gradient(params, batches)).rejects.toMatchObject({
      code: 'device-timeout',
      message: expect.stringMatching(/^fake gave no sign of life for \d+ s/),
    })
    await expect(engine.loss(params, batches)).rejects.toMatchObject({ code: 'device-timeout' })
    await engine.close()
    expect(hasStuckThreads()).toBe(true)
    await free()
    expect(hasStuckThreads()).toBe(false)
  })

  it('is replaced in the middle of a gradient, and gives nothing to the sink afterwards', async () => {
    const { engine: bad, free } = hangingEngine(9, brief)
    await bad.gradient(params, batches)
    const engine = createFallbackEngine({
      kinds: [first, second],
      options,
      onFailure: () => {},
      create: (kind) => (kind === first ? bad : createReferenceEngine(shape)),
    })
    onTestFinished(() => engine.close())
    const found = new Float32Array(params.length)
    let blocks = 0
    const sums = await engine.gradientBlocks(params, batches, {
      block: (start, part) => {
        blocks += 1
        found.set(part, start)
      },
      restart: () => {},
    })
    const given = blocks
    await free()
    expect(blocks).toBe(given)
    const expected = await createReferenceEngine(shape).gradient(params, batches)
    expect(found).toEqual(expected.gradient)
    expect(sums.tokens).toBe(expected.tokens)
  })

  it('that cannot be replaced ends the command with a code of its own and advice', async () => {
    const { engine: bad, free } = hangingEngine(0, { ...brief, firstMs: 3000 })
    const lost: string[] = []
    const engine = await openEngine({ engine: 'onnx', device: 'cpu' }, options, {
      say: () => {},
      onLost: (message, code) => lost.push(`${code}: ${message}`),
      create: () => bad,
    })
    await expect(engine.gradient(params, batches)).rejects.toMatchObject({
      code: 'E_ENGINE_TIMEOUT',
      hint: expect.stringMatching(/--device auto/),
    })
    expect(lost).toEqual([
      expect.stringMatching(/^E_ENGINE_TIMEOUT: onnx cpu failed: fake gave no/),
    ])
    await free()
  })

  it('inside a native library holds up no process, which ends with the code', () => {
    const child = join(import.meta.dirname, 'hanging-child.ts')
    const done = spawnSync(process.execPath, [child], { encoding: 'utf8', timeout: 60_000 })
    expect(JSON.parse(done.stdout)).toMatchObject({ code: 'E_ENGINE_TIMEOUT' })
    // Joined, the thread would abort the process when it comes back: no exit code, and words of the library.
    expect(done).toMatchObject({ status: 3, stderr: '' })
  })
})

describe('a device out of memory in the middle of training', () => {
  const lost = new EngineError('device-failed', 'onnx webgpu cannot run: out of memory')
  const training = (engine: Engine, given: Float32Array) =>
    trainLocal({
      engine,
      config: shape.config,
      params: given,
      nextBatch: (step) => [tinyBatch(shape.config, 2, 12, step)],
      steps: 4,
      schedule: { kind: 'constant', peak: 1e-2, floor: 0, warmupSteps: 0, decayShare: 0, steps: 4 },
    })

  /** Two gradients, then no memory. */
  function small(): Engine {
    const inner = createReferenceEngine(shape)
    let calls = 0
    return {
      ...inner,
      gradient: (...call) => (calls++ < 2 ? inner.gradient(...call) : Promise.reject(lost)),
    }
  }

  it('goes on with the next engine: the same parameters in the end', async () => {
    const [whole, broken] = [params.slice(), params.slice()]
    await training(createReferenceEngine(shape), whole)
    const heard: string[] = []
    const engine = createFallbackEngine({
      kinds: [first, second],
      options,
      onFailure: (_, next, error) => heard.push(`${error.message} ${next?.device}`),
      create: (kind) => (kind === first ? small() : createReferenceEngine(shape)),
    })
    await training(engine, broken)
    expect(broken).toEqual(whole)
    expect(heard).toEqual([`${lost.message} ${second.device}`])
  })

  it('stops with advice where it was asked for by name; parameters are those of the last whole step', async () => {
    const [two, broken] = [params.slice(), params.slice()]
    const engine = await openEngine({ engine: 'onnx', device: 'cpu' }, options, {
      say: () => {},
      create: small,
    })
    await expect(training(engine, broken)).rejects.toMatchObject({
      code: 'E_ENGINE',
      hint: expect.stringMatching(/out of memory.*--memory.*--device auto/),
    })
    let steps = 0
    await trainLocal({
      engine: createReferenceEngine(shape),
      config: shape.config,
      params: two,
      nextBatch: (step) => [tinyBatch(shape.config, 2, 12, step)],
      steps: 4,
      schedule: { kind: 'constant', peak: 1e-2, floor: 0, warmupSteps: 0, decayShare: 0, steps: 4 },
      onStep: () => ++steps < 2,
    })
    expect(broken).toEqual(two)
  })
})

describe('patience', () => {
  afterEach(() => {
    vi.useRealTimers()
  })

  function watching(patience: Patience) {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const hung: number[] = []
    return { watch: createWatch(patience, (limitMs) => hung.push(limitMs)), hung }
  }
  const patience: Patience = { firstMs: 1000, factor: 10, leastMs: 200 }

  it('is that of the first call, then a multiple of the longest silence, with a floor', () => {
    const { watch, hung } = watching(patience)
    watch.begin(false)
    vi.advanceTimersByTime(900)
    watch.sign()
    vi.advanceTimersByTime(900)
    watch.end(true)
    vi.advanceTimersByTime(1e6)
    watch.begin(false)
    vi.advanceTimersByTime(8999)
    expect(hung).toEqual([])
    vi.advanceTimersByTime(1)
    expect(hung).toEqual([9000])
    const quick = watching(patience)
    quick.watch.begin(false)
    quick.watch.end(true)
    quick.watch.begin(false)
    vi.advanceTimersByTime(200)
    expect(quick.hung).toEqual([200])
  })

  it('does not run while the owner has a block, nor for what was never measured', () => {
    const { watch, hung } = watching(patience)
    watch.begin(false)
    watch.end(true)
    watch.begin(false)
    watch.pause()
    vi.advanceTimersByTime(1e6)
    watch.sign()
    watch.end(true)
    watch.begin(true)
    vi.advanceTimersByTime(999)
    expect(hung).toEqual([])
    vi.advanceTimersByTime(1)
    expect(hung).toEqual([1000])
  })

  it('starts anew where it was this process that stood still', () => {
    const { watch, hung } = watching(patience)
    watch.begin(false)
    const now = performance.now()
    const stopped = vi.spyOn(performance, 'now').mockReturnValue(now + 60_000)
    vi.advanceTimersByTime(1000)
    expect(hung).toEqual([])
    stopped.mockRestore()
    vi.advanceTimersByTime(1000)
    expect(hung).toEqual([1000])
  })
})

it('a first call may take what follows from the trial, and from the largest program that will run', () => {
  const { leastMs, firstMs } = patienceFor({ ...options, flopsPerSecond: 1e9 })
  const flops = 6 * params.length * 24
  expect(firstMs).toBe(leastMs + Math.ceil((20 * flops) / 1e6))
  expect(patienceFor(options).firstMs).toBeLessThan(firstMs)
  const blockwise = patienceFor({ ...options, flopsPerSecond: 1e9, memoryBytes: 1000 })
  expect(blockwise.firstMs).toBeLessThan(firstMs)
})
