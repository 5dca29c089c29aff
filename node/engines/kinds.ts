/**
 * The engines and the devices that each computes on: one table, from which choice, `doctor` and advice follow.
 *
 * Order is preference among equals. Invariant: finding out what may be here loads no library.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { EngineOptions } from './create.ts'
import { tfjsPackage } from './tfjs-runner.ts'

export const ENGINES = ['onnx', 'tfjs', 'reference'] as const
export const DEVICES = ['cpu', 'webgpu', 'cuda', 'wasm', 'node'] as const

export type EngineName = (typeof ENGINES)[number]
export type DeviceName = (typeof DEVICES)[number]

export type EngineKind = {
  readonly engine: EngineName
  readonly device: DeviceName
  /** Whether a choice among all engines tries it; the others are slower than onnx on the CPU wherever that runs. */
  readonly fast: boolean
  /** Works wherever nothing is missing, so a person who asks for it need not wait for a trial. */
  readonly certain: boolean
  /** Whether its devices may compute products in fp16; onnxruntime takes the casts out again on a CPU. */
  readonly halves: boolean
  /** What is missing, where that can be seen without loading anything. */
  readonly missing: () => string | undefined
  /** What to do where it is missing or does not start. */
  readonly advice: string
}

export const KINDS: readonly EngineKind[] = [
  {
    engine: 'onnx',
    device: 'cuda',
    fast: true,
    certain: false,
    halves: true,
    missing: () => (hasCuda() ? undefined : 'the CUDA libraries of onnxruntime are not installed'),
    advice:
      "docs/engines.md says how to add them for CUDA 13; for CUDA 12 (NVIDIA, Linux x64) run in murmur's folder: node node_modules/onnxruntime-node/script/install --onnxruntime-node-install=cuda12",
  },
  {
    engine: 'onnx',
    device: 'webgpu',
    fast: true,
    certain: false,
    halves: true,
    missing: () => undefined,
    advice:
      "A GPU needs a Vulkan driver and its loader (Debian: libvulkan1 mesa-vulkan-drivers, or the maker's own).",
  },
  {
    engine: 'tfjs',
    device: 'node',
    fast: true,
    certain: false,
    halves: false,
    missing: () => missingTfjs('node'),
    advice:
      "In murmur's folder, run: npm install --no-save @tensorflow/tfjs-node-gpu@4.22.0, and see docs/engines.md.",
  },
  {
    engine: 'onnx',
    device: 'cpu',
    fast: true,
    certain: true,
    halves: false,
    missing: () => undefined,
    advice:
      "Run npm ci again in murmur's folder; onnxruntime-node brings it for Linux, macOS and Windows.",
  },
  {
    engine: 'tfjs',
    device: 'wasm',
    fast: false,
    certain: true,
    halves: false,
    missing: () => missingTfjs('wasm'),
    advice:
      "In murmur's folder, run: npm install --no-save @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0",
  },
  {
    engine: 'tfjs',
    device: 'cpu',
    fast: false,
    certain: true,
    halves: false,
    missing: () => missingTfjs('cpu'),
    advice:
      "In murmur's folder, run: npm install --no-save @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0",
  },
  {
    engine: 'reference',
    device: 'cpu',
    fast: false,
    certain: true,
    halves: false,
    missing: () => undefined,
    advice: '',
  },
]

export type EngineChoice = {
  readonly engine: EngineName | 'auto'
  readonly device: DeviceName | 'auto'
}

/** The kinds that a choice leaves open, best guess first; none where the engine has no such device. */
export function kindsFor({ engine, device }: EngineChoice): EngineKind[] {
  const open = KINDS.filter(
    (kind) =>
      (engine === 'auto' || kind.engine === engine) &&
      (device === 'auto' || kind.device === device),
  )
  // The slow ones must be asked for by a name that no fast one has.
  const fast = open.filter((kind) => kind.fast)
  return engine === 'auto' && fast.length > 0 ? fast : open
}

export function kindLabel({ engine, device }: Pick<EngineKind, 'engine' | 'device'>): string {
  return engine === 'reference' ? engine : `${engine} ${device}`
}

/** What creating an engine of a kind is given, as data that another process can be sent. */
export type KindRequest = Pick<EngineKind, 'engine' | 'device'> & EngineOptions

function hasCuda(): boolean {
  const manifest = createRequire(import.meta.url).resolve('onnxruntime-node/package.json')
  const folder = manifest.replace(
    /package\.json$/,
    `bin/napi-v6/${process.platform}/${process.arch}/`,
  )
  return ['libonnxruntime_providers_cuda.so', 'onnxruntime_providers_cuda.dll'].some((file) =>
    existsSync(folder + file),
  )
}

function missingTfjs(device: 'wasm' | 'cpu' | 'node'): string | undefined {
  if (tfjsPackage(device) !== undefined) return undefined
  return device === 'node'
    ? 'neither @tensorflow/tfjs-node-gpu nor @tensorflow/tfjs-node is installed'
    : `@tensorflow/tfjs-core and @tensorflow/tfjs-backend-${device} are not installed`
}
