/**
 * The payload format in numbers: header, Golomb parameter, largest size. Shared by the reference coder and the fast one.
 *
 * Layout (bits fill bytes from the lowest up; codes are written lowest bit first):
 *   header   13 bytes: "DM", version u8, k u16 little-endian, table fingerprint 8 bytes
 *   tensor   1 bit "all tiles full"; where it is 0, one presence bit a tile
 *   tile     (each present one, right after the presence bits of its tensor) k_t gaps, then k_t sign bits (1 = minus)
 *   gap      index - previous index - 1 (the first: index) as Golomb code of parameter m: q ones, a zero, then the remainder in
 *            truncated binary: the first 2^b - m values in b - 1 bits, the others in b bits of which the lowest comes last
 *   end      zero bits to the byte
 * Invariant: m follows from (n, k_t) in integers, so nothing is left to choose: one byte string per content.
 * Source: blueprint 4.3; Golomb 1966, with m = ln 2 times the mean gap (n - k) / (k + 1).
 */
import type { TensorTable } from '../tensor-table.ts'
import { type VotePlace, voteLayout } from './votes.ts'

export const PAYLOAD_VERSION = 1
export const PAYLOAD_HEADER_BYTES = 13
export const PAYLOAD_MAGIC: readonly [number, number] = [0x44, 0x4d]

/** Why bytes are not a payload. */
export type PayloadRefusal = {
  readonly ok: false
  readonly code:
    | 'payload-short'
    | 'payload-magic'
    | 'payload-version'
    | 'payload-k'
    | 'payload-table'
    | 'payload-presence'
    | 'payload-index'
    | 'payload-slack'
  /** Tensor of the table at which reading stopped; -1 in the header or after the last one. */
  readonly tensor: number
}

export type Golomb = {
  readonly m: number
  /** Bits of the longer remainders: ceil(log2 m). */
  readonly bits: number
  /** Remainders below this take one bit less: 2^bits - m. */
  readonly short: number
}

/** The code of gaps between k of n indices. */
export function golomb(n: number, k: number): Golomb {
  const m = Math.max(1, Math.floor((177 * (n - k)) / (256 * (k + 1))))
  const bits = m === 1 ? 0 : 32 - Math.clz32(m - 1)
  return { m, bits, short: (1 << bits) - m }
}

/** Bits that no present tile exceeds: k stops, remainders and signs, and runs of (n - k) / m ones in all. */
export function tileBits({ tensor, perTile }: VotePlace): number {
  const code = golomb(tensor.tileElements, perTile)
  return perTile * (2 + code.bits) + Math.floor((tensor.tileElements - perTile) / code.m)
}

/** Bytes that no payload of this table and k exceeds. */
export function payloadBound(table: TensorTable, topK: number): number {
  let bits = 0
  for (const place of voteLayout(table, topK).places)
    bits += 1 + place.tensor.tiles * (1 + tileBits(place))
  return PAYLOAD_HEADER_BYTES + Math.ceil(bits / 8)
}

/** The first 13 bytes of every payload of this table and k. */
export function payloadHeader(table: TensorTable, topK: number): Uint8Array {
  const header = new Uint8Array(PAYLOAD_HEADER_BYTES)
  header.set(PAYLOAD_MAGIC, 0)
  header[2] = PAYLOAD_VERSION
  header[3] = topK & 255
  header[4] = topK >> 8
  header.set(table.fingerprint, 5)
  return header
}

/** Undefined where `bytes` start with the header of this table and k. */
export function checkHeader(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
): PayloadRefusal | undefined {
  if (bytes.length < PAYLOAD_HEADER_BYTES) return refuse('payload-short')
  const header = payloadHeader(table, topK)
  const differs = (from: number, to: number) =>
    header.subarray(from, to).some((byte, i) => byte !== bytes[from + i])
  if (differs(0, 2)) return refuse('payload-magic')
  if (differs(2, 3)) return refuse('payload-version')
  if (differs(3, 5)) return refuse('payload-k')
  if (differs(5, 13)) return refuse('payload-table')
  return undefined
}

export function refuse(code: PayloadRefusal['code'], tensor = -1): PayloadRefusal {
  return { ok: false, code, tensor }
}
