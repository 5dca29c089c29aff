/**
 * The reference interpreter gives the same bits everywhere: disputes are settled on it.
 */
import { expect, it } from 'vitest'
import { referenceDigest } from './digest.ts'

it('the reference interpreter gives the same bits on every machine', () => {
  expect(referenceDigest()).toBe('99d6809107fb039c6a7e21d88cca99ecaadf15c728e9213f6906c372cd232935')
})
