import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openBundle, writeBundle } from '../../node/data/bundle.ts'
import type { TokenizedSample } from '../../node/data/chat.ts'
import { packSamples, rowsBatch } from '../../node/data/pack.ts'

const samples: TokenizedSample[] = Array.from({ length: 23 }, (_, i) => {
  const length = 3 + ((7 * i) % 11)
  return {
    tokens: Array.from({ length }, (_, j) => 10 * i + j),
    counted: Array.from({ length }, (_, j) => j % 3 > 0),
  }
})
const packed = packSamples(samples, 16, 0)
const bytes = writeBundle(packed, 300, 5)

function open(given: Uint8Array, rows = 1) {
  const opened = openBundle(given, rows)
  if (!opened.ok) throw new Error(opened.message)
  return opened.bundle
}

describe('the data bundle', () => {
  it('gives back the rows that were packed', () => {
    const bundle = open(bytes)
    expect([bundle.rows, bundle.length, bundle.vocabularySize]).toEqual([packed.rows, 16, 300])
    const texts = new Set(
      Array.from({ length: packed.rows }, (_, r) => JSON.stringify(rowsBatch(packed, [r]))),
    )
    const found = Array.from({ length: packed.rows }, (_, b) => JSON.stringify(bundle.batch(b)))
    expect(new Set(found)).toEqual(texts)
    expect(found).not.toEqual([...texts])
  })

  it('shuffles every pass anew, each a permutation', () => {
    const bundle = open(bytes)
    const pass = (p: number) =>
      Array.from({ length: packed.rows }, (_, i) => bundle.batch(p * packed.rows + i).tokens.join())
    const [first, second] = [pass(0), pass(1)]
    expect(first).not.toEqual(second)
    expect([...first].sort()).toEqual([...second].sort())
    expect(pass(0)).toEqual(first)
  })

  it('gives batch b the rows b·n … b·n + n − 1 of the order', () => {
    const one = open(bytes)
    const three = open(bytes, 3)
    for (const number of [0, 1, 4, 1000]) {
      const parts = [0, 1, 2].map((i) => one.batch(3 * number + i).tokens.join())
      expect(three.batch(number).tokens.join()).toBe(parts.join())
    }
  })

  it('is the same bytes and the same order on every machine', () => {
    expect(writeBundle(packSamples(samples, 16, 0), 300, 5)).toEqual(bytes)
    const hash = createHash('sha256').update(bytes)
    const bundle = open(bytes, 2)
    for (let b = 0; b < 40; b++) hash.update(bundle.batch(b).tokens.join())
    expect(hash.digest('hex').slice(0, 16)).toBe('06c3858c937710d7')
  })
})

describe('bytes from a stranger', () => {
  const refusal = { ok: false, code: 'bad-bundle' }

  it('are refused where they are no bundle, cut off, or too long', () => {
    expect(openBundle(new Uint8Array(), 1)).toMatchObject(refusal)
    expect(openBundle(new Uint8Array(100), 1)).toMatchObject(refusal)
    for (let n = 0; n < bytes.length; n += 7)
      expect(openBundle(bytes.subarray(0, n), 1)).toMatchObject(refusal)
    expect(openBundle(new Uint8Array([...bytes, 0]), 1)).toMatchObject(refusal)
  })

  it('are refused where the header claims what is not there', () => {
    for (const [at, value] of [
      [8, 0],
      [8, 0xffffffff],
      [12, 0],
      [12, 0xffffffff],
      [16, 0],
      [16, 5],
    ] as const) {
      const lying = bytes.slice()
      new DataView(lying.buffer).setUint32(at, value, true)
      expect(openBundle(lying, 1)).toMatchObject(refusal)
    }
  })

  it('are refused where documents are out of order or padding counts', () => {
    const cells = packed.rows * 16
    const withDocuments = (documents: readonly number[], counted: number) => {
      const lying = bytes.slice()
      const view = new DataView(lying.buffer)
      for (const [i, document] of documents.entries()) {
        view.setUint16(24 + 4 * cells + 2 * i, document, true)
        view.setUint32(24 + 4 * i, i === counted ? 0x80000001 : 1, true)
      }
      return openBundle(lying, 1)
    }
    const good = [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 0, 0, 0]
    expect(withDocuments(good, 2).ok).toBe(true)
    expect(withDocuments(good, 14)).toMatchObject(refusal)
    expect(withDocuments(good.with(7, 1), 2)).toMatchObject(refusal)
    expect(withDocuments(good.with(6, 0), 2)).toMatchObject(refusal)
    expect(withDocuments(good.with(0, 2), 2)).toMatchObject(refusal)
    expect(withDocuments(good.with(15, 4), 2)).toMatchObject(refusal)
  })

  it('never throw, and what is accepted can be used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (changes) => {
          const changed = bytes.slice()
          for (const [at, value] of changes) changed[at] = value
          const opened = openBundle(changed, 2)
          if (!opened.ok) return
          for (const number of [0, 7, 2 ** 31]) {
            const { tokens, labels } = opened.bundle.batch(number)
            expect(tokens.every((t) => t >= 0 && t < opened.bundle.vocabularySize)).toBe(true)
            expect(labels.every((t) => t === -100 || t < opened.bundle.vocabularySize)).toBe(true)
          }
        },
      ),
      { seed: 9, numRuns: 300 },
    )
  })
})
