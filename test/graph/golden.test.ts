/**
 * The reference interpreter gives the same bits everywhere: disputes are settled on it.
 */
import { expect, it } from 'vitest'
import { referenceDigest } from './digest.ts'

it('the reference interpreter gives the same bits on every machine', () => {
  expect(referenceDigest()).toBe('a18c224e6412a98c9dda439a7620954c845a0a5be13e3f7c922ccf4ad73da3eb')
})
