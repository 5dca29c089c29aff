/**
 * The numbered checks on a contribution, cheapest first (blueprint section 6). Each is its sentence, its condition, its verdict.
 *
 * `ignore` costs its sender nothing; `reject` is held against them. Signature and canonical form of the message itself were
 * checked when its envelope was opened (proto/wire.ts).
 */
import { sameBytes } from '../proto/wire.ts'
import { placeIn } from './lookup.ts'
import { workIn } from './slots.ts'
import type { OpenRound, SignedCommitment } from './types.ts'

export type Check =
  | { readonly verdict: 'accept' }
  | { readonly verdict: 'ignore' | 'reject'; readonly code: string }

const accept: Check = { verdict: 'accept' }
const ignore = (code: string): Check => ({ verdict: 'ignore', code })
const reject = (code: string): Check => ({ verdict: 'reject', code })

/** Largest payload of any run; the exact bound follows from the tensor table when it is decoded. */
const largestPayloadBytes = 1_073_741_824

/** Checks 1 and 5 on a commitment, before anybody saw its payload. */
export function checkCommitment(open: OpenRound, signed: SignedCommitment): Check {
  const { message, signer } = signed
  // 1. It belongs to the round that is open.
  if (message.round !== open.round) return ignore('stale-round')
  // 1. Its author is a member of the round.
  const member = placeIn(open.members, signer)
  if (member < 0) return ignore('not-a-member')
  // 5. It was trained on the state of the round, on the batches that were assigned, each once: trained or dropped.
  if (message.thetaRound !== open.trainsOn) return ignore('theta-round')
  const assigned = workIn(open, message.slot, member)
  if (assigned === undefined) return ignore('slot')
  // What was taken from a slow member is somebody else's now; it is not blamed.
  if (assigned.length === 0)
    return open.taken.includes(signer) ? ignore('taken') : reject('no-work')
  const claimed =
    message.dropped.length === 0 ? message.batches : [...message.batches, ...message.dropped]
  if (
    !sameBatches(claimed, assigned) &&
    !sameBatches(
      claimed.toSorted((a, b) => a - b),
      assigned,
    )
  )
    return reject('batches')
  // 5. Where votes are merged, its ranges can be shown one by one.
  if ((message.rangesRoot.length === 32) !== open.merged) return reject('ranges-root')
  if (message.payloadBytes === 0 || message.payloadBytes > largestPayloadBytes)
    return reject('payload-size')
  return accept
}

const sameBatches = (a: readonly number[], b: readonly number[]) =>
  a.length === b.length && a.every((batch, i) => batch === b[i])

/**
 * Checks 2, 3, 4 and 6, by a witness that holds the payload. `payloadCode` is what reading said (undefined: its own, canonical and of the
 * run's shape); `digest` is the witness's own D of the state that was trained on.
 */
export function checkContribution(
  open: OpenRound,
  index: number,
  payloadCode: string | undefined,
  digest: Uint8Array | undefined,
): Check {
  const signed = open.closed?.commitments[index]
  // 2. It was committed to before the close.
  if (signed === undefined) return ignore('not-committed')
  // 3. The hash of the payload is the committed one: it is fetched by it, so it is.
  // 4. Its frame is bound to this contribution, its bytes are canonical and of the run's exact shape.
  if (payloadCode !== undefined) return reject(payloadCode)
  // 6. It was trained on the state that the witness has too. A member that drifted resyncs; it is not blamed.
  if (digest !== undefined && !sameBytes(signed.message.stateDigest, digest))
    return ignore('state-digest')
  return accept
}
