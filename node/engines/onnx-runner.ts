/**
 * Runs programs through onnxruntime-node.
 *
 * `run` blocks the calling thread until the library is done, so this lives in a worker thread (onnx-worker.ts). Inputs are
 * read and results written in place, in shared memory too. Thread-pool spinning is off: several nodes share small machines,
 * and a spinning pool burns a core between the calls.
 */
import ort from 'onnxruntime-node'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import type { NodeOf, Program } from '../../kernels/graph/ops.ts'
import { programInputs } from '../../kernels/graph/ops.ts'
import { EngineError } from './error.ts'
import { encodeOnnx } from './onnx-proto.ts'
import type { HostArray, Runner, Session } from './runner.ts'

export type OnnxDevice = 'cpu' | 'webgpu' | 'cuda'

export type OnnxOptions = {
  readonly device: OnnxDevice
  /** Threads of one operation; the contributor's limit. */
  readonly threads: number
}

export function createOnnxRunner(options: OnnxOptions): Runner {
  return {
    name: `onnx ${options.device}`,
    precision: 'f32',
    compile: (program) => compile(program, options),
    close: async () => {},
  }
}

async function compile(program: Program, options: OnnxOptions): Promise<Session> {
  const model = encodeOnnx(lowerToOnnx(program))
  let session: ort.InferenceSession
  try {
    session = await ort.InferenceSession.create(model, sessionOptions(options))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError(
      'device-absent',
      `onnxruntime cannot run '${program.name}' on ${options.device}: ${reason}`,
    )
  }
  const inputs = programInputs(program)
  const outputs = Object.entries(program.outputs)
  return {
    run: async (feeds, results) => {
      const fetches: Record<string, ort.Tensor> = {}
      for (const [name, { shape }] of outputs) fetches[name] = tensorOn(name, results[name], shape)
      await session.run(feedTensors(inputs, feeds), fetches)
    },
    release: () => session.release(),
  }
}

function feedTensors(
  inputs: readonly NodeOf<'input'>[],
  feeds: Readonly<Record<string, HostArray>>,
): Record<string, ort.Tensor> {
  const tensors: Record<string, ort.Tensor> = {}
  for (const { attributes } of inputs)
    tensors[attributes.name] = tensorOn(attributes.name, feeds[attributes.name], attributes.shape)
  return tensors
}

/** A tensor that lies on the array itself. */
function tensorOn(name: string, data: HostArray | undefined, shape: readonly number[]): ort.Tensor {
  if (data === undefined) throw new Error(`no array for '${name}'`)
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data, shape)
}

function sessionOptions({ device, threads }: OnnxOptions): ort.InferenceSession.SessionOptions {
  return {
    executionProviders: [device],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
  }
}
