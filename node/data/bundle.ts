/**
 * The data of a run as one blob: packed rows that the coordinator makes once and every member fetches by hash.
 *
 * Batch number → rows is a seeded shuffle per pass over the data, the same on every machine. The reader is total: any bytes give
 * a bundle or a code.
 *
 * Layout, little-endian: 'MURDATA1', u32 row length, u32 rows, u32 vocabulary size, u32 shuffle seed; then per position u32 (bit 31: said by
 * an assistant; else the token), then per position u16 document.
 */
import { createRandom } from '../../kernels/math/random.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { type PackedRows, rowsBatch } from './pack.ts'

const magic = new TextEncoder().encode('MURDATA1')
const headerBytes = magic.length + 16
const countedBit = 0x80000000

export type DataBundle = {
  readonly rows: number
  readonly length: number
  readonly vocabularySize: number
  /** `rowsPerBatch` rows; numbers count over the whole run and go on into the next shuffled pass. */
  readonly batch: (number: number) => PackedBatch
}

export function writeBundle(packed: PackedRows, vocabularySize: number, seed: number): Uint8Array {
  const cells = packed.rows * packed.length
  const bytes = new Uint8Array(headerBytes + 6 * cells)
  const view = new DataView(bytes.buffer)
  bytes.set(magic)
  for (const [i, value] of [packed.length, packed.rows, vocabularySize, seed].entries())
    view.setUint32(magic.length + 4 * i, value, true)
  for (let i = 0; i < cells; i++) {
    const flag = packed.counted[i] === 1 ? countedBit : 0
    view.setUint32(headerBytes + 4 * i, ((packed.tokens[i] as number) | flag) >>> 0, true)
    view.setUint16(headerBytes + 4 * cells + 2 * i, packed.documents[i] as number, true)
  }
  return bytes
}

export type BundleResult =
  | { readonly ok: true; readonly bundle: DataBundle }
  | { readonly ok: false; readonly code: 'bad-bundle'; readonly message: string }

const refuse = (why: string): BundleResult => ({
  ok: false,
  code: 'bad-bundle',
  message: `the run's data is malformed (${why}): ask its operator`,
})

export function openBundle(bytes: Uint8Array, rowsPerBatch: number): BundleResult {
  if (bytes.length < headerBytes || magic.some((b, i) => bytes[i] !== b))
    return refuse('not a data bundle')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const word = (i: number) => view.getUint32(magic.length + 4 * i, true)
  const [length, rows, vocabularySize, seed] = [word(0), word(1), word(2), word(3)]
  const cells = rows * length
  if (length === 0 || rows === 0 || bytes.length !== headerBytes + 6 * cells)
    return refuse(`${rows} rows of ${length} do not fill ${bytes.length} bytes`)
  const tokens = new Int32Array(cells)
  const counted = new Uint8Array(cells)
  const documents = new Uint16Array(cells)
  for (let i = 0; i < cells; i++) {
    const cell = view.getUint32(headerBytes + 4 * i, true)
    const token = cell & ~countedBit
    if (token >= vocabularySize) return refuse(`token ${token} of ${vocabularySize}`)
    tokens[i] = token
    counted[i] = cell >= countedBit ? 1 : 0
    documents[i] = view.getUint16(headerBytes + 4 * cells + 2 * i, true)
    if (!followsRow(documents, counted, i, length)) return refuse(`document of cell ${i}`)
  }
  const packed = { length, rows, tokens, counted, documents, tooLong: 0, efficiency: 0 }
  const rowOf = shuffledRows(rows, seed)
  return {
    ok: true,
    bundle: {
      rows,
      length,
      vocabularySize,
      batch: (number) =>
        rowsBatch(
          packed,
          Array.from({ length: rowsPerBatch }, (_, i) => rowOf(number * rowsPerBatch + i)),
        ),
    },
  }
}

/** Documents of a row are 1, 2 … without a gap, then padding, which nobody said. */
function followsRow(
  documents: Uint16Array,
  counted: Uint8Array,
  i: number,
  length: number,
): boolean {
  const document = documents[i] as number
  if (document === 0) return counted[i] === 0
  if (i % length === 0) return document === 1
  const before = documents[i - 1] as number
  return before > 0 && (document === before || document === before + 1)
}

/** Running number → row; the order of the current pass is kept. */
function shuffledRows(rows: number, seed: number): (number: number) => number {
  let pass = -1
  const order = new Uint32Array(rows)
  return (number) => {
    const wanted = Math.floor(number / rows)
    if (wanted !== pass) {
      pass = wanted
      const random = createRandom(seed, pass)
      for (let i = 0; i < rows; i++) order[i] = i
      for (let i = rows - 1; i > 0; i--) {
        const j = Math.min(i, Math.floor(random() * (i + 1)))
        const kept = order[i] as number
        order[i] = order[j] as number
        order[j] = kept
      }
    }
    return order[number % rows] as number
  }
}
