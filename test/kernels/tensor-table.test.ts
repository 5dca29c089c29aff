import { describe, expect, it } from 'vitest'
import { tableBytes, tensorTable, tileSide } from '../../kernels/tensor-table.ts'

describe('tensor table', () => {
  it('cuts dimensions by their largest divisor up to 64, and pads where that is poor', () => {
    const sides = [1, 64, 65, 67, 128, 257, 576, 1733, 5120, 50_257, 151_936, 155_136].map(tileSide)
    expect(sides).toEqual([1, 64, 33, 34, 64, 52, 64, 62, 64, 29, 64, 64])
  })

  it('covers every dimension with tiles of at most 64 and wastes less than one tile', () => {
    for (let n = 1; n < 3000; n++) {
      const side = tileSide(n)
      expect(side).toBeLessThanOrEqual(64)
      const covered = Math.ceil(n / side) * side
      expect(covered - n).toBeLessThan(Math.ceil(n / 64))
    }
  })

  it('lays tensors out without gaps', () => {
    const table = tensorTable([
      { name: 'a', shape: [128, 192] },
      { name: 'b', shape: [67, 64] },
      { name: 'c', shape: [100] },
    ])
    const [a, b, c] = table.tensors
    expect(a).toMatchObject({ offset: 0, firstTile: 0, tiles: 6, gridRows: 2, gridCols: 3 })
    expect(b).toMatchObject({ offset: 24_576, firstTile: 6, tileRows: 34, gridRows: 2, tiles: 2 })
    expect(c).toMatchObject({ rows: 1, cols: 100, tileRows: 1, tileCols: 50, firstTileRow: 4 })
    expect(table).toMatchObject({ params: 24_576 + 4288 + 100, tiles: 10, tileRows: 5 })
    expect(table.coefficients).toBe(24_576 + 68 * 64 + 100)
  })

  it('cuts by rows and holds a rate where it is told to', () => {
    const table = tensorTable([{ name: 'a', shape: [67, 128], tiles: 'row', rate: 4 }])
    expect(table.tensors[0]).toMatchObject({ tileRows: 1, tileCols: 64, gridRows: 67, rate: 4 })
    expect(table).toMatchObject({ tiles: 134, tileRows: 67, coefficients: 67 * 128 })
    for (const rate of [0, -1, 0.1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => tensorTable([{ name: 'x', shape: [1], rate }])).toThrow(RangeError)
  })

  it('has other bytes and another fingerprint for any other table', () => {
    const tables = [
      [{ name: 'a', shape: [4, 8] }],
      [{ name: 'a', shape: [8, 4] }],
      [{ name: 'a', shape: [32] }],
      [{ name: 'b', shape: [4, 8] }],
      [{ name: 'a', shape: [4, 8], tiles: 'row' as const }],
      [{ name: 'a', shape: [4, 8], rate: 2 }],
      [
        { name: 'a', shape: [4, 8] },
        { name: 'b', shape: [1] },
      ],
    ].map((specs) => tensorTable(specs))
    expect(new Set(tables.map((table) => tableBytes(table).join())).size).toBe(tables.length)
    expect(new Set(tables.map((table) => table.fingerprint.join())).size).toBe(tables.length)
  })

  it('refuses shapes that are no matrix and names that come twice', () => {
    for (const shape of [[], [0], [1.5], [-3], [2, 2, 2], [Number.NaN]])
      expect(() => tensorTable([{ name: 'x', shape }])).toThrow(RangeError)
    expect(() => tensorTable([1, 2].map(() => ({ name: 'x', shape: [1] })))).toThrow(RangeError)
  })
})
