/**
 * Numbers as the bytes that enter hashes: little-endian, fixed width.
 *
 * Invariant: the same bytes on a big-endian machine.
 */

/** Little-endian bytes of fp32 values: a view where the machine is little-endian, else a copy. */
export function floatBytes(values: Float32Array): Uint8Array {
  if (littleEndian) return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  const bytes = new Uint8Array(values.byteLength)
  const view = new DataView(bytes.buffer)
  values.forEach((value, i) => {
    view.setFloat32(4 * i, value, true)
  })
  return bytes
}

/** Unsigned 32-bit integers. */
export function wordBytes(...values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 * values.length)
  // Not through a DataView: whoever asks for the buffer of a short array makes it move to the heap of the C library.
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    bytes[4 * i] = value
    bytes[4 * i + 1] = value >>> 8
    bytes[4 * i + 2] = value >>> 16
    bytes[4 * i + 3] = value >>> 24
  }
  return bytes
}

/** A float64, all bits of it. */
export function doubleBytes(value: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setFloat64(0, value, true)
  return bytes
}

/** A count up to 2^53 as eight bytes. */
export function countBytes(value: number): Uint8Array {
  return wordBytes(value % 4_294_967_296, Math.floor(value / 4_294_967_296))
}

/** Negative, zero, positive as a string comparison of bytes; shorter first where one starts the other. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number)
  return a.length - b.length
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && compareBytes(a, b) === 0
}

const littleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1
