/**
 * The compliance suite on onnxruntime's WebGPU provider: on this machine's GPU, or on SwiftShader where Debian's chromium brought it.
 *
 * Skipped with a printed reason where neither is there.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGraph, input, matmul, mul, total } from '../../kernels/graph/build.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { isResident } from '../../node/engines/runner.ts'
import { engineCompliance } from '../compliance/engine.ts'
import { goldenSuite } from '../compliance/golden.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import { absenceOfWebgpu } from './adapter.ts'
import { placementSuite } from './placement.ts'
import { residencySuite } from './residency.ts'
import { reusing } from './reuse.ts'
import { streamedSuite } from './streamed.ts'

const absent = await absenceOfWebgpu()
if (absent !== undefined) {
  process.stderr.write(`WebGPU is not tested: ${absent}\n`)
  describe.skip(`onnx webgpu: ${absent}`, () => it('is absent', () => {}))
} else {
  engineCompliance(
    'onnx webgpu',
    reusing((shape) => createOnnxEngine({ ...shape, threads: 1, device: 'webgpu' })),
    1e-4,
  )
  goldenSuite('onnx webgpu', (shape) =>
    createOnnxEngine({ ...shape, threads: 1, device: 'webgpu' }),
  )
  describe('onnx webgpu', () => {
    placementSuite('webgpu')
    largeForms()
    residency()
    residencySuite(() => createOnnxRunner({ device: 'webgpu', threads: 1 }))
    streamedSuite((options) => createOnnxEngine({ ...options, threads: 1, device: 'webgpu' }))
  })
}

function largeForms(): void {
  it('agrees with the reference where large values take other forms', async () => {
    const graph = createGraph()
    const [a, b] = [input(graph, 'a', [300, 256]), input(graph, 'b', [64, 256])]
    const outputs = { sum: total(mul(a, a)), product: matmul(a, b, { transB: true, alpha: 0.5 }) }
    const feeds = { a: randomFloats(300 * 256, 1), b: randomFloats(64 * 256, 2) }
    const expected = interpret({ name: 'forms', outputs }, feeds)
    const runner = createOnnxRunner({ device: 'webgpu', threads: 1 })
    onTestFinished(() => runner.close())
    const session = await runner.compile({ name: 'forms', outputs })
    const results = { sum: new Float32Array(1), product: new Float32Array(300 * 64) }
    await session.run(feeds, results)
    await session.release()
    for (const name of ['sum', 'product'] as const)
      results[name].forEach((x, i) => {
        const wanted = expected[name]?.[i] as number
        expect(Math.abs(x - wanted) / Math.max(1, Math.abs(wanted)), name).toBeLessThan(2e-6)
      })
  })
}

function randomFloats(length: number, seed: number): Float32Array {
  const random = createRandom(seed)
  return Float32Array.from({ length }, () => random() - 0.5)
}

function residency(): void {
  it('uploads the parameters once a call and finds them on the GPU in each batch', async () => {
    const config = tinyConfig({ num_hidden_layers: 1 })
    const runner = createOnnxRunner({ device: 'webgpu', threads: 1 })
    const seen = { uploads: 0, runs: 0 }
    const engine = createEngineCore({
      config,
      rows: 1,
      length: 8,
      runner: { ...watch(runner, seen), joinTokens: 0 },
    })
    onTestFinished(() => engine.close())
    const batches = [1, 2, 3].map((seed) => tinyBatch(config, 1, 8, seed))
    await engine.gradient(tinyParams(config, 1), batches)
    expect(seen).toEqual({ uploads: 1, runs: 3 })
    await engine.gradient(tinyParams(config, 2), batches)
    expect(seen).toEqual({ uploads: 2, runs: 6 })
  })

  /** Counts uploads, and checks where each run finds the parameters. */
  function watch(runner: Runner, seen: { uploads: number; runs: number }): Runner {
    const names = modelTensors(tinyConfig({ num_hidden_layers: 1 })).map(({ name }) => name)
    return {
      ...runner,
      hold: (tensors, arrays) => {
        seen.uploads += 1
        return runner.hold(tensors, arrays)
      },
      compile: async (program, stay) => {
        const session = await runner.compile(program, stay)
        return {
          ...session,
          run: (feeds, results) => {
            if (program.name !== 'gradient') return session.run(feeds, results)
            seen.runs += 1
            for (const name of names) {
              const feed = feeds[name]
              const value = feed !== undefined && isResident(feed) ? feed.value : undefined
              expect(value, name).toMatchObject({ location: 'gpu-buffer' })
            }
            return session.run(feeds, results)
          },
        }
      },
    }
  }

  it('gives a result that stayed to another session', async () => {
    const runner = createOnnxRunner({ device: 'webgpu', threads: 1 })
    const graph = createGraph()
    const [x, y] = [input(graph, 'x', [2, 2]), input(graph, 'y', [2, 2])]
    const product = { name: 'product', outputs: { z: matmul(x, y) } }
    const first = await runner.compile(product, ['z'])
    const second = await runner.compile(product)
    const [a, b] = [Float32Array.of(1, 2, 3, 4), Float32Array.of(0, 1, 1, 0)]
    const { z } = await first.run({ x: a, y: b }, {})
    if (z === undefined) throw new Error('z did not stay')
    const result = new Float32Array(4)
    await second.run({ x: z, y: b }, { z: result })
    z.release()
    expect([...result]).toEqual([1, 2, 3, 4])
    for (const part of [first, second, runner])
      await ('release' in part ? part.release() : part.close())
  })
}
