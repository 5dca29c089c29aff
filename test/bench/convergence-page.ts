/** The page of the convergence experiment, written from its rows: tables, the gap with its interval, two plots. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { batchesPerRound, best, type Row, rounds } from './convergence-run.ts'
import { tried } from './convergence-tried.ts'

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

/** Student's t for 95 % at 1 to 4 degrees of freedom. */
const student = [12.71, 4.303, 3.182, 2.776]

/** Mean and half-width of the 95 % interval. */
function interval(values: readonly number[]): { readonly mean: number; readonly half: number } {
  const m = mean(values)
  if (values.length < 2) return { mean: m, half: Number.NaN }
  const variance = values.reduce((sum, v) => sum + (v - m) ** 2, 0) / (values.length - 1)
  const t = student[values.length - 2] ?? 1.96
  return { mean: m, half: t * Math.sqrt(variance / values.length) }
}

export const nameOf = (row: Row) =>
  row.method === 'adamw'
    ? `AdamW, η ${row.eta}${vocabularyOf(row)}`
    : `k ${row.topK}, α ${row.alpha}, β ${row.beta}, ${membersOf(row)}, η ${row.eta}${vocabularyOf(row)}`

function membersOf({ shares }: Row): string {
  if (shares.length === 1) return '1 member'
  return shares.every((s) => s === 1) ? `${shares.length} members` : `shares ${shares.join(':')}`
}

/** What is not as published, if anything. */
function vocabularyOf({ vocabulary: { rate, tiles } }: Row): string {
  return (tiles === 'row' ? ', by rows' : '') + (rate === 1 ? '' : `, rate ${rate}`)
}

const same = (a: Row, b: Row) => nameOf(a) === nameOf(b)

function table(rows: readonly Row[]): string {
  const reference =
    best(rows, (row) => row.method === 'adamw' && row.seed === 1)?.finalLoss ?? Number.NaN
  const lines = rows
    .filter((row) => row.seed === 1)
    .map(
      (row) =>
        `| ${nameOf(row)} | ${row.finalLoss.toFixed(4)} | ${(row.finalLoss / reference).toFixed(3)} | ${(row.bytes / 1e6).toFixed(2)} |`,
    )
  return [
    '| run | final loss | ÷ best AdamW | MB sent by a member |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n')
}

/** AdamW's best first, then the best of ours at k = 32 and 8, with vocabulary rows and as published; seed 1, four members. */
export function finalists(rows: readonly Row[]): Row[] {
  const ours = (topK: number, tiles: string) =>
    best(
      rows,
      (row) =>
        row.method === 'demo' &&
        row.topK === topK &&
        row.vocabulary.tiles === tiles &&
        row.seed === 1 &&
        row.alpha === 1 &&
        row.shares.join() === '1,1,1,1',
    )
  return [
    best(rows, (row) => row.method === 'adamw' && row.seed === 1),
    ...[ours(32, 'row'), ours(8, 'row'), ours(32, 'square'), ours(8, 'square')],
  ].filter((row) => row !== undefined)
}

function gaps(rows: readonly Row[]): string {
  const chosen = finalists(rows)
  const [reference] = chosen
  const lines = chosen.map((row) => {
    const all = rows.filter((other) => same(other, row))
    const loss = interval(all.map((r) => r.finalLoss))
    const ratios = all.flatMap((r) => {
      const other = rows.find(
        (o) => reference !== undefined && same(o, reference) && o.seed === r.seed,
      )
      return other === undefined ? [] : [r.finalLoss / other.finalLoss - 1]
    })
    const gap = interval(ratios)
    const percent = (v: number) => `${(100 * v).toFixed(1)} %`
    return `| ${nameOf(row)} | ${all.length} | ${loss.mean.toFixed(4)} ± ${loss.half.toFixed(4)} | ${row === reference ? '–' : `${percent(gap.mean)} ± ${percent(gap.half)}`} |`
  })
  return [
    '| run | seeds | final loss, 95 % interval | gap to AdamW, paired by seed |',
    '|---|---|---|---|',
    ...lines,
  ].join('\n')
}

