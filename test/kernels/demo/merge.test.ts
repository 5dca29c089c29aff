import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { applyUpdate } from '../../../kernels/demo/aggregate.ts'
import { BitReader, BitWriter } from '../../../kernels/demo/bits.ts'
import { floatBits } from '../../../kernels/demo/config.ts'
import { judgeMerge, type MergeEvidence } from '../../../kernels/demo/merge/evidence.ts'
import {
  decodeSigns,
  decodeSums,
  encodeSigns,
  encodeSums,
  signsOfSums,
  sumRange,
} from '../../../kernels/demo/merge/merged.ts'
import {
  applyMerge,
  decodeMerge,
  encodeMerge,
  mergeTree,
  mergeVotes,
} from '../../../kernels/demo/merge/message.ts'
import {
  decodeRange,
  encodeRange,
  payloadRangeTree,
  rangesOf,
  votesOfRange,
} from '../../../kernels/demo/merge/range.ts'
import { readSet, writeSet } from '../../../kernels/demo/merge/set-code.ts'
import type { Window } from '../../../kernels/demo/window.ts'
import type { Hash } from '../../../kernels/hash.ts'
import { merkleProof, merkleRoot } from '../../../kernels/state/merkle.ts'
import { chance, noise, randomVotes } from './chance.ts'
import { mixedTable } from './tables.ts'

const sha256: Hash = (...parts) => {
  const h = createHash('sha256')
  for (const part of parts) h.update(part)
  return h.digest()
}

function members(count: number, topK: number, seed: number) {
  const next = chance(seed)
  return Array.from({ length: count }, () => ({
    votes: randomVotes(mixedTable, topK, next, 0.8),
    weight: 1 + Math.floor(next() * 15),
  }))
}

describe('set code', () => {
  it('gives back every set, at every density', () => {
    const next = chance(51)
    for (const n of [1, 2, 3, 64, 4096])
      for (const density of [0, 0.01, 0.3, 0.5, 0.9, 1]) {
        const set = Array.from({ length: n }, (_, i) => i).filter(() => next() < density)
        const writer = new BitWriter()
        writeSet(writer, n, set.length, (i) => set.includes(i))
        const reader = new BitReader(writer.finish())
        expect([...(readSet(reader, n) ?? [])]).toEqual(set)
        expect(reader.atEnd()).toBe(true)
      }
  })
})

describe('ranges of a payload', () => {
  it('give back their votes, and nothing else is accepted', () => {
    const next = chance(52)
    const votes = randomVotes(mixedTable, 32, next, 0.7)
    for (const range of rangesOf(mixedTable, 32)) {
      const part = votesOfRange(range, votes)
      const bytes = encodeRange(range, part)
      expect(decodeRange(range, bytes)).toEqual(part)
      for (let i = 0; i < 200; i++) {
        const mutant = spoil(bytes, next)
        const read = decodeRange(range, mutant)
        if (read !== undefined) expect(encodeRange(range, read)).toEqual(mutant)
      }
    }
  })
})

