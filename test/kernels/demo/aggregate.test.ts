import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyUpdate, revertUpdate } from '../../../kernels/demo/aggregate.ts'
import { integerBasis } from '../../../kernels/demo/basis.ts'
import { floatBits } from '../../../kernels/demo/config.ts'
import { encodePayload } from '../../../kernels/demo/payload.ts'
import {
  decodeSigns,
  roundShift,
  smallestShift,
  sumVotes,
} from '../../../kernels/demo/reference/aggregate.ts'
import { invertTile } from '../../../kernels/demo/reference/encode.ts'
import { LARGEST_WEIGHT_SUM } from '../../../kernels/demo/source.ts'
import { emptyVotes, type VotePlace, voteLayout } from '../../../kernels/demo/votes.ts'
import { type TensorLayout, tensorTable } from '../../../kernels/tensor-table.ts'
import { chance, noise, randomVotes } from './chance.ts'
import { mixedTable } from './tables.ts'

const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau: 0 }
const square = mixedTable.tensors[0] as TensorLayout

describe('aggregation', () => {
  it('gives the same bits for any order and for bytes or votes', () => {
    const next = chance(21)
    const contributions = [1, 15, 3, 7].map((weight) => ({
      votes: randomVotes(mixedTable, 32, next),
      weight,
    }))
    const start = noise(next, mixedTable.params)
    const results = [contributions, contributions.toReversed()].map((list) => {
      const params = start.slice()
      expect(applyUpdate(mixedTable, 32, params, list, settings)).toEqual({ ok: true })
      return params
    })
    const params = start.slice()
    const bytes = contributions.map(({ votes, weight }) => ({
      bytes: encodePayload(mixedTable, 32, votes),
      weight,
    }))
    applyUpdate(mixedTable, 32, params, bytes, settings)
    expect(results[1]).toEqual(results[0])
    expect(params).toEqual(results[0])
    expect(params).not.toEqual(start)
  })

  it.each([
    [2, 24],
    [24, 12],
    [128, 6],
    [1000, 3],
  ])(
    'has at most 2 wrong signs in 4,096 against float64, weights 1 to 15: %i members',
    (members, numRuns) => {
      const table = tensorTable([{ name: 'tile', shape: [64, 64] }])
      const tile = table.tensors[0] as TensorLayout
      fc.assert(
        fc.property(fc.nat(1e9), fc.constantFrom(1, 8, 32), (seed, topK) => {
          const next = chance(seed)
          const list = Array.from({ length: members }, () => ({
            votes: randomVotes(table, topK, next, 1),
            weight: 1 + Math.floor(next() * 15),
          }))
          const [place] = voteLayout(table, topK).places
          const exact = invertTile(tile, sumVotes(place as VotePlace, 0, list))
          const moved = new Float32Array(table.params)
          const applied = applyUpdate(table, topK, moved, list, {
            ...settings,
            etaBits: floatBits(1),
          })
          expect(applied).toEqual({ ok: true })
          // Where the true value is a rounding error away from zero there is no sign to get wrong.
          const wrong = exact.filter(
            (value, i) => Math.abs(value) > 1e-9 && Math.sign(value) !== -(moved[i] as number),
          )
          expect(wrong.length).toBeLessThanOrEqual(2)
        }),
        { numRuns, seed: 22 },
      )
    },
  )
})

