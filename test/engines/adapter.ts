/** Whether WebGPU has an adapter here: this machine's GPU, or SwiftShader where Debian's chromium brought it. */
import { existsSync } from 'node:fs'
import { createGraph, input } from '../../kernels/graph/build.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'

const swiftShader = '/usr/lib/chromium/vk_swiftshader_icd.json'

/** Why not; undefined where it has one. Processes that are started later find the same. */
export async function absenceOfWebgpu(): Promise<string | undefined> {
  if (!existsSync('/dev/dri') && existsSync(swiftShader))
    process.env['VK_DRIVER_FILES'] ??= swiftShader
  const x = input(createGraph(), 'x', [1])
  const runner = createOnnxRunner({ device: 'webgpu', threads: 1 })
  try {
    await (await runner.compile({ name: 'probe', outputs: { y: x } })).release()
    return undefined
  } catch (error) {
    return `no adapter (${String(error).slice(0, 160)})`
  } finally {
    await runner.close()
  }
}
