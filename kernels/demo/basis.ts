/**
 * Cosine bases of the orthonormal DCT-II, sides 1..64, made with + - * / and sqrt alone so that every machine has the same.
 *
 * `Math.cos` differs between V8 versions, and the integer basis decides every replica's bits. So the cosines come from a fixed
 * Taylor polynomial after an exact integer range reduction, and every integer basis is compared with a literal checksum.
 * Invariant: integerBasis(n) is round(F * 2^14) for the true F (no entry lies within 4e-4 of a rounding boundary; tested).
 * Source: F[b][j] = c_b cos(pi (2j+1) b / 2n), c_0 = sqrt(1/n), c_b = sqrt(2/n).
 */
import { TILE_SIDE } from '../tensor-table.ts'

/** 1.0 in the integer basis: 2^14. */
export const BASIS_ONE = 16_384

const QUARTER_TURN = 1.5707963267948966

/** FNV-1a of the little-endian bytes of integerBasis(n), n = 1..64. */
const CHECKSUMS: readonly number[] = [
  0x5176fc8d, 0xc0ea51de, 0x772b0063, 0x9cb1e741, 0xff566953, 0x03ea14de, 0xc4d82603, 0x561a0b8d,
  0x397b85f4, 0xae38bcca, 0xbf78e635, 0x51639211, 0x7a3d85e3, 0x2a73ca9a, 0x0bec9f06, 0x8700f9ed,
  0xf99e698e, 0x3c3b81f8, 0x651a6c00, 0x5d63ed49, 0xe751d18a, 0x7777f4b2, 0x735ec414, 0xdb2c8b75,
  0xe8aeda44, 0xa9c9119e, 0xf321fbc1, 0xa6f8204d, 0x0a7016b5, 0xc17ce49e, 0xe17ffefc, 0x89413a51,
  0x45b2b4ee, 0x3b86bcec, 0xa0f2d11a, 0x15f76091, 0x8295464e, 0x53c7e660, 0x574ab2c4, 0x61e7884d,
  0x1d874cd5, 0x4d209004, 0xfa7f7a4a, 0xb558bc35, 0x7df8ee2a, 0xa463538c, 0xe73b1774, 0x5f3a5ad9,
  0xf7688b6e, 0x448ef30a, 0x6e4dfa10, 0xd742ea7d, 0x1e1dd48d, 0x62f8a220, 0x1b8a810f, 0x04d79d55,
  0x68101fab, 0xc1b048da, 0x2db847fa, 0x9c3ffc59, 0x07992020, 0x96713d62, 0xe611af1b, 0xdb9d834d,
]

const floats = new Map<number, Float64Array>()
const integers = new Map<number, Int16Array>()

/** The n x n basis in float64: entry [b * n + j], frequency b at sample j. 1 <= n <= 64. */
export function floatBasis(n: number): Float64Array {
  const known = floats.get(n)
  if (known !== undefined) return known
  const basis = new Float64Array(n * n)
  for (let b = 0; b < n; b++) {
    const norm = Math.sqrt((b === 0 ? 1 : 2) / n)
    for (let j = 0; j < n; j++) basis[b * n + j] = norm * cosineOfTurn((2 * j + 1) * b, n)
  }
  floats.set(n, basis)
  return basis
}

/** round(F * 2^14), frequency-major as `floatBasis`; fits int16 (at most 16,384). Throws where the table is not the known one. */
export function integerBasis(n: number): Int16Array {
  const known = integers.get(n)
  if (known !== undefined) return known
  if (!Number.isInteger(n) || n < 1 || n > TILE_SIDE) throw new RangeError(`no basis of side ${n}`)
  const basis = Int16Array.from(floatBasis(n), (f) => Math.round(f * BASIS_ONE))
  const checksum = checksumOf(basis)
  if (checksum !== CHECKSUMS[n - 1])
    throw new Error(`integer basis ${n} has checksum ${checksum}: this machine computes wrongly`)
  integers.set(n, basis)
  return basis
}

/** FNV-1a over the little-endian bytes of an int16 array. */
export function checksumOf(values: Int16Array): number {
  let sum = 0x811c9dc5
  for (const value of values) {
    sum = Math.imul(sum ^ (value & 255), 0x01000193)
    sum = Math.imul(sum ^ ((value >> 8) & 255), 0x01000193)
  }
  return sum >>> 0
}

/** cos(pi m / 2n) for integers m >= 0, n >= 1: folded exactly into the first eighth of the circle, then a polynomial. */
function cosineOfTurn(m: number, n: number): number {
  let folded = m % (4 * n)
  if (folded > 2 * n) folded = 4 * n - folded
  const negative = folded > n
  if (negative) folded = 2 * n - folded
  const value =
    2 * folded <= n ? cosine((folded / n) * QUARTER_TURN) : sine(((n - folded) / n) * QUARTER_TURN)
  return negative ? -value : value
}

/** |x| <= pi/4; the first term left out is below 1e-17. */
function cosine(x: number): number {
  const y = x * x
  let sum = 1
  for (let term = 16; term >= 2; term -= 2) sum = 1 - (y * sum) / (term * (term - 1))
  return sum
}

/** |x| <= pi/4. */
function sine(x: number): number {
  const y = x * x
  let sum = 1
  for (let term = 17; term >= 3; term -= 2) sum = 1 - (y * sum) / (term * (term - 1))
  return x * sum
}
