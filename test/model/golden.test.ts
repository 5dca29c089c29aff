/**
 * Somebody else's numbers: logits, loss and every gradient as PyTorch and Hugging Face transformers compute them.
 *
 * Fixtures and versions: test/golden/model (make.py). Tolerances are relative errors of whole tensors in the Euclidean norm.
 */
import { describe, expect, it } from 'vitest'
import type { Feed } from '../../kernels/graph/reference.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { gradientName, gradientProgram, logitsProgram } from '../../kernels/model/programs.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createTfjsEngine } from '../../node/engines/tfjs.ts'
import { tfjsPackage } from '../../node/engines/tfjs-runner.ts'
import { tensorViews } from '../../node/engines/views.ts'
import { expectClose } from '../compliance/engine.ts'
import { GOLDEN_CASES, goldenSuite, readGolden } from '../compliance/golden.ts'

describe.each(GOLDEN_CASES)('golden model %s', (name) => {
  const { config, params, batch, expected } = readGolden(name)
  const shape = { rows: batch.rows, length: batch.length }

  it('agrees in float64 on the reference interpreter', () => {
    const { tokens, positions, documents } = batch
    const counted = batch.labels.filter((label) => label >= 0).length
    const feeds: Record<string, Feed> = {
      ...tensorViews(config, params),
      tokens,
      positions,
      documents,
      labels: batch.labels.map((label) => Math.max(0, label)),
      weights: Float64Array.from(batch.labels, (label) => (label < 0 ? 0 : 1)),
      scale: Float64Array.of(1 / counted),
    }
    const { logits } = interpret(logitsProgram(config, shape), feeds)
    expect(distance(logits as Float64Array, expected.logits)).toBeLessThan(1e-5)
    const found = interpret(gradientProgram(config, shape), feeds)
    expect(Math.abs((found.lossSum?.[0] as number) / expected.lossSum - 1)).toBeLessThan(1e-5)
    const gradient = modelTensors(config).flatMap((t) => [
      ...(found[gradientName(t.name)] as Float64Array),
    ])
    expectClose(config, gradient, expected.gradient, 1e-5)
  })
})

goldenSuite('onnx cpu', (shape) => createOnnxEngine({ ...shape, threads: 1 }))
goldenSuite('onnx cpu, recomputed activations', (shape) =>
  createOnnxEngine({ ...shape, threads: 1, activations: 'recompute' }),
)
for (const device of ['wasm', 'cpu', 'node'] as const)
  if (tfjsPackage(device) !== undefined)
    goldenSuite(`tfjs ${device}`, (shape) => createTfjsEngine({ ...shape, threads: 1, device }))

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [error, norm] = [0, 0]
  for (let i = 0; i < b.length; i++) {
    error += ((a[i] as number) - (b[i] as number)) ** 2
    norm += (b[i] as number) ** 2
  }
  return Math.sqrt(error / norm)
}
