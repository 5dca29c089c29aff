/**
 * An accelerator: training tokens a second, and which share of the device's own fp32 and fp16 products a step reaches.
 *
 * `--engines onnx-webgpu,onnx-cuda --precisions f32,f16 --shapes 30M,125M,1B,3B,7B --modes whole,keep,recompute --batches 4`. A step is
 * a gradient over `--batches` of 4 rows of 1,024 tokens (30M: the compute benchmark's 4 x 256), its blocks brought to the host. The product
 * is a chain of sixteen, `--side` 4096, that stay on the device, so it shows what the library's kernels reach there; `ratio` is a step's
 * rate over it. What fails is a row that says why. `--repeats 0` counts the first step, compiling included.
 */
import { parseArgs } from 'node:util'
import { createGraph, input, matmul, total } from '../../kernels/graph/build.ts'
import type { Precision } from '../../kernels/graph/onnx-writer.ts'
import { MODES, type Mode } from '../../kernels/model/memory.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { sharedFloats } from '../../node/engines/views.ts'
import { type BenchShape, benchBatch, LARGE, SMALL, shape, usefulFlops } from './compute-shapes.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'
import { benchRunner } from './runners.ts'

const SHAPES: readonly BenchShape[] = [
  SMALL,
  LARGE,
  shape('125M', [32_768, 768, 12, 12, 4, 64, 2048], 4, 1024),
  shape('1B', [32_768, 2048, 16, 32, 8, 64, 8192], 4, 1024),
  shape('3B', [32_768, 3072, 28, 24, 8, 128, 8192], 4, 1024),
  shape('7B', [32_768, 4096, 32, 32, 8, 128, 14_336], 4, 1024),
]

const CHAIN = 16

export const benchDevice: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      engines: { type: 'string', default: 'onnx-webgpu' },
      precisions: { type: 'string', default: 'f32,f16' },
      shapes: { type: 'string', default: '30M,125M,1B' },
      modes: { type: 'string', default: 'whole,recompute' },
      batches: { type: 'string', default: '4' },
      repeats: { type: 'string', default: '3' },
      side: { type: 'string', default: '4096' },
    },
  })
  const asked = (list: string) => list.split(',')
  const shapes = SHAPES.filter(({ name }) => asked(values.shapes).includes(name))
  const modes = MODES.filter((mode) => asked(values.modes).includes(mode))
  const counts = { batches: Number(values.batches), repeats: Number(values.repeats) }
  const rows: Record<string, unknown>[] = []
  for (const engine of asked(values.engines))
    for (const precision of asked(values.precisions) as Precision[]) {
      const open = () => benchRunner(engine, 1, precision)
      const product = await trying(async () => productRate(await open(), Number(values.side)))
      say(`${engine} ${precision}: a product at ${JSON.stringify(product)} GFLOP/s`)
      for (const [size, mode] of shapes.flatMap((s) => modes.map((m) => [s, m] as const))) {
        const found = await trying(async () => measure(await open(), size, mode, counts))
        const row = { engine, precision, name: size.name, mode, product, ...asRow(found, product) }
        say(JSON.stringify(row))
        rows.push(row)
      }
    }
  return { ...counts, rows }
}

function asRow(found: Awaited<ReturnType<typeof measure>> | string, product: number | string) {
  if (typeof found === 'string') return { failed: found }
  return typeof product === 'string' ? found : { ...found, ratio: rounded(found.gflops / product) }
}

/** What went wrong in place of a result. */
async function trying<T>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work()
  } catch (error) {
    const { cause, message } = error as Error
    return `${message} ${cause instanceof Error ? cause.message : ''}`.slice(0, 200)
  }
}

async function measure(
  runner: Runner,
  size: BenchShape,
  mode: Mode,
  { batches, repeats }: { readonly batches: number; readonly repeats: number },
) {
  const engine = createEngineCore({ ...size, runner, activations: mode })
  try {
    const params = patternParams(modelParams(size.config))
    const list = Array.from({ length: batches }, () => benchBatch(size))
    const times: number[] = []
    for (let i = -1; i < repeats; i++) {
      const before = performance.now()
      const { dropped } = await engine.gradientBlocks(params, list, NOWHERE)
      if (dropped.length > 0) throw new Error('a batch was not finite')
      times.push(performance.now() - before)
    }
    const [first, ...others] = times as [number, ...number[]]
    const best = Math.min(...(others.length > 0 ? others : times))
    const flops = batches * usefulFlops(size)
    return {
      parameters: params.length,
      tokensPerSecond: Math.round((1e3 * batches * size.rows * size.length) / best),
      gflops: rounded(flops / best / 1e6),
      stepMs: rounded(best),
      firstMs: rounded(first),
    }
  } finally {
    await engine.close()
  }
}

/** GFLOP/s of products whose operands are made on the device, of signs, so that every product of the chain is one of ones. */
async function productRate(runner: Runner, side: number): Promise<number> {
  const graph = createGraph()
  const [column, row] = [input(graph, 'column', [side, 1]), input(graph, 'row', [1, side])]
  const square = matmul(column, row, { alpha: 1 / side })
  let x = matmul(column, row)
  for (let i = 0; i < CHAIN; i++) x = matmul(x, square)
  const session = await runner.compile({ name: 'products', outputs: { sum: total(x) } })
  const signs = Float32Array.from({ length: side }, () => (Math.random() < 0.5 ? -1 : 1))
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 6; i++) {
    const before = performance.now()
    await session.run({ column: signs, row: signs }, { sum: new Float32Array(1) })
    best = Math.min(best, performance.now() - before)
  }
  await session.release()
  await runner.close()
  return rounded((CHAIN * 2 * side ** 3) / best / 1e6)
}

/** Small numbers, a pattern repeated: drawing thousands of millions takes minutes. */
function patternParams(count: number): Float32Array {
  const params = sharedFloats(count)
  let filled = Math.min(count, 2 ** 20)
  for (let i = 0; i < filled; i++) params[i] = (Math.random() - 0.5) / 16
  for (; filled < count; filled *= 2) params.copyWithin(filled, 0, Math.min(filled, count - filled))
  return params
}

/** Takes the gradient and does nothing with it. */
const NOWHERE = { block: () => {}, restart: () => {} }
