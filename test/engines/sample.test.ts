/**
 * Sampling: frequencies follow softmax(logits / temperature) within the nucleus, and nothing outside it is drawn.
 */
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../kernels/math/random.ts'
import { chooseToken } from '../../node/engines/sample.ts'

const logits = Float32Array.of(1, 3, 2, -2, 3)
const draws = 20_000

function frequencies(temperature: number, topP: number): number[] {
  const random = createRandom(7)
  const counts = new Array<number>(logits.length).fill(0)
  for (let i = 0; i < draws; i++) {
    const token = chooseToken(logits, temperature, topP, random)
    counts[token] = (counts[token] as number) + 1
  }
  return counts.map((count) => count / draws)
}

/** softmax of logits / temperature over the given tokens, 0 elsewhere. */
function expected(temperature: number, tokens: readonly number[]): number[] {
  const weights = [...logits].map((x, i) => (tokens.includes(i) ? Math.exp(x / temperature) : 0))
  const total = weights.reduce((sum, x) => sum + x, 0)
  return weights.map((x) => x / total)
}

describe('chooseToken', () => {
  it.each<[number, number, readonly number[]]>([
    [1, 1, [0, 1, 2, 3, 4]],
    [2.5, 1, [0, 1, 2, 3, 4]],
    [1, 0.79, [1, 4]], // 0.398 each
    [1, 0.8, [1, 2, 4]],
    [1, 0.41, [1, 4]],
    [1, 0.3, [1]], // of equals the lower
  ])('at temperature %d and top-p %d draws among %j', (temperature, topP, tokens) => {
    const found = frequencies(temperature, topP)
    const wanted = expected(temperature, tokens)
    found.forEach((share, i) => {
      expect(share, `token ${i}`).toBeCloseTo(wanted[i] as number, 1.7)
      if (wanted[i] === 0) expect(share).toBe(0)
    })
  })

  it('takes the largest at temperature 0, of equals the lower', () => {
    expect(frequencies(0, 1)).toEqual([0, 1, 0, 0, 0])
  })
})
