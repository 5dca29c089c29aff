/**
 * The compute benchmark: useful FLOPs of whole training steps against the rate of a 2048^3 fp32 product through the same
 * library, threads and process.
 *
 * Budgets: ratio >= 0.90 at 30 M and >= 0.80 at 5 M with the whole-model program. Product and steps take turns, so that
 * what else runs on the machine meets both; each counts with its best.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { createGraph, input, matmul } from '../../kernels/graph/build.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import type { BenchShape } from './compute-shapes.ts'
import { benchBatch, benchParams, LARGE, SMALL, TINY, usefulFlops } from './compute-shapes.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const SIDE = 2048

export const benchCompute: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      threads: { type: 'string', default: String(availableParallelism()) },
      repeats: { type: 'string', default: '7' },
    },
  })
  const threads = Number(values.threads)
  const repeats = Number(values.repeats)
  const rows = []
  for (const shape of [TINY, SMALL, LARGE]) {
    const row = await measure(shape, threads, repeats)
    say(
      `${row.name}: ${row.stepGflops} of ${row.gemmGflops} GFLOP/s = ${row.ratio}, ` +
        `${row.tokensPerSecond} tokens/s, ${row.stepMs} ms a step`,
    )
    rows.push(row)
  }
  const { stepGflops, gemmGflops, ratio } = rows.at(-1) as (typeof rows)[number]
  return { stepGflops, gemmGflops, ratio, threads, rows }
}

async function measure(shape: BenchShape, threads: number, repeats: number) {
  const runner = createOnnxRunner({ device: 'cpu', threads })
  const engine = createEngineCore({ ...shape, runner })
  const params = benchParams(shape)
  const batch = benchBatch(shape)
  const product = await createProduct(runner)
  const step = async () => {
    await engine.gradient(params, [batch])
  }
  const best = { product: Number.POSITIVE_INFINITY, step: Number.POSITIVE_INFINITY }
  for (let i = -2; i < repeats; i++) {
    const [productMs, stepMs] = [await msOf(product.run), await msOf(step)]
    if (i < 0) continue
    best.product = Math.min(best.product, productMs)
    best.step = Math.min(best.step, stepMs)
  }
  await product.release()
  await engine.close()
  const stepGflops = usefulFlops(shape) / best.step / 1e6
  const gemmGflops = (2 * SIDE ** 3) / best.product / 1e6
  return {
    name: shape.name,
    parameters: params.length,
    stepMs: rounded(best.step),
    stepGflops: rounded(stepGflops),
    gemmGflops: rounded(gemmGflops),
    ratio: rounded(stepGflops / gemmGflops),
    tokensPerSecond: Math.round((shape.rows * shape.length * 1e3) / best.step),
  }
}

/** A SIDE^3 product of random numbers. */
async function createProduct(runner: Runner) {
  const graph = createGraph()
  const [a, b] = ['a', 'b'].map((name) => input(graph, name, [SIDE, SIDE]))
  const c = matmul(a as (typeof graph.nodes)[number], b as (typeof graph.nodes)[number])
  const session = await runner.compile({ name: 'product', outputs: { c } })
  const random = () => Float32Array.from({ length: SIDE * SIDE }, () => Math.random() - 0.5)
  const feeds = { a: random(), b: random() }
  const results = { c: new Float32Array(SIDE * SIDE) }
  return { run: () => session.run(feeds, results), release: session.release }
}

async function msOf(run: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await run()
  return performance.now() - before
}
