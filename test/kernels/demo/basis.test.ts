import { describe, expect, it } from 'vitest'
import { BASIS_ONE, floatBasis, integerBasis } from '../../../kernels/demo/basis.ts'
import { LARGEST_WEIGHT_SUM } from '../../../kernels/demo/source.ts'

const sides = Array.from({ length: 64 }, (_, i) => i + 1)

describe('cosine bases', () => {
  it('are the cosines of the definition', () => {
    let worst = 0
    for (const n of sides)
      floatBasis(n).forEach((value, at) => {
        const b = Math.floor(at / n)
        const expected =
          Math.sqrt((b ? 2 : 1) / n) * Math.cos((Math.PI * (2 * (at % n) + 1) * b) / (2 * n))
        worst = Math.max(worst, Math.abs(value - expected))
      })
    expect(worst).toBeLessThan(1e-14)
  })

  it('are orthonormal', () => {
    for (const n of [1, 2, 3, 17, 29, 64]) {
      const f = floatBasis(n)
      for (let a = 0; a < n; a++)
        for (let b = 0; b < n; b++) {
          let dot = 0
          for (let j = 0; j < n; j++) dot += (f[a * n + j] as number) * (f[b * n + j] as number)
          expect(Math.abs(dot - (a === b ? 1 : 0))).toBeLessThan(1e-14)
        }
    }
  })

  it('round to integers far from a tie, whose checksums are the known ones', () => {
    let nearest = 1
    let wrong = 0
    for (const n of sides) {
      const integers = integerBasis(n)
      floatBasis(n).forEach((value, at) => {
        const scaled = value * BASIS_ONE
        if (integers[at] !== Math.round(scaled)) wrong++
        nearest = Math.min(nearest, Math.abs(scaled - Math.floor(scaled) - 0.5))
      })
    }
    expect(wrong).toBe(0)
    expect(nearest).toBeGreaterThan(4e-4)
  })

  it('keep both passes inside int32 at the largest sum of weights', () => {
    let worst = 0
    for (const n of sides)
      for (let j = 0; j < n; j++) {
        let column = 0
        for (let b = 0; b < n; b++) column += Math.abs(integerBasis(n)[b * n + j] as number)
        worst = Math.max(worst, column)
      }
    expect(worst).toBe(118_600)
    expect(LARGEST_WEIGHT_SUM).toBe(Math.floor((2 ** 31 - 1) / worst))
    expect((BASIS_ONE - 1) * worst).toBeLessThan(2 ** 31)
  })
})
