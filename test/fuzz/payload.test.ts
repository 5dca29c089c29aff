import { describe, expect, it } from 'vitest'
import { fuzzPayloads } from './payload.ts'

describe('payloads of any bytes', () => {
  it('are accepted canonically or refused without a trace, 40,000 of them', () => {
    const { cases, accepted, refused } = fuzzPayloads(40_000, 7)
    const codes = Object.keys(refused).sort()
    expect(accepted).toBeGreaterThan(1000)
    expect(accepted + Object.values(refused).reduce((sum, n) => sum + n, 0)).toBe(cases)
    expect(codes).toEqual([
      'payload-index',
      'payload-k',
      'payload-magic',
      'payload-presence',
      'payload-short',
      'payload-slack',
      'payload-table',
      'payload-version',
    ])
  })
})
