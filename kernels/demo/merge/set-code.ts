/**
 * A subset of n places as bits: its size, then the gaps of the smaller of the set and its complement in Golomb code.
 *
 * Invariant: canonical (one bit string a set) and total. Near the entropy of a random set at any density.
 */
import type { BitReader, BitWriter } from '../bits.ts'
import { golomb } from '../format.ts'

/** Writes which of the places are members: `member(i)` for i in 0 .. n - 1, `count` of them true. 1 <= n < 2^24. */
export function writeSet(
  writer: BitWriter,
  n: number,
  count: number,
  member: (place: number) => boolean,
): void {
  writer.write(count, sizeBits(n))
  const inside = 2 * count <= n
  const code = golomb(n, inside ? count : n - count)
  let next = 0
  for (let i = 0; i < n; i++) {
    if (member(i) !== inside) continue
    writer.writeGap(i - next, code)
    next = i + 1
  }
}

/** The members in order, or undefined where the bits name no set. Check `reader.short` as well. */
export function readSet(reader: BitReader, n: number): Uint32Array | undefined {
  const count = reader.read(sizeBits(n))
  if (count > n || reader.short) return undefined
  const inside = 2 * count <= n
  const code = golomb(n, inside ? count : n - count)
  const named = new Uint32Array(inside ? count : n - count)
  let next = 0
  for (let i = 0; i < named.length; i++) {
    const place = next + reader.readGap(code, n)
    if (place >= n || reader.short) return undefined
    named[i] = place
    next = place + 1
  }
  return inside ? named : complement(named, n)
}

/** Bits of a number from 0 to n. */
function sizeBits(n: number): number {
  return 32 - Math.clz32(n)
}

function complement(named: Uint32Array, n: number): Uint32Array {
  const rest = new Uint32Array(n - named.length)
  let at = 0
  let skip = 0
  for (let i = 0; i < n; i++)
    if (named[skip] === i) skip++
    else rest[at++] = i
  return rest
}
