/**
 * Memory of a training step at fixed width (512) and 4, 16 and 64 layers, each in a process of its own.
 *
 * `addedBytes`: peak resident memory above the started process with its parameters (the host replica). `statesBytes`: of those, hidden
 * states between the layers and kept activations, which lie on the host. `deviceBytes`: the rest, which is what a device would hold
 * and the block's gradient. Budget: with recomputed activations it does not grow with the number of layers.
 *
 * `--engine onnx-webgpu` on SwiftShader shows device and host together, as it computes in the host's memory.
 *
 * A row takes up to minutes at 64 layers: `--modes keep --layers 64` gives it alone, `--steps 1` in half the time, `--limit` is its longest.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'
import { MODES, type Mode } from '../../kernels/model/memory.ts'
import type { Bench } from './main.ts'

/** The whole model at 64 layers takes 5 GB and minutes: it has to be asked for by `--layers`. */
const LAYERS = { whole: [4, 16], keep: [4, 16, 64], recompute: [4, 16, 64] } as const

export const benchMemory: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      batches: { type: 'string', default: '1' },
      modes: { type: 'string', default: 'recompute,keep,whole' },
      layers: { type: 'string' },
      steps: { type: 'string', default: '2' },
      limit: { type: 'string', default: '900' },
      engine: { type: 'string', default: 'onnx-cpu' },
    },
  })
  const rows = []
  const asked = values.layers?.split(',').map(Number)
  for (const mode of MODES.filter((name) => values.modes.split(',').includes(name)))
    for (const layers of asked ?? LAYERS[mode]) {
      const row = { mode, layers, ...measure(layers, mode, values) }
      const mega = (bytes: number) => `${Math.round(bytes / 1e6)} MB`
      say(
        `${mode}, ${layers} layers: ${mega(row.addedBytes)} added (planned ${mega(row.plannedBytes)}), ` +
          `of these states ${mega(row.statesBytes)}, device ${mega(row.deviceBytes)}; replica ${mega(row.replicaBytes)}`,
      )
      rows.push(row)
    }
  const device = rows.filter(({ mode }) => mode === 'recompute').map((row) => row.deviceBytes)
  return { growth: Number(((device.at(-1) ?? 0) / (device[0] ?? 1)).toFixed(3)), rows }
}

type Measured = {
  readonly replicaBytes: number
  readonly addedBytes: number
  readonly statesBytes: number
  readonly deviceBytes: number
  readonly plannedBytes: number
}

type Asked = Readonly<Record<'batches' | 'steps' | 'limit' | 'engine', string>>

/** In a process of its own. Throws what that says, or that it took longer than the limit (seconds). */
function measure(layers: number, mode: Mode, { batches, steps, limit, engine }: Asked): Measured {
  const child = new URL('./memory-child.ts', import.meta.url).pathname
  const args = ['--expose-gc', child, String(layers), mode, batches, steps, '512', engine]
  const done = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    timeout: 1000 * Number(limit),
  })
  if (done.status === null)
    throw new Error(`${mode}, ${layers} layers: no result within ${limit} s`)
  if (done.status !== 0) throw new Error(done.stderr)
  return JSON.parse(done.stdout) as Measured
}
