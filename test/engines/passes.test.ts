/**
 * A call in several passes gives what one gives, also where batches break in the middle of it.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { passBytes } from '../../kernels/model/memory.ts'
import type { PassChoice } from '../../kernels/model/pass.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import { createEngineCore } from '../../node/engines/core.ts'
import { gradientInPasses, type RunPass } from '../../node/engines/passes.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { PackedBatch } from '../../node/ports-engine.ts'
import { expectClose } from '../compliance/engine.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

// Hidden states of all batches weigh more than the model, so that passes help.
const config = tinyConfig({ num_hidden_layers: 8, vocab_size: 37 })
const shape = { config, rows: 1, length: 48 }
const params = tinyParams(config, 1)
const batches = Array.from({ length: 16 }, (_, seed) => tinyBatch(config, 1, 48, seed))

describe.each(['keep', 'recompute'] as const)('%s in passes', (activations) => {
  it('gives the gradient of one', async () => {
    const { device, host } = passBytes(config, shape, 4, activations)
    const choices: PassChoice[] = []
    const engine = createEngineCore({
      ...shape,
      activations,
      // The sum of the passes, and the gradient that is given.
      memoryBytes: device + host + 2 * 4 * modelParams(config),
      onPass: (choice) => choices.push(choice),
      runner: createReferenceRunner(),
    })
    onTestFinished(() => engine.close())
    const expected = await createReferenceEngine(shape).gradient(params, batches)
    for (let i = 0; i < 2; i++) {
      const { gradient, ...sums } = await engine.gradient(params, batches)
      expectClose(config, gradient, expected.gradient, 1e-5)
      expect(sums).toMatchObject({ tokens: expected.tokens, dropped: [] })
      expect(sums.lossSum).toBeCloseTo(expected.lossSum, 2)
    }
    expect(choices).toMatchObject([{ mode: activations, passes: 4, fits: true }])
  })
})

describe('passes', () => {
  const few = batches.slice(0, 5)
  const tokensOf = ({ labels }: PackedBatch) => labels.filter((label) => label >= 0).length

  /** A model of one parameter whose gradient is 1 a batch and token; `broken` ones are found early, or late: when a block has left. */
  function passing(broken: readonly number[], late: boolean) {
    const calls: number[] = []
    const run: RunPass = async (group, sink, { tokens }) => {
      calls.push(group.length)
      const isBroken = (batch: PackedBatch) => broken.includes(few.indexOf(batch))
      const dropped = group.flatMap((batch, i) => (isBroken(batch) ? [i] : []))
      if (dropped.length > 0 && late) {
        await sink.block(0, Float32Array.of(1e9))
        await sink.restart()
      }
      const counted = group.filter((batch) => !isBroken(batch)).reduce((n, b) => n + tokensOf(b), 0)
      await sink.block(0, Float32Array.of(counted / tokens))
      return { lossSum: counted, tokens: counted, dropped }
    }
    return { calls, run }
  }

  it.each([false, true])('leave broken batches out (found late: %s)', async (late) => {
    const { calls, run } = passing([1, 4], late)
    const sum = new Float32Array(1)
    const sums = await gradientInPasses(few, 3, run, sum)
    const counted = [0, 2, 3].reduce((n, i) => n + tokensOf(few[i] as PackedBatch), 0)
    expect(sums).toEqual({ lossSum: counted, tokens: counted, dropped: [1, 4] })
    expect(sum[0]).toBeCloseTo(1, 5)
    // By twos; a pass that was spoilt ends the turn, and the next one is without its batch.
    expect(calls).toEqual(late ? [2, 2, 2, 1, 1, 1] : [2, 2, 1])
  })

  it('give zeros where every batch breaks', async () => {
    const sum = Float32Array.of(5)
    const sums = await gradientInPasses(few, 2, passing([0, 1, 2, 3, 4], true).run, sum)
    expect(sums).toEqual({ lossSum: 0, tokens: 0, dropped: [0, 1, 2, 3, 4] })
    expect(sum[0]).toBe(0)
  })
})
