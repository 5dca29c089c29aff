/**
 * Merging a round's votes with the exact kernels: what an aggregator makes, and what everybody checks before it applies one.
 *
 * Invariant: applying a merge gives the bits of applying its contributions.
 */
import { decodeMerge, encodeMerge, mergeTree, mergeVotes } from '../kernels/demo/merge/message.ts'
import { payloadRangeTree } from '../kernels/demo/merge/range.ts'
import { decodePayload } from '../kernels/demo/payload.ts'
import type { Votes } from '../kernels/demo/votes.ts'
import { equalBytes } from '../kernels/state/bytes.ts'
import { merkleRoot } from '../kernels/state/merkle.ts'
import type { Trainer } from './ports.ts'
import type { ReplicaParts } from './trainer.ts'

export function createMerging({
  table,
  topK,
  hash,
}: Pick<ReplicaParts, 'table' | 'topK' | 'hash'>): Pick<
  Trainer,
  'rangesRoot' | 'merge' | 'checkMerge'
> {
  const votesOf = (payload: Uint8Array): Votes => {
    const decoded = decodePayload(table, topK, payload)
    if (!decoded.ok) throw new Error(`a payload that was checked is refused: ${decoded.code}`)
    return decoded.votes
  }
  return {
    rangesRoot: (payload) =>
      merkleRoot(hash, payloadRangeTree(hash, table, topK, votesOf(payload))),
    merge: async ({ contributions, tau }) => {
      const parts = contributions.map(({ payload, weight }) => ({
        votes: votesOf(payload),
        weight,
      }))
      const merge = mergeVotes(table, topK, parts, tau)
      return {
        merge: encodeMerge(table, topK, merge),
        rangesRoot: merkleRoot(hash, mergeTree(hash, merge)),
        form: merge.form === 'sums' ? 0 : 1,
      }
    },
    checkMerge: (bytes, rangesRoot) => {
      const read = decodeMerge(table, topK, bytes)
      if (!read.ok) return read.code
      const root = merkleRoot(hash, mergeTree(hash, read.merge))
      return equalBytes(root, rangesRoot) ? undefined : 'merge-ranges'
    },
  }
}
