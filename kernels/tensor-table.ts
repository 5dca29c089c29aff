/**
 * The tensor table: which tensors a model has, where each lies in the flat state, and how each is cut into tiles.
 *
 * Everything exact starts here: votes name (tile, index), digests name tile rows, payloads carry the table's fingerprint.
 * Invariant: a pure function of the specs, in integers, so that every member derives the same table.
 * Source: DeMo's chunk rule (largest divisor <= 64, arXiv 2411.19870); where that rule degenerates (a prime dimension would
 * be sent dense) the dimension is padded with zeros to equal tiles of at most 64.
 */

export type TensorSpec = {
  readonly name: string
  readonly shape: readonly number[]
  /** 'row': tiles of one row, so that a row without votes does not move; for a table that is looked up by row. Default: 'square'. */
  readonly tiles?: 'square' | 'row'
  /** Multiplies the round's learning rate for this tensor: a positive fp32 value. Default: 1. */
  readonly rate?: number
}

export type TensorLayout = {
  readonly name: string
  /** One or two dimensions, row major. */
  readonly shape: readonly number[]
  /** A 1-D tensor is one row. */
  readonly rows: number
  readonly cols: number
  readonly tileRows: number
  readonly tileCols: number
  /** tileRows * tileCols, at most 4,096. */
  readonly tileElements: number
  /** Tiles down and across; where the tiling is padded, gridRows * tileRows exceeds rows. */
  readonly gridRows: number
  readonly gridCols: number
  /** gridRows * gridCols. */
  readonly tiles: number
  /** The tensor moves by fround(eta * rate). */
  readonly rate: number
  /** First element in the flat state. */
  readonly offset: number
  /** rows * cols. */
  readonly params: number
  /** Number of this tensor's first tile, counted over the whole table; tiles run row by row of the grid. */
  readonly firstTile: number
  /** First element in a flat array of whole tiles, one tile after another (the momentum). */
  readonly firstCoefficient: number
  /** Number of this tensor's first tile row, counted over the whole table. */
  readonly firstTileRow: number
}

export type TensorTable = {
  readonly tensors: readonly TensorLayout[]
  /** Elements of the flat state (and of a flat gradient). */
  readonly params: number
  /** Elements of a flat array of whole tiles; equals `params` where nothing is padded. */
  readonly coefficients: number
  readonly tiles: number
  readonly tileRows: number
  /** 8 bytes that tell two tables apart by accident, not by malice (the lineage holds the real hash). */
  readonly fingerprint: Uint8Array
}

/** Side of the largest tile. */
export const TILE_SIDE = 64

/** Divisors below this waste more on uneven tiles than padding does. */
const SMALLEST_DIVISOR = 16

/** Tile side of one dimension: the dimension itself up to 64, else its largest divisor <= 64, else an even padded cut. */
export function tileSide(dimension: number): number {
  if (dimension <= TILE_SIDE) return dimension
  for (let side = TILE_SIDE; side >= SMALLEST_DIVISOR; side--)
    if (dimension % side === 0) return side
  return Math.ceil(dimension / Math.ceil(dimension / TILE_SIDE))
}

/**
 * Lays tensors out one after another in the order given. Throws a RangeError where a shape is not one or two positive
 * integers, a rate is not a positive fp32 value, a name is empty or comes twice, or the table passes 2^53 elements: the loader checks
 * before it comes here.
 */
export function tensorTable(specs: readonly TensorSpec[]): TensorTable {
  const tensors: TensorLayout[] = []
  const names = new Set<string>()
  let offset = 0
  let firstTile = 0
  let firstCoefficient = 0
  let firstTileRow = 0
  for (const { name, shape, tiles: cut, rate = 1 } of specs) {
    if (name === '' || names.has(name)) throw new RangeError(`tensor name '${name}' twice or empty`)
    names.add(name)
    const [rows, cols] = matrixShape(name, shape)
    if (!(rate > 0) || !Number.isFinite(rate) || Math.fround(rate) !== rate)
      throw new RangeError(`tensor '${name}': rate ${rate} is not a positive fp32 value`)
    const tileRows = cut === 'row' ? 1 : tileSide(rows)
    const tileCols = tileSide(cols)
    const gridRows = Math.ceil(rows / tileRows)
    const gridCols = Math.ceil(cols / tileCols)
    const tileElements = tileRows * tileCols
    const tiles = gridRows * gridCols
    const params = rows * cols
    tensors.push({
      name,
      shape: [...shape],
      rows,
      cols,
      tileRows,
      tileCols,
      tileElements,
      gridRows,
      gridCols,
      tiles,
      rate,
      offset,
      params,
      firstTile,
      firstCoefficient,
      firstTileRow,
    })
    offset += params
    firstTile += tiles
    firstCoefficient += tiles * tileElements
    firstTileRow += gridRows
  }
  if (firstCoefficient > Number.MAX_SAFE_INTEGER) throw new RangeError('tensor table too large')
  return {
    tensors,
    params: offset,
    coefficients: firstCoefficient,
    tiles: firstTile,
    tileRows: firstTileRow,
    fingerprint: fingerprint(encodeTable(tensors)),
  }
}

/** Canonical bytes of the table and its tiling, for hashing. Little-endian; see `encodeTable` for the fields. */
export function tableBytes(table: TensorTable): Uint8Array {
  return encodeTable(table.tensors)
}

function matrixShape(name: string, shape: readonly number[]): readonly [number, number] {
  const good = shape.every((n) => Number.isInteger(n) && n > 0 && n < 2 ** 32)
  const [first, second] = shape
  if (!good || first === undefined || shape.length > 2)
    throw new RangeError(
      `tensor '${name}': shape [${shape.join(', ')}] is not one or two positive dimensions`,
    )
  return second === undefined ? [1, first] : [first, second]
}

/** Per tensor: name length u16 and UTF-16 code units, number of dimensions u8, each u32, the two tile sides u8, the rate f32. */
function encodeTable(tensors: readonly TensorLayout[]): Uint8Array {
  let length = 4
  for (const { name, shape } of tensors) length += 2 + 2 * name.length + 1 + 4 * shape.length + 6
  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, tensors.length, true)
  let at = 4
  for (const { name, shape, tileRows, tileCols, rate } of tensors) {
    view.setUint16(at, name.length, true)
    at += 2
    for (let i = 0; i < name.length; i++, at += 2) view.setUint16(at, name.charCodeAt(i), true)
    view.setUint8(at++, shape.length)
    for (const n of shape) {
      view.setUint32(at, n, true)
      at += 4
    }
    view.setUint8(at++, tileRows)
    view.setUint8(at++, tileCols)
    view.setFloat32(at, rate, true)
    at += 4
  }
  return bytes
}

/** Two lanes of FNV-1a with different starts. */
function fingerprint(bytes: Uint8Array): Uint8Array {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (const byte of bytes) {
    low = Math.imul(low ^ byte, 0x01000193)
    high = Math.imul(high ^ byte, 0x01000193) ^ (low >>> 15)
  }
  const out = new Uint8Array(8)
  const view = new DataView(out.buffer)
  view.setUint32(0, low >>> 0, true)
  view.setUint32(4, high >>> 0, true)
  return out
}
