/**
 * The kernels against the published DeMo optimiser (test/golden/demo/make.py): with alpha = 1 and values as they are, the same
 * indices, and momentum and update within fp32 rounding, over three steps and for several shapes.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createEncoder, createMomentum } from '../../../kernels/demo/encode.ts'
import { encodeReference, invertTile } from '../../../kernels/demo/reference/encode.ts'
import { type KeptVotes, voteLayout } from '../../../kernels/demo/votes.ts'
import { type TensorLayout, tensorTable } from '../../../kernels/tensor-table.ts'
import { chance } from './chance.ts'

type Step = { readonly indices: number[][]; readonly momentum: string; readonly update: string }
type Case = {
  readonly name: string
  readonly shape: number[]
  readonly k: number
  readonly members: number
  readonly steps: Step[]
}
type Fixture = { readonly lr: number; readonly decay: number; readonly cases: Case[] }

const fixture = JSON.parse(
  readFileSync(new URL('../../golden/demo/fixture.json', import.meta.url), 'utf8'),
) as Fixture

/** Largest difference that counts as rounding, as a share of the largest magnitude. */
const ROUNDING = 4e-6

describe.each(fixture.cases.map((c, i) => ({ ...c, number: i })))(
  'published DeMo, $name',
  (golden) => {
    const table = tensorTable([{ name: golden.name, shape: golden.shape }])
    const tensor = table.tensors[0] as TensorLayout
    const topK = Math.round((golden.k * 4096) / tensor.tileElements)
    const config = { beta: fixture.decay, alpha: 1, topK, emptyTile: -60 }

    it.each(['fast', 'plain'])('agrees with the %s encoder', (which) => {
      expect(voteLayout(table, topK).places[0]?.perTile).toBe(golden.k)
      const momenta = Array.from({ length: golden.members }, () => createMomentum(table))
      const encoder = createEncoder(table, config)
      golden.steps.forEach((step, s) => {
        const votes = momenta.map((momentum, member) => {
          const gradient = gradientOf(golden.number, member, s, table.params)
          return which === 'fast'
            ? encoder.encode(momentum, gradient, fixture.lr)
            : encodeReference(table, config, momentum, gradient, fixture.lr)
        })
        const mine = votes[0] as KeptVotes
        expect(chunks(mine.indices, golden.k)).toEqual(step.indices)
        expectClose(parameters(tensor, momenta[0] as Float32Array), floats(step.momentum))
        expectClose(parameters(tensor, meanOfSenders(tensor, golden.k, votes)), floats(step.update))
      })
    })
  },
)

/** As in make.py. */
function gradientOf(number: number, member: number, step: number, params: number): Float32Array {
  const next = chance(1 + number * 10_000 + member * 100 + step)
  return Float32Array.from({ length: params }, () => next() * 2 - 1)
}

/** What DeMo does with the gathered coefficients: the mean over those who sent an index. */
function meanOfSenders(tensor: TensorLayout, k: number, votes: readonly KeptVotes[]): Float64Array {
  const sums = new Float64Array(tensor.tiles * tensor.tileElements)
  const counts = new Float64Array(sums.length)
  for (const { indices, values } of votes)
    indices.forEach((index, i) => {
      const at = Math.floor(i / k) * tensor.tileElements + index
      sums[at] = (sums[at] as number) + (values[i] as number)
      counts[at] = (counts[at] as number) + 1
    })
  return sums.map((sum, i) => sum / Math.max(1, counts[i] as number))
}

/** Whole tiles of coefficients as parameters in the tensor's own order. */
function parameters(tensor: TensorLayout, coefficients: Float32Array | Float64Array): Float64Array {
  const out = new Float64Array(tensor.params)
  for (let tile = 0; tile < tensor.tiles; tile++) {
    const from = tile * tensor.tileElements
    const values = invertTile(tensor, coefficients.subarray(from, from + tensor.tileElements))
    const top = Math.floor(tile / tensor.gridCols) * tensor.tileRows
    const left = (tile % tensor.gridCols) * tensor.tileCols
    values.forEach((value, i) => {
      const row = top + Math.floor(i / tensor.tileCols)
      out[row * tensor.cols + left + (i % tensor.tileCols)] = value
    })
  }
  return out
}

function chunks(indices: Uint16Array, k: number): number[][] {
  return Array.from({ length: indices.length / k }, (_, i) => [
    ...indices.subarray(i * k, (i + 1) * k),
  ])
}

function floats(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
  return new Float32Array(bytes.buffer)
}

function expectClose(actual: Float64Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length)
  const scale = expected.reduce((top, value) => Math.max(top, Math.abs(value)), 0)
  let worst = 0
  actual.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - (expected[i] as number)))
  })
  expect(worst / scale).toBeLessThan(ROUNDING)
}
