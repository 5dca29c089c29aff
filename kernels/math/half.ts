/**
 * IEEE 754 half precision as 16-bit integers, for tensors of devices and files that store it.
 *
 * Invariant: round to nearest, ties to even; overflow gives infinity, NaN stays NaN. Source: IEEE 754-2019, binary16.
 */

/** The smallest normal half, 2^-14. */
const TINY = 1 / 16384

/** Bits of the half nearest to x. */
export function halfBits(x: number): number {
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0
  const magnitude = Math.abs(x)
  if (Number.isNaN(x)) return 0x7e00
  if (magnitude >= 65520) return sign | 0x7c00
  if (magnitude < TINY) return sign | roundEven(magnitude * 16777216)
  let exponent = 0
  let mantissa = magnitude
  while (mantissa >= 2) {
    mantissa /= 2
    exponent += 1
  }
  while (mantissa < 1) {
    mantissa *= 2
    exponent -= 1
  }
  // A mantissa that rounds up to 2 carries into the exponent by the addition.
  return sign | (((exponent + 15) << 10) + roundEven((mantissa - 1) * 1024))
}

/** The number that half bits stand for. */
export function halfValue(bits: number): number {
  const sign = (bits & 0x8000) === 0 ? 1 : -1
  const exponent = (bits >> 10) & 31
  const mantissa = bits & 1023
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return (sign * mantissa) / 16777216
  let value = sign * (1 + mantissa / 1024)
  for (let i = 15; i < exponent; i++) value *= 2
  for (let i = exponent; i < 15; i++) value /= 2
  return value
}

function roundEven(x: number): number {
  const floor = Math.floor(x)
  const rest = x - floor
  if (rest !== 0.5) return rest > 0.5 ? floor + 1 : floor
  return floor % 2 === 0 ? floor : floor + 1
}
