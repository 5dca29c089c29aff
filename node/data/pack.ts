/**
 * First-fit-decreasing packing of tokenized samples into rows of one length, and the row's labels, positions and documents.
 *
 * Attention never crosses a document (kernels/model), positions restart in each, and padding is a document of its own, number 0.
 * Invariant: a sample is whole in one row or, where it is longer than a row, counted in `tooLong` and left out.
 * Source: Johnson 1973 (first-fit-decreasing needs at most 11/9 of the best number of bins).
 */
import type { PackedBatch } from '../ports-engine.ts'
import type { TokenizedSample } from './chat.ts'

export type PackedRows = {
  readonly length: number
  /** rows * length tokens; padding is `padToken`. */
  readonly tokens: Int32Array
  /** 1 where the token was said by an assistant. */
  readonly counted: Uint8Array
  /** 1, 2 … within a row; 0 is padding. */
  readonly documents: Uint16Array
  readonly rows: number
  readonly tooLong: number
  /** Tokens that are not padding ÷ all, in (0, 1]; 0 where there is no row. */
  readonly efficiency: number
}

type Row = { free: number; readonly samples: TokenizedSample[] }

/** Rows in the order in which they were opened. */
export function packSamples(
  samples: readonly TokenizedSample[],
  length: number,
  padToken: number,
): PackedRows {
  const fitting = samples.filter((s) => s.tokens.length > 0 && s.tokens.length <= length)
  const order = fitting
    .map((sample, i) => ({ sample, i }))
    .sort((x, y) => y.sample.tokens.length - x.sample.tokens.length || x.i - y.i)
  const rows: Row[] = []
  // The first row that can still hold n tokens only moves forward while n shrinks slowly: start where the last search ended.
  const firstOpen = new Int32Array(length + 1)
  for (const { sample } of order) {
    const need = sample.tokens.length
    let at = firstOpen[need] as number
    while (at < rows.length && (rows[at] as Row).free < need) at++
    firstOpen[need] = at
    let row = rows[at]
    if (row === undefined) {
      row = { free: length, samples: [] }
      rows.push(row)
    }
    row.free -= need
    row.samples.push(sample)
  }
  return fill(rows, length, padToken, samples.length - fitting.length)
}

function fill(rows: readonly Row[], length: number, padToken: number, tooLong: number): PackedRows {
  const tokens = new Int32Array(rows.length * length).fill(padToken)
  const counted = new Uint8Array(rows.length * length)
  const documents = new Uint16Array(rows.length * length)
  let used = 0
  for (const [r, row] of rows.entries()) {
    let at = r * length
    for (const [d, sample] of row.samples.entries())
      for (const [i, token] of sample.tokens.entries()) {
        tokens[at] = token
        counted[at] = sample.counted[i] ? 1 : 0
        documents[at++] = d + 1
      }
    used += at - r * length
  }
  const efficiency = rows.length === 0 ? 0 : used / (rows.length * length)
  return { length, tokens, counted, documents, rows: rows.length, tooLong, efficiency }
}

/**
 * Rows as one batch for an engine: labels[i] is the token after i where that token counts and is of the same document. Every
 * row number is taken modulo the rows there are.
 */
export function rowsBatch(packed: PackedRows, numbers: readonly number[]): PackedBatch {
  const { length } = packed
  const size = numbers.length * length
  const tokens = new Int32Array(size)
  const documents = new Int32Array(size)
  const labels = new Int32Array(size).fill(-100)
  const positions = new Int32Array(size)
  for (const [r, number] of numbers.entries()) {
    const from = (number % packed.rows) * length
    const to = r * length
    for (let i = 0; i < length; i++) {
      tokens[to + i] = packed.tokens[from + i] as number
      documents[to + i] = packed.documents[from + i] as number
      if (i === 0 || documents[to + i] !== documents[to + i - 1]) continue
      positions[to + i] = (positions[to + i - 1] as number) + 1
      if (packed.counted[from + i] === 1) labels[to + i - 1] = tokens[to + i] as number
    }
  }
  return { rows: numbers.length, length, tokens, labels, positions, documents }
}

/** Batches of one length as one, row after row. */
export function joinBatches(batches: readonly PackedBatch[]): PackedBatch {
  const [first] = batches
  if (first !== undefined && batches.length === 1) return first
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const length = first?.length ?? 0
  const joined = (name: 'tokens' | 'labels' | 'positions' | 'documents') => {
    const all = new Int32Array(rows * length)
    let at = 0
    for (const batch of batches) {
      all.set(batch[name], at)
      at += batch[name].length
    }
    return all
  }
  return {
    rows,
    length,
    tokens: joined('tokens'),
    labels: joined('labels'),
    positions: joined('positions'),
    documents: joined('documents'),
  }
}
