/**
 * Every operation and its gradient through every lowering, against the reference interpreter, on random shapes and values.
 */
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Program } from '../../kernels/graph/ops.ts'
import { sizeOf } from '../../kernels/graph/ops.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { createTfjsRunner } from '../../node/engines/tfjs-runner.ts'
import { CASES, type Case, type Drawn, dims, drawCase, PLAIN_CASES } from './cases.ts'

const RUNNERS: Readonly<Record<string, () => Promise<Runner>>> = {
  'onnx cpu': async () => createOnnxRunner({ device: 'cpu', threads: 1 }),
  'tfjs wasm': () => createTfjsRunner('wasm'),
  'tfjs cpu': () => createTfjsRunner('cpu'),
}

describe.each(Object.entries(RUNNERS))('%s agrees with the reference', (_, create) => {
  for (const [name, cases] of Object.entries(CASES)) compare(name, cases, true)
  for (const [name, example] of Object.entries(PLAIN_CASES)) compare(name, [example], false)

  function compare(name: string, cases: readonly Case[], differentiable: boolean): void {
    it(name, async () => {
      const runner = await create()
      onTestFinished(() => runner.close())
      for (const example of cases)
        await fc.assert(
          fc.asyncProperty(dims(), fc.integer(), async (d, seed) => {
            await check(runner, drawCase(example, d, seed, differentiable))
          }),
          { numRuns: 12, seed: 20261124 },
        )
    })
  }
})

async function check(runner: Runner, { program, feeds }: Drawn): Promise<void> {
  const floats: Record<string, Float32Array> = {}
  for (const [name, feed] of Object.entries(feeds)) floats[name] = Float32Array.from(feed)
  const expected = interpret(program, floats)
  const session = await runner.compile(program)
  const results = emptyResults(program)
  await session.run(floats, results)
  await session.release()
  for (const [name, values] of Object.entries(expected)) {
    const scale = Math.max(1, ...values.map(Math.abs))
    results[name]?.forEach((x, i) => {
      expect(Math.abs(x - (values[i] as number)) / scale, `${name}[${i}]`).toBeLessThan(2e-6)
    })
  }
}

function emptyResults({ outputs }: Program): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape }]) => [name, new Float32Array(sizeOf(shape))]),
  )
}
