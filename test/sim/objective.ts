/**
 * A stand-in for a model: a point that should reach a target, moved by votes as DeMo moves parameters. Costs microseconds, so that
 * networks of any size can be simulated; loss falls as votes are applied, and two replicas differ as soon as one vote does.
 */
import { remember } from '../../coordinator/lookup.ts'
import type { Hash } from '../../kernels/hash.ts'

const size = 64

export type Point = { readonly at: Int32Array; readonly digest: Uint8Array }

/** The same object for all: a point never changes, who moves has another. */
export const startPoint = remember((hash: Hash): Point => {
  const at = new Int32Array(size).fill(1000)
  return { at, digest: digestOf(hash, at) }
})

const digestOf = (hash: Hash, at: Int32Array) =>
  hash(new Uint8Array(at.buffer, at.byteOffset, at.byteLength))

export const pointBytes = (point: Point): Uint8Array => new Uint8Array(point.at.buffer.slice(0))

export function readPoint(hash: Hash, bytes: Uint8Array): Point {
  const at = new Int32Array(Uint8Array.from(bytes).buffer)
  return { at, digest: digestOf(hash, at) }
}

/** Mean distance from the target, the origin, in millionths. */
export const lossOf = remember((point: Point): number => {
  let sum = 0
  for (const x of point.at) sum += Math.abs(x)
  return Math.floor((sum * 1000) / size)
})

/** 64 signs; `noise` in [0, 1) is the share of them that is wrong. */
export function voteBytes(point: Point, noise: number, random: () => number): Uint8Array {
  const votes = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    const right = (point.at[i] as number) > 0 ? 1 : 2
    votes[i] = random() < noise ? 3 - right : right
  }
  return votes
}

/** Empty where the bytes are votes, else a refusal code. */
export function checkVotes(bytes: Uint8Array): string {
  if (bytes.length !== size) return 'length'
  return bytes.every((vote) => vote === 1 || vote === 2) ? '' : 'vote'
}

/** The votes' signs, weighed and added: 64 little-endian int32. */
export function mergeOfVotes(
  votes: readonly { readonly bytes: Uint8Array; readonly weight: number }[],
): Uint8Array {
  const sums = new Int32Array(size)
  for (const { bytes, weight } of votes)
    for (let i = 0; i < size; i++)
      sums[i] = (sums[i] as number) + (bytes[i] === 1 ? weight : -weight)
  return new Uint8Array(sums.buffer)
}

export const checkMerge = (bytes: Uint8Array): string => (bytes.length === 4 * size ? '' : 'length')

/** What applying its votes gives. */
export function applyMerge(hash: Hash, point: Point, merge: Uint8Array): Point {
  const sums = new Int32Array(Uint8Array.from(merge).buffer)
  const at = point.at.map((x, i) => x - 10 * Math.sign(sums[i] as number))
  return { at, digest: digestOf(hash, at) }
}

/** A new point; the old one is untouched. */
export function applyVotes(
  hash: Hash,
  point: Point,
  votes: readonly { readonly bytes: Uint8Array; readonly weight: number }[],
): Point {
  return applyMerge(hash, point, mergeOfVotes(votes))
}

/** A point of which one bit is another, as after a fault of memory; its digest is still the old one, until it is computed anew. */
export function flipBit(point: Point, random: () => number): Point {
  const at = Int32Array.from(point.at)
  const i = Math.floor(random() * at.length)
  at[i] = (at[i] as number) ^ (1 << Math.floor(random() * 10))
  return { at, digest: point.digest }
}
