/**
 * The fast kernels against the plain ones: equal bytes, equal refusals, equal bits; the encoder up to rounding.
 */
import { describe, expect, it } from 'vitest'
import { applyUpdate, prepareUpdate, revertUpdate } from '../../../kernels/demo/aggregate.ts'
import { bitsToFloat, floatBits } from '../../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../../kernels/demo/encode.ts'
import { decodePayload, encodePayload } from '../../../kernels/demo/payload.ts'
import { decodeSigns, sumVotes, updateTile } from '../../../kernels/demo/reference/aggregate.ts'
import { encodeReference, topIndices } from '../../../kernels/demo/reference/encode.ts'
import {
  decodePayloadReference,
  encodePayloadReference,
} from '../../../kernels/demo/reference/payload.ts'
import type { Contribution } from '../../../kernels/demo/source.ts'
import { type Votes, voteLayout } from '../../../kernels/demo/votes.ts'
import { type TensorTable, tensorTable } from '../../../kernels/tensor-table.ts'
import { chance, noise, randomVotes } from './chance.ts'
import { mixedTable } from './tables.ts'

/** Every tile side from 1 to 64, as rows and as columns. */
const sidesTable = tensorTable(
  Array.from({ length: 64 }, (_, i) => ({
    name: `t${i}`,
    shape: [i + 1, 64 - i],
    rate: Math.fround(0.1 + (i % 5)),
  })),
)

describe('fast payload coder', () => {
  it('writes the bytes of the plain one', () => {
    const next = chance(31)
    for (const table of [mixedTable, sidesTable])
      for (const topK of [1, 7, 32, 300, 2048, 4096])
        for (const presence of [0.5, 1]) {
          const votes = randomVotes(table, topK, next, presence)
          const bytes = encodePayload(table, topK, votes)
          expect(equal(bytes, encodePayloadReference(table, topK, votes))).toBe(true)
          expect(decodePayload(table, topK, bytes)).toEqual({ ok: true, votes })
        }
  })

  it('accepts and refuses as the plain one, on 6,000 mutants', () => {
    const next = chance(32)
    for (const topK of [1, 32, 1000]) {
      const bytes = encodePayload(mixedTable, topK, randomVotes(mixedTable, topK, next))
      const codes = new Set<string>()
      for (let i = 0; i < 2000; i++) {
        const mutant = mutate(bytes, next)
        const plain = decodePayloadReference(mixedTable, topK, mutant)
        const fast = decodePayload(mixedTable, topK, mutant)
        if (fast.ok && plain.ok) expect(sameVotes(fast.votes, plain.votes)).toBe(true)
        else expect(fast).toEqual(plain)
        codes.add(plain.ok ? 'accepted' : plain.code)
      }
      expect(codes.size).toBeGreaterThan(3)
    }
  })
})

describe('fast aggregation', () => {
  const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau: 0 }

  it('gives the bits of the plain one, for every tile shape, few votes and many', () => {
    const next = chance(33)
    for (const table of [mixedTable, sidesTable])
      for (const [topK, members] of [
        [8, 3],
        [32, 16],
        [64, 40],
      ] as const)
        for (const tau of [0, 0.3]) {
          const list = Array.from({ length: members }, () => ({
            votes: randomVotes(table, topK, next, 0.7),
            weight: 1 + Math.floor(next() * 15),
          }))
          const start = noise(next, table.params)
          start[5] = -0
          const fast = start.slice()
          applyUpdate(table, topK, fast, list, { ...settings, tau })
          expect(sameBits(fast, plainUpdate(table, topK, start, list, { ...settings, tau }))).toBe(
            true,
          )
          revertUpdate(table, topK, fast, list, { ...settings, tau })
          const back = plainUpdate(table, topK, start, list, { ...settings, tau })
          expect(sameBits(fast, plainRevert(table, topK, back, list, { ...settings, tau }))).toBe(
            true,
          )
        }
  })

  it('gives the bits of the plain one at the largest sum of weights', () => {
    const table = tensorTable([{ name: 'a', shape: [64, 64] }])
    const next = chance(34)
    for (const topK of [32, 4096]) {
      const list = [9000, 9106].map((weight) => ({
        votes: randomVotes(table, topK, next, 1),
        weight,
      }))
      for (const { votes } of list) votes.signs.fill(1)
      const start = noise(next, table.params)
      const fast = start.slice()
      expect(applyUpdate(table, topK, fast, list, settings)).toEqual({ ok: true })
      expect(sameBits(fast, plainUpdate(table, topK, start, list, settings))).toBe(true)
    }
  })

  it('does not depend on the window, nor on bytes or votes', () => {
    const next = chance(35)
    const votes = [1, 2, 3].map((weight) => ({ votes: randomVotes(mixedTable, 32, next), weight }))
    const bytes = votes.map((c) => ({
      bytes: encodePayload(mixedTable, 32, c.votes),
      weight: c.weight,
    }))
    const start = noise(next, mixedTable.params)
    const whole = start.slice()
    applyUpdate(mixedTable, 32, whole, votes, settings)
    for (const aim of [1, 20_000]) {
      const parts = start.slice()
      const prepared = prepareUpdate(mixedTable, 32, bytes, settings, aim)
      if (!prepared.ok) throw new Error(prepared.code)
      const { windows, apply } = prepared.update
      for (const i of [...windows.keys()].toReversed()) {
        const { offset, params } = windows[i] as (typeof windows)[0]
        apply(i, parts.subarray(offset, offset + params))
      }
      expect(sameBits(parts, whole)).toBe(true)
    }
  })
})

