import { describe, expect, it } from 'vitest'
import type { DemoConfig } from '../../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../../kernels/demo/encode.ts'
import {
  invertTile,
  readTile,
  topIndices,
  transformTile,
} from '../../../kernels/demo/reference/encode.ts'
import { voteLayout, votesPerTile } from '../../../kernels/demo/votes.ts'
import type { TensorLayout } from '../../../kernels/tensor-table.ts'
import { chance, noise } from './chance.ts'
import { mixedTable } from './tables.ts'

const config: DemoConfig = { beta: 0.95, alpha: 1, topK: 64, emptyTile: -20 }

describe('encoder', () => {
  it('keeps k in proportion to the tile, at least 1, halves upwards', () => {
    const pairs = [
      [32, 4096, 32],
      [32, 64, 1],
      [31, 64, 1],
      [96, 64, 2],
      [8, 1, 1],
      [4096, 17, 17],
    ]
    for (const [k, n, expected] of pairs)
      expect(votesPerTile(k as number, n as number)).toBe(expected)
  })

  it('takes ties by the lower index', () => {
    expect(topIndices([1, -2, 2, 0, -2, 1], 2)).toEqual([1, 2])
    expect(topIndices([0, 0, 0], 2)).toEqual([0, 1])
  })

  it('holds, with alpha = 1, the momentum of DeMo in the space of parameters', () => {
    const next = chance(11)
    const { encode } = createEncoder(mixedTable, config)
    const momentum = createMomentum(mixedTable)
    const delta = mixedTable.tensors.map((tensor) =>
      Array.from({ length: tensor.tiles }, () => new Float64Array(tensor.tileElements)),
    )
    for (let round = 0; round < 3; round++) {
      const gradient = noise(next, mixedTable.params)
      const votes = encode(momentum, gradient, 0.01)
      for (const { tensor, perTile, first } of voteLayout(mixedTable, config.topK).places) {
        const t = mixedTable.tensors.indexOf(tensor)
        for (let tile = 0; tile < tensor.tiles; tile++) {
          const d = delta[t]?.[tile] as Float64Array
          const g = readTile(tensor, gradient, tile)
          g.forEach((value, i) => {
            d[i] = config.beta * (d[i] as number) + 0.01 * value
          })
          const c = transformTile(tensor, d)
          const at = first + tile * perTile
          const chosen = [...votes.indices.subarray(at, at + perTile)]
          expect(chosen).toEqual(topIndices(c, perTile))
          const sent = new Float64Array(c.length)
          for (const index of chosen) sent[index] = c[index] as number
          const removed = invertTile(tensor, sent)
          removed.forEach((value, i) => {
            d[i] = (d[i] as number) - value
          })
          expectClose(invertTile(tensor, tileOf(tensor, momentum, tile)), d)
        }
      }
    }
  })
})

describe('empty tiles', () => {
  it('sends nothing for tiles that saw no gradient, and leaves their momentum zero', () => {
    const { encode } = createEncoder(mixedTable, config)
    const momentum = createMomentum(mixedTable)
    const gradient = noise(chance(12), mixedTable.params)
    gradient.fill(0, 64 * 128, 128 * 128)
    const votes = encode(momentum, gradient, 0.01)
    const absent = [...votes.present].flatMap((flag, tile) => (flag === 0 ? [tile] : []))
    expect(absent).toEqual([2, 3])
    expect(momentum.subarray(2 * 4096, 4 * 4096).every((value) => value === 0)).toBe(true)
  })

  it('calls a tile empty exactly up to the bound', () => {
    const at = { ...config, emptyTile: -3, topK: 1 }
    const momentum = createMomentum(mixedTable)
    const gradient = new Float32Array(mixedTable.params)
    const last = mixedTable.params - 1
    gradient[last] = 0.125
    expect(
      createEncoder(mixedTable, at).encode(momentum.slice(), gradient, 0.5).present.at(-1),
    ).toBe(0)
    gradient[last] = 0.1251
    expect(
      createEncoder(mixedTable, at).encode(momentum.slice(), gradient, 0.5).present.at(-1),
    ).toBe(1)
  })
})

describe('residual', () => {
  it('leaves (1 - alpha) of what was sent, and gives it back on restore', () => {
    for (const alpha of [0.25, 1]) {
      const { encode, restore } = createEncoder(mixedTable, { ...config, alpha })
      const momentum = createMomentum(mixedTable)
      const gradient = noise(chance(13), mixedTable.params)
      const votes = encode(momentum, gradient, 0.01)
      const untouched = createMomentum(mixedTable)
      createEncoder(mixedTable, { ...config, emptyTile: 20 }).encode(untouched, gradient, 0.01)
      const before = sentOf(votes, momentum)
      before.forEach((value, i) => {
        expect(value).toBeCloseTo((1 - alpha) * (votes.values[i] as number), 6)
      })
      restore(momentum, votes)
      momentum.forEach((value, i) => {
        expect(Math.abs(value - (untouched[i] as number))).toBeLessThan(1e-7)
      })
    }
  })
})

function sentOf(votes: { indices: Uint16Array }, momentum: Float32Array): number[] {
  return voteLayout(mixedTable, config.topK).places.flatMap(({ tensor, perTile, first }) =>
    Array.from({ length: tensor.tiles * perTile }, (_, i) => {
      const tile = Math.floor(i / perTile)
      const index = votes.indices[first + i] as number
      return momentum[tensor.firstCoefficient + tile * tensor.tileElements + index] as number
    }),
  )
}

function tileOf(tensor: TensorLayout, momentum: Float32Array, tile: number): Float32Array {
  const from = tensor.firstCoefficient + tile * tensor.tileElements
  return momentum.subarray(from, from + tensor.tileElements)
}

function expectClose(actual: Float64Array, expected: Float64Array): void {
  let worst = 0
  actual.forEach((value, i) => {
    worst = Math.max(worst, Math.abs(value - (expected[i] as number)))
  })
  expect(worst).toBeLessThan(1e-7)
}