describe('merged forms', () => {
  it('move parameters to the bits of the contributions', () => {
    const forms = new Set<string>()
    for (const [count, topK, tau] of [
      [3, 8, 0],
      [12, 32, 0.2],
      [60, 64, 0],
    ] as const) {
      const list = members(count, topK, 53)
      const settings = { etaBits: floatBits(0.01), lambdaBits: floatBits(0.1), tau }
      const start = noise(chance(54), mixedTable.params)
      const apart = start.slice()
      applyUpdate(mixedTable, topK, apart, list, settings)
      const bytes = encodeMerge(mixedTable, topK, mergeVotes(mixedTable, topK, list, tau))
      const decoded = decodeMerge(mixedTable, topK, bytes)
      if (!decoded.ok) throw new Error(decoded.code)
      forms.add(decoded.merge.form)
      const merged = start.slice()
      applyMerge(mixedTable, topK, merged, decoded.merge, settings)
      expect(Buffer.compare(Buffer.from(merged.buffer), Buffer.from(apart.buffer))).toBe(0)
    }
    expect([...forms].sort()).toEqual(['signs', 'sums'])
  })

  it('are canonical and survive any bytes', () => {
    const next = chance(55)
    const list = members(5, 32, 56)
    for (const range of rangesOf(mixedTable, 32)) {
      const sums = sumRange(range, partsOf(range, list))
      const good = encodeSums(range, sums)
      expect(decodeSums(range, good)).toEqual(sums)
      const signs = signsOfSums(range, sums, 0.1)
      const goodSigns = encodeSigns(range, signs)
      expect(decodeSigns(range, goodSigns)).toEqual(signs)
      for (let i = 0; i < 150; i++) {
        const mutant = spoil(good, next)
        const read = decodeSums(range, mutant)
        if (read !== undefined) expect(encodeSums(range, read)).toEqual(mutant)
        const other = spoil(goodSigns, next)
        const readSigns = decodeSigns(range, other)
        if (readSigns !== undefined) expect(encodeSigns(range, readSigns)).toEqual(other)
      }
    }
  })

  it('are refused with a code when the bytes are no merge', () => {
    const bytes = encodeMerge(mixedTable, 32, mergeVotes(mixedTable, 32, members(3, 32, 57), 0))
    const code = (input: Uint8Array, topK = 32) => {
      const result = decodeMerge(mixedTable, topK, input)
      return result.ok ? 'accepted' : result.code
    }
    expect(code(bytes)).toBe('accepted')
    expect(code(bytes, 31)).toBe('merge-header')
    expect(code(new Uint8Array(0))).toBe('merge-header')
    expect(code(bytes.subarray(0, bytes.length - 1))).toBe('merge-short')
    expect(code(Uint8Array.of(...bytes, 0))).toBe('merge-slack')
    const spoilt = bytes.slice()
    spoilt.fill(255, 17, 40)
    expect(code(spoilt)).toBe('merge-range')
    const hugeLength = bytes.slice()
    hugeLength.fill(255, 13, 17)
    expect(code(hugeLength)).toBe('merge-short')
  })
})

describe('a false merge', () => {
  it.each([
    [4, 8],
    [60, 64],
  ])('of %i members is shown by one range, and a true one cannot be', (count, topK) => {
    const list = members(count, topK, 58)
    const merge = mergeVotes(mixedTable, topK, list, 0)
    const lying = {
      ...merge,
      ranges: merge.ranges.map((bytes, i) =>
        i === 2 ? bytes.map((b, j) => (j === 9 ? b ^ 4 : b)) : bytes,
      ),
    }
    for (let range = 0; range < merge.ranges.length; range++) {
      expect(judge(evidence(merge, list, topK, range), topK)).toBe('true')
      expect(judge(evidence(lying, list, topK, range), topK)).toBe(range === 2 ? 'false' : 'true')
    }
    const good = evidence(merge, list, topK, 2)
    const moved = { ...good, range: 1 }
    const forged = {
      ...good,
      merged: { ...good.merged, bytes: (lying.ranges[2] as Uint8Array).slice() },
    }
    expect(judge(moved, topK)).toBe('evidence-proof')
    expect(judge(forged, topK)).toBe('evidence-proof')
    expect(judge({ ...good, range: 99 }, topK)).toBe('evidence-range')
  })
})

function judge(evidence: MergeEvidence, topK: number) {
  return judgeMerge(sha256, mixedTable, topK, evidence)
}

function evidence(
  merge: ReturnType<typeof mergeVotes>,
  list: ReturnType<typeof members>,
  topK: number,
  range: number,
): MergeEvidence {
  const window = rangesOf(mixedTable, topK)[range] as Window
  const tree = mergeTree(sha256, merge)
  return {
    range,
    form: merge.form,
    tau: 0,
    merged: {
      root: merkleRoot(sha256, tree),
      bytes: merge.ranges[range] as Uint8Array,
      proof: merkleProof(tree, range),
    },
    contributions: list.map(({ votes, weight }) => {
      const own = payloadRangeTree(sha256, mixedTable, topK, votes)
      return {
        weight,
        root: merkleRoot(sha256, own),
        bytes: encodeRange(window, votesOfRange(window, votes)),
        proof: merkleProof(own, range),
      }
    }),
  }
}

function partsOf(range: Window, list: ReturnType<typeof members>) {
  return list.map(({ votes, weight }) => ({ votes: votesOfRange(range, votes), weight }))
}

function spoil(bytes: Uint8Array, next: () => number): Uint8Array {
  const mutant = bytes.slice(0, bytes.length - Math.floor(next() * 1.2))
  const changes = Math.floor(next() * 3)
  for (let i = 0; i < changes; i++)
    mutant[Math.floor(next() * mutant.length)] = Math.floor(next() * 256)
  return next() < 0.1 ? Uint8Array.of(...mutant, 0) : mutant
}
