/**
 * The compliance suite on every engine that runs everywhere.
 */
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { engineCompliance } from '../compliance/engine.ts'

engineCompliance('reference', createReferenceEngine, 1e-6)
engineCompliance('onnx cpu, 1 thread', (shape) => createOnnxEngine({ ...shape, threads: 1 }), 1e-4)
engineCompliance('onnx cpu, 2 threads', (shape) => createOnnxEngine({ ...shape, threads: 2 }), 1e-4)

// Two slices of the head, the second shorter.
const sliced = { headBytes: 4 * 2 * 12 * 30 }
engineCompliance(
  'reference, kept activations, sliced head',
  (shape) => createReferenceEngine({ ...shape, ...sliced, activations: 'keep' }),
  1e-6,
)
engineCompliance(
  'onnx cpu, recomputed activations, sliced head',
  (shape) => createOnnxEngine({ ...shape, ...sliced, threads: 1, activations: 'recompute' }),
  1e-4,
)
engineCompliance(
  'onnx cpu, kept activations',
  (shape) => createOnnxEngine({ ...shape, threads: 1, activations: 'keep' }),
  1e-4,
)
