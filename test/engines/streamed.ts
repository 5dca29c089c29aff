/**
 * That an engine gives the reference's gradient block by block too, whatever it computes on.
 */
import { expect, it, onTestFinished } from 'vitest'
import type { CoreOptions } from '../../node/engines/core.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

type Create = (options: Omit<CoreOptions, 'runner'>) => Engine

export function streamedSuite(create: Create, tolerance = 1e-4): void {
  it('gives the reference gradient a block at a time, with activations computed again', async () => {
    const shape = { config: tinyConfig({ num_hidden_layers: 3 }), rows: 1, length: 8 }
    const engine = create({ ...shape, activations: 'recompute' })
    onTestFinished(() => engine.close())
    const params = tinyParams(shape.config, 1)
    const batches = [1, 2].map((seed) => tinyBatch(shape.config, 1, 8, seed))
    const expected = await createReferenceEngine(shape).gradient(params, batches)
    const found = await engine.gradient(params, batches)
    expect(found.tokens).toBe(expected.tokens)
    expectClose(shape.config, found.gradient, expected.gradient, tolerance)
  })
}
