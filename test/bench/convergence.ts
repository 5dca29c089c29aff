/**
 * Does it learn as well as AdamW? `npm run -s bench -- convergence [--share I/N]`: at most 40 runs, one row of docs/convergence/runs.csv
 * each; runs that are there are not run again, so it can be stopped and gone on with. Shares let several processes work side by side.
 *
 * Stage 1 tunes eta for each method at equal budget. Stage 2 changes one factor at a time from k = 32, alpha = 1, beta = 0.995, four
 * equal members, at the best eta. Stage 3 repeats the finalists with two more seeds.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { convergencePage, writePlots } from './convergence-page.ts'
import { best, type Row, type RunOutcome, type RunSettings, runOnce } from './convergence-run.ts'
import type { Bench } from './main.ts'

const folder = join(import.meta.dirname, '../../docs/convergence')
const csv = join(folder, 'runs.csv')
const header = 'method,eta,k,alpha,beta,shares,seed,finalLoss,bytesPerMember,tokens,seconds,curve'

const four = [1, 1, 1, 1]
const adamw = (eta: number, seed = 1): RunSettings => ({
  method: 'adamw',
  eta,
  topK: 0,
  alpha: 1,
  beta: 0.9,
  shares: [1],
  seed,
})
const demo = (eta: number, change: Partial<RunSettings> = {}): RunSettings => ({
  method: 'demo',
  eta,
  topK: 32,
  alpha: 1,
  beta: 0.995,
  shares: four,
  seed: 1,
  ...change,
})

const keyOf = (s: RunSettings) =>
  [s.method, s.eta, s.topK, s.alpha, s.beta, s.shares.join(':'), s.seed].join(',')

export const stageOne: readonly RunSettings[] = [
  ...[5e-4, 1e-3, 2e-3, 4e-3, 8e-3].map((eta) => adamw(eta)),
  ...[5e-4, 1e-3, 2e-3, 4e-3].map((eta) => demo(eta)),
]

const plain = (row: Row) =>
  row.method === 'demo' &&
  row.topK === 32 &&
  row.alpha === 1 &&
  row.shares.join() === four.join() &&
  row.seed === 1

function stageTwo(rows: readonly Row[]): RunSettings[] {
  const eta = best(rows, (row) => plain(row) && row.beta === 0.995)?.eta
  if (eta === undefined) return []
  const factors: Partial<RunSettings>[] = [
    { topK: 2 },
    { topK: 8 },
    { alpha: 0.2 },
    { beta: 0.99 },
    { beta: 0.999 },
    { shares: [1] },
    { shares: Array.from({ length: 16 }, () => 1) },
    { shares: [1, 1, 4, 16] },
    // Tried because the published decay is far longer than a short run.
    { beta: 0.9 },
    { beta: 0.95 },
  ]
  return [
    ...factors.map((change) => demo(eta, change)),
    ...[eta / 2, 2 * eta].flatMap((other) => [
      demo(other, { topK: 8 }),
      demo(other, { beta: 0.95 }),
      demo(other, { beta: 0.9 }),
    ]),
  ]
}

/** The best of each method and of k = 8, with two more seeds. */
function stageThree(rows: readonly Row[]): RunSettings[] {
  const finalists = [
    best(rows, (row) => row.method === 'adamw' && row.seed === 1),
    best(rows, plain),
    best(rows, (row) => row.method === 'demo' && row.topK === 8 && row.seed === 1),
  ]
  return finalists.flatMap((row) =>
    row === undefined ? [] : [2, 3].map((seed) => ({ ...settingsOf(row), seed })),
  )
}

const settingsOf = ({ method, eta, topK, alpha, beta, shares, seed }: Row): RunSettings => ({
  method,
  eta,
  topK,
  alpha,
  beta,
  shares,
  seed,
})

export function readRows(): Row[] {
  if (!existsSync(csv)) return []
  return readFileSync(csv, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const f = line.split(',')
      const number = (i: number) => Number(f[i])
      return {
        method: f[0] as RunSettings['method'],
        eta: number(1),
        topK: number(2),
        alpha: number(3),
        beta: number(4),
        shares: (f[5] ?? '').split(':').map(Number),
        seed: number(6),
        finalLoss: number(7),
        bytes: number(8),
        tokens: number(9),
        seconds: number(10),
        curve: (f[11] ?? '').split(' ').map(Number),
      }
    })
}

function addRow(settings: RunSettings, outcome: RunOutcome): void {
  const { finalLoss, bytes, tokens, seconds, curve } = outcome
  const shown = curve.map((loss) => loss.toFixed(4)).join(' ')
  const line = [keyOf(settings), finalLoss.toFixed(5), bytes, tokens, seconds.toFixed(1), shown]
  appendFileSync(csv, `${line.join(',')}\n`)
}

export const benchConvergence: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: { share: { type: 'string', default: '0/1' } },
  })
  const [share = 0, shares = 1] = values.share.split('/').map(Number)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(csv)) writeFileSync(csv, `${header}\n`)
  for (const stage of [() => stageOne, stageTwo, stageThree]) {
    const planned = stage(readRows())
    for (const [i, settings] of planned.entries()) {
      const done = new Set(readRows().map(keyOf))
      if (i % shares !== share || done.has(keyOf(settings))) continue
      const outcome = await runOnce(settings)
      addRow(settings, outcome)
      say(
        `${keyOf(settings)}  loss ${outcome.finalLoss.toFixed(4)}  ${outcome.seconds.toFixed(0)} s`,
      )
    }
    const done = new Set(readRows().map(keyOf))
    if (planned.some((settings) => !done.has(keyOf(settings)))) {
      say('other shares of this stage are not done yet: run again when they are')
      return { runs: done.size, complete: false }
    }
  }
  const rows = readRows()
  writeFileSync(join(folder, 'README.md'), convergencePage(rows))
  writePlots(rows, folder)
  const lowest = (wanted: (row: Row) => boolean) => best(rows, wanted)?.finalLoss ?? Number.NaN
  const reference = lowest((row) => row.method === 'adamw')
  return {
    runs: rows.length,
    complete: true,
    adamw: reference,
    k32: lowest((row) => row.method === 'demo' && row.topK === 32) / reference,
    k8: lowest((row) => row.method === 'demo' && row.topK === 8) / reference,
  }
}
