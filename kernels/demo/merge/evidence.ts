/**
 * Showing that a merge is false with one range: the merger's range and that range of every accepted payload, each proved under
 * a root that was signed or logged before.
 *
 * Invariant: an honest merge can never be shown false; a merge with one wrong bit can be shown false by whoever holds the range
 * of the payloads that it lies in.
 */
import type { Hash } from '../../hash.ts'
import { equalBytes } from '../../state/bytes.ts'
import { leafHash, verifyProof } from '../../state/merkle.ts'
import type { TensorTable } from '../../tensor-table.ts'
import { encodeSigns, encodeSums, type MergedForm, signsOfSums, sumRange } from './merged.ts'
import { decodeRange, rangesOf } from './range.ts'

/** Bytes that prove themselves as leaf `range` under `root`. */
export type ProvedRange = {
  readonly root: Uint8Array
  readonly bytes: Uint8Array
  readonly proof: readonly Uint8Array[]
}

export type MergeEvidence = {
  readonly range: number
  readonly form: MergedForm
  /** Dead zone of the round. */
  readonly tau: number
  /** The range that the merger signed for. */
  readonly merged: ProvedRange
  /** All contributions that the round's entry lists, with the weights it gives them. */
  readonly contributions: readonly (ProvedRange & { readonly weight: number })[]
}

export type MergeVerdict =
  | 'true'
  | 'false'
  | 'evidence-range'
  | 'evidence-proof'
  | 'evidence-payload'

/**
 * 'false' shows the merger wrong, 'true' shows the accuser wrong, and the others say what is wrong with the evidence. The caller
 * has checked that the roots and weights are those of the signed merge and of the log.
 */
export function judgeMerge(
  hash: Hash,
  table: TensorTable,
  topK: number,
  { range, form, tau, merged, contributions }: MergeEvidence,
): MergeVerdict {
  const ranges = rangesOf(table, topK)
  const window = ranges[range]
  if (window === undefined) return 'evidence-range'
  const proved = ({ root, bytes, proof }: ProvedRange) =>
    verifyProof(hash, root, leafHash(hash, bytes), range, ranges.length, proof)
  if (!proved(merged) || !contributions.every(proved)) return 'evidence-proof'
  const parts = []
  for (const { bytes, weight } of contributions) {
    const votes = decodeRange(window, bytes)
    if (votes === undefined) return 'evidence-payload'
    parts.push({ votes, weight })
  }
  const sums = sumRange(window, parts)
  const right =
    form === 'sums' ? encodeSums(window, sums) : encodeSigns(window, signsOfSums(window, sums, tau))
  return equalBytes(right, merged.bytes) ? 'true' : 'false'
}
