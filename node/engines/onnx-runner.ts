/**
 * Runs programs through onnxruntime-node.
 *
 * `run` blocks the calling thread until the library is done, so this lives in a worker thread (onnx-worker.ts). On the CPU inputs
 * are read and results written in place, in shared memory too. On a GPU what is held or stays lies in GPU buffers: only a
 * session's output can be one, so an upload is a session of identities. Such a tensor has no download (`getData()` aborts the process
 * in 1.30); results leave through outputs on the CPU. Waiting threads spin for 50 us only: enough between two operations (a tenth
 * of a step at 5 M parameters), and several nodes share small machines.
 */
import './no-telemetry.ts'
import ort from 'onnxruntime-node'
import { createGraph, input } from '../../kernels/graph/build.ts'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import type { OnnxModel } from '../../kernels/graph/onnx-model.ts'
import type { OnnxDevice, Precision } from '../../kernels/graph/onnx-writer.ts'
import type { Node, NodeOf, Program } from '../../kernels/graph/ops.ts'
import { programInputs } from '../../kernels/graph/ops.ts'
import { compileError, deviceError } from './error.ts'
import { encodeOnnx } from './onnx-proto.ts'
import type { Feed, HostArray, Resident, Runner, Session, Tensors } from './runner.ts'
import { holdInPlace, isResident } from './runner.ts'

export type OnnxOptions = {
  readonly device: OnnxDevice
  /** Threads of one operation; the contributor's limit. */
  readonly threads: number
  /** What products are computed in; default f32. Inputs, outputs and everything else are f32 in any case. */
  readonly precision?: Precision
}

export function createOnnxRunner(options: OnnxOptions): Runner {
  const uploads = createUploads(options)
  return {
    name: `onnx ${options.device}`,
    precision: options.precision ?? 'f32',
    // On CUDA the library hands out results on the host alone.
    ownMemory: options.device === 'webgpu',
    apart: options.device !== 'cpu',
    addsInPlace: options.device === 'cpu',
    ...LAUNCHING[options.device],
    compile: (program, stay) => compile(program, options, stay),
    hold: options.device === 'webgpu' ? uploads.hold : holdInPlace,
    close: uploads.release,
  }
}

/**
 * What suits devices whose operations have to be launched (measured on an H200). On CUDA weights and gradients travel with every run, so
 * more tokens have to pay for it; its arena grows by doubling.
 */
const LAUNCHING = {
  cpu: {},
  webgpu: { partQueries: 1024, joinTokens: 8192 },
  cuda: { partQueries: 1024, joinTokens: 32_768, spare: 2 },
} as const

async function compile(
  program: Program,
  options: OnnxOptions,
  stay: readonly string[] = [],
): Promise<Session> {
  const inPlace = stay.length === 0
  const lowered = lowerToOnnx(program, {
    precision: options.precision ?? 'f32',
    device: options.device,
  })
  const model = encodeOnnx(inPlace ? withUnreadable(lowered) : lowered)
  const session = await ort.InferenceSession.create(model, sessionOptions(options, stay)).catch(
    (error: unknown) => {
      throw compileError(`onnx ${options.device}`, program.name, error)
    },
  )
  const inputs = programInputs(program)
  const outputs = Object.entries(program.outputs).filter(([name]) => !stay.includes(name))
  return {
    run: async (feeds, results) => {
      const fetches: Record<string, ort.Tensor | null> = {}
      for (const [name, { shape }] of outputs) fetches[name] = tensorOn(name, results[name], shape)
      for (const name of stay) fetches[name] = null
      if (inPlace) fetches[UNREADABLE] = null
      const found = await session
        .run(feedTensors(inputs, feeds), fetches)
        .catch((error: unknown) => {
          if (inPlace && String(error).includes('Non tensor type')) return {}
          throw deviceError('device-failed', `onnx ${options.device}`, program.name, error)
        })
      const tensors: Readonly<Record<string, ort.Tensor>> = found
      for (const [name] of outputs) takeResult(tensors[name], results[name], stay.length > 0)
      return Object.fromEntries(stay.map((name) => [name, residentOf(tensors[name] as ort.Tensor)]))
    },
    release: () => session.release(),
  }
}

/** The first output of a program of which nothing stays on the device. */
const UNREADABLE = 'unreadable'

/**
 * A model whose first output is an empty sequence, which the library makes and cannot give to JavaScript. When a run is over and all
 * outputs are written, each in its place, the library makes a copy of every one to hand out (1.30), which takes a tenth of a step
 * at 30 M parameters and is thrown away; this output makes it give up before the first. Where it does not, only the time is lost.
 */
