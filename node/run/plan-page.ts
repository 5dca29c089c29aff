/** A plan as tables for a terminal. */
import Table from 'cli-table3'
import type { Bytes, Plan } from './plan.ts'

const count = (n: number): string => Math.round(n).toLocaleString('en-US')

/** Bytes in the unit that people read, powers of 1000 as disks and networks count. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  let [value, unit] = [bytes, 0]
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value >= 100 || unit === 0 ? Math.round(value) : value.toPrecision(3)} ${units[unit]}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const made = new Table({
    head: [...head],
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  })
  made.push(...rows.map((row) => [...row]))
  return `${made.toString()}\n`
}

function bytesTable(head: string, bytes: Bytes): string {
  const total = Object.values(bytes).reduce((sum, n) => sum + n, 0)
  const rows = Object.entries(bytes).map(([name, n]) => [name, bytesText(n)])
  return table([head, ''], [...rows, ['together', bytesText(total)]])
}

export function printPlan(plan: Plan): string {
  const { model, tensors, payloads, passes, shape } = plan
  const { rows, tokens, batches } = shape
  return [
    `${model.modelType}: ${count(plan.parameters)} parameters, ${model.layers} layers of ${model.hiddenSize}\n`,
    table(
      ['tensor', 'count', 'shape', 'tile', 'tiles', 'parameters'],
      tensors.map((t) => [
        t.name,
        count(t.count),
        t.shape.join(' × '),
        t.tile.join(' × '),
        count(t.tiles),
        count(t.parameters),
      ]),
    ),
    table(
      [
        `payload of a member and round, ${shape.vocabularyTiles} vocabulary tiles`,
        'votes',
        'bytes',
        'at most',
        'bits a vote',
      ],
      payloads.map((p) => [
        `k = ${p.topK}`,
        count(p.votes),
        bytesText(p.bytes),
        bytesText(p.atMost),
        p.bitsPerVote.toFixed(2),
      ]),
    ),
    ...(tokens > model.maxPositions
      ? [
          `Rows of ${count(tokens)} tokens are longer than the ${count(model.maxPositions)} positions of the model, and refused in a run; give fewer with --tokens.\n`,
        ]
      : []),
    `A pass over ${batches} × ${rows} × ${tokens} tokens, besides the host's state:\n`,
    table(
      ['activations', 'on a CPU', 'with a GPU: on it', 'on the host'],
      passes.map((p) => [p.mode, bytesText(p.cpu), bytesText(p.gpu.device), bytesText(p.gpu.host)]),
    ),
    `Where it has room, a GPU holds the layers' weights from forward to backward: up to ${bytesText(plan.layerWeights)} more with keep and recompute. What does not fit is computed a few rows at a time, at last in several passes.\n`,
    bytesTable('host, or files', plan.host),
    bytesTable('disk', plan.disk),
  ].join('\n')
}
