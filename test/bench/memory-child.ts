/**
 * The process that the memory benchmark measures: a few training steps of one model in one mode, and what they took.
 */
import { type Mode, passBytes } from '../../kernels/model/memory.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { benchBatch, benchParams, shape } from './compute-shapes.ts'
import { benchRunner } from './runners.ts'

// Hidden size: 512 for the benchmark, less for the test of the estimate (test/engines/memory.test.ts).
const [layers, mode, batches, steps, hidden = '512', name = 'onnx-cpu'] = process.argv.slice(2) as [
  string,
  Mode,
  string,
  string,
  string?,
  string?,
]
const width = Number(hidden)
const sizes = [8 * width, width, Number(layers), width / 64, width / 256, 64, 3 * width] as const
const model = shape(`${layers} layers`, sizes, 4, 128)
const runner = await benchRunner(name, 2)
const params = benchParams(model)
globalThis.gc?.()
const before = process.memoryUsage.rss()
const engine = createEngineCore({ ...model, runner, activations: mode })
const given = Array.from({ length: Number(batches) }, () => benchBatch(model))
let largest = 0
for (let step = 0; step < Number(steps); step++)
  await engine.gradientBlocks(params, given, {
    block: (_, gradient) => {
      largest = Math.max(largest, 4 * gradient.length)
    },
    restart: () => {},
  })
const addedBytes = 1024 * process.resourceUsage().maxRSS - before
const planned = passBytes(model.config, model, given.length, mode, { stays: runner.ownMemory })
// The hidden states between layers (and what is kept) are the host's, not the device's.
const states = mode === 'whole' ? 0 : planned.host - largest * (given.length > 1 ? 3 : 2)
console.log(
  JSON.stringify({
    replicaBytes: 4 * params.length,
    addedBytes,
    statesBytes: states,
    deviceBytes: addedBytes - states,
    plannedBytes: planned.device + planned.host,
  }),
)
await engine.close()
