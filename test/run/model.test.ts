import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EMBED, HEAD } from '../../kernels/model/tensors.ts'
import { openModel } from '../../node/run/model.ts'

describe("a run's tensor table", () => {
  it('holds the tiles and the rate that the run asks for, for embedding and head alone', async () => {
    const base = resolve(import.meta.dirname, '../../assets/base')
    const plain = await openModel(base)
    const asked = await openModel(base, { vocabularyRate: 6.1, vocabularyTiles: 'row' })
    const usual = await openModel(base, { vocabularyRate: 1, vocabularyTiles: 'square' })
    expect(usual.tableBytes).toEqual(plain.tableBytes)
    expect(asked.tableBytes).not.toEqual(plain.tableBytes)
    for (const { name, rate, tileRows } of asked.table.tensors)
      if (name === EMBED || name === HEAD)
        expect({ rate, tileRows }).toEqual({ rate: Math.fround(6.1), tileRows: 1 })
      else
        expect({ rate, tileRows }).toEqual({
          rate: 1,
          tileRows: plain.table.tensors.find((t) => t.name === name)?.tileRows,
        })
  })
})
