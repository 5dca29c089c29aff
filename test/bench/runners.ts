/**
 * The runners that a benchmark can be asked for by name, made in this process.
 *
 * WebGPU computes on SwiftShader, on the CPU, where Debian's chromium brought it and there is no GPU: set before the library looks for drivers.
 */
import { existsSync } from 'node:fs'
import type { Precision } from '../../kernels/graph/onnx-writer.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { createTfjsRunner } from '../../node/engines/tfjs-runner.ts'

const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json'

const RUNNERS: Readonly<
  Record<string, (threads: number, precision?: Precision) => Runner | Promise<Runner>>
> = {
  'onnx-cpu': (threads) => createOnnxRunner({ device: 'cpu', threads }),
  'onnx-cuda': (threads, precision = 'f32') =>
    createOnnxRunner({ device: 'cuda', threads, precision }),
  'onnx-webgpu': (threads, precision = 'f32') => {
    if (!existsSync('/dev/dri') && existsSync(swiftShader))
      process.env['VK_DRIVER_FILES'] ??= swiftShader
    return createOnnxRunner({ device: 'webgpu', threads, precision })
  },
  'tfjs-wasm': () => createTfjsRunner('wasm'),
  'tfjs-cpu': () => createTfjsRunner('cpu'),
  'tfjs-node': () => createTfjsRunner('node'),
  reference: () => createReferenceRunner(),
}

/** Rejects where there is no such name, and as the runner does where it is not installed. */
export async function benchRunner(
  name: string,
  threads: number,
  precision?: Precision,
): Promise<Runner> {
  const create = Object.hasOwn(RUNNERS, name) ? RUNNERS[name] : undefined
  if (create === undefined)
    throw new Error(`no engine '${name}'; there are ${Object.keys(RUNNERS).join(', ')}`)
  return create(threads, precision)
}
