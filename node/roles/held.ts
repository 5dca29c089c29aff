/** What a member found in the payloads and merges that it holds, compared with what the log promises. */
import { bindingOfCommitment, frameCodes } from '../../coordinator/frame.ts'
import { nameOf, remember, rememberHashed } from '../../coordinator/lookup.ts'
import type { Contribution, SignedCommitment } from '../../coordinator/types.ts'
import type { Held, MemberState } from './types.ts'

/** What one contribution says of its payload, in hex. */
export type Promised = {
  readonly root: string
  /** frame.ts */
  readonly binding: string
  readonly bytes: number
  /** Empty where it promises none. */
  readonly ranges: string
}

/** What the commitments of a round promise, in their order. */
export const promisedIn = rememberHashed(
  (hash, commitments: readonly SignedCommitment[]): readonly Promised[] =>
    commitments.map((signed) => ({
      root: nameOf(signed.message.payloadHash),
      binding: nameOf(bindingOfCommitment(hash, signed)),
      bytes: signed.message.payloadBytes,
      ranges: nameOf(signed.message.rangesRoot),
    })),
)

/** What the accepted ones promised. */
export const promisedOf = remember((contributions: readonly Contribution[]): readonly Promised[] =>
  contributions.map(({ payloadHash, binding, payloadBytes, rangesRoot }) => ({
    root: nameOf(payloadHash),
    binding: nameOf(binding),
    bytes: payloadBytes,
    ranges: nameOf(rangesRoot),
  })),
)

/**
 * What speaks against a payload as this contribution; empty: nothing; undefined: it is not here. Several may promise the same bytes, and
 * each is judged by its own words: a false promise is held against nobody else.
 */
export function heldCode(
  held: MemberState['held'],
  { root, binding, bytes, ranges }: Promised,
): string | undefined {
  const found = held.get(root)
  if (found === undefined || found.code !== '') return found?.code
  if (found.binding !== binding) return frameCodes.foreign
  if (found.bytes !== bytes) return 'payload-bytes'
  return ranges === '' || found.ranges === ranges ? '' : 'ranges-root'
}

/** What a witness found in the payloads of these commitments, standing at this digest. */
export type Found = {
  readonly commitments: readonly SignedCommitment[]
  readonly digest: Uint8Array | undefined
  readonly marks: Uint8Array
  readonly refusals: Uint8Array
  /** Places of those whose payloads it lacks. */
  readonly open: readonly number[]
}

/** What a witness gathered in the round that is open. */
export type Witnessing = {
  /** By duty. */
  readonly heard: ReadonlyMap<string, SignedCommitment>
  readonly listed: number
  readonly reported: string
  /** What it found in the payloads of the round so far. */
  readonly found: Found | undefined
  /** What was held when it last looked. */
  readonly seen: ReadonlyMap<string, Held> | undefined
  /** The time to wait for everybody is over: say what there is. */
  readonly listDue: boolean
  readonly reportDue: boolean
}
