/**
 * Many rounds of the whole path (encode, payload, aggregate), and golden digests of what it gives: the same on every machine,
 * Node version and thread count, because everything in it is integer or WebAssembly arithmetic.
 */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applyUpdate } from '../../../kernels/demo/aggregate.ts'
import { floatBits } from '../../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../../kernels/demo/encode.ts'
import { encodePayload } from '../../../kernels/demo/payload.ts'
import { type TensorTable, tensorTable } from '../../../kernels/tensor-table.ts'
import { chance, noise } from './chance.ts'
import { mixedTable } from './tables.ts'

const demo = { beta: 0.95, alpha: 1, topK: 32, emptyTile: -20 }
const eta = Math.fround(1e-3)

type Run = {
  readonly table: TensorTable
  readonly members: number
  readonly rounds: number
  readonly lambda?: number
  /** Gradient of a member in a round. */
  readonly gradient: (round: number, member: number) => Float32Array
  readonly onPayload?: (bytes: Uint8Array) => void
}

/** Parameters after some rounds, from a seeded start. */
function train({ table, members, rounds, lambda = 0, gradient, onPayload }: Run): Float32Array {
  const params = noise(chance(61), table.params)
  const encoder = createEncoder(table, demo)
  const momenta = Array.from({ length: members }, () => createMomentum(table))
  const settings = { etaBits: floatBits(eta), lambdaBits: floatBits(lambda), tau: 0.01 }
  for (let round = 0; round < rounds; round++) {
    const contributions = momenta.map((momentum, member) => {
      const votes = encoder.encode(momentum, gradient(round, member), eta)
      const bytes = encodePayload(table, demo.topK, votes)
      onPayload?.(bytes)
      return { bytes, weight: 1 + (member % 15) }
    })
    expect(applyUpdate(table, demo.topK, params, contributions, settings)).toEqual({ ok: true })
  }
  return params
}

describe('many rounds', () => {
  it.each([
    ['square', 128],
    ['row', 100],
  ] as const)(
    'leave unused vocabulary rows bit-equal, without weight decay: %s tiles',
    (tiles, quietFrom) => {
      const table = tensorTable([{ name: 'embed', shape: [256, 64], tiles }])
      const next = chance(62)
      const used = 100 * 64
      const gradients = Array.from({ length: 7 }, () => noise(next, table.params).fill(0, used))
      const params = train({
        table,
        members: 2,
        rounds: 200,
        gradient: (round, member) => gradients[(3 * round + member) % 7] as Float32Array,
      })
      const start = noise(chance(61), table.params)
      const quiet = quietFrom * 64
      expect(Buffer.compare(bytesFrom(params, quiet), bytesFrom(start, quiet))).toBe(0)
      const moved = params.subarray(0, used).filter((p, i) => p !== start[i])
      expect(moved.length).toBeGreaterThan(0.9 * used)
    },
  )

  it('fall quiet again in a tile whose gradient stops', () => {
    const table = tensorTable([{ name: 'embed', shape: [64, 64] }])
    const next = chance(63)
    const zero = new Float32Array(table.params)
    const sizes: number[] = []
    train({
      table,
      members: 1,
      rounds: 400,
      gradient: (round) => (round < 5 ? noise(next, table.params) : zero),
      onPayload: (bytes) => sizes.push(bytes.length),
    })
    expect(sizes[10]).toBeGreaterThan(40)
    expect(sizes.at(-1)).toBe(14)
  })

  it('bring down a quadratic loss', () => {
    const table = tensorTable([
      { name: 'a', shape: [128, 64] },
      { name: 'prime', shape: [67] },
    ])
    const target = noise(chance(64), table.params)
    const params = noise(chance(61), table.params)
    const encoder = createEncoder(table, demo)
    const momentum = createMomentum(table)
    const loss = () => params.reduce((sum, p, i) => sum + (p - (target[i] as number)) ** 2, 0)
    const before = loss()
    for (let round = 0; round < 300; round++) {
      const rate = Math.fround(0.02)
      const gradient = params.map((p, i) => (p - (target[i] as number)) / 100)
      const votes = encoder.encode(momentum, gradient, rate)
      const settings = { etaBits: floatBits(rate), lambdaBits: 0, tau: 0 }
      applyUpdate(table, demo.topK, params, [{ votes, weight: 1 }], settings)
    }
    expect(loss()).toBeLessThan(before / 2)
  })
})

describe('the whole path', () => {
  it('gives the golden digests', () => {
    const next = chance(65)
    const gradients = Array.from({ length: 4 }, () => noise(next, mixedTable.params))
    const payloads = createHash('sha256')
    const params = train({
      table: mixedTable,
      members: 3,
      rounds: 12,
      lambda: 0.1,
      gradient: (round, member) => gradients[(round + member) % 4] as Float32Array,
      onPayload: (bytes) => payloads.update(bytes),
    })
    expect(payloads.digest('hex')).toBe(
      'cc98691f4f22bf01967847ced723cb513cb8eb601e2fde5bfae701545fff3cf1',
    )
    expect(createHash('sha256').update(bytesFrom(params, 0)).digest('hex')).toBe(
      'dd0a5455c2d9734e2de69fa132c1f957a279cbed1a9ef4203f8f0aa5a06a93cf',
    )
  })
})

function bytesFrom(params: Float32Array, first: number): Uint8Array {
  return new Uint8Array(params.buffer, 4 * first)
}
