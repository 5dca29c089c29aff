/**
 * The one thing the pure rings ask of cryptography: a 32-byte hash of the concatenation of its arguments.
 *
 * Passed in as a value, so that the kernels need no library: the world gives SHA-256, the simulator a fast keyed hash.
 */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array

/** Bytes turned into text at once. */
const hexAtOnce = 512
const digitCodes = Array.from('0123456789abcdef', (digit) => digit.charCodeAt(0))

/** Nearly everything that is written so is a hash or a key: for those one array is used again and again. */
const hashBytes = 32
const hashCodes = new Array<number>(2 * hashBytes).fill(0)

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.length; from += hexAtOnce) {
    const count = Math.min(hexAtOnce, bytes.length - from)
    const codes = count === hashBytes ? hashCodes : new Array<number>(2 * count)
    for (let i = 0; i < count; i++) {
      const byte = bytes[from + i] as number
      codes[2 * i] = digitCodes[byte >> 4] as number
      codes[2 * i + 1] = digitCodes[byte & 15] as number
    }
    // Not digit by digit: that leaves a tree of strings, which is made flat when it is first compared.
    text += String.fromCharCode.apply(null, codes)
  }
  return text
}

/** Bytes of a lower- or upper-case hexadecimal string, or undefined where it is not one. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) {
    const high = digitOf(text.charCodeAt(2 * i))
    const low = digitOf(text.charCodeAt(2 * i + 1))
    if (high < 0 || low < 0) return undefined
    bytes[i] = 16 * high + low
  }
  return bytes
}

/** Value of a hexadecimal digit by its character code; -1 where it is none. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}
