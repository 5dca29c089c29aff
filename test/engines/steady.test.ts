/**
 * 200 steps: time per step and memory stay what they were.
 *
 * Time is CPU time of the process, which other work on the machine hardly moves. Memory is what is alive on the JavaScript side after a
 * collection, and what is resident where a library has memory of its own; the resident memory of plain JavaScript is the collector's choice.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createEngineCore } from '../../node/engines/core.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { createTfjsRunner } from '../../node/engines/tfjs-runner.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const STEPS = 200
const PART = 50
const sink = { block: () => {}, restart: () => {} }

const onnx = () => createOnnxRunner({ device: 'cpu', threads: 1 })
const cases: readonly (readonly [
  string,
  'whole' | 'keep' | 'recompute',
  () => Runner | Promise<Runner>,
  number,
])[] = [
  ['onnx cpu', 'whole', onnx, 64],
  ['onnx cpu', 'keep', onnx, 64],
  ['onnx cpu', 'recompute', onnx, 64],
  ['reference', 'recompute', createReferenceRunner, 4],
  ['tfjs wasm', 'recompute', () => createTfjsRunner('wasm'), 4],
  ['tfjs cpu', 'recompute', () => createTfjsRunner('cpu'), 4],
]

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes that are alive. Twice: what the first collection finalizes the second one frees. */
async function alive(): Promise<number> {
  for (let i = 0; i < 2; i++) {
    collect()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
}

describe('200 training steps', () => {
  it.each(cases)('on %s, %s', async (name, activations, create, length) => {
    const config = tinyConfig()
    const runner = await create()
    const engine = createEngineCore({ config, rows: 2, length, runner, activations })
    const params = tinyParams(config, 1)
    const batches = [tinyBatch(config, 2, length, 2), tinyBatch(config, 2, length, 3)]
    const times: number[] = []
    const settled = { resident: 0, alive: 0 }
    for (let step = 0; step < STEPS; step++) {
      const before = process.cpuUsage()
      await engine.gradientBlocks(params, batches, sink)
      const { user, system } = process.cpuUsage(before)
      times.push(user + system)
      if (step !== PART) continue
      settled.alive = await alive()
      settled.resident = process.memoryUsage.rss()
    }
    const resident = process.memoryUsage.rss() - settled.resident
    // One gradient leaked a step would be 150 steps x 40 kB; a session a step more than that.
    if (name !== 'tfjs cpu') expect(resident).toBeLessThan(60e6)
    expect((await alive()) - settled.alive).toBeLessThan(3e6)
    await engine.close()
    expect(median(times.slice(-PART))).toBeLessThan(1.5 * median(times.slice(PART, 2 * PART)) + 500)
  })
})
