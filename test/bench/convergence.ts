/**
 * Does it learn as well as AdamW? `npm run -s bench -- convergence [--share I/N]`: at most 40 runs, one row of docs/convergence/runs.csv
 * each; runs that are there are not run again, so it can be stopped and gone on with. Shares let several processes work side by side.
 *
 * Stage 1 tunes eta for each method at equal budget. Stage 2 changes one factor at a time from k = 32, alpha = 1, beta = 0.995, four
 * equal members, at the best eta. Stage 3 gives embedding and head tiles of one row and a rate. Stage 4 repeats the finalists with
 * two more seeds.
 *
 * `--try '{"eta":0.001,"topK":8}' [--rounds 80]` does one run that enters no file, with the settings of stage 3 where none is given:
 * for looking around.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { VocabularyRule } from '../../kernels/model/tensors.ts'
import { convergencePage, finalists, nameOf, writePlots } from './convergence-page.ts'
import {
  best,
  type Row,
  type RunOutcome,
  type RunSettings,
  rounds,
  runOnce,
} from './convergence-run.ts'
import type { Bench } from './main.ts'

const folder = join(import.meta.dirname, '../../docs/convergence')
const csv = join(folder, 'runs.csv')
const header =
  'method,eta,k,alpha,beta,shares,vocabularyRate,vocabularyTiles,seed,finalLoss,bytesPerMember,tokens,seconds,curve'

const four = [1, 1, 1, 1]
const asPublished: VocabularyRule = { rate: 1, tiles: 'square' }
const rowsAt = (rate: number): VocabularyRule => ({ rate, tiles: 'row' })
const adamw = (eta: number, vocabulary = asPublished): RunSettings => ({
  method: 'adamw',
  eta,
  topK: 0,
  alpha: 1,
  beta: 0.9,
  shares: [1],
  vocabulary,
  seed: 1,
})
const demo = (eta: number, change: Partial<RunSettings> = {}): RunSettings => ({
  method: 'demo',
  eta,
  topK: 32,
  alpha: 1,
  beta: 0.995,
  shares: four,
  vocabulary: asPublished,
  seed: 1,
  ...change,
})

const keyOf = (s: RunSettings) =>
  [
    ...[s.method, s.eta, s.topK, s.alpha, s.beta, s.shares.join(':')],
    ...[s.vocabulary.rate, s.vocabulary.tiles, s.seed],
  ].join(',')

export const stageOne: readonly RunSettings[] = [
  ...[5e-4, 1e-3, 2e-3, 4e-3, 8e-3].map((eta) => adamw(eta)),
  ...[5e-4, 1e-3, 2e-3, 4e-3].map((eta) => demo(eta)),
]

/** The eta at which four members with the published settings end lowest. */
function bestEta(rows: readonly Row[]): number | undefined {
  const keys = new Set(stageOne.map(keyOf))
  return best(rows, (row) => row.method === 'demo' && keys.has(keyOf(row)))?.eta
}

function stageTwo(rows: readonly Row[]): RunSettings[] {
  const eta = bestEta(rows)
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
    ]),
  ]
}

/** Embedding and head by rows, at a rate: as fast as AdamW moves them while the layers are given what they bear. */
function stageThree(rows: readonly Row[]): RunSettings[] {
  const eta = bestEta(rows)
  if (eta === undefined) return []
  const ours = (share: number, rate: number, topK = 32) =>
    demo(eta * share, { beta: 0.95, topK, vocabulary: rowsAt(rate) })
  return [
    ...[ours(1, 6), ours(0.5, 12), ours(0.25, 24), ours(0.5, 6)],
    ...[ours(1, 6, 8), ours(0.5, 12, 8)],
    adamw(eta, { rate: 6, tiles: 'square' }),
  ]
}

/** The best of each method, with two more seeds. */
function stageFour(rows: readonly Row[]): RunSettings[] {
  return finalists(rows).flatMap((row) => [2, 3].map((seed) => ({ ...settingsOf(row), seed })))
}

function settingsOf(row: Row): RunSettings {
  const { method, eta, topK, alpha, beta, shares, vocabulary, seed } = row
  return { method, eta, topK, alpha, beta, shares, vocabulary, seed }
}

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
        vocabulary: { rate: number(6), tiles: f[7] as VocabularyRule['tiles'] },
        seed: number(8),
        finalLoss: number(9),
        bytes: number(10),
        tokens: number(11),
        seconds: number(12),
        curve: (f[13] ?? '').split(' ').map(Number),
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
    options: {
      share: { type: 'string', default: '0/1' },
      try: { type: 'string' },
      rounds: { type: 'string', default: String(rounds) },
    },
  })
  if (values.try !== undefined) return tryOne(values.try, Number(values.rounds))
  const [share = 0, shares = 1] = values.share.split('/').map(Number)
  mkdirSync(folder, { recursive: true })
  if (!existsSync(csv)) writeFileSync(csv, `${header}\n`)
  for (const stage of [() => stageOne, stageTwo, stageThree, stageFour]) {
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
  const [reference, ...ours] = finalists(rows)
  return {
    runs: rows.length,
    complete: true,
    adamw: reference?.finalLoss,
    gaps: Object.fromEntries(
      ours.map((row) => [nameOf(row), row.finalLoss / (reference?.finalLoss ?? Number.NaN) - 1]),
    ),
  }
}

async function tryOne(given: string, steps: number) {
  const change = JSON.parse(given) as Partial<RunSettings>
  const usual =
    change.method === 'adamw' ? adamw(4e-3) : demo(1e-3, { beta: 0.95, vocabulary: rowsAt(12) })
  const { curve, finalLoss, bytes, seconds } = await runOnce({ ...usual, ...change }, steps)
  return { settings: { ...usual, ...change }, rounds: steps, finalLoss, bytes, seconds, curve }
}
