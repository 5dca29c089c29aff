/**
 * The compliance suite on onnxruntime's CUDA provider, where its libraries were added and a GPU answers. Skipped with a printed reason elsewhere.
 */
import { describe, it } from 'vitest'
import { type EngineKind, KINDS } from '../../node/engines/kinds.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { tryKind } from '../../node/engines/trial.ts'
import { engineCompliance } from '../compliance/engine.ts'
import { goldenSuite } from '../compliance/golden.ts'
import { tinyConfig } from '../model/fixtures.ts'
import { reusing } from './reuse.ts'
import { streamedSuite } from './streamed.ts'

const kind = KINDS.find(({ device }) => device === 'cuda') as EngineKind
const trial = await tryKind(kind, { config: tinyConfig(), rows: 1, length: 8, threads: 1 })

/** Tensor cores may round the factors of fp32 products to 10 bits. */
const tolerance = 1e-2

if (trial.ok) {
  engineCompliance(
    'onnx cuda',
    reusing((shape) => createOnnxEngine({ ...shape, threads: 1, device: 'cuda' })),
    tolerance,
  )
  goldenSuite(
    'onnx cuda',
    (shape) => createOnnxEngine({ ...shape, threads: 1, device: 'cuda' }),
    tolerance,
  )
  describe('onnx cuda', () =>
    streamedSuite(
      (options) => createOnnxEngine({ ...options, threads: 1, device: 'cuda' }),
      tolerance,
    ))
} else {
  process.stderr.write(`CUDA is not tested: ${trial.reason}\n`)
  describe.skip(`onnx cuda: ${trial.reason}`, () => it('is absent', () => {}))
}
