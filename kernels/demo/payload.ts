/**
 * Payload bytes: what a contributor sends in a round, about 9.4 bits a coefficient at k = 32.
 *
 * Invariant: canonical. Every accepted byte string is the only one of its content; decoding is total (any bytes give votes or a
 * refusal code) and its time and memory are bounded by the tensor table. Source: blueprint 4.3; layout in format.ts.
 */
import type { TensorTable } from '../tensor-table.ts'
import type { PayloadRefusal } from './format.ts'
import { decodePayloadReference, encodePayloadReference } from './reference/payload.ts'
import type { Votes } from './votes.ts'

/** Canonical bytes of well-formed votes (kernels/demo/votes.ts). */
export function encodePayload(table: TensorTable, topK: number, votes: Votes): Uint8Array {
  return encodePayloadReference(table, topK, votes)
}

/** Votes of a payload, or why the bytes are none. Never throws for any bytes. */
export function decodePayload(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
): { readonly ok: true; readonly votes: Votes } | PayloadRefusal {
  return decodePayloadReference(table, topK, bytes)
}
