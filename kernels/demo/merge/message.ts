/**
 * A whole merge: the accepted payloads of a round as one byte string under one Merkle root, in the smaller of the two forms.
 *
 * Honest mergers of the same contributions give equal bytes and equal roots; applying a merge gives the bits of applying the
 * contributions. Source: blueprint 4.3.
 */
import type { Hash } from '../../hash.ts'
import { leafHash, type MerkleTree, merkleTree } from '../../state/merkle.ts'
import type { TensorTable } from '../../tensor-table.ts'
import { factorsOf, type UpdateSettings } from '../aggregate.ts'
import type { Votes } from '../votes.ts'
import type { Window } from '../window.ts'
import {
  decodeSigns,
  decodeSums,
  encodeSigns,
  encodeSums,
  type MergedForm,
  signsOfSums,
  sumRange,
  updateFromSums,
} from './merged.ts'
import { rangesOf, votesOfRange } from './range.ts'

/** A merge: one byte string a range. */
export type Merge = { readonly form: MergedForm; readonly ranges: readonly Uint8Array[] }

export type MergeRefusal = {
  readonly ok: false
  readonly code: 'merge-header' | 'merge-short' | 'merge-range' | 'merge-slack'
  /** Range at which reading stopped; -1 in the header or after the last one. */
  readonly range: number
}

const MAGIC: Readonly<Record<MergedForm, number>> = { sums: 0x53, signs: 0x55 }
const VERSION = 1
const HEADER_BYTES = 13

/** Merges votes; the sum of weights is at most 18,106. The form is the smaller one, sums where both are equal. */
export function mergeVotes(
  table: TensorTable,
  topK: number,
  contributions: readonly { readonly votes: Votes; readonly weight: number }[],
  tau: number,
): Merge {
  const sums: Uint8Array[] = []
  const signs: Uint8Array[] = []
  for (const range of rangesOf(table, topK)) {
    const parts = contributions.map(({ votes, weight }) => ({
      votes: votesOfRange(range, votes),
      weight,
    }))
    const sum = sumRange(range, parts)
    sums.push(encodeSums(range, sum))
    signs.push(encodeSigns(range, signsOfSums(range, sum, tau)))
  }
  return bytesIn(signs) < bytesIn(sums)
    ? { form: 'signs', ranges: signs }
    : { form: 'sums', ranges: sums }
}

/** The tree over the ranges of a merge; its root is what mergers sign. */
export function mergeTree(hash: Hash, { ranges }: Merge): MerkleTree {
  return merkleTree(
    hash,
    ranges.map((bytes) => leafHash(hash, bytes)),
  )
}

/** Header (13 bytes as a payload's, other letters), then each range with its length as u32 little-endian. */
export function encodeMerge(table: TensorTable, topK: number, { form, ranges }: Merge): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 4 * ranges.length + bytesIn(ranges))
  const view = new DataView(bytes.buffer)
  bytes.set(header(table, topK, form))
  let at = HEADER_BYTES
  for (const range of ranges) {
    view.setUint32(at, range.length, true)
    bytes.set(range, at + 4)
    at += 4 + range.length
  }
  return bytes
}

/** Total. Every range is read through, so that `applyMerge` cannot fail. */
export function decodeMerge(
  table: TensorTable,
  topK: number,
  bytes: Uint8Array,
): { readonly ok: true; readonly merge: Merge } | MergeRefusal {
  const form = (['sums', 'signs'] as const).find((name) =>
    header(table, topK, name).every((byte, i) => byte === bytes[i]),
  )
  if (form === undefined) return { ok: false, code: 'merge-header', range: -1 }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const ranges: Uint8Array[] = []
  let at = HEADER_BYTES
  for (const [i, range] of rangesOf(table, topK).entries()) {
    if (at + 4 > bytes.length) return { ok: false, code: 'merge-short', range: i }
    const length = view.getUint32(at, true)
    if (length > bytes.length - at - 4) return { ok: false, code: 'merge-short', range: i }
    const part = bytes.subarray(at + 4, at + 4 + length)
    const read = form === 'sums' ? decodeSums(range, part) : decodeSigns(range, part)
    if (read === undefined) return { ok: false, code: 'merge-range', range: i }
    ranges.push(part)
    at += 4 + length
  }
  if (at !== bytes.length) return { ok: false, code: 'merge-slack', range: -1 }
  return { ok: true, merge: { form, ranges } }
}

/** Applies a decoded merge to the flat state in place: the bits that applying its contributions would give. */
export function applyMerge(
  table: TensorTable,
  topK: number,
  params: Float32Array,
  { form, ranges }: Merge,
  settings: UpdateSettings,
): void {
  for (const [i, range] of rangesOf(table, topK).entries()) {
    const { eta, decay } = factorsOf(range.place.tensor.rate, settings)
    const part = params.subarray(range.offset, range.offset + range.params)
    const bytes = ranges[i] as Uint8Array
    if (form === 'sums')
      updateFromSums(range, part, whole(decodeSums(range, bytes)), eta, decay, settings.tau)
    else moveBySigns(range, part, whole(decodeSigns(range, bytes)), eta, decay)
  }
}

function moveBySigns(
  range: Window,
  params: Float32Array,
  signs: Int8Array,
  eta: number,
  decay: number,
): void {
  for (let i = 0; i < range.params; i++)
    params[i] = Math.fround((params[i] as number) * decay) - Math.fround(eta * (signs[i] as number))
}

function header(table: TensorTable, topK: number, form: MergedForm): Uint8Array {
  const bytes = Uint8Array.of(0x44, MAGIC[form], VERSION, topK & 255, topK >> 8)
  return Uint8Array.of(...bytes, ...table.fingerprint)
}

function bytesIn(ranges: readonly Uint8Array[]): number {
  return ranges.reduce((sum, { length }) => sum + length, 0)
}

function whole<T>(decoded: T | undefined): T {
  if (decoded === undefined) throw new Error('applyMerge takes what decodeMerge accepted')
  return decoded
}
