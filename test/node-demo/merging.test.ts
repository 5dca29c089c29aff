/** A replica that applies a merge, beside one that applies the payloads. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { floatBits } from '../../kernels/demo/config.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import type { ApplyJob } from '../../node/ports.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { createReplica } from '../../node/trainer.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'
import { mixedTable } from '../kernels/demo/tables.ts'

const topK = 16
const replicaOf = (seed: number) => {
  const params = noise(chance(seed), mixedTable.params)
  const parts = { table: mixedTable, topK, hash: sha256, params, digestShares: 1 }
  return { params, ...createReplica(parts) }
}

const roundOf = (seed: number, members: number, tau: number): ApplyJob => {
  const next = chance(seed)
  return {
    step: 1,
    etaBits: floatBits(0.001),
    lambdaBits: floatBits(0.1),
    tau,
    contributions: Array.from({ length: members }, () => ({
      payload: encodePayload(mixedTable, topK, randomVotes(mixedTable, topK, next, 0.8)),
      weight: 1 + Math.floor(next() * 15),
    })),
  }
}

describe('a merge', () => {
  it('moves a replica to the same bits as the payloads, whoever merged them', async () => {
    const few = fc.tuple(
      fc.nat(10_000),
      fc.integer({ min: 1, max: 80 }),
      fc.integer({ min: 0, max: 2 }),
    )
    await fc.assert(
      fc.asyncProperty(few, async ([seed, members, tau]) => {
        const job = roundOf(seed, members, tau)
        const [a, b] = [replicaOf(seed), replicaOf(seed)]
        const { merge, rangesRoot } = await a.merge(job)
        const reversed = { ...job, contributions: job.contributions.toReversed() }
        expect((await b.merge(reversed)).merge).toEqual(merge)
        expect(b.checkMerge(merge, rangesRoot)).toBeUndefined()
        const digest = await a.apply(job)
        expect(await b.apply({ ...job, contributions: [], merge })).toEqual(digest)
        expect(b.params).toEqual(a.params)
      }),
      { numRuns: 12 },
    )
  })

  it('is refused where a byte is changed, or its ranges are not those that were signed', async () => {
    const replica = replicaOf(3)
    const { merge, rangesRoot } = await replica.merge(roundOf(3, 5, 0))
    for (let at = 0; at < merge.length; at += 97) {
      const changed = Uint8Array.from(merge)
      changed[at] = (changed[at] as number) ^ 1
      expect(replica.checkMerge(changed, rangesRoot)).toMatch(/^merge-/)
    }
    expect(replica.checkMerge(merge, sha256(merge))).toBe('merge-ranges')
  })
})
