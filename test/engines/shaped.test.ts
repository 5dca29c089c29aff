/** One engine at a time for batches of more than one shape. */
import { describe, expect, it } from 'vitest'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { baseConfig } from '../../node/commands/make-base.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createShapedEngine, type Shape } from '../../node/engines/shaped.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'

const config: ModelConfig = {
  ...baseConfig(24),
  hiddenSize: 8,
  intermediateSize: 12,
  layers: 1,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
}

function batchOf({ rows, length }: Shape): PackedBatch {
  const size = rows * length
  const tokens = Int32Array.from({ length: size }, (_, i) => (7 * i) % 24)
  const positions = Int32Array.from({ length: size }, (_, i) => i % length)
  const labels = Int32Array.from({ length: size }, (_, i) => (7 * i + 7) % 24)
  return { rows, length, tokens, labels, positions, documents: new Int32Array(size).fill(1) }
}

describe('an engine of changing shape', () => {
  it('gives what an engine of each shape gives, and has one open at a time', async () => {
    const params = new Float32Array(modelParams(config))
    initParameters(config, 3, params)
    let open = 0
    const opened: string[] = []
    const make = async (shape: Shape) => {
      const engine = createReferenceEngine({ config, ...shape })
      open++
      expect(open).toBe(1)
      opened.push(`${shape.rows}x${shape.length}`)
      return {
        ...engine,
        close: async () => {
          open--
          await engine.close()
        },
      }
    }
    const shaped = await createShapedEngine(make, { rows: 2, length: 6 })
    for (const shape of [
      { rows: 2, length: 6 },
      { rows: 1, length: 10 },
      { rows: 1, length: 10 },
      { rows: 2, length: 6 },
    ]) {
      const alone = createReferenceEngine({ config, ...shape })
      const expected = await alone.loss(params, [batchOf(shape)])
      expect(await shaped.loss(params, [batchOf(shape)])).toEqual(expected)
      await alone.close()
    }
    expect(opened).toEqual(['2x6', '1x10', '2x6'])
    await shaped.close()
    expect(open).toBe(0)
  })

  it('says so where an engine of the next shape cannot be made, and can be tried again', async () => {
    let broken = false
    const make = async (shape: Shape) => {
      if (broken) throw new Error('no memory')
      return createReferenceEngine({ config, ...shape })
    }
    const params = new Float32Array(modelParams(config))
    const shaped = await createShapedEngine(make, { rows: 1, length: 6 })
    broken = true
    const next = batchOf({ rows: 1, length: 8 })
    await expect(shaped.loss(params, [next])).rejects.toThrow('no memory')
    broken = false
    expect((await shaped.loss(params, [next])).tokens).toBe(8)
    await shaped.close()
  })
})
