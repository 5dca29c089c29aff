/**
 * Ways to spoil bytes. Each takes a good payload (and another one to steal from) and gives something that a hostile or broken
 * sender might send.
 */

export type Chance = () => number

type Mutation = (bytes: Uint8Array, other: Uint8Array, next: Chance) => Uint8Array

const HEADER_BYTES = 13

const mutations: readonly Mutation[] = [
  flipBits,
  setBytes,
  (bytes, _other, next) => bytes.slice(0, below(next, bytes.length + 1)),
  (bytes, _other, next) => Uint8Array.of(...bytes, ...randomBytes(next, 1 + below(next, 9))),
  splice,
  fillRun,
  (bytes, _other, next) =>
    Uint8Array.of(...bytes.subarray(0, HEADER_BYTES), ...randomBytes(next, below(next, 200))),
  (bytes, _other, next) => randomBytes(next, below(next, bytes.length + 9)),
  deleteBytes,
]

/** One to three mutations of `bytes`. */
export function mutate(bytes: Uint8Array, other: Uint8Array, next: Chance): Uint8Array {
  let mutant = bytes
  const rounds = 1 + below(next, 3)
  for (let i = 0; i < rounds; i++) {
    const mutation = mutations[below(next, mutations.length)] as Mutation
    mutant = mutation(mutant, other, next)
  }
  return mutant
}

/** An integer in 0 .. limit - 1; 0 where limit is 0. */
export function below(next: Chance, limit: number): number {
  return Math.floor(next() * limit)
}

function flipBits(bytes: Uint8Array, _other: Uint8Array, next: Chance): Uint8Array {
  const out = bytes.slice()
  for (let i = 1 + below(next, 3); i > 0; i--) {
    const at = somewhere(out, next)
    out[at] = (out[at] ?? 0) ^ (1 << below(next, 8))
  }
  return out
}

function setBytes(bytes: Uint8Array, _other: Uint8Array, next: Chance): Uint8Array {
  const out = bytes.slice()
  for (let i = 1 + below(next, 3); i > 0; i--) out[somewhere(out, next)] = below(next, 256)
  return out
}

/** The start of one payload and the end of another. */
function splice(bytes: Uint8Array, other: Uint8Array, next: Chance): Uint8Array {
  const head = bytes.subarray(0, below(next, bytes.length + 1))
  const tail = other.subarray(below(next, other.length + 1))
  const out = new Uint8Array(head.length + tail.length)
  out.set(head)
  out.set(tail, head.length)
  return out
}

/** A run of ones or zeros: the longest codes and the shortest. */
function fillRun(bytes: Uint8Array, _other: Uint8Array, next: Chance): Uint8Array {
  const from = HEADER_BYTES + below(next, bytes.length)
  return bytes.slice().fill(next() < 0.7 ? 255 : 0, from, from + 1 + below(next, 40))
}

function deleteBytes(bytes: Uint8Array, _other: Uint8Array, next: Chance): Uint8Array {
  const from = below(next, bytes.length)
  const to = from + 1 + below(next, 4)
  return Uint8Array.of(...bytes.subarray(0, from), ...bytes.subarray(to))
}

/** Mostly behind the header: what is wrong before it is refused at once. */
function somewhere(bytes: Uint8Array, next: Chance): number {
  if (bytes.length <= HEADER_BYTES || next() < 0.02) return below(next, bytes.length)
  return HEADER_BYTES + below(next, bytes.length - HEADER_BYTES)
}

function randomBytes(next: Chance, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => below(next, 256))
}
