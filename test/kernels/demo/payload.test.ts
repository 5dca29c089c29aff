import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { golomb, payloadBound, payloadHeader } from '../../../kernels/demo/format.ts'
import { decodePayload, encodePayload } from '../../../kernels/demo/payload.ts'
import { emptyVotes, voteLayout } from '../../../kernels/demo/votes.ts'
import { tensorTable } from '../../../kernels/tensor-table.ts'
import { chance, randomVotes } from './chance.ts'
import { mixedTable } from './tables.ts'

const topKs = [1, 8, 32, 100, 4096]

function decoded(topK: number, bytes: Uint8Array) {
  const result = decodePayload(mixedTable, topK, bytes)
  if (!result.ok) throw new Error(result.code)
  return result.votes
}

function refusal(topK: number, bytes: Uint8Array) {
  const result = decodePayload(mixedTable, topK, bytes)
  return result.ok ? 'accepted' : result.code
}

describe('payload', () => {
  it('gives back what was put in, at every density', () => {
    const next = chance(1)
    for (const topK of topKs)
      for (const presence of [0, 0.1, 0.9, 1]) {
        const votes = randomVotes(mixedTable, topK, next, presence)
        const bytes = encodePayload(mixedTable, topK, votes)
        expect(decoded(topK, bytes)).toEqual(votes)
        expect(bytes.length).toBeLessThanOrEqual(payloadBound(mixedTable, topK))
      }
  })

  it('is smaller than its bound even for the dearest indices', () => {
    for (const topK of topKs)
      for (const high of [false, true]) {
        const votes = randomVotes(mixedTable, topK, chance(2), 1)
        for (const { tensor, perTile, first } of voteLayout(mixedTable, topK).places)
          for (let i = 0; i < tensor.tiles * perTile; i++)
            votes.indices[first + i] = (i % perTile) + (high ? tensor.tileElements - perTile : 0)
        const bytes = encodePayload(mixedTable, topK, votes)
        expect(decoded(topK, bytes)).toEqual(votes)
        expect(bytes.length).toBeLessThanOrEqual(payloadBound(mixedTable, topK))
      }
  })

  it('has a code length near the mean for every m', () => {
    for (let k = 1; k <= 4096; k = k * 2) {
      const { m, bits, short } = golomb(4096, k)
      expect(m).toBeGreaterThanOrEqual(1)
      expect(short).toBeGreaterThanOrEqual(0)
      expect(2 ** bits - short).toBe(m)
    }
  })
})

describe('payload refusals', () => {
  it('refuses a changed header by its field', () => {
    const bytes = encodePayload(mixedTable, 8, emptyVotes(mixedTable, 8))
    const changed = (at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
    expect(refusal(8, changed(0))).toBe('payload-magic')
    expect(refusal(8, changed(2))).toBe('payload-version')
    expect(refusal(8, changed(3))).toBe('payload-k')
    expect(refusal(8, changed(9))).toBe('payload-table')
    expect(refusal(8, bytes.subarray(0, 12))).toBe('payload-short')
    expect(refusal(8, payloadHeader(mixedTable, 8))).toBe('payload-short')
  })

  it('refuses every shorter and every longer byte string', () => {
    const bytes = encodePayload(mixedTable, 8, randomVotes(mixedTable, 8, chance(3)))
    for (let length = 0; length < bytes.length; length++)
      expect(refusal(8, bytes.subarray(0, length))).toBe('payload-short')
    expect(refusal(8, Uint8Array.of(...bytes, 0))).toBe('payload-slack')
  })

  it('refuses a second way to say that all tiles are there', () => {
    const table = tensorTable([{ name: 'v', shape: [2] }])
    const votes = randomVotes(table, 1, chance(4), 1)
    const bytes = encodePayload(table, 1, votes)
    const header = payloadHeader(table, 1)
    expect(bytes.length).toBe(14)
    const body = bytes[13] as number
    const other = Uint8Array.of(...header, 0b10 | ((body >> 1) << 2))
    const result = decodePayload(table, 1, other)
    expect(result).toMatchObject({ ok: false, code: 'payload-presence', tensor: 0 })
  })
})

describe('payload of any bytes', () => {
  it('accepts nothing that it would not have written', () => {
    const next = chance(5)
    const bases = topKs.map((topK) => ({
      topK,
      bytes: encodePayload(mixedTable, topK, randomVotes(mixedTable, topK, next)),
    }))
    fc.assert(
      fc.property(
        fc.constantFrom(...bases),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.nat(3),
        ({ topK, bytes }, changes, cut) => {
          const mutant = bytes.slice(0, bytes.length - cut)
          for (const [at, byte] of changes) mutant[13 + (at % (mutant.length - 13))] = byte
          const result = decodePayload(mixedTable, topK, mutant)
          if (result.ok) expect(encodePayload(mixedTable, topK, result.votes)).toEqual(mutant)
        },
      ),
      { numRuns: 300, seed: 6 },
    )
  })

  it('survives any bytes after a good header', () => {
    fc.assert(
      fc.property(fc.constantFrom(...topKs), fc.uint8Array({ maxLength: 400 }), (topK, body) => {
        const bytes = Uint8Array.of(...payloadHeader(mixedTable, topK), ...body)
        const result = decodePayload(mixedTable, topK, bytes)
        if (result.ok) expect(encodePayload(mixedTable, topK, result.votes)).toEqual(bytes)
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})
