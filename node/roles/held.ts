/** What a member found in the payloads and merges that it holds, compared with what the log promises. */
import { frameCodes } from '../../coordinator/frame.ts'
import { nameOf } from '../../coordinator/lookup.ts'
import type { MemberState } from './types.ts'

/** What one contribution says of its payload. */
export type Promised = {
  readonly root: string
  /** frame.ts */
  readonly binding: Uint8Array
  readonly bytes: number
  readonly ranges: Uint8Array
}

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
  if (found.binding !== nameOf(binding)) return frameCodes.foreign
  if (found.bytes !== bytes) return 'payload-bytes'
  return ranges.length === 0 || found.ranges === nameOf(ranges) ? '' : 'ranges-root'
}
