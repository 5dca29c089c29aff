/**
 * Runs programs through TensorFlow.js: on the wasm and cpu backends, or on tfjs-node's native library where a user installed it.
 *
 * None of its packages is a dependency: they are looked for when the engine is asked for (docs/engines.md says how to add them).
 * Calls block their thread, so this lives in a worker thread (tfjs-worker.ts). Held tensors stay in the backend's memory.
 */
import { createRequire } from 'node:module'
import util from 'node:util'
import type { NodeOf, Program } from '../../kernels/graph/ops.ts'
import { programInputs } from '../../kernels/graph/ops.ts'
import type { Tf, TfTensor } from '../../kernels/graph/tfjs.ts'
import { lowerToTfjs } from '../../kernels/graph/tfjs.ts'
import { deviceError, EngineError } from './error.ts'
import type { Feed, Held, HostArray, Resident, Runner, Session, Tensors } from './runner.ts'
import { isResident } from './runner.ts'

export const TFJS_DEVICES = ['wasm', 'cpu', 'node'] as const

export type TfjsDevice = (typeof TFJS_DEVICES)[number]

/** The parts of the library's start-up that we call, beside the operations. */
type Library = Tf & {
  readonly setBackend: (name: string) => Promise<boolean>
  readonly ready: () => Promise<void>
  readonly enableProdMode: () => void
}

/** Packages of a device; of several `anyOf` the first that is there. The last one loaded is the library. */
const PACKAGES: Readonly<Record<TfjsDevice, { backend: string; anyOf: readonly string[] }>> = {
  wasm: { backend: 'wasm', anyOf: ['@tensorflow/tfjs-backend-wasm'] },
  cpu: { backend: 'cpu', anyOf: ['@tensorflow/tfjs-backend-cpu'] },
  node: { backend: 'tensorflow', anyOf: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'] },
}

const CORE = '@tensorflow/tfjs-core'

const find = createRequire(import.meta.url)

/** The package that a device would load; undefined where none is installed. Loads nothing. */
export function tfjsPackage(device: TfjsDevice): string | undefined {
  return PACKAGES[device].anyOf.find(isInstalled)
}

/** Loads the library and its backend. Rejects as 'device-absent' where a package is missing or does not start. */
export async function createTfjsRunner(device: TfjsDevice): Promise<Runner> {
  const tf = await loadLibrary(device)
  return {
    name: `tfjs ${device}`,
    precision: 'f32',
    // wasm and cpu compute in host memory, where a copy costs little and a whole cache anew at each token much.
    ownMemory: device === 'node',
    apart: device === 'node' && tfjsPackage(device)?.endsWith('-gpu') === true,
    compile: async (program, stay) => compile(tf, device, program, stay),
    hold: async (tensors, arrays) => hold(tf, tensors, arrays),
    close: async () => {},
  }
}

async function loadLibrary(device: TfjsDevice): Promise<Library> {
  const { backend, anyOf } = PACKAGES[device]
  const name = tfjsPackage(device)
  if (name === undefined || (device !== 'node' && !isInstalled(CORE)))
    throw new EngineError('device-absent', `tfjs ${device}: ${anyOf.join(' or ')} is not installed`)
  try {
    // tfjs-node 4.22 calls util.isNullOrUndefined, which Node 23 removed.
    Object.assign(util, { isNullOrUndefined })
    const loaded = find(name) as Library
    const tf = device === 'node' ? loaded : (find(CORE) as Library)
    // Otherwise the cpu backend prints an advertisement for tfjs-node.
    tf.enableProdMode()
    if (!(await tf.setBackend(backend))) throw new Error(`its backend '${backend}' does not start`)
    await tf.ready()
    return tf
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineError('device-absent', `tfjs ${device}: ${name} does not load: ${reason}`)
  }
}

function isInstalled(name: string): boolean {
  try {
    find.resolve(name)
    return true
  } catch {
    return false
  }
}

function isNullOrUndefined(value: unknown): boolean {
  return value === null || value === undefined
}

function compile(
  tf: Tf,
  device: TfjsDevice,
  program: Program,
  stay: readonly string[] = [],
): Session {
  const inputs = programInputs(program)
  const lowered = lowerToTfjs(program, tf)
  return {
    run: async (feeds, results) => {
      const { given, own } = feedTensors(tf, inputs, feeds)
      try {
        const found = lowered.run(given)
        const kept: Record<string, Resident> = {}
        for (const [name, tensor] of Object.entries(found))
          if (stay.includes(name)) kept[name] = residentOf(tensor)
          else {
            results[name]?.set(await tensor.data())
            tensor.dispose()
          }
        return kept
      } catch (error) {
        throw deviceError('device-failed', `tfjs ${device}`, program.name, error)
      } finally {
        for (const tensor of own) tensor.dispose()
      }
    },
    release: async () => lowered.release(),
  }
}

function residentOf(tensor: TfTensor): Resident {
  return { value: tensor, release: tensor.dispose.bind(tensor) }
}

/** `own`: the tensors made here, to be disposed after the run. */
function feedTensors(
  tf: Tf,
  inputs: readonly NodeOf<'input'>[],
  feeds: Readonly<Record<string, Feed>>,
): { readonly given: Record<string, TfTensor>; readonly own: readonly TfTensor[] } {
  const given: Record<string, TfTensor> = {}
  const own: TfTensor[] = []
  for (const { attributes } of inputs) {
    const { name, shape } = attributes
    const feed = feeds[name]
    if (feed === undefined) throw new Error(`no array for '${name}'`)
    if (isResident(feed)) given[name] = feed.value as TfTensor
    else {
      const tensor = tensorOf(tf, feed, shape)
      given[name] = tensor
      own.push(tensor)
    }
  }
  return { given, own }
}

function hold(tf: Tf, tensors: Tensors, arrays: Readonly<Record<string, HostArray>>): Held {
  const feeds: Record<string, Resident> = {}
  for (const { name, shape } of tensors)
    feeds[name] = residentOf(tensorOf(tf, arrays[name] as HostArray, shape))
  const release = () => {
    for (const resident of Object.values(feeds)) resident.release()
  }
  return { feeds, release }
}

function tensorOf(tf: Tf, data: HostArray, shape: readonly number[]): TfTensor {
  return tf.tensor(data, shape, data instanceof Int32Array ? 'int32' : 'float32')
}