describe('aggregation inside int32', () => {
  it('never leaves int32, at the largest sum of weights and the worst signs', () => {
    const basis = integerBasis(64)
    fc.assert(
      fc.property(fc.nat(63), fc.nat(63), fc.boolean(), (row, column, negative) => {
        const sums = Int32Array.from({ length: 4096 }, (_, i) => {
          const down = Math.sign(basis[(i >> 6) * 64 + row] as number)
          const across = Math.sign(basis[(i & 63) * 64 + column] as number)
          return LARGEST_WEIGHT_SUM * down * across * (negative ? -1 : 1)
        })
        const signs = decodeSigns(square, sums, 0)
        expect(signs[row * 64 + column]).toBe(negative ? -1 : 1)
        // The fast kernel, whose sums would wrap, from votes that spell the same sums.
        const table = tensorTable([{ name: 'tile', shape: [64, 64] }])
        const votes = emptyVotes(table, 4096)
        votes.present[0] = 1
        votes.indices.set([...sums.keys()])
        votes.signs.set(sums.map(Math.sign))
        const moved = new Float32Array(table.params)
        const list = [{ votes, weight: LARGEST_WEIGHT_SUM }]
        applyUpdate(table, 4096, moved, list, { ...settings, etaBits: floatBits(1) })
        expect(moved.every((p, at) => -p === signs[at])).toBe(true)
        const over = [{ votes, weight: LARGEST_WEIGHT_SUM + 1 }]
        expect(applyUpdate(table, 4096, moved, over, settings)).toMatchObject({
          code: 'weight-sum',
        })
      }),
      { numRuns: 20, seed: 23 },
    )
  })

  it('shifts as little as fits, rounding halves upwards', () => {
    expect(smallestShift(Int32Array.of(16_383, -16_383))).toBe(0)
    expect(smallestShift(Int32Array.of(16_384))).toBe(1)
    expect(smallestShift(Int32Array.of(-16_384))).toBe(1)
    expect(smallestShift(Int32Array.of(32_767))).toBe(2)
    expect(smallestShift(Int32Array.of(-32_767))).toBe(1)
    expect([5, -5, 6, -6].map((value) => roundShift(value, 2))).toEqual([1, -1, 2, -1])
  })

  it('keeps an update below the dead zone at zero', () => {
    const sums = new Int32Array(4096)
    sums[0] = 4
    const value = 4 / 64
    expect(decodeSigns(square, sums, value * 0.99).every((sign) => sign === 1)).toBe(true)
    expect(decodeSigns(square, sums, value * 1.01).every((sign) => sign === 0)).toBe(true)
  })
})

describe('update of parameters', () => {
  it('moves every parameter of a voted tile by eta, and leaves the others bit for bit', () => {
    const votes = emptyVotes(mixedTable, 32)
    votes.present[0] = 1
    votes.indices.set(Array.from({ length: 32 }, (_, i) => i))
    votes.signs.fill(1, 0, 32)
    const start = noise(chance(24), mixedTable.params)
    const params = start.slice()
    applyUpdate(mixedTable, 32, params, [{ votes, weight: 1 }], { ...settings, lambdaBits: 0 })
    const moved = [...params].flatMap((p, i) => (Object.is(p, start[i]) ? [] : [i]))
    expect(moved.length).toBeGreaterThan(4000)
    expect(moved.every((i) => i % 128 < 64 && i < 64 * 128)).toBe(true)
    for (const i of moved)
      expect(Math.abs((params[i] as number) - (start[i] as number))).toBeCloseTo(0.01, 5)
  })

  it('goes back and comes again to identical bits', () => {
    const next = chance(25)
    const start = noise(next, mixedTable.params)
    const votes = [{ votes: randomVotes(mixedTable, 32, next), weight: 2 }]
    const replicas = [0, 1].map(() => {
      const params = start.slice()
      applyUpdate(mixedTable, 32, params, votes, { ...settings, lambdaBits: 0 })
      revertUpdate(mixedTable, 32, params, votes, { ...settings, lambdaBits: 0 })
      params.forEach((p, i) => {
        expect(Math.abs(p - (start[i] as number))).toBeLessThan(1e-6)
      })
      applyUpdate(mixedTable, 32, params, votes, settings)
      return params
    })
    expect(replicas[1]).toEqual(replicas[0])
  })
})

describe('aggregation refusals', () => {
  it('refuses before it changes anything', () => {
    const votes = randomVotes(mixedTable, 32, chance(26))
    const start = noise(chance(27), mixedTable.params)
    const params = start.slice()
    const apply = (list: Parameters<typeof applyUpdate>[3], tau = 0) =>
      applyUpdate(mixedTable, 32, params, list, { ...settings, tau })
    const half = { votes, weight: 9053 }
    expect(apply([half, half, { votes, weight: 1 }])).toEqual({
      ok: false,
      code: 'weight-sum',
      sum: 18_107,
    })
    expect(apply([{ votes, weight: 1.5 }])).toMatchObject({ code: 'weight-not-integer' })
    expect(apply([{ votes, weight: 0 }])).toMatchObject({
      code: 'weight-not-integer',
      contribution: 0,
    })
    expect(apply([half], Number.NaN)).toMatchObject({ code: 'settings-not-finite' })
    const bytes = Uint8Array.of(1, 2, 3)
    expect(apply([half, { bytes, weight: 1 }])).toMatchObject({
      code: 'payload-short',
      contribution: 1,
    })
    expect(params).toEqual(start)
    expect(apply([half, half])).toEqual({ ok: true })
  })
})
