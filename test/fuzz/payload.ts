/**
 * Mutated payloads through the decoder and the aggregator. What must hold, whatever the bytes are:
 * - nothing throws, and the answer is votes or a known refusal code;
 * - what is accepted is written back byte for byte (canonical), and moves parameters;
 * - what is refused leaves every parameter as it was;
 * - the answer depends on the bytes alone: reading them between other bytes, after another payload, changes nothing
 *   (an over-read would); a share of the cases is compared with the plain decoder.
 */
import { applyUpdate } from '../../kernels/demo/aggregate.ts'
import { floatBits } from '../../kernels/demo/config.ts'
import { decodePayload, encodePayload } from '../../kernels/demo/payload.ts'
import { decodePayloadReference } from '../../kernels/demo/reference/payload.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'
import { below, type Chance, mutate } from './mutate.ts'

export type FuzzResult = {
  readonly cases: number
  readonly accepted: number
  /** Cases by refusal code. */
  readonly refused: Readonly<Record<string, number>>
  /** The slowest case, in milliseconds. */
  readonly slowestMs: number
}

const table = tensorTable([
  { name: 'square', shape: [64, 64] },
  { name: 'narrow', shape: [21, 10] },
  { name: 'tiny', shape: [3] },
  { name: 'many', shape: [12, 130] },
])
const TOP_KS = [1, 8, 32, 512, 4096]
/** One case in so many is compared with the plain decoder. */
const PLAIN_EVERY = 64
const settings = { etaBits: floatBits(0.01), lambdaBits: 0, tau: 0 }

/** Runs `cases` mutants from a seed. Throws an Error that names the case for anything that must not happen. */
export function fuzzPayloads(
  cases: number,
  seed: number,
  progress?: (done: number) => void,
): FuzzResult {
  const next = chance(seed)
  const pools = TOP_KS.map((topK) => ({
    topK,
    payloads: Array.from({ length: 24 }, () =>
      encodePayload(table, topK, randomVotes(table, topK, next, next())),
    ),
  }))
  const params = noise(next, table.params)
  const before = params.slice()
  const refused: Record<string, number> = {}
  let accepted = 0
  let slowestMs = 0
  for (let i = 0; i < cases; i++) {
    const { topK, payloads } = pick(pools, next)
    const mutant = mutate(pick(payloads, next), pick(pick(pools, next).payloads, next), next)
    const start = performance.now()
    const code = runCase(topK, mutant, payloads, params, i)
    slowestMs = Math.max(slowestMs, performance.now() - start)
    if (code === undefined) {
      accepted++
      params.set(before)
    } else {
      refused[code] = (refused[code] ?? 0) + 1
      if (i % 256 === 0 && !sameBits(params, before)) fail(i, 'a refused payload moved parameters')
    }
    if (i % 100_000 === 99_999) progress?.(i + 1)
  }
  return { cases, accepted, refused, slowestMs }
}

/** Undefined where the mutant is accepted, else its refusal code. */
function runCase(
  topK: number,
  mutant: Uint8Array,
  payloads: readonly Uint8Array[],
  params: Float32Array,
  number: number,
): string | undefined {
  const first = decodePayload(table, topK, mutant)
  if (number % PLAIN_EVERY === 0) {
    decodePayload(table, topK, payloads[number % payloads.length] as Uint8Array)
    const again = decodePayload(table, topK, surrounded(mutant, number))
    const plain = decodePayloadReference(table, topK, mutant)
    if (JSON.stringify(first) !== JSON.stringify(again))
      fail(number, 'depends on what lies around it')
    if (JSON.stringify(first) !== JSON.stringify(plain))
      fail(number, 'differs from the plain decoder')
  }
  if (first.ok) {
    const again = encodePayload(table, topK, first.votes)
    if (Buffer.compare(again, mutant) !== 0) fail(number, 'is a second encoding of its content')
  }
  const applied = applyUpdate(table, topK, params, [{ bytes: mutant, weight: 3 }], settings)
  if (applied.ok !== first.ok) fail(number, 'is read otherwise by the aggregator')
  if (first.ok) return undefined
  if (applied.ok || !('code' in applied) || applied.code !== first.code)
    fail(number, 'has two codes')
  return first.code
}

/** The same bytes between other bytes. */
function surrounded(bytes: Uint8Array, number: number): Uint8Array {
  const buffer = new Uint8Array(bytes.length + 64).fill(number % 3 === 0 ? 0 : 255)
  buffer.set(bytes, 32)
  return buffer.subarray(32, 32 + bytes.length)
}

function pick<T>(list: readonly T[], next: Chance): T {
  return list[below(next, list.length)] as T
}

function sameBits(a: Float32Array, b: Float32Array): boolean {
  return Buffer.compare(new Uint8Array(a.buffer), new Uint8Array(b.buffer)) === 0
}

function fail(number: number, what: string): never {
  throw new Error(`case ${number}: the payload ${what}`)
}