describe('fast encoder', () => {
  const config = { beta: 0.95, alpha: 0.5, topK: 64, emptyTile: -20 }

  it('gives the coefficients of the plain one up to fp32 rounding, for every tile shape', () => {
    for (const table of [mixedTable, sidesTable]) {
      const gradient = noise(chance(36), table.params)
      const silent = { ...config, emptyTile: 20 }
      const fast = createMomentum(table)
      const plain = createMomentum(table)
      for (let round = 0; round < 2; round++) {
        createEncoder(table, silent).encode(fast, gradient, 0.01)
        encodeReference(table, silent, plain, gradient, 0.01)
      }
      let worst = 0
      fast.forEach((value, i) => {
        worst = Math.max(worst, Math.abs(value - (plain[i] as number)))
      })
      expect(worst / 0.01).toBeLessThan(2e-5)
    }
  })

  it('chooses exactly the top k of its coefficients, ties included', () => {
    for (const table of [mixedTable, sidesTable])
      for (const topK of [1, 64, 700, 4096]) {
        const coarse = Float32Array.from(
          noise(chance(37), table.coefficients),
          (x) => Math.round(x) + 0,
        )
        const momentum = coarse.slice()
        const encoder = createEncoder(table, { ...config, beta: 1, topK })
        const votes = encoder.encode(momentum, new Float32Array(table.params), 0.01)
        for (const { tensor, perTile, first } of voteLayout(table, topK).places)
          for (let tile = 0; tile < tensor.tiles; tile++) {
            const from = tensor.firstCoefficient + tile * tensor.tileElements
            const c = coarse.subarray(from, from + tensor.tileElements)
            const at = first + tile * perTile
            const flat = c.every((value) => value === 0)
            expect(votes.present[tensor.firstTile + tile]).toBe(flat ? 0 : 1)
            if (flat) continue
            const chosen = topIndices(c, perTile)
            const wrong = chosen.filter(
              (index, i) =>
                votes.indices[at + i] !== index ||
                votes.values[at + i] !== c[index] ||
                votes.signs[at + i] !== ((c[index] as number) < 0 ? -1 : 1) ||
                momentum[from + index] !== (c[index] as number) * 0.5,
            )
            expect(wrong).toEqual([])
          }
      }
  })

  it('gives the same bits for any window', () => {
    const gradient = noise(chance(38), mixedTable.params)
    const results = [1, 10_000, 1e9].map((aim) => {
      const momentum = createMomentum(mixedTable)
      return {
        momentum,
        votes: createEncoder(mixedTable, config, aim).encode(momentum, gradient, 0.01),
      }
    })
    expect(results[1]).toEqual(results[0])
    expect(results[2]).toEqual(results[0])
  })

  it('says which tile is not finite', () => {
    const gradient = new Float32Array(mixedTable.params)
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      gradient[64 * 128 + 64] = bad
      const { encode } = createEncoder(mixedTable, config)
      expect(() => encode(createMomentum(mixedTable), gradient, 0.01)).toThrow(/'embed'.*tile 3/)
    }
  })
})

type Settings = Parameters<typeof applyUpdate>[4]
type Voted = Extract<Contribution, { votes: Votes }>

function plainUpdate(
  table: TensorTable,
  topK: number,
  start: Float32Array,
  list: readonly Voted[],
  { etaBits, lambdaBits, tau }: Settings,
  sign = 1,
): Float32Array {
  const params = start.slice()
  for (const place of voteLayout(table, topK).places) {
    const eta = sign * Math.fround(bitsToFloat(etaBits) * place.tensor.rate)
    const decay = sign < 0 ? 1 : Math.fround(1 - eta * bitsToFloat(lambdaBits))
    for (let tile = 0; tile < place.tensor.tiles; tile++) {
      const signs = decodeSigns(place.tensor, sumVotes(place, tile, list), tau)
      updateTile(place.tensor, params, tile, signs, eta, decay)
    }
  }
  return params
}

function plainRevert(
  table: TensorTable,
  topK: number,
  start: Float32Array,
  list: readonly Voted[],
  settings: Settings,
): Float32Array {
  return plainUpdate(table, topK, start, list, settings, -1)
}

function mutate(bytes: Uint8Array, next: () => number): Uint8Array {
  const mutant = bytes.slice(
    0,
    next() < 0.2 ? 13 + Math.floor(next() * (bytes.length - 12)) : undefined,
  )
  if (next() < 0.05) return Uint8Array.of(...mutant, Math.floor(next() * 2))
  const changes = Math.floor(next() * 4)
  for (let i = 0; i < changes; i++)
    mutant[13 + Math.floor(next() * (mutant.length - 13))] =
      next() < 0.3 ? 255 : Math.floor(next() * 256)
  return mutant
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return equal(new Uint8Array(a.buffer), new Uint8Array(b.buffer))
}

function sameVotes(a: Votes, b: Votes): boolean {
  return (
    equal(a.present, b.present) &&
    a.indices.every((index, i) => index === b.indices[i]) &&
    a.signs.every((sign, i) => sign === b.signs[i])
  )
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
