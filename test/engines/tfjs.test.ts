/**
 * The compliance suite on TensorFlow.js: wasm and cpu, which the development dependencies bring, and the native library where it is.
 */
import { createRequire } from 'node:module'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngineCore } from '../../node/engines/core.ts'
import { createTfjsEngine } from '../../node/engines/tfjs.ts'
import { createTfjsRunner, tfjsPackage } from '../../node/engines/tfjs-runner.ts'
import { engineCompliance } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import { residencySuite } from './residency.ts'
import { reusing } from './reuse.ts'
import { streamedSuite } from './streamed.ts'

for (const device of ['wasm', 'cpu', 'node'] as const)
  if (tfjsPackage(device) !== undefined)
    engineCompliance(
      `tfjs ${device}`,
      reusing((shape) => createTfjsEngine({ ...shape, threads: 1, device })),
      1e-4,
    )

describe('tfjs', () => {
  // As if its memory were of its own, which the native library's is.
  residencySuite(async () => ({ ...(await createTfjsRunner('cpu')), ownMemory: true }))
  streamedSuite((options) => createTfjsEngine({ ...options, threads: 1, device: 'wasm' }))

  it.runIf(tfjsPackage('node') === undefined)(
    'says which package it lacks, at each call',
    async () => {
      const config = tinyConfig()
      const engine = createTfjsEngine({ config, rows: 1, length: 8, threads: 1, device: 'node' })
      onTestFinished(() => engine.close())
      for (let i = 0; i < 2; i++)
        await expect(
          engine.gradient(tinyParams(config, 1), [tinyBatch(config, 1, 8, 1)]),
        ).rejects.toMatchObject({
          code: 'device-absent',
          message: expect.stringContaining('@tensorflow/tfjs-node-gpu'),
        })
    },
  )

  it('leaves no tensor behind', async () => {
    const tf = createRequire(import.meta.url)('@tensorflow/tfjs-core') as {
      readonly memory: () => { readonly numTensors: number }
    }
    const config = tinyConfig()
    const runner = await createTfjsRunner('cpu')
    const engine = createEngineCore({ config, rows: 1, length: 8, runner })
    onTestFinished(() => engine.close())
    const params = tinyParams(config, 1)
    const batches = [1, 2].map((seed) => tinyBatch(config, 1, 8, seed))
    await engine.gradient(params, batches)
    const before = tf.memory().numTensors
    for (let i = 0; i < 3; i++) await engine.gradient(params, batches)
    expect(tf.memory().numTensors).toBe(before)
    await engine.close()
    expect(tf.memory().numTensors).toBe(0)
  })
})
