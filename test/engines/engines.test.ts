/**
 * The compliance suite on every engine that runs everywhere.
 */
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { engineCompliance } from '../compliance/engine.ts'

engineCompliance('reference', createReferenceEngine, 1e-6)
engineCompliance('onnx cpu, 1 thread', (shape) => createOnnxEngine({ ...shape, threads: 1 }), 1e-4)
engineCompliance('onnx cpu, 2 threads', (shape) => createOnnxEngine({ ...shape, threads: 2 }), 1e-4)
