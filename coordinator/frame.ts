/**
 * The frame of a payload: the bytes that are committed to, stored, shown and fetched.
 *
 *   binding   32 bytes   H(tag ‖ run id ‖ round ‖ slot ‖ member key), integers 8 bytes little-endian
 *   payload   canonical bytes (kernels/demo/payload.ts)
 *
 * A commitment shows the hash of its frame before anybody may see the votes. Invariant: the frame of one member's contribution is that of no
 * other's and of no other round, so whoever commits to the hash of another's frame is refused by everybody who reads the bytes.
 */
import { fromHex, type Hash } from '../kernels/hash.ts'
import { countBytes } from '../kernels/state/bytes.ts'
import { rememberHashed } from './lookup.ts'
import type { SignedCommitment } from './types.ts'

export const bindingBytes = 32

/** What refuses a frame that holds no binding, and one that is bound to another's contribution. */
export const frameCodes = { short: 'frame', foreign: 'not-its-own' } as const

/** The contribution that a frame belongs to. `member`: public key, hex. */
export type Place = {
  readonly runId: Uint8Array
  readonly round: number
  readonly slot: number
  readonly member: string
}

const tag = Uint8Array.from('murmur payload\0', (letter) => letter.charCodeAt(0))
const none = new Uint8Array(0)

/** 32 bytes. Run id and key have one length each, so no two places give the same bytes to hash. */
export function bindingOf(hash: Hash, { runId, round, slot, member }: Place): Uint8Array {
  const key = fromHex(member) ?? none
  return hash(joined(tag, runId, countBytes(round), countBytes(slot), key))
}

/** The binding that the frame of a commitment must have. */
export const bindingOfCommitment = rememberHashed(
  (hash, { message, signer, runId }: SignedCommitment): Uint8Array =>
    bindingOf(hash, { runId, round: message.round, slot: message.slot, member: signer }),
)

export const frameOf = (binding: Uint8Array, payload: Uint8Array): Uint8Array =>
  joined(binding, payload)

/** Its two parts; undefined where it is too short for both. Total. The payload is a view of the same bytes. */
export function readFrame(
  frame: Uint8Array,
): { readonly binding: Uint8Array; readonly payload: Uint8Array } | undefined {
  if (frame.length <= bindingBytes) return undefined
  return { binding: frame.subarray(0, bindingBytes), payload: frame.subarray(bindingBytes) }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
