/**
 * Chance that nobody chose: a hash chain fixed in the run's first entry, revealed link by link after commitments are closed, mixed
 * with the commitments themselves.
 *
 * The coordinator cannot choose a preimage and a member must commit before it is shown. Not defended: a coordinator and a last
 * committer who grind together (docs/verification.md). Source: blueprint section 5.
 */
import type { Hash } from '../kernels/hash.ts'

const linkTag = Uint8Array.of(0x6c)
const beaconTag = Uint8Array.of(0x62)

/** Rounds that one chain can serve; then the operator hands the run to a new term, which has a chain of its own. */
export const beaconRounds = 65_536
const stride = 256

export type BeaconChain = {
  /** What the first entry fixes. */
  readonly end: Uint8Array
  /** x_r for round r in 0..beaconRounds-1. */
  readonly preimage: (round: number) => Uint8Array
}

const link = (hash: Hash, value: Uint8Array) => hash(linkTag, value)

/** The secret half. Every 256th link is kept, so a preimage costs at most 256 hashes. */
export function createBeaconChain(hash: Hash, secret: Uint8Array): BeaconChain {
  const kept: Uint8Array[] = []
  let value = hash(secret)
  for (let i = 0; i <= beaconRounds; i++) {
    if (i % stride === 0) kept.push(value)
    if (i < beaconRounds) value = link(hash, value)
  }
  const at = (links: number) => {
    let x = kept[Math.floor(links / stride)] as Uint8Array
    for (let i = 0; i < links % stride; i++) x = link(hash, x)
    return x
  }
  return { end: value, preimage: (round) => at(beaconRounds - 1 - round) }
}

/** Whether `preimage` is the link `rounds` before `later` (the last revealed one, or the end). */
export function isPreimage(
  hash: Hash,
  preimage: Uint8Array,
  later: Uint8Array,
  rounds: number,
): boolean {
  let value = preimage
  for (let i = 0; i < rounds; i++) value = link(hash, value)
  return value.every((byte, i) => byte === later[i])
}

/** Whether the chain of the term has no link left for this round. */
export const isUsedUp = (round: number, beaconFrom: number): boolean =>
  round - beaconFrom >= beaconRounds

/** beacon_r = H(x_r, hashes of the logged commitments). */
export function mixBeacon(
  hash: Hash,
  preimage: Uint8Array,
  commitmentHashes: readonly Uint8Array[],
): Uint8Array {
  return hash(beaconTag, preimage, hash(...commitmentHashes))
}
