/** The pure pieces that rounds are made of. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assignBatches, dealCounts } from '../../coordinator/assignment.ts'
import { createBeaconChain, isPreimage, mixBeacon } from '../../coordinator/beacon.ts'
import {
  drawWitnesses,
  quorum,
  roundSeed,
  shuffle,
  shuffledIndex,
} from '../../coordinator/committee.ts'
import { canonicalConfig, parseRunConfig, runFields } from '../../coordinator/config.ts'
import { adaptDeadline } from '../../coordinator/deadlines.ts'
import { voteWeights } from '../../coordinator/weights.ts'
import { LARGEST_WEIGHT_SUM } from '../../kernels/demo/source.ts'
import { toHex } from '../../kernels/hash.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { mostMembers } from '../../proto/schema.ts'
import { largestMessageBytes, sealMessage } from '../../proto/wire.ts'
import { simulatedCrypto } from '../sim/crypto.ts'

const seed = sha256(Uint8Array.of(1))

describe('the committee', () => {
  it('is a permutation, each position computed alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 300 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (n, s) => {
          const order = shuffle(sha256, s, n)
          expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i))
          const i = n >> 1
          expect(order[shuffledIndex(sha256, s, i, n)]).toBe(i)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is the same for ever: golden vectors', () => {
    expect(shuffle(sha256, seed, 10).join(' ')).toMatchInlineSnapshot(`"9 8 7 2 5 4 1 0 3 6"`)
    expect(drawWitnesses(sha256, seed, 20, 5).join(' ')).toMatchInlineSnapshot(`"0 4 9 10 11"`)
    expect(toHex(roundSeed(sha256, seed, 7, seed))).toMatchInlineSnapshot(
      `"ece374f68c1be1679f7065fcceae70df12199adb9399afc2a908c2a7f6cc2377"`,
    )
  })

  it('draws rising, different members, and all where there are few', () => {
    for (let n = 1; n < 30; n++) {
      const drawn = drawWitnesses(sha256, sha256(Uint8Array.of(n)), n, 8)
      expect(drawn.length).toBe(Math.min(8, n))
      expect([...new Set(drawn)].sort((a, b) => a - b)).toEqual(drawn)
    }
  })

  it('needs more than two thirds', () => {
    expect([1, 2, 3, 4, 6, 8, 9].map(quorum)).toEqual([1, 2, 3, 3, 5, 6, 7])
  })
})

describe('the assignment', () => {
  it('gives every batch to one member, in proportion to shares', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 500 }),
        (shares, batches) => {
          const numbers = Array.from({ length: batches }, (_, i) => 100 + i)
          const assigned = assignBatches(sha256, seed, shares, numbers)
          const all = assigned.flat().sort((a, b) => a - b)
          expect(all).toEqual(Array.from({ length: batches }, (_, i) => 100 + i))
          const total = shares.reduce((a, b) => a + b, 0)
          for (const [i, share] of shares.entries())
            if (total > 0)
              expect(Math.abs((assigned[i]?.length ?? 0) - (share * batches) / total)).toBeLessThan(
                1,
              )
        },
      ),
      { numRuns: 100 },
    )
  })

  it('deals equally where nobody has a share', () => {
    expect(dealCounts([0, 0, 0], 7, [2, 0, 1])).toEqual([2, 2, 3])
  })
})

describe('the beacon', () => {
  it('reveals links that lead to its end, each after the last', () => {
    const chain = createBeaconChain(sha256, Uint8Array.of(9))
    expect(isPreimage(sha256, chain.preimage(0), chain.end, 1)).toBe(true)
    expect(isPreimage(sha256, chain.preimage(300), chain.preimage(20), 280)).toBe(true)
    expect(isPreimage(sha256, chain.preimage(300), chain.preimage(20), 279)).toBe(false)
    expect(isPreimage(sha256, seed, chain.end, 1)).toBe(false)
  })

  it('changes with every commitment: a last committer cannot foresee it without the preimage', () => {
    const a = mixBeacon(sha256, seed, [seed])
    expect(mixBeacon(sha256, seed, [seed, seed])).not.toEqual(a)
    expect(mixBeacon(sha256, sha256(seed), [seed])).not.toEqual(a)
  })
})

describe('deadlines', () => {
  it('stay within bounds whatever the history', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000_000), { maxLength: 20 }), (history) => {
        const ms = adaptDeadline(history, 1000, 60_000)
        expect(ms).toBeGreaterThanOrEqual(1000)
        expect(ms).toBeLessThanOrEqual(60_000)
      }),
    )
    expect(adaptDeadline([], 1000, 60_000)).toBe(60_000)
  })

  it('are not led astray by one slow round', () => {
    const usual = adaptDeadline([2000, 2100, 1900, 2050, 2000], 10, 60_000)
    expect(adaptDeadline([2000, 2100, 1900, 2050, 50_000], 10, 60_000)).toBeLessThan(2 * usual)
  })
})

describe('vote weights', () => {
  it('lie between 1 and 15, equal work has equal weight, more work has more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 50 }),
        (work) => {
          const weights = voteWeights(work)
          for (const [i, w] of weights.entries()) {
            expect(Number.isInteger(w) && w >= 1 && w <= 15).toBe(true)
            for (const [j, other] of weights.entries())
              if ((work[i] as number) >= (work[j] as number))
                expect(w).toBeGreaterThanOrEqual(other)
          }
        },
      ),
    )
  })
})

describe('the votes of many thousand members', () => {
  const sum = (weights: readonly number[]) => weights.reduce((a, b) => a + b, 0)

  it('stay within the sum that is exact, however unequal their work', () => {
    const half = mostMembers / 2
    const work = Array.from({ length: mostMembers }, (_, i) => (i <= half ? 1 : 1000))
    const weights = voteWeights(work)
    expect(sum(weights)).toBeLessThanOrEqual(LARGEST_WEIGHT_SUM)
    expect(new Set(weights)).toEqual(new Set([1]))
    // 4,000 members: those who did most are held to 8 in place of 15.
    const fewer = voteWeights(Array.from({ length: 4000 }, (_, i) => (i < 2001 ? 1 : 1000)))
    expect([Math.max(...fewer), sum(fewer)]).toEqual([8, 2001 + 8 * 1999])
    expect(mostMembers).toBeLessThanOrEqual(LARGEST_WEIGHT_SUM)
  })

  it('are those that one entry carries: a configuration with more is refused', () => {
    const many = { batches: 100_000, minMembers: 40, initMembers: 40 }
    expect(parseRunConfig({ ...many, maxMembers: 7500, slots: 0 }).ok).toBe(true)
    expect(parseRunConfig({ ...many, maxMembers: 2500, slots: 2 }).ok).toBe(true)
    expect(parseRunConfig({ ...many, batches: 7500, maxMembers: 16_384, slots: 3 }).ok).toBe(true)
    expect(parseRunConfig({ ...many, maxMembers: 8193, slots: 1 })).toMatchObject({
      ok: false,
      problems: [{ path: 'slots', code: 'contradiction' }],
    })
    // A list of so many hashes is longer than a message; so many lists are longer than an entry.
    for (const fields of [
      { maxMembers: 8192, slots: 0 },
      { maxMembers: 1000, slots: 0, witnesses: 300 },
    ])
      expect(parseRunConfig({ ...many, ...fields })).toMatchObject({
        ok: false,
        problems: [{ path: 'maxMembers', code: 'contradiction' }],
      })
  })
})

it('commitments and lists are as short as the configuration takes them to be', () => {
  const crypto = simulatedCrypto(1, 1)
  const hash = new Uint8Array(32).fill(255)
  const none = new Uint8Array(0)
  const longest = 0xffffffff
  const commitment = sealMessage(
    hash,
    {
      type: 'commitment',
      round: longest,
      slot: 8,
      payloadHash: hash,
      payloadBytes: longest,
      batches: [longest],
      dropped: [],
      thetaRound: longest,
      engine: '\uffff'.repeat(64),
      precision: '\uffff'.repeat(16),
      prevRoot: none,
      momentumRoot: none,
      stateDigest: hash,
      lossMicronats: longest,
      tokens: longest,
      trainMs: longest,
      rangesRoot: hash,
    },
    crypto,
  )
  expect(commitment.envelope.length).toBeLessThanOrEqual(540)
  const hashes = Array<Uint8Array>(7000).fill(hash)
  const list = sealMessage(
    hash,
    { type: 'commitmentList', round: longest, hashes, slot: 8 },
    crypto,
  )
  expect(list.envelope.length).toBeLessThanOrEqual(256 + 34 * 7000)
  expect(list.envelope.length).toBeLessThanOrEqual(largestMessageBytes)
})

describe('the configuration', () => {
  it('fills in defaults and is canonical', () => {
    const parsed = parseRunConfig({ rounds: 5 })
    if (!parsed.ok) throw new Error('refused')
    expect(Object.keys(parsed.config)).toEqual([...Object.keys(runFields), 'mix', 'stages'])
    const again = parseRunConfig(JSON.parse(canonicalConfig(parsed.config)))
    expect(again.ok && canonicalConfig(again.config)).toBe(canonicalConfig(parsed.config))
  })

  it.each([
    [{ roundz: 5 }, 'roundz', 'unknown-field'],
    [{ rounds: -1 }, 'rounds', 'bad-value'],
    [{ rounds: 0 }, 'rounds', 'contradiction'],
    [{ rounds: 1.5 }, 'rounds', 'bad-value'],
    [{ rounds: 'ten' }, 'rounds', 'bad-value'],
    [{ eta: -1 }, 'eta', 'bad-value'],
    [{ schedule: 'magic' }, 'schedule', 'bad-value'],
    [{ name: 'x'.repeat(65) }, 'name', 'bad-value'],
    [{ initMembers: 1, minMembers: 2 }, 'initMembers', 'contradiction'],
    [{ maxMembers: 1, initMembers: 2 }, 'maxMembers', 'contradiction'],
    [{ trainMinMs: 5000, trainMaxMs: 4000 }, 'trainMaxMs', 'contradiction'],
    [{ rounds: 5, warmupRounds: 5 }, 'warmupRounds', 'contradiction'],
    [{ eta: 1, lambda: 1 }, 'lambda', 'contradiction'],
  ])('names the fault of %j', (value, path, code) => {
    const parsed = parseRunConfig(value)
    expect(parsed).toMatchObject({ ok: false, problems: [{ path, code }] })
  })

  it('refuses what is no list of fields, and names every fault at once', () => {
    for (const value of [null, 3, [], 'x'])
      expect(parseRunConfig(value)).toMatchObject({ ok: false })
    const parsed = parseRunConfig({ rounds: -1, batches: -1, nonsense: 1 })
    expect(parsed.ok ? 0 : parsed.problems.length).toBe(3)
  })

  it('guesses what was meant', () => {
    const parsed = parseRunConfig({ min_members: 2 })
    expect(parsed.ok ? '' : parsed.problems[0]?.message).toContain('minMembers')
  })
})
