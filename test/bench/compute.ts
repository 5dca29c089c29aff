/**
 * The compute benchmark: useful FLOPs of whole training steps against the rate of a 2048^3 fp32 product through the same
 * library, threads and process.
 *
 * Budgets: ratio >= 0.90 at 30 M and >= 0.80 at 5 M with the whole-model program or kept activations, >= 0.72 at 30 M with
 * activations computed again. Product and steps take turns, so that what else runs on the machine meets both; each counts with
 * its best. `cpuRatio` is the same by CPU time of all threads instead of wall time: it does not see threads that wait for each
 * other, and hardly sees what else runs on the machine.
 *
 * `--engines onnx-cpu,tfjs-wasm,tfjs-cpu,reference,onnx-webgpu` measures others (runners.ts); those that are tens of times slower are asked for a
 * product of `--side 512` and few `--repeats`, and for `--modes` of their own. `--batches 4` makes steps over so many batches, whose gradients are
 * added up.
 */
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { createGraph, input, matmul } from '../../kernels/graph/build.ts'
import { MODES, type Mode } from '../../kernels/model/memory.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import type { Runner } from '../../node/engines/runner.ts'
import type { BenchShape } from './compute-shapes.ts'
import { benchBatch, benchParams, LARGE, SMALL, TINY, usefulFlops } from './compute-shapes.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'
import { benchRunner } from './runners.ts'

export const benchCompute: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      threads: { type: 'string', default: String(availableParallelism()) },
      repeats: { type: 'string', default: '7' },
      shapes: { type: 'string', default: '1M,5M,30M' },
      engines: { type: 'string', default: 'onnx-cpu' },
      modes: { type: 'string', default: MODES.join() },
      side: { type: 'string', default: '2048' },
      batches: { type: 'string', default: '1' },
    },
  })
  const [threads, repeats, side, batches] = [
    values.threads,
    values.repeats,
    values.side,
    values.batches,
  ].map(Number) as [number, number, number, number]
  const rows: Awaited<ReturnType<typeof measure>>[] = []
  const names = values.shapes.split(',')
  const modes = MODES.filter((mode) => values.modes.split(',').includes(mode))
  const shapes = [TINY, SMALL, LARGE].filter(({ name }) => names.includes(name))
  for (const engine of values.engines.split(','))
    for (const [shape, mode] of shapes.flatMap((s) => modes.map((m) => [s, m] as const))) {
      const runner = await benchRunner(engine, threads)
      const row = { engine, ...(await measure(runner, shape, mode, { repeats, side, batches })) }
      say(
        `${engine}, ${row.name} ${mode}: ${row.stepGflops} of ${row.gemmGflops} GFLOP/s = ${row.ratio} (${row.cpuRatio} by CPU time), ` +
          `${row.tokensPerSecond} tokens/s, ${row.stepMs} ms a step`,
      )
      rows.push(row)
    }
  const found = (name: string, mode: Mode) => rows.find((r) => r.name === name && r.mode === mode)
  const { stepGflops, gemmGflops, ratio } = (found('30M', 'whole') ??
    rows[0]) as (typeof rows)[number]
  const [ratio5M, recompute] = [found('5M', 'whole')?.ratio, found('30M', 'recompute')?.ratio]
  return { stepGflops, gemmGflops, ratio, ratio5M, ratioRecompute: recompute, threads, side, rows }
}

async function measure(
  runner: Runner,
  shape: BenchShape,
  mode: Mode,
  { repeats, side, batches }: Readonly<Record<'repeats' | 'side' | 'batches', number>>,
) {
  const engine = createEngineCore({ ...shape, runner, activations: mode })
  const params = benchParams(shape)
  const given = Array.from({ length: batches }, () => benchBatch(shape))
  const product = await createProduct(runner, side)
  const step = async () => {
    await engine.gradientBlocks(params, given, NOWHERE)
  }
  const best = { product: NEVER, step: NEVER }
  // Compiling, and on onnxruntime a second step, are not what is measured.
  for (let i = -Math.min(2, repeats); i < repeats; i++) {
    const found = { product: await timeOf(product.run), step: await timeOf(step) }
    if (i < 0) continue
    best.product = least(best.product, found.product)
    best.step = least(best.step, found.step)
  }
  await product.release()
  await engine.close()
  const flops = { product: 2 * side ** 3, step: batches * usefulFlops(shape) }
  const gflops = (of: 'product' | 'step', by: keyof Time) => flops[of] / best[of][by] / 1e6
  return {
    name: shape.name,
    mode,
    parameters: params.length,
    stepMs: rounded(best.step.wallMs),
    stepGflops: rounded(gflops('step', 'wallMs')),
    gemmGflops: rounded(gflops('product', 'wallMs')),
    ratio: rounded(gflops('step', 'wallMs') / gflops('product', 'wallMs')),
    cpuRatio: rounded(gflops('step', 'cpuMs') / gflops('product', 'cpuMs')),
    tokensPerSecond: Math.round((batches * shape.rows * shape.length * 1e3) / best.step.wallMs),
  }
}

/** A side^3 product of random numbers. */
async function createProduct(runner: Runner, side: number) {
  const graph = createGraph()
  const [a, b] = ['a', 'b'].map((name) => input(graph, name, [side, side]))
  const c = matmul(a as (typeof graph.nodes)[number], b as (typeof graph.nodes)[number])
  const session = await runner.compile({ name: 'product', outputs: { c } })
  const random = () => Float32Array.from({ length: side * side }, () => Math.random() - 0.5)
  const feeds = { a: random(), b: random() }
  const results = { c: new Float32Array(side * side) }
  return { run: () => session.run(feeds, results), release: session.release }
}

/** Takes the gradient and does nothing with it. */
const NOWHERE = { block: () => {}, restart: () => {} }

type Time = { readonly wallMs: number; readonly cpuMs: number }

const NEVER: Time = { wallMs: Number.POSITIVE_INFINITY, cpuMs: Number.POSITIVE_INFINITY }

function least(a: Time, b: Time): Time {
  return { wallMs: Math.min(a.wallMs, b.wallMs), cpuMs: Math.min(a.cpuMs, b.cpuMs) }
}

async function timeOf(run: () => Promise<unknown>): Promise<Time> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  await run()
  const { user, system } = process.cpuUsage(cpu)
  return { wallMs: performance.now() - wall, cpuMs: (user + system) / 1e3 }
}
