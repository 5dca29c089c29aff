/**
 * What is looked up again and again in things that do not change: the place of a member, the roots of a round's payloads, the hash of
 * a message. Computed once for each object and remembered beside it.
 *
 * Invariant: each function gives what it would give without its memory.
 */
import { type Hash, toHex } from '../kernels/hash.ts'
import { type Signed, sameBytes, type Verify } from '../proto/wire.ts'
import type { ClosedRound, Contribution, LoggedMerge, SignedCommitment } from './types.ts'

/** Remembers the answer for each object. */
export function remember<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const value = compute(key)
    known.set(key, value)
    return value
  }
}

/** Remembers the last answer, for arguments that are the same objects. */
export function rememberLast<A extends readonly unknown[], V>(
  compute: (...args: A) => V,
): (...args: A) => V {
  let last: { readonly args: A; readonly value: V } | undefined
  return (...args) => {
    if (last !== undefined && areSame(args, last.args)) return last.value
    last = { args, value: compute(...args) }
    return last.value
  }
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const placesOf = remember(
  (items: readonly string[]) => new Map(items.map((item, place) => [item, place])),
)

/** Index of an item in a list without repetitions; -1 where it is not in it. */
export const placeIn = (items: readonly string[], item: string): number =>
  placesOf(items).get(item) ?? -1

/** Lower-case hex of bytes that are named often. */
export const nameOf = remember(toHex)

/** The same of a list. */
export const namesOf = remember((list: readonly Uint8Array[]): readonly string[] => list.map(toHex))

/** A blob that a round needs, and who has it. */
export type Named = {
  readonly root: string
  readonly bytes: number
  readonly holders: readonly string[]
  /** Merkle root over its ranges of tiles; empty where none was promised. */
  readonly ranges: Uint8Array
  readonly isMerge: boolean
}

/** The payloads of a round's commitments, in their order. */
export const payloadsOf = remember((commitments: readonly SignedCommitment[]): readonly Named[] =>
  commitments.map(({ signer, message }) => ({
    root: nameOf(message.payloadHash),
    bytes: message.payloadBytes,
    holders: [signer],
    ranges: message.rangesRoot,
    isMerge: false,
  })),
)

/** Each blob once, from everybody who promised it: who copied another's hash neither hides its owner nor bounds its length. */
export const wantedOnce = remember((list: readonly Named[]): readonly Named[] => {
  const found = new Map<string, Named>()
  for (const named of list) {
    const before = found.get(named.root)
    const holders = [...(before?.holders ?? []), ...named.holders]
    const bytes = Math.max(before?.bytes ?? 0, named.bytes)
    found.set(named.root, before === undefined ? named : { ...named, holders, bytes })
  }
  return [...found.values()]
})

/** The payloads that a round accepted, in their order. */
export const payloadsOfRound = ({ contributions }: ClosedRound): readonly Named[] =>
  payloadsOfAll(contributions)

const payloadsOfAll = remember((contributions: readonly Contribution[]): readonly Named[] =>
  contributions.map(({ member, payloadHash, payloadBytes, rangesRoot }) => ({
    root: nameOf(payloadHash),
    bytes: payloadBytes,
    holders: [member],
    ranges: rangesRoot,
    isMerge: false,
  })),
)

/** The merge that stands for a round's payloads, if one is logged. */
export const mergeOfRound = ({ merge }: ClosedRound): readonly Named[] =>
  merge === undefined ? none : namedMerge(merge)

const none: readonly Named[] = []
const namedMerge = remember(
  ({ root, bytes, signers, rangesRoot }: LoggedMerge): readonly Named[] => [
    { root: nameOf(root), bytes, holders: signers, ranges: rangesRoot, isMerge: true },
  ],
)

const rootsOf = remember((payloads: readonly Named[]) => new Set(payloads.map(({ root }) => root)))

/** Whether a payload is one of these. */
export const isPromised = (payloads: readonly Named[], root: string): boolean =>
  rootsOf(payloads).has(root)

const openedHere = new WeakMap<Verify, WeakMap<Uint8Array, Signed>>()

/** A message whose envelope was opened with `verify` need not be opened again where the same bytes stand in an entry. */
export function keepOpened(
  verify: Verify,
  signed: Signed,
  envelope: Uint8Array = signed.envelope,
): void {
  const kept = openedHere.get(verify) ?? new WeakMap<Uint8Array, Signed>()
  openedHere.set(verify, kept)
  kept.set(envelope, signed)
}

/** The same for copies of envelopes that were opened, where byte for byte they are the same. */
export function keepCopies(
  verify: Verify,
  envelopes: readonly Uint8Array[],
  copies: readonly Uint8Array[],
): void {
  for (const [i, envelope] of envelopes.entries()) {
    const signed = openedBefore(verify, envelope)
    const copy = copies[i]
    if (signed !== undefined && copy !== undefined && sameBytes(copy, envelope))
      keepOpened(verify, signed, copy)
  }
}

export const openedBefore = (verify: Verify, envelope: Uint8Array): Signed | undefined =>
  openedHere.get(verify)?.get(envelope)

/** Remembers the answer for each object and each hash function: a process has one. */
export function rememberHashed<K extends object, V>(
  compute: (hash: Hash, key: K) => V,
): (hash: Hash, key: K) => V {
  const byHash = remember((hash: Hash) => remember((key: K) => compute(hash, key)))
  return (hash, key) => byHash(hash)(key)
}

/** Hash of a signed message's body, which names it. */
export const bodyHash = rememberHashed((hash, { body }: Signed): Uint8Array => hash(body))
