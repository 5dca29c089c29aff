/**
 * The payload coder bit by bit, as plainly as it can be said; kernels/demo/payload.ts is the fast one, byte-equal to this.
 *
 * Invariant: `decode(encode(v))` is v, and whatever `decode` accepts `encode` gives back byte for byte. Decoding reads each bit
 * at most once and stores only places that the table declares. Source: blueprint 4.3; the layout is in kernels/demo/format.ts.
 */
import type { TensorTable } from '../../tensor-table.ts'
import { BitReader, BitWriter } from '../bits.ts'
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
    writer.writeGap(gap, code)
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
      const index = previous + 1 + reader.readGap(code, tensor.tileElements)
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
