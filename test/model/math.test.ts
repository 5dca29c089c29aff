/**
 * The project's own exp, log, sin, cos and half precision: accurate, and the same bits everywhere.
 */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cos, exp, log, power, sin } from '../../kernels/math/elementary.ts'
import { halfBits, halfValue } from '../../kernels/math/half.ts'
import { createRandom, normal } from '../../kernels/math/random.ts'

describe('elementary functions', () => {
  it('agree with the platform to a few units in the last place', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) / Math.exp(x) - 1)).toBeLessThan(5e-16)
        expect(Math.abs(log(Math.exp(x)) - x)).toBeLessThan(1e-12)
        expect(Math.abs(sin(x * 100) - Math.sin(x * 100))).toBeLessThan(3e-16)
        expect(Math.abs(cos(x * 100) - Math.cos(x * 100))).toBeLessThan(3e-16)
      }),
      { numRuns: 2000, seed: 3 },
    )
    expect(power(1e7, 0.5)).toBeCloseTo(Math.sqrt(1e7), 9)
  })

  it('hold at the edges', () => {
    expect([exp(0), exp(-746), exp(710), exp(Number.NaN)]).toEqual([1, 0, Infinity, Number.NaN])
    expect([log(1), log(0), log(-1), log(5e-324)]).toEqual([
      0,
      -Infinity,
      Number.NaN,
      Math.log(5e-324),
    ])
    expect([sin(0), cos(0)]).toEqual([0, 1])
    expect(() => cos(1e7)).toThrow(RangeError)
  })

  it('give the same bits on every machine', () => {
    const random = createRandom(1)
    const values = Float64Array.from({ length: 4096 }, (_, i) => {
      const x = (random() - 0.5) * 200
      return [exp(x), log(x * x), sin(x), cos(x), normal(random)][i % 5] as number
    })
    const digest = createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex')
    expect(digest).toBe('3d12fe22ce6b4ea36b0d3d471c2d50f58d13a9081c8f28c1db0ba72fe01999b7')
  })
})

describe('half precision', () => {
  it('round trips every half', () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = halfValue(bits)
      if (!Number.isNaN(value)) expect(halfBits(value)).toBe(bits)
    }
  })

  it('rounds to nearest, ties to even', () => {
    expect(halfBits(1 + 1 / 2048)).toBe(halfBits(1))
    expect(halfBits(1 + 3 / 2048)).toBe(halfBits(1 + 4 / 2048))
    expect(halfBits(65519)).toBe(halfBits(65504))
    expect(halfBits(65520)).toBe(0x7c00)
    expect(halfBits(1e-8)).toBe(0)
  })
})
