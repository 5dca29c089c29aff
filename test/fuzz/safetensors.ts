/**
 * Mutated safetensors headers through the reader. What must hold, whatever the bytes are:
 * - nothing throws, and the answer is tensors or a refusal with a sentence short enough to print, on one line;
 * - tensors that are accepted have names of their own, whole shapes, and tile the file's data exactly: no byte in two, none in none.
 */
import {
  headerLength,
  largestHeaderBytes,
  parseHeader,
} from '../../node/checkpoints/safetensors.ts'
import { chance } from '../kernels/demo/chance.ts'
import { below, type Chance } from './mutate.ts'

export type HeaderFuzz = {
  readonly cases: number
  readonly accepted: number
  readonly refused: number
}

type Entry = { dtype: unknown; shape: unknown; data_offsets: unknown }

/** Values that a lying header may hold where a number, a list or a name is expected. */
const ODD: readonly unknown[] = [
  -1,
  0,
  0.5,
  1e308,
  2 ** 53,
  2 ** 53 + 2,
  2 ** 31,
  4,
  null,
  true,
  '',
  '4',
  [],
  [1],
  {},
  [[4]],
  JSON.parse(`${'['.repeat(2000)}${']'.repeat(2000)}`),
  'x'.repeat(5000),
  '\u001b[2J',
  '__proto__',
]

/** Runs `cases` mutants from a seed. Throws an Error that names the case for anything that must not happen. */
export function fuzzHeaders(cases: number, seed: number): HeaderFuzz {
  const next = chance(seed)
  let accepted = 0
  for (let i = 0; i < cases; i++) {
    const { header, fileBytes } = mutant(next)
    try {
      if (runCase(header, fileBytes)) accepted += 1
    } catch (error) {
      throw new Error(`case ${i} of seed ${seed}: ${String(error)}`, { cause: error })
    }
  }
  return { cases, accepted, refused: cases - accepted }
}

/** Whether the header was accepted. */
function runCase(header: Uint8Array, fileBytes: number): boolean {
  const first = new Uint8Array(8)
  new DataView(first.buffer).setBigUint64(0, BigInt(header.length), true)
  const length = headerLength(first, fileBytes)
  if (length.ok && (length.bytes > largestHeaderBytes || length.bytes + 8 > fileBytes))
    throw new Error('a header beyond its file')
  const read = parseHeader(header, fileBytes)
  if (!read.ok) {
    if (read.message.length > 400 || /[\p{Cc}]/u.test(read.message))
      throw new Error(`no sentence to print: ${JSON.stringify(read.message.slice(0, 100))}`)
    return false
  }
  let at = 8 + header.length
  for (const { begin, end, shape, dtype } of read.tensors) {
    const size = shape.reduce((product, n) => product * n, 1) * (dtype === 'F32' ? 4 : 2)
    if (begin !== at || end - begin !== size) throw new Error('tensors do not tile the file')
    at = end
  }
  if (at !== fileBytes) throw new Error('bytes belong to nobody')
  if (new Set(read.tensors.map(({ name }) => name)).size !== read.tensors.length)
    throw new Error('a name comes twice')
  return true
}

function mutant(next: Chance): { readonly header: Uint8Array; readonly fileBytes: number } {
  const entries: [string, Entry][] = []
  let at = 0
  for (let i = 0; i < 1 + below(next, 5); i++) {
    const shape = Array.from({ length: below(next, 4) }, () => below(next, 4))
    const dtype = ['F32', 'BF16', 'F16'][below(next, 3)] as string
    const end = at + shape.reduce((p, n) => p * n, 1) * (dtype === 'F32' ? 4 : 2)
    entries.push([`t${i}`, { dtype, shape, data_offsets: [at, end] }])
    at = end
  }
  for (let changes = below(next, 4); changes > 0; changes--) lie(entries, next)
  let text = `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`
  if (below(next, 4) === 0) text = scratch(text, next)
  const header = new TextEncoder().encode(text)
  const off = below(next, 8) === 0 ? below(next, 16) - 8 : 0
  return { header, fileBytes: 8 + header.length + at + off }
}

/** One lie: a field replaced, two tensors made to overlap, one moved, one name for two, one that is no entry. */
function lie(entries: [string, Entry][], next: Chance): void {
  const place = below(next, entries.length)
  const chosen = entries[place] as [string, Entry]
  const odd = () => ODD[below(next, ODD.length)]
  const other: Entry | null = (entries[below(next, entries.length)] as [string, Entry])[1]
  const lies: (() => void)[] = [
    () => (chosen[1] = { ...chosen[1], dtype: odd() }),
    () => (chosen[1] = { ...chosen[1], shape: odd() }),
    () => (chosen[1] = { ...chosen[1], shape: [odd(), odd()] }),
    () => (chosen[1] = { ...chosen[1], data_offsets: odd() }),
    () => (chosen[1] = { ...chosen[1], data_offsets: [odd(), odd()] }),
    () => (chosen[1] = { ...chosen[1], data_offsets: other?.data_offsets }),
    () => (chosen[0] = (entries[below(next, entries.length)] as [string, Entry])[0]),
    () => (chosen[0] = String(odd()).slice(0, 6000)),
    () => (chosen[1] = odd() as Entry),
    () => entries.reverse(),
  ]
  lies[below(next, lies.length)]?.()
}

/** Some characters of the JSON itself. */
function scratch(text: string, next: Chance): string {
  const at = below(next, text.length)
  const put = ['', '"', '{', '[', ']', '\\', ',', '9', '-', '\u0000', '['.repeat(500)]
  return text.slice(0, at) + put[below(next, put.length)] + text.slice(at + below(next, 3))
}
