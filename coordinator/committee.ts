/**
 * Who is drawn for what: the swap-or-not shuffle of a round's members.
 *
 * Every node computes any one position alone, without shuffling the list. Invariant: a permutation of 0..n-1 for every seed.
 * Source: Hoang, Morris and Rogaway 2012; the constants of Ethereum's compute_shuffled_index (90 rounds).
 */
import { type Hash, toHex } from '../kernels/hash.ts'
import { remember } from './lookup.ts'

const shuffleRounds = 90

const word = (bytes: Uint8Array, at: number) =>
  ((bytes[at] as number) |
    ((bytes[at + 1] as number) << 8) |
    ((bytes[at + 2] as number) << 16) |
    ((bytes[at + 3] as number) << 24)) >>>
  0

/** The 32-bit integer as four little-endian bytes. */
export function littleEndian(value: number): Uint8Array {
  return Uint8Array.of(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255)
}

/** Position of `index` after the shuffle of `count` items. */
export function shuffledIndex(hash: Hash, seed: Uint8Array, index: number, count: number): number {
  let at = index
  for (let round = 0; round < shuffleRounds; round++) {
    const pivot = word(hash(seed, Uint8Array.of(round)), 0) % count
    const flip = (pivot + count - at) % count
    const position = Math.max(at, flip)
    const source = hash(seed, Uint8Array.of(round), littleEndian(Math.floor(position / 256)))
    const byte = source[Math.floor((position % 256) / 8)] as number
    if (((byte >>> (position % 8)) & 1) === 1) at = flip
  }
  return at
}

/** The whole shuffle, position by position: `order[p]` is the item that stands at position p. */
export const shuffle = (hash: Hash, seed: Uint8Array, count: number): readonly number[] =>
  shufflesOf(hash)(`${count}/${toHex(seed)}`, () => shuffled(hash, seed, count))

/** The last ones: whoever makes an entry and whoever reads it draw the same. */
const mostShuffles = 6
const shufflesOf = remember((_: Hash) => {
  const known = new Map<string, readonly number[]>()
  return (name: string, compute: () => readonly number[]): readonly number[] => {
    const before = known.get(name)
    if (before !== undefined) return before
    const made = compute()
    known.set(name, made)
    const [oldest] = known.keys()
    if (known.size > mostShuffles && oldest !== undefined) known.delete(oldest)
    return made
  }
})

function shuffled(hash: Hash, seed: Uint8Array, count: number): number[] {
  const order = new Array<number>(count)
  // The same arithmetic as shuffledIndex, with each round's hashes computed once for all items.
  const places = Uint32Array.from({ length: count }, (_, item) => item)
  for (let round = 0; round < shuffleRounds; round++) {
    const pivot = word(hash(seed, Uint8Array.of(round)), 0) % count
    const bits = new Uint8Array(32 * Math.ceil(count / 256))
    for (let block = 0; 32 * block < bits.length; block++)
      bits.set(hash(seed, Uint8Array.of(round), littleEndian(block)), 32 * block)
    for (let item = 0; item < count; item++) {
      const at = places[item] as number
      const flip = at <= pivot ? pivot - at : pivot - at + count
      const position = at > flip ? at : flip
      if ((((bits[position >>> 3] as number) >>> (position & 7)) & 1) === 1) places[item] = flip
    }
  }
  places.forEach((at, item) => {
    order[at] = item
  })
  return order
}

const witnessTag = Uint8Array.of(0x77)
const mergeTag = Uint8Array.of(0x6d)
const assignTag = Uint8Array.of(0x61)

/** The seed of a round's draws, from the newest beacon. */
export function roundSeed(
  hash: Hash,
  runId: Uint8Array,
  round: number,
  beacon: Uint8Array,
): Uint8Array {
  return hash(runId, littleEndian(round), beacon)
}

/** Member indexes of the witnesses, rising. */
export function drawWitnesses(
  hash: Hash,
  seed: Uint8Array,
  count: number,
  wanted: number,
): number[] {
  return shuffle(hash, hash(seed, witnessTag), count)
    .slice(0, Math.min(count, wanted))
    .sort((a, b) => a - b)
}

/** Who merges a round's votes: places among its witnesses, who hold the payloads already; nobody knows them before commitments close. */
export function drawAggregators(
  hash: Hash,
  beacon: Uint8Array,
  witnesses: number,
  wanted: number,
): number[] {
  return shuffle(hash, hash(beacon, mergeTag), witnesses).slice(0, Math.min(witnesses, wanted))
}

/** Member indexes in the order in which batches are dealt out. */
export function dealOrder(hash: Hash, seed: Uint8Array, count: number): readonly number[] {
  return shuffle(hash, hash(seed, assignTag), count)
}

/** Marks that decide: more than two thirds of n. */
export function quorum(n: number): number {
  return Math.floor((2 * n) / 3) + 1
}
