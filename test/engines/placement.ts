/**
 * That the library computes every program of a model on the device that it was given: what a provider has no kernel for it gives to the
 * CPU without a word, there and back for each such node.
 */
import ort from 'onnxruntime-node'
import { expect, it } from 'vitest'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import type { OnnxDevice } from '../../kernels/graph/onnx-writer.ts'
import { type Program, reachable } from '../../kernels/graph/ops.ts'
import { decodeProgram, prefillProgram } from '../../kernels/model/decode.ts'
import { gradientProgram, logitsProgram, lossProgram } from '../../kernels/model/programs.ts'
import {
  finalNormBackward,
  finalNormProgram,
  headSliceBackward,
  headSliceProgram,
  layerPrograms,
  wholeHeadProgram,
} from '../../kernels/model/streaming.ts'
import { encodeOnnx } from '../../node/engines/onnx-proto.ts'
import { tinyConfig } from '../model/fixtures.ts'

export function placementSuite(device: OnnxDevice): void {
  it.each([{}, { model_type: 'qwen3', tie_word_embeddings: true }])(
    'computes all of every program on the device (%j)',
    async (fields) => {
      // An index comes out of ArgMax wide and is made narrow on the CPU: one integer a token.
      const programs = allPrograms(fields).filter((p) => !reachable(p).some(isIndex))
      expect(programs.length).toBe(14)
      for (const program of programs) {
        const session = ort.InferenceSession.create(encodeOnnx(lowerToOnnx(program, { device })), {
          executionProviders: [device],
          logSeverityLevel: 4,
          extra: {
            session: { disable_cpu_ep_fallback: '1' },
            optimization: { disable_specified_optimizers: 'GemmTransposeFusion' },
          },
        })
        await expect(session, program.name).resolves.toBeDefined()
        await (await session).release()
      }
    },
  )
}

function isIndex({ op }: { readonly op: string }): boolean {
  return op === 'argmax'
}

/** Attention in two causal parts. */
function allPrograms(fields: Readonly<Record<string, unknown>>): Program[] {
  const config = tinyConfig(fields)
  const shape = { rows: 2, length: 128 }
  const m = shape.rows * shape.length
  const layers = (['keep', 'recompute'] as const).flatMap((activations) => {
    const { forward, backward } = layerPrograms(config, shape, activations)
    return [forward, backward]
  })
  return [
    gradientProgram(config, shape),
    lossProgram(config, shape),
    logitsProgram(config, shape),
    ...layers,
    finalNormProgram(config, m),
    finalNormBackward(config, m),
    headSliceProgram(config, m, 8),
    headSliceBackward(config, m, 8),
    wholeHeadProgram(config, m),
    prefillProgram(config, shape),
    prefillProgram(config, shape, 256),
    decodeProgram(config, 2, 128),
    decodeProgram(config, 2, 128, true),
  ]
}
