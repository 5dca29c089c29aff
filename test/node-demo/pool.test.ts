import { describe, expect, it } from 'vitest'
import { applyUpdate, revertUpdate } from '../../kernels/demo/aggregate.ts'
import { floatBits } from '../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { createDemoPool, createUpdatePool } from '../../node/demo/pool.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { createReplica } from '../../node/trainer.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'

const table = tensorTable([
  { name: 'embed', shape: [640, 256] },
  { name: 'norm', shape: [256] },
  { name: 'prime', shape: [131, 67] },
  { name: 'up', shape: [512, 512] },
])
const demo = { beta: 0.9, alpha: 1, topK: 32, emptyTile: -20 }
const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau: 0 }

function shared(values: Float32Array): Float32Array {
  const copy = new Float32Array(new SharedArrayBuffer(values.byteLength))
  copy.set(values)
  return copy
}

describe.each([1, 2, 5])('kernels on %i threads', (threads) => {
  it('give the bits of the kernels on one', async () => {
    const next = chance(81)
    const start = noise(next, table.params)
    const alone = { params: start.slice(), momentum: createMomentum(table) }
    const pool = createDemoPool(table, demo, shared(start), threads)
    try {
      const encoder = createEncoder(table, demo)
      for (let round = 0; round < 3; round++) {
        const gradient = noise(next, table.params)
        pool.gradient.set(gradient)
        const votes = encoder.encode(alone.momentum, gradient, 0.01)
        const pooled = await pool.encode(0.01)
        expect(pooled).toEqual(votes)
        expect(Buffer.compare(bytesOf(pool.momentum), bytesOf(alone.momentum))).toBe(0)
      }
    } finally {
      await pool.close()
    }
  })

  it('apply and revert to the same bits', async () => {
    const next = chance(82)
    const start = noise(next, table.params)
    const alone = start.slice()
    const params = shared(start)
    const pool = createDemoPool(table, demo, params, threads)
    try {
      const contributions = [1, 4, 9].map((weight) => ({
        bytes: encodePayload(table, demo.topK, randomVotes(table, demo.topK, next)),
        weight,
      }))
      expect(await pool.apply(contributions, settings)).toEqual({ ok: true })
      applyUpdate(table, demo.topK, alone, contributions, settings)
      expect(Buffer.compare(bytesOf(params), bytesOf(alone))).toBe(0)
      expect(await pool.revert(contributions, settings)).toEqual({ ok: true })
      revertUpdate(table, demo.topK, alone, contributions, settings)
      expect(Buffer.compare(bytesOf(params), bytesOf(alone))).toBe(0)
      const bad = { bytes: new Uint8Array(3), weight: 1 }
      expect(await pool.apply([bad], settings)).toMatchObject({ ok: false, code: 'payload-short' })
      expect(Buffer.compare(bytesOf(params), bytesOf(alone))).toBe(0)
    } finally {
      await pool.close()
    }
  })
})

describe('kernels on threads', () => {
  it('apply a round of a replica to the digest of one thread', async () => {
    const next = chance(83)
    const start = noise(next, table.params)
    const payload = encodePayload(table, demo.topK, randomVotes(table, demo.topK, next))
    const job = { ...settings, step: 1, contributions: [{ payload, weight: 3 }] }
    const parts = { table, topK: demo.topK, hash: sha256, digestShares: 1 }
    const params = shared(start)
    const pool = createUpdatePool(table, demo.topK, params, 2)
    try {
      const pooled = createReplica({ ...parts, params, applyVotes: pool.apply })
      const alone = createReplica({ ...parts, params: start })
      expect(await pooled.apply(job)).toEqual(await alone.apply(job))
      const heavy = { ...job, contributions: [{ payload, weight: 18_107 }] }
      await expect(pooled.apply(heavy)).rejects.toThrow('weight-sum')
    } finally {
      await pool.close()
    }
  })

  it('say when a gradient is not finite', async () => {
    const pool = createDemoPool(table, demo, shared(new Float32Array(table.params)), 2)
    try {
      pool.gradient[5] = Number.NaN
      await expect(pool.encode(0.01)).rejects.toThrow(/'embed'/)
    } finally {
      await pool.close()
    }
  })
})

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer)
}
