/** `murmur doctor`: what this machine can do, measured where it can be, and how to add what is missing. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describeError } from '../coded-error.ts'
import { packSamples, rowsBatch } from '../data/pack.ts'
import { createOnnxEngine } from '../engines/onnx.ts'
import type { OnnxDevice } from '../engines/onnx-runner.ts'
import { describeMachine } from '../system/machine.ts'
import { openModel } from './model.ts'
import { defaultBase } from './run-file.ts'

export type Finding = { readonly what: string; readonly ok: boolean; readonly text: string }

const trialRows = 8
const trialTokens = 128
const trialMs = 20_000
const cudaAdvice =
  'to add CUDA 12 (NVIDIA, Linux x64): node node_modules/onnxruntime-node/script/install --onnxruntime-node-install=cuda12'

/** Tokens a second of a few training steps of the committed base on one device. */
async function tryDevice(device: OnnxDevice, threads: number): Promise<Finding> {
  const { checkpoint, config } = await openModel(defaultBase)
  const engine = createOnnxEngine({ config, rows: trialRows, length: trialTokens, threads, device })
  const tokens = Array.from({ length: trialTokens }, (_, i) => i % config.vocabSize)
  const sample = { tokens, counted: tokens.map(() => true) }
  const packed = packSamples(
    Array.from({ length: trialRows }, () => sample),
    trialTokens,
    0,
  )
  const batch = rowsBatch(
    packed,
    Array.from({ length: trialRows }, (_, i) => i),
  )
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(`no step within ${trialMs / 1000} s`)), trialMs).unref()
  })
  try {
    const step = () => Promise.race([engine.gradient(checkpoint.params, [batch]), late])
    await step()
    const started = performance.now()
    const steps = 3
    for (let i = 0; i < steps; i++) await step()
    const rate = (steps * trialRows * trialTokens * 1000) / (performance.now() - started)
    const text = `${Math.round(rate)} tokens/s of training on the base model, ${threads} threads`
    return { what: `onnx ${device}`, ok: true, text }
  } catch (error) {
    return { what: `onnx ${device}`, ok: false, text: adviceFor(device, error) }
  } finally {
    await engine.close().catch(() => {})
  }
}

function adviceFor(device: OnnxDevice, error: unknown): string {
  const text = describeError(error)
  if (device === 'webgpu' && /adapter|vulkan/i.test(text))
    return "no GPU answers: it needs a Vulkan driver and its loader (Debian: libvulkan1 mesa-vulkan-drivers, or the maker's own)"
  return text.split('\n')[0]?.slice(0, 200) ?? ''
}

function cudaLibrary(): boolean {
  const folder = createRequire(import.meta.url)
    .resolve('onnxruntime-node/package.json')
    .replace(/package\.json$/, '')
  return existsSync(`${folder}bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so`)
}

export async function runDoctor(options: {
  readonly json: boolean
  readonly threads: number | undefined
}): Promise<void> {
  const machine = describeMachine()
  const threads = options.threads ?? Math.max(1, Math.floor(machine.cores / 2))
  const gib = (bytes: number) => `${(bytes / 2 ** 30).toFixed(1)} GiB`
  const findings: Finding[] = [
    { what: 'node', ok: true, text: `${machine.node} on ${machine.platform}` },
    { what: 'processor', ok: true, text: `${machine.cores} cores, ${machine.cpu}` },
    {
      what: 'memory',
      ok: machine.freeMemoryBytes > 2 ** 30,
      text: `${gib(machine.memoryBytes)}, ${gib(machine.freeMemoryBytes)} free`,
    },
    await tryDevice('cpu', threads),
    await tryDevice('webgpu', threads),
    cudaLibrary()
      ? await tryDevice('cuda', threads)
      : { what: 'onnx cuda', ok: false, text: cudaAdvice },
  ]
  const best = findings.filter((f) => f.ok && f.what.startsWith('onnx'))
  if (options.json)
    process.stdout.write(`${JSON.stringify({ event: 'doctor', ok: best.length > 0, findings })}\n`)
  else
    for (const { what, ok, text } of findings)
      process.stdout.write(`${ok ? 'ok ' : '-- '} ${what.padEnd(12)} ${text}\n`)
  if (best.length === 0) process.exitCode = 3
}
