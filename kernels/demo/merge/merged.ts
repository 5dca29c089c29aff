/**
 * The two merged forms of a range: the integer sums S of all votes, and the signs u of the update that they give.
 *
 * Both decide the update exactly, so honest mergers are byte-equal. Sums are smaller for few members, signs (at most about one
 * bit a parameter) for many. Invariant: canonical, total, bounded by the table. Source: blueprint 4.2 and 4.3.
 *
 *   sums   4 bits r, then a tile: the set of indices with S != 0, and for each its sign bit and |S| - 1 in Rice code of r;
 *          r is the one with the fewest bits over the range (the lower of equals)
 *   signs  a tile (its places inside the tensor, row major): the set of places with u != 0, and a sign bit for each
 */
import { sharedKernel } from '../../wasm/kernel.ts'
import { BitReader, BitWriter } from '../bits.ts'
import { LARGEST_WEIGHT_SUM } from '../source.ts'
import type { Window } from '../window.ts'
import type { RangeVotes } from './range.ts'
import { readSet, writeSet } from './set-code.ts'

export type MergedForm = 'sums' | 'signs'

export type WeightedRange = { readonly votes: RangeVotes; readonly weight: number }

/** S of a range: whole tiles, one after another. The sum of weights is at most 18,106, so int16 holds it. */
export function sumRange(range: Window, contributions: readonly WeightedRange[]): Int16Array {
  const { perTile, tensor } = range.place
  const sums = new Int16Array(range.coefficients)
  for (const { votes, weight } of contributions)
    for (let tile = 0; tile < range.tiles; tile++) {
      if (votes.present[tile] !== 1) continue
      const from = tile * tensor.tileElements
      for (let i = tile * perTile; i < (tile + 1) * perTile; i++) {
        const at = from + (votes.indices[i] as number)
        sums[at] = (sums[at] as number) + weight * (votes.signs[i] as number)
      }
    }
  return sums
}

/** u of a range from its sums: -1, 0 or 1 for each parameter, in the order of the flat state. */
export function signsOfSums(range: Window, sums: Int16Array, tau: number): Int8Array {
  const params = new Float32Array(range.params)
  updateFromSums(range, params, sums, 1, 1, tau)
  return Int8Array.from(params, (p) => -p)
}

/** p <- fround(p decay) - eta u for the parameters of a range, from its sums. */
export function updateFromSums(
  range: Window,
  params: Float32Array,
  sums: Int16Array,
  eta: number,
  decay: number,
  tau: number,
): void {
  const kernel = sharedKernel()
  const { tensor } = range.place
  kernel.useTiling(tensor.tileRows, tensor.tileCols)
  const [at, from] = kernel.reserve(params.byteLength, sums.byteLength) as [number, number]
  const memory = kernel.bytes()
  const bytes = new Uint8Array(params.buffer, params.byteOffset, params.byteLength)
  memory.set(bytes, at)
  memory.set(new Uint8Array(sums.buffer, sums.byteOffset, sums.byteLength), from)
  kernel.call.setUpdate(eta, decay, tau)
  kernel.call.updateWindowSums(at, range.rows, tensor.cols, range.gridRows, tensor.gridCols, from)
  bytes.set(memory.subarray(at, at + bytes.length))
}

export function encodeSums(range: Window, sums: Int16Array): Uint8Array {
  const n = range.place.tensor.tileElements
  const writer = new BitWriter()
  const rice = bestRice(sums)
  writer.write(rice, 4)
  for (let from = 0; from < sums.length; from += n) {
    const tile = sums.subarray(from, from + n)
    writeSet(writer, n, countNonZero(tile), (i) => tile[i] !== 0)
    for (const sum of tile) {
      if (sum === 0) continue
      writer.write(sum < 0 ? 1 : 0, 1)
      const rest = Math.abs(sum) - 1
      writer.writeRun(rest >> rice)
      writer.write(rest & ((1 << rice) - 1), rice)
    }
  }
  return writer.finish()
}

/** S of a range, or undefined where the bytes are none. */
export function decodeSums(range: Window, bytes: Uint8Array): Int16Array | undefined {
  const n = range.place.tensor.tileElements
  const reader = new BitReader(bytes)
  const sums = new Int16Array(range.coefficients)
  const rice = reader.read(4)
  for (let from = 0; from < sums.length; from += n) {
    const places = readSet(reader, n)
    if (places === undefined) return undefined
    for (const place of places) {
      const negative = reader.read(1) === 1
      const run = reader.readRun((LARGEST_WEIGHT_SUM >> rice) + 1)
      const size = (run << rice) + reader.read(rice) + 1
      if (size > LARGEST_WEIGHT_SUM || reader.short) return undefined
      sums[from + place] = negative ? -size : size
    }
  }
  return reader.atEnd() && !reader.short && bestRice(sums) === rice ? sums : undefined
}

export function encodeSigns(range: Window, signs: Int8Array): Uint8Array {
  const writer = new BitWriter()
  for (const places of tilePlaces(range)) {
    const count = places.reduce((sum, at) => sum + Math.abs(signs[at] as number), 0)
    writeSet(writer, places.length, count, (i) => signs[places[i] as number] !== 0)
    for (const at of places) {
      const sign = signs[at] as number
      if (sign !== 0) writer.write(sign < 0 ? 1 : 0, 1)
    }
  }
  return writer.finish()
}

/** u of a range in the order of the flat state, or undefined where the bytes are none. */
export function decodeSigns(range: Window, bytes: Uint8Array): Int8Array | undefined {
  const reader = new BitReader(bytes)
  const signs = new Int8Array(range.params)
  for (const places of tilePlaces(range)) {
    const set = readSet(reader, places.length)
    if (set === undefined) return undefined
    for (const i of set) signs[places[i] as number] = reader.read(1) === 1 ? -1 : 1
    if (reader.short) return undefined
  }
  return reader.atEnd() && !reader.short ? signs : undefined
}

/** For each tile of a range, the places of its parameters in the range's part of the flat state. */
function* tilePlaces(range: Window): Generator<Uint32Array> {
  const { tileRows, tileCols, cols, gridCols } = range.place.tensor
  for (let tile = 0; tile < range.tiles; tile++) {
    const top = Math.floor(tile / gridCols) * tileRows
    const left = (tile % gridCols) * tileCols
    const height = Math.min(tileRows, range.rows - top)
    const width = Math.min(tileCols, cols - left)
    yield Uint32Array.from(
      { length: height * width },
      (_, i) => (top + Math.floor(i / width)) * cols + left + (i % width),
    )
  }
}

/** The Rice parameter in 0..14 that takes the fewest bits; the lowest of equals. */
function bestRice(sums: Int16Array): number {
  let best = 0
  let fewest = Number.POSITIVE_INFINITY
  for (let rice = 0; rice <= 14; rice++) {
    let bits = 0
    for (const sum of sums) if (sum !== 0) bits += rice + 1 + ((Math.abs(sum) - 1) >> rice)
    if (bits < fewest) {
      fewest = bits
      best = rice
    }
  }
  return best
}

function countNonZero(values: Int16Array): number {
  let count = 0
  for (const value of values) if (value !== 0) count++
  return count
}