function withUnreadable(model: OnnxModel): OnnxModel {
  const empty = { op: 'SequenceEmpty', domain: '', inputs: [], output: UNREADABLE, attributes: [] }
  return {
    ...model,
    nodes: [empty, ...model.nodes],
    outputs: [{ name: UNREADABLE, shape: [], type: 'sequence' }, ...model.outputs],
  }
}

/**
 * Frees the copy of an output that the library hands out although it wrote the output in place (1.30): gigabytes a pass, which
 * would wait for the garbage collector. Where another output stays on the device, `copied`, it wrote nothing but this copy.
 */
function takeResult(
  tensor: ort.Tensor | undefined,
  given: HostArray | undefined,
  copied: boolean,
): void {
  if (tensor === undefined || tensor.location !== 'cpu') return
  const data = tensor.data as HostArray
  if (copied) given?.set(data)
  const { buffer } = data
  if (buffer instanceof ArrayBuffer && buffer !== given?.buffer) buffer.transfer(0)
}

function residentOf(tensor: ort.Tensor): Resident {
  return { value: tensor, release: () => tensor.dispose() }
}

/** Uploads by programs of identities, one for each set of tensors. */
function createUploads(options: OnnxOptions) {
  const sessions = new Map<string, Promise<Session>>()
  const hold: Runner['hold'] = async (tensors, arrays) => {
    const key = JSON.stringify(tensors)
    let session = sessions.get(key)
    if (session === undefined) {
      const program = identityProgram(tensors)
      session = compile(program, options, Object.keys(program.outputs))
      sessions.set(key, session)
      session.catch(() => sessions.delete(key))
    }
    const held = await (await session).run(arrays, {})
    return {
      feeds: Object.fromEntries(
        tensors.map(({ name }) => [name, held[heldName(name)] as Resident]),
      ),
      release: () => {
        for (const resident of Object.values(held)) resident.release()
      },
    }
  }
  const release = async () => {
    for (const session of sessions.values()) await (await session).release()
    sessions.clear()
  }
  return { hold, release }
}

function identityProgram(tensors: Tensors): Program {
  const graph = createGraph()
  const outputs: Record<string, Node> = {}
  for (const { name, shape } of tensors) outputs[heldName(name)] = input(graph, name, shape)
  return { name: 'upload', outputs }
}

/** An output may not be called as an input is. */
function heldName(name: string): string {
  return `held ${name}`
}

function feedTensors(
  inputs: readonly NodeOf<'input'>[],
  feeds: Readonly<Record<string, Feed>>,
): Record<string, ort.Tensor> {
  const tensors: Record<string, ort.Tensor> = {}
  for (const { attributes } of inputs) {
    const { name, shape } = attributes
    const feed = feeds[name]
    tensors[name] =
      feed !== undefined && isResident(feed)
        ? (feed.value as ort.Tensor)
        : tensorOn(name, feed, shape)
  }
  return tensors
}

/** A tensor that lies on the array itself. */
function tensorOn(name: string, data: HostArray | undefined, shape: readonly number[]): ort.Tensor {
  if (data === undefined) throw new Error(`no array for '${name}'`)
  return data instanceof Int32Array
    ? new ort.Tensor('int32', data, shape)
    : new ort.Tensor('float32', data, shape)
}

/**
 * Every buffer is used again by what has its size. The default rounds sizes up, and makes all above 160 MiB anew at each run, which took half
 * of a step of 125 M parameters on an H200. The first session of a process decides for all.
 */
const WEBGPU = { name: 'webgpu', storageBufferCacheMode: 'simple' } as const

function sessionOptions(
  { device, threads }: OnnxOptions,
  stay: readonly string[],
): ort.InferenceSession.SessionOptions {
  const location = device === 'webgpu' ? 'gpu-buffer' : 'cpu'
  return {
    executionProviders: [device === 'webgpu' ? WEBGPU : device],
    preferredOutputLocation: Object.fromEntries(stay.map((name) => [name, location])),
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    extra: {
      // It would put the transposes of kernels/graph/onnx-products.ts back into their products.
      optimization: { disable_specified_optimizers: 'GemmTransposeFusion' },
      session: {
        // What a mask takes out of a softmax is 1e-39 in this library, and a processor takes a hundred times as long for such a number.
        set_denormal_as_zero: '1',
        intra_op: { allow_spinning: '1', spin_duration_us: '50' },
        inter_op: { allow_spinning: '0' },
      },
    },
  }
}
