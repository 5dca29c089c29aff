/**
 * Side by side with other trainers in one run: tokens a second of forward and backward, the same shape and threads.
 *
 * Each side is a process that makes one step when it is told to; they take turns of three steps, so that what else runs on the machine meets both, and
 * count with their best; by CPU time of all threads too, which other work moves less. The others are installed by hand, outside this package, because they are large:
 *
 *     npm install --prefix DIR gpt-tfjs@0.0.5 @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
 *     python -m venv DIR && DIR/bin/pip install torch transformers
 *     npm run -s bench -- rivals --gpt-tfjs DIR --python DIR/bin/python
 *
 * Budgets: 60 x gpt-tfjs on one pinned core; 1.0 x eager PyTorch fp32 on two cores at 5 M and 30 M.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { type BenchShape, LARGE, SMALL, TINY } from './compute-shapes.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const folder = new URL('./rivals/', import.meta.url).pathname

export const benchRivals: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      'gpt-tfjs': { type: 'string' },
      python: { type: 'string' },
      repeats: { type: 'string', default: '8' },
    },
  })
  const repeats = Number(values.repeats)
  const rows: Row[] = []
  const add = (row: Row) => {
    const { rival, name, tokensPerSecond, rivalTokensPerSecond, times, cpuTimes } = row
    say(
      `${name}: ${tokensPerSecond} tokens/s, ${rival} ${rivalTokensPerSecond}: ${times} x (${cpuTimes} x by CPU time)`,
    )
    rows.push(row)
  }
  const modules = values['gpt-tfjs']
  if (modules !== undefined) {
    const pin = ['taskset', '-c', '0']
    const other = [...pin, process.execPath, `${folder}gpt-tfjs.mjs`, resolve(modules)]
    add(await compare('gpt-tfjs', TINY, other, [...pin, ...ours(TINY, 1)], repeats))
  }
  if (values.python !== undefined)
    for (const shape of [SMALL, LARGE]) {
      const other = [values.python, `${folder}torch_step.py`, shape.name, '2']
      add(await compare('torch', shape, other, ours(shape, 2), repeats))
    }
  return { rows }
}

/**
 * More than one, because the other side is not idle when its step is over: PyTorch's threads go on spinning for 200 ms, V8 collects
 * tfjs' garbage beside the next step on the same pinned core.
 */
const STEPS_A_TURN = 3

type Best = { readonly wall: number; readonly cpu: number }

type Row = Awaited<ReturnType<typeof compare>>

function ours(shape: BenchShape, threads: number): string[] {
  return [process.execPath, `${folder}ours.ts`, shape.name, String(threads)]
}

async function compare(
  rival: string,
  shape: BenchShape,
  other: readonly string[],
  own: readonly string[],
  repeats: number,
) {
  const sides = [startSide(other), startSide(own)] as const
  try {
    const best = sides.map(() => ({
      wall: Number.POSITIVE_INFINITY,
      cpu: Number.POSITIVE_INFINITY,
    }))
    for (const side of sides) await side.next()
    for (let i = -2; i < repeats; i++)
      for (const [s, side] of sides.entries())
        for (let step = 0; step < STEPS_A_TURN; step++) {
          const [wall, cpu] = String(await side.step())
            .split(' ')
            .map(Number) as [number, number]
          const { wall: w, cpu: c } = best[s] as Best
          if (i >= 0) best[s] = { wall: Math.min(w, wall), cpu: Math.min(c, cpu) }
        }
    const rate = (ms: number) => Math.round((shape.rows * shape.length * 1e3) / ms)
    const [theirs, mine] = best as [Best, Best]
    return {
      rival,
      name: shape.name,
      tokensPerSecond: rate(mine.wall),
      rivalTokensPerSecond: rate(theirs.wall),
      times: rounded(theirs.wall / mine.wall),
      cpuTimes: rounded(theirs.cpu / mine.cpu),
    }
  } finally {
    for (const side of sides) side.stop()
  }
}

/** A process that answers each line with one. */
function startSide([command, ...args]: readonly string[]) {
  const child: ChildProcess = spawn(command as string, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const answers = lines[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await answers.next()
    if (done === true) throw new Error(`${command} ${args[0]} ended early`)
    return value
  }
  return {
    next,
    step: () => {
      child.stdin?.write('step\n')
      return next()
    },
    stop: () => child.kill(),
  }
}
