/** What every Crypto must do; the simulator's refuses wrong keys as the real one does. */
import { expect, it } from 'vitest'
import { fromHex } from '../../kernels/hash.ts'
import type { Crypto } from '../../node/ports.ts'

const key = (crypto: Crypto) => fromHex(crypto.self) as Uint8Array

export function cryptoCompliance(open: (index: number) => Crypto): void {
  const bytes = new TextEncoder().encode('what was said')

  it('signs what only its own key verifies', () => {
    const [a, b] = [open(1), open(2)]
    const signature = a.sign(bytes)
    expect(signature.length).toBe(64)
    expect(b.verify(key(a), bytes, signature)).toBe(true)
    expect(b.verify(key(b), bytes, signature)).toBe(false)
    expect(a.self).not.toBe(b.self)
  })

  it('refuses any changed bit of message, key or signature', () => {
    const a = open(1)
    const signature = a.sign(bytes)
    const flip = (source: Uint8Array, i: number) =>
      source.map((byte, at) => (at === i ? byte ^ 1 : byte))
    for (let i = 0; i < bytes.length; i++)
      expect(a.verify(key(a), flip(bytes, i), signature)).toBe(false)
    for (let i = 0; i < 64; i += 5) expect(a.verify(key(a), bytes, flip(signature, i))).toBe(false)
    for (let i = 0; i < 32; i += 5) expect(a.verify(flip(key(a), i), bytes, signature)).toBe(false)
  })

  it('verifies anything without throwing', () => {
    const a = open(1)
    for (const length of [0, 1, 31, 33, 63, 65, 1000])
      expect(a.verify(new Uint8Array(length), bytes, new Uint8Array(length))).toBe(false)
    expect(a.verify(new Uint8Array(32).fill(255), bytes, new Uint8Array(64).fill(255))).toBe(false)
  })

  it('hashes the concatenation of its parts to 32 bytes, the same each time', () => {
    const { hash } = open(1)
    const whole = Uint8Array.from({ length: 100 }, (_, i) => i)
    expect(hash(whole).length).toBe(32)
    expect(hash(whole)).toEqual(hash(whole))
    const seen = new Set<string>()
    for (let length = 0; length <= 100; length++) seen.add(hash(whole.subarray(0, length)).join())
    expect(seen.size).toBe(101)
  })
}
