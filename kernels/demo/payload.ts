/**
 * Payload bytes: what a contributor sends in a round, about 9.4 bits a coefficient at k = 32.
 *
 * Invariant: canonical. Every accepted byte string is the only one of its content; decoding is total (any bytes give votes or a
 * refusal code) and its time and memory are bounded by the tensor table. Bytes and refusals equal those of
 * reference/payload.ts. Source: blueprint 4.3; layout in format.ts.
 */
import type { TensorTable } from '../tensor-table.ts'
import { type Kernel, sharedKernel } from '../wasm/kernel.ts'
import {
  golomb,
  PAYLOAD_HEADER_BYTES,
  type PayloadRefusal,
  payloadBound,
  payloadHeader,
  tileBits,
} from './format.ts'
import { openPayload } from './reader.ts'
import { emptyVotes, type Votes } from './votes.ts'
import { bytesOf, type Window, windowsOf } from './window.ts'

/** Canonical bytes of well-formed votes (kernels/demo/votes.ts). */
export function encodePayload(table: TensorTable, topK: number, votes: Votes): Uint8Array {
  const bytes = new Uint8Array(payloadBound(table, topK))
  bytes.set(payloadHeader(table, topK))
  const kernel = sharedKernel()
  let bit = PAYLOAD_HEADER_BYTES * 8
  for (const window of windowsOf(table, topK)) {
    if (window.firstGridRow === 0) bit = writePresence(bytes, bit, window, votes.present)
    bit = writeWindow(kernel, bytes, bit, window, votes)
  }
  return bytes.slice(0, Math.ceil(bit / 8))
}

/** Votes of a payload, or why the bytes are none. Never throws for any bytes. */
export function decodePayload(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
): { readonly ok: true; readonly votes: Votes } | PayloadRefusal {
  const votes = emptyVotes(table, topK)
  const opened = openPayload(table, topK, bytes, (window, memory, indices, signs) => {
    bytesOf(votes.indices, window.firstVote, window.votes).set(
      memory.subarray(indices, indices + 2 * window.votes),
    )
    bytesOf(votes.signs, window.firstVote, window.votes).set(
      memory.subarray(signs, signs + window.votes),
    )
  })
  if (!opened.ok) return opened
  votes.present.set(opened.payload.present)
  return { ok: true, votes }
}

/** The presence bits of one tensor from bit `at` on; gives the bit after them. */
function writePresence(bytes: Uint8Array, at: number, window: Window, present: Uint8Array): number {
  const { firstTile, tiles } = window.place.tensor
  const flags = present.subarray(firstTile, firstTile + tiles)
  const set = (bit: number) => {
    bytes[Math.floor(bit / 8)] = (bytes[Math.floor(bit / 8)] as number) | (1 << (bit % 8))
  }
  if (flags.every((flag) => flag === 1)) {
    set(at)
    return at + 1
  }
  flags.forEach((flag, i) => {
    if (flag === 1) set(at + 1 + i)
  })
  return at + 1 + tiles
}

function writeWindow(
  kernel: Kernel,
  bytes: Uint8Array,
  bit: number,
  window: Window,
  votes: Votes,
): number {
  const { place, tiles, firstTile, firstVote } = window
  const code = golomb(place.tensor.tileElements, place.perTile)
  const most = Math.ceil((tiles * tileBits(place)) / 8) + 16
  const [present, indices, signs, out] = kernel.reserve(
    tiles,
    2 * window.votes,
    window.votes,
    most,
  ) as [number, number, number, number]
  const memory = kernel.bytes()
  memory.set(bytesOf(votes.present, firstTile, tiles), present)
  memory.set(bytesOf(votes.indices, firstVote, window.votes), indices)
  memory.set(bytesOf(votes.signs, firstVote, window.votes), signs)
  const byte = Math.floor(bit / 8)
  memory[out] = bytes[byte] ?? 0
  kernel.call.setCode(code.m, code.bits, code.short)
  kernel.call.startWriting(out, bit % 8)
  kernel.call.writeTiles(present, tiles, place.perTile, indices, signs)
  const last = kernel.call.finishWriting()
  const rest = kernel.call.bitsWaiting()
  bytes.set(memory.subarray(out, last + (rest > 0 ? 1 : 0)), byte)
  return (byte + last - out) * 8 + rest
}
