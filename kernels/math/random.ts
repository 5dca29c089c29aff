/**
 * Seeded pseudo-random numbers for model initialisation and sampling.
 *
 * Invariant: integer arithmetic only up to the last division, so the stream is the same everywhere. Not for secrets, and not
 * for anything a member could gain by guessing (the beacon seeds those). Source: sfc32 (PractRand), seeded by splitmix32.
 */
import { cos, log } from './elementary.ts'

/** Gives a number in [0, 1) with 32 random bits at each call. */
export type Random = () => number

/** A stream for a seed (any integer; 32 bits of it count) and a stream number, so that tensors can be filled in any order. */
export function createRandom(seed: number, stream = 0): Random {
  let mix = (seed ^ Math.imul(stream, 0x9e3779b1)) | 0
  const next = () => {
    mix = (mix + 0x9e3779b9) | 0
    let z = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad)
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
    return z ^ (z >>> 15)
  }
  let a = next()
  let b = next()
  let c = next()
  let counter = 1
  const random = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4294967296
  }
  for (let i = 0; i < 12; i++) random()
  return random
}

/** One draw from the standard normal distribution (Box and Muller, one of the pair). */
export function normal(random: Random): number {
  const radius = Math.sqrt(-2 * log((random() * 4294967296 + 1) / 4294967296))
  return radius * cos(6.283185307179586 * random())
}
