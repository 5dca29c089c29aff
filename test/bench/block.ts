/**
 * One transformer block of Seed-OSS-36B at its true width, forward and backward on the CPU: time, useful rate, memory.
 *
 * The same compiled programs as every streamed pass, recomputing activations: what a device holds at any time of a 36B pass but
 * for the head.
 */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { type programInputs, sizeOf } from '../../kernels/graph/ops.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { runBytes } from '../../kernels/model/memory.ts'
import { CHECK, gradientName } from '../../kernels/model/programs.ts'
import { layerPrograms } from '../../kernels/model/streaming.ts'
import { layerTensors } from '../../kernels/model/tensors.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import type { HostArray } from '../../node/engines/runner.ts'
import { sharedFloats } from '../../node/engines/views.ts'
import { benchBatch } from './compute-shapes.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const CONFIG = new URL('../../assets/configs/seed-oss-36b.json', import.meta.url)

export const benchBlock: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      threads: { type: 'string', default: String(availableParallelism()) },
      tokens: { type: 'string', default: '512' },
    },
  })
  const parsed = parseModelConfig(JSON.parse(readFileSync(CONFIG, 'utf8')))
  if (!parsed.ok) throw new Error(parsed.message)
  const shape = { name: 'block', config: parsed.config, rows: 1, length: Number(values.tokens) }
  const { forward, backward } = layerPrograms(shape.config, shape, 'recompute')
  const feeds = blockFeeds(shape)
  const parameters = layerTensors(shape.config).reduce((sum, t) => sum + sizeOf(t.shape), 0)
  const runner = createOnnxRunner({ device: 'cpu', threads: Number(values.threads) })
  const y = new Float32Array(shape.length * shape.config.hiddenSize)
  const forwardMs = await timeOf(runner, forward, feeds, { y })
  const dx = new Float32Array(y.length)
  const gradients: Record<string, Float32Array> = { dx, [CHECK]: new Float32Array(1) }
  for (const { name, shape: of } of layerTensors(shape.config))
    gradients[gradientName(name)] = sharedFloats(sizeOf(of))
  const backwardMs = await timeOf(runner, backward, { ...feeds, dy: y }, gradients)
  if (!dx.every(Number.isFinite) || dx.every((x) => x === 0)) throw new Error('no gradient')
  const { heads, headDim } = shape.config
  const flops = 6 * shape.length * (parameters + heads * headDim * shape.length)
  const peakBytes = 1024 * process.resourceUsage().maxRSS
  const result = {
    parameters,
    tokens: shape.length,
    forwardMs: Math.round(forwardMs),
    backwardMs: Math.round(backwardMs),
    usefulGflops: rounded(flops / (forwardMs + backwardMs) / 1e6),
    peakBytes,
    plannedBytes: runBytes(backward),
    weightBytes: 4 * parameters,
  }
  say(
    `${parameters} parameters, ${result.tokens} tokens: forward ${result.forwardMs} ms, backward ${result.backwardMs} ms, ` +
      `${rounded(peakBytes / 1e9)} GB resident (weights ${rounded(result.weightBytes / 1e9)} GB)`,
  )
  return result
}

function blockFeeds(shape: Parameters<typeof benchBatch>[0]): Record<string, HostArray> {
  const { config, length } = shape
  const { positions, documents } = benchBatch(shape)
  const feeds: Record<string, HostArray> = { positions, documents }
  for (const { name, shape: of } of layerTensors(config)) feeds[name] = noise(sizeOf(of), 0.02)
  feeds['x'] = noise(length * config.hiddenSize, 1)
  return feeds
}

/** Roughly uniform numbers of this size, fast. */
function noise(length: number, size: number): Float32Array {
  const values = sharedFloats(length)
  let state = 1
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    values[i] = (size * state) / 2 ** 31
  }
  return values
}

/** One run after the compilation; a second one would only warm caches that are far too small. */
async function timeOf(
  runner: ReturnType<typeof createOnnxRunner>,
  program: Parameters<typeof programInputs>[0],
  feeds: Readonly<Record<string, HostArray>>,
  results: Record<string, Float32Array>,
): Promise<number> {
  const session = await runner.compile(program)
  const started = performance.now()
  await session.run(feeds, results)
  const took = performance.now() - started
  await session.release()
  return took
}
