import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TokenizedSample } from '../../node/data/chat.ts'
import { packSamples, rowsBatch } from '../../node/data/pack.ts'

/** A sample whose tokens tell which one it is. */
const sample = (length: number, name: number, counted = (i: number) => i > 0): TokenizedSample => ({
  tokens: Array.from({ length }, (_, i) => 1000 * name + i),
  counted: Array.from({ length }, (_, i) => counted(i)),
})
const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 })

/** First-fit-decreasing, the obvious way: the row of each sample. */
function plainFit(sizes: readonly number[], length: number): number[] {
  const free: number[] = []
  for (const size of [...sizes].sort((a, b) => b - a)) {
    const at = free.findIndex((room) => room >= size)
    if (at < 0) free.push(length - size)
    else free[at] = (free[at] as number) - size
  }
  return free
}

describe('packing', () => {
  it('keeps each sample whole, once, in order, and counts those too long', () => {
    fc.assert(
      fc.property(lengths, (sizes) => {
        const packed = packSamples(
          sizes.map((n, i) => sample(n, i + 1)),
          32,
          0,
        )
        expect(packed.tooLong).toBe(
          sizes.filter((n) => n > 32).length + sizes.filter((n) => n === 0).length,
        )
        const seen: number[] = []
        for (let r = 0; r < packed.rows; r++) {
          const row = [...packed.tokens.subarray(32 * r, 32 * r + 32)]
          const documents = [...packed.documents.subarray(32 * r, 32 * r + 32)]
          for (const document of new Set(documents.filter((d) => d > 0))) {
            const tokens = row.filter((_, i) => documents[i] === document)
            const name = Math.floor((tokens[0] as number) / 1000)
            expect(tokens).toEqual(sample(sizes[name - 1] as number, name).tokens)
            expect(documents.lastIndexOf(document) - documents.indexOf(document)).toBe(
              tokens.length - 1,
            )
            seen.push(name)
          }
          expect(row.filter((_, i) => documents[i] === 0).every((token) => token === 0)).toBe(true)
        }
        const whole = sizes.flatMap((n, i) => (n > 0 && n <= 32 ? [i + 1] : []))
        expect(seen.sort((a, b) => a - b)).toEqual(whole)
      }),
      { seed: 3, numRuns: 150 },
    )
  })

  it('is first-fit-decreasing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 32 }), { maxLength: 200 }), (sizes) => {
        const packed = packSamples(
          sizes.map((n) => sample(n, 1)),
          32,
          0,
        )
        const free = Array.from(
          { length: packed.rows },
          (_, r) => packed.documents.subarray(32 * r, 32 * r + 32).filter((d) => d === 0).length,
        )
        expect(free).toEqual(plainFit(sizes, 32))
        const used = sizes.reduce((a, b) => a + b, 0)
        expect(packed.efficiency).toBeCloseTo(
          sizes.length === 0 ? 0 : used / (32 * packed.rows),
          12,
        )
      }),
      { seed: 4, numRuns: 150 },
    )
  })
})

describe('a batch of rows', () => {
  it('shifts labels, restarts positions, and never crosses a document', () => {
    const packed = packSamples([sample(4, 1), sample(3, 2, () => true), sample(2, 3)], 10, 7)
    const batch = rowsBatch(packed, [0])
    expect([...batch.tokens]).toEqual([1000, 1001, 1002, 1003, 2000, 2001, 2002, 3000, 3001, 7])
    expect([...batch.labels]).toEqual([1001, 1002, 1003, -100, 2001, 2002, -100, 3001, -100, -100])
    expect([...batch.positions]).toEqual([0, 1, 2, 3, 0, 1, 2, 0, 1, 0])
    expect([...batch.documents]).toEqual([1, 1, 1, 1, 2, 2, 2, 3, 3, 0])
  })

  it('labels only what counts', () => {
    const packed = packSamples([sample(5, 1, (i) => i >= 3)], 5, 7)
    expect([...rowsBatch(packed, [0]).labels]).toEqual([-100, -100, 1003, 1004, -100])
  })

  it('takes rows in the order asked for, modulo the rows there are', () => {
    const packed = packSamples([sample(8, 1), sample(8, 2)], 8, 0)
    const batch = rowsBatch(packed, [3, 0])
    expect(batch.rows).toBe(2)
    expect([batch.tokens[0], batch.tokens[8]]).toEqual([2000, 1000])
    expect([batch.positions[7], batch.positions[8]]).toEqual([7, 0])
    expect(batch.labels[7]).toBe(-100)
  })
})