const colours = ['#111', '#0969da', '#cf222e', '#1a7f37', '#8250df']

/** Loss against `x` of each curve point, as an SVG. */
function plot(
  rows: readonly Row[],
  x: (row: Row, share: number) => number,
  label: string,
  log: boolean,
): string {
  const chosen = finalists(rows)
  const points = chosen.map((row) =>
    row.curve.map((loss, i) => ({ x: x(row, (i + 1) / row.curve.length), loss })),
  )
  const all = points.flat()
  const scale = (v: number) => (log ? Math.log10(v) : v)
  const [lowX, highX] = [
    Math.min(...all.map((p) => scale(p.x))),
    Math.max(...all.map((p) => scale(p.x))),
  ]
  const highY = Math.max(...all.map((p) => p.loss))
  const lowY = Math.min(...all.map((p) => p.loss))
  const at = (p: { x: number; loss: number }) =>
    `${(60 + (560 * (scale(p.x) - lowX)) / (highX - lowX || 1)).toFixed(1)},${(20 + (260 * (highY - p.loss)) / (highY - lowY || 1)).toFixed(1)}`
  const lines = points.map(
    (list, i) =>
      `<polyline fill="none" stroke="${colours[i]}" stroke-width="2" points="${list.map(at).join(' ')}"/>`,
  )
  const names = chosen.map(
    (row, i) =>
      `<text x="640" y="${40 + 20 * i}" fill="${colours[i]}" font-size="12">${nameOf(row)}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 960 330" font-family="sans-serif"><rect width="960" height="330" fill="#fff"/><text x="60" y="310" font-size="12">${label}</text><text x="8" y="30" font-size="12">${highY.toFixed(2)}</text><text x="8" y="280" font-size="12">${lowY.toFixed(2)}</text><path d="M60 20V280H620" fill="none" stroke="#999"/>${[...lines, ...names].join('')}</svg>\n`
}

export function convergencePage(rows: readonly Row[]): string {
  return `# Does it learn as well as AdamW?

Written by \`npm run -s bench -- convergence\` from [runs.csv](runs.csv).

The demo-size model (0.89 M parameters) from its initialisation on synthetic text, ${rounds} rounds of ${batchesPerRound * 2} rows of 128, loss on held-out text. AdamW is dense and
synchronous on the same batches; ours is four members in one process with the exact aggregation and weights by work. Same data, order, tokens, clip and
schedule (8 rounds of warm-up, then linear to 5 %). η was tuned for each.

*By rows, rate r* means that embedding and head are cut into tiles of one row and move by r · η (\`vocabularyTiles\`, \`vocabularyRate\`,
[ADR 7](../adr/0007-vocabulary-tiles-and-rate.md)); without these words everything is as DeMo publishes it.

## The gap
${gaps(rows)}

Targets: within 3 % of AdamW at k = 32, within 6 % at k = 8.

${tried}
## Every run
Stage 1 tunes η; stage 2 changes one factor at a time from k = 32, α = 1, β = 0.995, four equal members, at the η that was best
there; stage 3 is by rows. First seed; losses of other seeds are in the table above and in runs.csv.

${table(rows)}

![loss against tokens](tokens.svg)

![loss against bytes sent by a member](bytes.svg)
`
}

export function writePlots(rows: readonly Row[], folder: string): void {
  const tokens = plot(rows, (row, share) => row.tokens * share, 'tokens trained', false)
  writeFileSync(join(folder, 'tokens.svg'), tokens)
  const bytes = plot(
    rows,
    (row, share) => row.bytes * share,
    'bytes sent by a member (logarithmic)',
    true,
  )
  writeFileSync(join(folder, 'bytes.svg'), bytes)
}
