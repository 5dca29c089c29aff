/**
 * The momentum fed block by block: the same as from a whole gradient, and unharmed by a step that breaks.
 */
import { describe, expect, it } from 'vitest'
import { clipBlock, clipRanges } from '../../kernels/demo/clip.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { modelBlocks, modelTensors } from '../../kernels/model/tensors.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { createReferenceEngine } from '../../node/engines/reference.ts'
import { createBlockMomentum } from '../../node/momentum.ts'
import type { Engine, GradientSink } from '../../node/ports-engine.ts'
import { sha256 } from '../../node/system/crypto.ts'
import { createTrainer } from '../../node/trainer.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const config = tinyConfig({ hidden_size: 64, vocab_size: 130 })
const table = tensorTable(modelTensors(config))
const demo = { beta: 0.9, alpha: 1, topK: 32, emptyTile: -40 }
const eta = Math.fround(0.01)
const gradientOf = (seed: number) => tinyParams(config, seed).map((x) => x * 3)

/** Gives a gradient as an engine would: head first, embedding last, each block in an array of its own. */
const give = (gradient: Float32Array) => async (sink: GradientSink) => {
  for (const { offset, params } of modelBlocks(config).reverse())
    await sink.block(offset, gradient.slice(offset, offset + params))
}

function wholeVotes(gradients: readonly Float32Array[]) {
  const encoder = createEncoder(table, demo)
  const momentum = createMomentum(table)
  return gradients.map((gradient) => {
    for (const { start, end } of clipRanges(table))
      clipBlock(gradient.subarray(start, end), table.params)
    return encoder.encode(momentum, gradient, eta)
  })
}

it('clips the blocks that a pass is computed in', () => {
  for (const fields of [{}, { model_type: 'llama', tie_word_embeddings: true }]) {
    const one = tinyConfig(fields)
    expect(clipRanges(tensorTable(modelTensors(one)))).toMatchObject(
      modelBlocks(one).map(({ offset, params }) => ({ start: offset, end: offset + params })),
    )
  }
})

describe('a momentum that is fed block by block', () => {
  it('gives the votes of the whole gradient, step after step', async () => {
    const momentum = createBlockMomentum(table, demo)
    const expected = wholeVotes([1, 2, 3].map(gradientOf))
    for (const seed of [1, 2, 3]) {
      const { votes } = await momentum.step(eta, give(gradientOf(seed)))
      expect(votes).toEqual(expected[seed - 1])
    }
  })

  it('starts again from the momentum before the step', async () => {
    const momentum = createBlockMomentum(table, demo)
    const expected = wholeVotes([1, 2].map(gradientOf))
    await momentum.step(eta, give(gradientOf(1)))
    const { votes } = await momentum.step(eta, async (sink) => {
      await give(gradientOf(7))({
        ...sink,
        block: (start, g) => (start > 0 ? sink.block(start, g) : undefined),
      })
      await sink.restart()
      await give(gradientOf(2))(sink)
    })
    expect(votes).toEqual(expected[1])
  })

  it('is as before where a step fails, and says why', async () => {
    const momentum = createBlockMomentum(table, demo)
    const expected = wholeVotes([1, 2].map(gradientOf))
    await momentum.step(eta, give(gradientOf(1)))
    const broken = gradientOf(7)
    broken[5] = Number.NaN
    await expect(momentum.step(eta, give(broken))).rejects.toThrow(/embed_tokens.*not finite/)
    const { votes } = await momentum.step(eta, give(gradientOf(2)))
    expect(votes).toEqual(expected[1])
  })

  it('takes an engine that streams, and votes almost as with one that does not', async () => {
    const params = tinyParams(config, 1)
    const batches = [tinyBatch(config, 2, 12, 5), tinyBatch(config, 2, 12, 6)]
    const votesOf = async (activations: 'whole' | 'recompute') => {
      const engine = createReferenceEngine({ config, rows: 2, length: 12, activations })
      const momentum = createBlockMomentum(table, demo)
      const { votes, result } = await momentum.step(eta, (sink) =>
        engine.gradientBlocks(params, batches, sink),
      )
      return { votes, tokens: result.tokens }
    }
    const [whole, streamed] = [await votesOf('whole'), await votesOf('recompute')]
    expect(streamed.tokens).toBe(whole.tokens)
    const differing = streamed.votes.indices.filter((x, i) => x !== whole.votes.indices[i]).length
    expect(differing).toBeLessThan(0.002 * whole.votes.indices.length)
  })
})

/** A trainer whose engine gives one gradient after another, whatever it trains. */
function trainerOf(gradients: readonly Float32Array[]) {
  let at = 0
  const engine = {
    name: 'given',
    precision: 'f32',
    gradientBlocks: async (_params: Float32Array, _batches: unknown, sink: GradientSink) => {
      await give(gradients[at++ % gradients.length] as Float32Array)(sink)
      return { lossSum: 1, tokens: 1, dropped: [] }
    },
  } as unknown as Engine
  return createTrainer({
    table,
    topK: demo.topK,
    hash: sha256,
    params: tinyParams(config, 1),
    digestShares: 1,
    demo,
    engine,
    batch: () => tinyBatch(config, 2, 12, 5),
    now: () => 0,
  })
}

describe('votes that are undecided while the next are trained', () => {
  const job = { slot: 0, batches: [0], etaBits: 0x3c23d70a }
  const none = new Float32Array(table.params)
  const own = gradientOf(1)
  /** What is left in the momentum shows in the next votes, of a gradient of zeros. */
  const momentumAfter = async (settle: readonly (readonly [round: number, slot: number])[]) => {
    const trainer = trainerOf([own.slice(), gradientOf(2), none])
    await trainer.train({ ...job, round: 3 })
    const [round, slot] = settle.at(-1) ?? [4, 0]
    await trainer.train({ ...job, round, slot })
    for (const [i, [at, of]] of settle.entries()) await trainer.settle(at, of, i > 0)
    return (await trainer.train({ ...job, round: 5 })).payload
  }
  /** The same of a whole momentum, whose votes are copies. */
  const expected = () => {
    const encoder = createEncoder(table, demo)
    const momentum = createMomentum(table)
    const votesOf = (gradient: Float32Array) => {
      for (const { start, end } of clipRanges(table))
        clipBlock(gradient.subarray(start, end), table.params)
      return encoder.encode(momentum, gradient, eta)
    }
    const first = votesOf(own.slice())
    votesOf(gradientOf(2))
    encoder.restore(momentum, first)
    return encodePayload(table, demo.topK, votesOf(none.slice()))
  }

  it.each([
    ['of two rounds that overlap', [3, 0] as const, [4, 0] as const],
    ['of two slots of one round', [3, 0] as const, [3, 1] as const],
  ])('%s: what is given back are the refused ones', async (_, refused, accepted) => {
    expect(await momentumAfter([refused, accepted])).toEqual(expected())
  })
})
