/**
 * The payload coder bit by bit, as plainly as it can be said; kernels/demo/payload.ts is the fast one, byte-equal to this.
 *
 * Invariant: `decode(encode(v))` is v, and whatever `decode` accepts `encode` gives back byte for byte. Decoding reads each bit
 * at most once and stores only places that the table declares. Source: blueprint 4.3; the layout is in kernels/demo/format.ts.
 */
import type { TensorTable } from '../../tensor-table.ts'
import {
  checkHeader,
  type Golomb,
  golomb,
  PAYLOAD_HEADER_BYTES,
  type PayloadRefusal,
  payloadBound,
  payloadHeader,
  refuse,
} from '../format.ts'
import { emptyVotes, type VotePlace, type Votes, voteLayout } from '../votes.ts'

export function encodePayloadReference(table: TensorTable, topK: number, votes: Votes): Uint8Array {
  const writer = new BitWriter(payloadBound(table, topK))
  for (const byte of payloadHeader(table, topK)) writer.write(byte, 8)
  for (const place of voteLayout(table, topK).places) {
    const { tensor, perTile, first } = place
    const present = votes.present.subarray(tensor.firstTile, tensor.firstTile + tensor.tiles)
    const full = present.every((flag) => flag === 1)
    writer.write(full ? 1 : 0, 1)
    if (!full) for (const flag of present) writer.write(flag, 1)
    const code = golomb(tensor.tileElements, perTile)
    present.forEach((flag, tile) => {
      const at = first + tile * perTile
      if (flag === 1) writeTile(writer, code, votes, at, at + perTile)
    })
  }
  return writer.finish()
}

export function decodePayloadReference(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
): { readonly ok: true; readonly votes: Votes } | PayloadRefusal {
  const refusal = checkHeader(table, topK, bytes)
  if (refusal !== undefined) return refusal
  const reader = new BitReader(bytes, PAYLOAD_HEADER_BYTES)
  const votes = emptyVotes(table, topK)
  const { places } = voteLayout(table, topK)
  for (const [t, place] of places.entries()) {
    const code = readTensor(reader, place, votes)
    if (code !== undefined) return refuse(code, t)
  }
  return reader.atEnd() ? { ok: true, votes } : refuse('payload-slack')
}

function writeTile(writer: BitWriter, code: Golomb, votes: Votes, from: number, to: number): void {
  let previous = -1
  for (let i = from; i < to; i++) {
    const index = votes.indices[i] as number
    const gap = index - previous - 1
    previous = index
    for (let q = Math.floor(gap / code.m); q > 0; q--) writer.write(1, 1)
    writer.write(0, 1)
    if (code.bits === 0) continue
    const rest = gap % code.m
    if (rest < code.short) writer.write(rest, code.bits - 1)
    else {
      const long = rest + code.short
      writer.write(long >> 1, code.bits - 1)
      writer.write(long & 1, 1)
    }
  }
  for (let i = from; i < to; i++) writer.write((votes.signs[i] as number) < 0 ? 1 : 0, 1)
}

function readTensor(
  reader: BitReader,
  place: VotePlace,
  votes: Votes,
): PayloadRefusal['code'] | undefined {
  const { tensor, perTile, first } = place
  const present = votes.present.subarray(tensor.firstTile, tensor.firstTile + tensor.tiles)
  const full = reader.read(1) === 1
  for (let tile = 0; tile < tensor.tiles; tile++) present[tile] = full ? 1 : reader.read(1)
  if (reader.short) return 'payload-short'
  if (!full && present.every((flag) => flag === 1)) return 'payload-presence'
  const code = golomb(tensor.tileElements, perTile)
  for (let tile = 0; tile < tensor.tiles; tile++) {
    if (present[tile] !== 1) continue
    const at = first + tile * perTile
    let previous = -1
    for (let i = at; i < at + perTile; i++) {
      const index = previous + 1 + readGap(reader, code, tensor.tileElements)
      if (reader.short) return 'payload-short'
      if (index >= tensor.tileElements) return 'payload-index'
      votes.indices[i] = index
      previous = index
    }
    for (let i = at; i < at + perTile; i++) votes.signs[i] = reader.read(1) === 1 ? -1 : 1
    if (reader.short) return 'payload-short'
  }
  return undefined
}

/** A gap, or something at least `n` where the bits give more. */
function readGap(reader: BitReader, code: Golomb, n: number): number {
  let gap = 0
  while (reader.read(1) === 1) {
    gap += code.m
    if (gap >= n) return gap
  }
  if (code.bits === 0) return gap
  const head = reader.read(code.bits - 1)
  if (head < code.short) return gap + head
  return gap + ((head << 1) | reader.read(1)) - code.short
}

class BitWriter {
  readonly #bytes: Uint8Array
  #bits = 0
  constructor(capacityBytes: number) {
    this.#bytes = new Uint8Array(capacityBytes)
  }
  write(value: number, bits: number): void {
    for (let i = 0; i < bits; i++, this.#bits++) {
      const byte = this.#bits >> 3
      this.#bytes[byte] = (this.#bytes[byte] as number) | (((value >> i) & 1) << (this.#bits & 7))
    }
  }
  finish(): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#bits / 8))
  }
}

class BitReader {
  readonly #bytes: Uint8Array
  #bits: number
  /** True once a bit beyond the end was asked for; such bits read as 0. */
  short = false
  constructor(bytes: Uint8Array, fromByte: number) {
    this.#bytes = bytes
    this.#bits = fromByte * 8
  }
  read(bits: number): number {
    let value = 0
    for (let i = 0; i < bits; i++, this.#bits++) {
      const byte = this.#bytes[this.#bits >> 3]
      if (byte === undefined) this.short = true
      else value |= ((byte >> (this.#bits & 7)) & 1) << i
    }
    return value
  }
  /** Whether what is left is fewer than 8 bits, all zero. */
  atEnd(): boolean {
    if (this.#bytes.length !== Math.ceil(this.#bits / 8)) return false
    return this.read(-this.#bits & 7) === 0
  }
}
