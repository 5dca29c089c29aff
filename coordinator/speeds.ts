/**
 * How fast members are: a moving average of batches in 1,000 s, from deliveries that were accepted and from nothing that a member says
 * of itself.
 *
 * Time runs from the entry that gave the work to the commitment's arrival at the coordinator. A delivery that was refused, or that
 * nobody decided, teaches nothing, so that speed cannot be won with empty or false work. Integers throughout.
 */
import type { SignedCommitment } from './types.ts'

export type Delivery = { readonly commitment: SignedCommitment; readonly tookMs: number }

/** A share is a uint32, and four times the usual one. */
const fastest = 0x3fffffff

/** New speeds after the accepted deliveries of a round, in any order. */
export function learnSpeeds(
  speeds: ReadonlyMap<string, number>,
  accepted: readonly Delivery[],
): ReadonlyMap<string, number> {
  const batches = new Map<string, number>()
  const ms = new Map<string, number>()
  for (const { commitment, tookMs } of accepted) {
    const { signer, message } = commitment
    batches.set(signer, (batches.get(signer) ?? 0) + message.batches.length)
    ms.set(signer, (ms.get(signer) ?? 0) + Math.max(1, tookMs))
  }
  const next = new Map(speeds)
  for (const [id, count] of batches) {
    const measured = Math.min(
      fastest,
      Math.max(1, Math.floor((count * 1_000_000) / (ms.get(id) as number))),
    )
    const known = speeds.get(id)
    next.set(id, known === undefined ? measured : Math.floor((3 * known + measured) / 4))
  }
  return next
}

/**
 * Shares of the next round, one a member: in proportion to speed, but nobody gets less than a quarter or more than four times the
 * usual share, so that one slow round starves nobody. Members that are not measured yet get the usual share.
 */
export function sharesOf(
  speeds: ReadonlyMap<string, number>,
  members: readonly string[],
): { readonly shares: number[]; readonly known: number[] } {
  const known = members.flatMap((id) => speeds.get(id) ?? []).sort((a, b) => a - b)
  const usual = known[Math.floor(known.length / 2)] ?? 1
  const shares = members.map((id) =>
    Math.max(1, Math.floor(usual / 4), Math.min(4 * usual, speeds.get(id) ?? usual)),
  )
  return { shares, known }
}
