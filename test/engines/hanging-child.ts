/**
 * A process whose engine is busy inside a native library past its patience, and that ends as `murmur` does (node/main.ts): for hang.test.ts.
 */
import { codeOf, describeError, exitCodeOf } from '../../node/coded-error.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { openEngine } from '../../node/run/engine.ts'
import { endAtOnce, hasStuckThreads } from '../../node/stuck.ts'
import { benchBatch, benchParams, LARGE } from '../bench/compute-shapes.ts'

const shape = { ...LARGE, threads: 1, activations: 'whole' } as const
const patience = { firstMs: 300, leastMs: 300, factor: 1 }
try {
  const engine = await openEngine({ engine: 'onnx', device: 'cpu' }, shape, {
    say: () => {},
    create: () => createOnnxEngine({ ...shape, patience }),
  })
  await engine.gradient(benchParams(LARGE), [benchBatch(LARGE)])
} catch (error) {
  process.stdout.write(`${JSON.stringify({ code: codeOf(error), said: describeError(error) })}\n`)
  process.exitCode = exitCodeOf(error)
}
if (hasStuckThreads()) endAtOnce(Number(process.exitCode ?? 0))
