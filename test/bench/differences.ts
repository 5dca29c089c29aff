/**
 * What our deliberate differences from the published DeMo cost: the same training with the published rule (mean of the senders'
 * values), with the sum of values, and with our sum of signs; loss over rounds, and signs of the update that differ.
 *
 *     npm run -s bench -- differences [--rounds 200] [--members 4] [--eta 0.001] [--k 32]
 */
import { parseArgs } from 'node:util'
import { floatBasis } from '../../kernels/demo/basis.ts'
import { type KeptVotes, voteLayout } from '../../kernels/demo/votes.ts'
import type { TensorLayout, TensorTable } from '../../kernels/tensor-table.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'
import { trainDemo, type UpdateRule } from './training.ts'

const RULES = ['meanOfSenders', 'sumOfValues', 'sumOfSigns'] as const
type Rule = (typeof RULES)[number]

export const benchDifferences: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: {
      rounds: { type: 'string', default: '200' },
      members: { type: 'string', default: '4' },
      eta: { type: 'string', default: '0.001' },
      k: { type: 'string', default: '32' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [rounds, members, eta, topK, seed] = [
    Number(values.rounds),
    Number(values.members),
    Number(values.eta),
    Number(values.k),
    Number(values.seed),
  ]
  const lastLoss: Record<string, number> = {}
  const lone: number[] = []
  const disagree: number[] = []
  for (const rule of RULES) {
    const losses: number[] = []
    await trainDemo({
      demo: { beta: 0.99, alpha: 1, topK, emptyTile: -30 },
      eta,
      members,
      rounds,
      seed,
      update: rule === 'sumOfSigns' ? undefined : ruleOf(rule),
      onRound: (round, loss, votes, table) => {
        losses.push(loss)
        if (round % 20 === 19) say(`${rule}, round ${round + 1}: loss ${loss.toFixed(4)}`)
        if (rule !== 'sumOfSigns' || round % 20 !== 19) return
        lone.push(loneShare(table, topK, votes))
        disagree.push(disagreement(table, topK, votes))
      },
    })
    const last = losses.slice(-Math.ceil(rounds / 10))
    lastLoss[rule] = rounded(last.reduce((sum, loss) => sum + loss, 0) / last.length)
  }
  return {
    settings: { rounds, members, eta, topK, seed },
    lastLoss,
    loneCoefficients: rounded(mean(lone.slice(-3))),
    signsThatDiffer: rounded(mean(disagree.slice(-3))),
  }
}

/** p <- p - eta * sign(inverse transform), in float64 but for the last step. */
function ruleOf(rule: Rule): UpdateRule {
  return (table, topK, params, votes, eta) => {
    eachTile(table, topK, votes, rule, (tensor, tile, update) => {
      const top = Math.floor(tile / tensor.gridCols) * tensor.tileRows
      const left = (tile % tensor.gridCols) * tensor.tileCols
      update.forEach((value, i) => {
        const row = top + Math.floor(i / tensor.tileCols)
        const col = left + (i % tensor.tileCols)
        if (row >= tensor.rows || col >= tensor.cols) return
        const at = tensor.offset + row * tensor.cols + col
        params[at] = (params[at] as number) - eta * Math.sign(value)
      })
    })
  }
}

/** Share of the update's signs that the sum of signs gives otherwise than the mean of the senders' values. */
function disagreement(table: TensorTable, topK: number, votes: readonly KeptVotes[]): number {
  const signs: Int8Array[] = []
  eachTile(table, topK, votes, 'meanOfSenders', (_tensor, _tile, update) => {
    signs.push(Int8Array.from(update, Math.sign))
  })
  let next = 0
  let differ = 0
  let all = 0
  eachTile(table, topK, votes, 'sumOfSigns', (_tensor, _tile, update) => {
    const other = signs[next++] as Int8Array
    update.forEach((value, i) => {
      all++
      if (Math.sign(value) !== other[i]) differ++
    })
  })
  return differ / all
}

/** Share of the coefficients that only one member sent. */
function loneShare(table: TensorTable, topK: number, votes: readonly KeptVotes[]): number {
  let lone = 0
  let sent = 0
  for (const { tensor, perTile, first } of voteLayout(table, topK).places)
    for (let tile = 0; tile < tensor.tiles; tile++) {
      const counts = new Uint16Array(tensor.tileElements)
      for (const { present, indices } of votes) {
        if (present[tensor.firstTile + tile] !== 1) continue
        const at = first + tile * perTile
        for (const index of indices.subarray(at, at + perTile))
          counts[index] = (counts[index] ?? 0) + 1
      }
      for (const count of counts) {
        sent += count
        if (count === 1) lone++
      }
    }
  return lone / sent
}

/** The inverse transform of every tile that somebody sent, under a rule. */
function eachTile(
  table: TensorTable,
  topK: number,
  votes: readonly KeptVotes[],
  rule: Rule,
  act: (tensor: TensorLayout, tile: number, update: Float64Array) => void,
): void {
  for (const { tensor, perTile, first } of voteLayout(table, topK).places)
    for (let tile = 0; tile < tensor.tiles; tile++) {
      const sums = new Float64Array(tensor.tileElements)
      const counts = new Float64Array(tensor.tileElements)
      for (const { present, indices, signs, values } of votes) {
        if (present[tensor.firstTile + tile] !== 1) continue
        for (let i = first + tile * perTile; i < first + (tile + 1) * perTile; i++) {
          const index = indices[i] as number
          sums[index] =
            (sums[index] as number) + ((rule === 'sumOfSigns' ? signs : values)[i] as number)
          counts[index] = (counts[index] as number) + 1
        }
      }
      if (rule === 'meanOfSenders')
        sums.forEach((sum, i) => {
          sums[i] = sum / Math.max(1, counts[i] as number)
        })
      act(tensor, tile, invertSparse(tensor, sums))
    }
}

/** Inverse DCT of a tile that is mostly zeros. */
function invertSparse(
  { tileRows, tileCols }: TensorLayout,
  coefficients: Float64Array,
): Float64Array {
  const down = floatBasis(tileRows)
  const across = floatBasis(tileCols)
  const out = new Float64Array(coefficients.length)
  const line = new Float64Array(tileCols)
  for (let a = 0; a < tileRows; a++) {
    line.fill(0)
    let any = false
    for (let b = 0; b < tileCols; b++) {
      const value = coefficients[a * tileCols + b] as number
      if (value === 0) continue
      any = true
      for (let c = 0; c < tileCols; c++)
        line[c] = (line[c] as number) + value * (across[b * tileCols + c] as number)
    }
    if (!any) continue
    for (let r = 0; r < tileRows; r++) {
      const factor = down[a * tileRows + r] as number
      const from = r * tileCols
      for (let c = 0; c < tileCols; c++)
        out[from + c] = (out[from + c] as number) + factor * (line[c] as number)
    }
  }
  return out
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
