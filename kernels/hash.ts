/**
 * The one thing the pure rings ask of cryptography: a 32-byte hash of the concatenation of its arguments.
 *
 * Passed in as a value, so that the kernels need no library: the world gives SHA-256, the simulator a fast keyed hash.
 */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array

/** Lower-case hexadecimal of bytes. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}

/** Bytes of a lower- or upper-case hexadecimal string, or undefined where it is not one. */
export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}
