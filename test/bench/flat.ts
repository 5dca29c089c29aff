/**
 * 200 training steps of a tiny model on each engine: does a step's time grow, does memory? (The bounded test: test/engines/steady.test.ts.)
 *
 * `--engines` as in the compute benchmark, `--steps`. CPU time of the process, medians of a quarter of the steps: the second against the last;
 * resident memory from the end of the first quarter on.
 */
import { parseArgs } from 'node:util'
import { createEngineCore } from '../../node/engines/core.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'
import { benchRunner } from './runners.ts'

export const benchFlat: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      engines: { type: 'string', default: 'onnx-cpu,onnx-webgpu,tfjs-wasm,tfjs-cpu,reference' },
      steps: { type: 'string', default: '200' },
    },
  })
  const rows = []
  for (const engine of values.engines.split(',')) {
    const row = { engine, ...(await measure(engine, Number(values.steps))) }
    say(`${engine}: ${row.earlyMs} ms a step, then ${row.lateMs} ms; ${row.grownMb} MB more`)
    rows.push(row)
  }
  return { steps: Number(values.steps), rows }
}

async function measure(name: string, steps: number) {
  const config = tinyConfig()
  const length = 8
  const engine = createEngineCore({
    config,
    rows: 1,
    length,
    activations: 'recompute',
    runner: await benchRunner(name, 1),
  })
  const params = tinyParams(config, 1)
  const batches = [tinyBatch(config, 1, length, 2)]
  const part = Math.floor(steps / 4)
  const times: number[] = []
  let settled = 0
  for (let step = 0; step < steps; step++) {
    const before = process.cpuUsage()
    await engine.gradientBlocks(params, batches, { block: () => {}, restart: () => {} })
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1e3)
    if (step === part) settled = process.memoryUsage.rss()
  }
  const grown = process.memoryUsage.rss() - settled
  await engine.close()
  const median = (some: number[]) => some.sort((a, b) => a - b)[some.length >> 1] as number
  return {
    earlyMs: rounded(median(times.slice(part, 2 * part))),
    lateMs: rounded(median(times.slice(-part))),
    grownMb: rounded(grown / 1e6),
  }
}
