/**
 * Our side of the comparison with other trainers: for each line on standard input one forward and backward pass over the shape's
 * batch, its milliseconds and those of all its threads on standard output.
 */
import { createInterface } from 'node:readline'
import { createEngineCore } from '../../../node/engines/core.ts'
import { createOnnxRunner } from '../../../node/engines/onnx-runner.ts'
import { benchBatch, benchParams, LARGE, SMALL, TINY } from '../compute-shapes.ts'

const [name, threads] = process.argv.slice(2)
const shape = [TINY, SMALL, LARGE].find((one) => one.name === name)
if (shape === undefined) throw new Error(`no shape ${name}`)
const runner = createOnnxRunner({ device: 'cpu', threads: Number(threads) })
const engine = createEngineCore({ ...shape, runner, activations: 'whole' })
const [params, batch] = [benchParams(shape), benchBatch(shape)]
const lines = createInterface({ input: process.stdin })
console.log('ready')
for await (const _ of lines) {
  const [started, cpu] = [performance.now(), process.cpuUsage()]
  await engine.gradient(params, [batch])
  const { user, system } = process.cpuUsage(cpu)
  console.log(performance.now() - started, (user + system) / 1e3)
}
await engine.close()
