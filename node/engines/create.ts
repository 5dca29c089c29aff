/**
 * An engine of a kind: the one place that knows which file makes which.
 */

import type { OnnxDevice } from '../../kernels/graph/onnx-writer.ts'
import type { Engine } from '../ports-engine.ts'
import type { EngineKind } from './kinds.ts'
import { createOnnxEngine, type OnnxEngineOptions } from './onnx.ts'
import { startReferenceEngine } from './reference.ts'
import { createTfjsEngine } from './tfjs.ts'
import type { TfjsDevice } from './tfjs-runner.ts'

export type EngineOptions = Omit<OnnxEngineOptions, 'device'>

/** Starts it; what is missing is told by the first call, as 'device-absent'. */
export function createEngine(
  { engine, device }: Pick<EngineKind, 'engine' | 'device'>,
  options: EngineOptions,
): Engine {
  switch (engine) {
    case 'onnx':
      return createOnnxEngine({ ...options, device: device as OnnxDevice })
    case 'tfjs':
      return createTfjsEngine({ ...options, device: device as TfjsDevice })
    case 'reference':
      return startReferenceEngine(options)
  }
}
