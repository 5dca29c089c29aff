/**
 * What a model would cost: the published shape of Seed-OSS-36B, and the expected size of a payload against real ones.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bindingBytes } from '../../coordinator/frame.ts'
import { payloadBound } from '../../kernels/demo/format.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { expectedPayloadBytes, votesOf } from '../../kernels/demo/size.ts'
import { emptyVotes, voteLayout } from '../../kernels/demo/votes.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { makePlan, type PassRow } from '../../node/run/plan.ts'
import { bytesText, printPlan } from '../../node/run/plan-page.ts'
import { tinyConfig } from './fixtures.ts'

const published = new URL('../../assets/configs/seed-oss-36b.json', import.meta.url)
const parsed = parseModelConfig(JSON.parse(readFileSync(published, 'utf8')))
if (!parsed.ok) throw new Error(parsed.message)
const seedOss = parsed.config
const ask = {
  rows: 1,
  tokens: 1024,
  batches: 1,
  members: 16,
  topK: [4, 8],
  vocabularyTiles: 'square',
} as const

describe('the plan of Seed-OSS-36B', () => {
  const plan = makePlan(seedOss, ask)

  it('has its parameters, tensors and tiles', () => {
    expect(plan.parameters).toBe(36_151_104_512)
    expect(plan.tensors).toHaveLength(15)
    expect(plan.tensors.find(({ name }) => name.endsWith('q_proj.weight'))).toMatchObject({
      count: 64,
      shape: [10240, 5120],
      tile: [64, 64],
      tiles: 819_200,
    })
  })

  it('has payloads of the published size in bits', () => {
    const [four, eight] = plan.payloads
    expect(four?.votes).toBe(35_325_008)
    expect(eight?.bitsPerVote).toBeCloseTo(11.3, 1)
    expect(eight?.bytes).toBeLessThan(eight?.atMost as number)
  })

  it('fits one block and not the model on a device', () => {
    const device = (mode: string) => plan.passes.find((pass) => pass.mode === mode)?.gpu.device
    const block = 4 * 540_036_096
    expect(device('recompute')).toBeGreaterThan(2 * block)
    // Weights and gradients, and what lies between.
    expect(device('recompute')).toBeLessThan(3.5 * block)
    expect(device('whole')).toBeGreaterThan(8 * plan.parameters)
    expect(plan.layerWeights).toBe(64 * 4 * 540_039_168)
    const deeper = makePlan({ ...seedOss, layers: 128 }, ask)
    expect(deeper.passes[2]?.gpu.device).toBe(device('recompute'))
  })

  it('has what is kept where the pass computes', () => {
    const [, keep, recompute] = plan.passes as readonly [PassRow, PassRow, PassRow]
    const host = ({ gpu }: PassRow) => gpu.host
    const states = 4 * 1024 * 5120
    // The host of a GPU has the states between layers with recompute, and with keep those of the embedding and the first layer alone.
    expect(host(recompute) - host(keep)).toBe(64 * states)
    expect(keep.gpu.device - recompute.gpu.device).toBeGreaterThan(64 * 20 * states)
    expect(keep.cpu - recompute.cpu).toBeGreaterThan(64 * 20 * states)
  })

  it('prints', () => {
    const page = printPlan(plan)
    expect(page).toContain('36,151,104,512 parameters')
    expect(page).toMatch(/recompute +│ +\d[^│]*│ +\d[^│]*│ +\d/)
    expect([999, 1000, 36_151_104_512].map(bytesText)).toEqual(['999 B', '1.00 kB', '36.2 GB'])
  })
})

it('says that rows are longer than the model reads, which a run would refuse', () => {
  const { maxPositions } = seedOss
  const page = (tokens: number) =>
    printPlan(makePlan(seedOss, { ...ask, tokens, vocabularyTiles: 'row' }))
  expect(page(maxPositions + 1)).toMatch(/longer than the .* positions of the model/)
  expect(page(maxPositions)).not.toContain('positions')
})

describe('the payload of a plan', () => {
  const small = tinyConfig({ hidden_size: 128, vocab_size: 512 })
  const planOf = (vocabularyTiles: 'square' | 'row') =>
    makePlan(small, { ...ask, topK: [8], vocabularyTiles })

  it('counts the tiles that the run asks for: a vote at least a row', () => {
    const [square, row] = [planOf('square'), planOf('row')]
    const tiles = (plan: typeof row) => plan.tensors.map((t) => [t.name, t.tile, t.tiles])
    expect(tiles(square)).toContainEqual(['lm_head.weight', [64, 64], 16])
    expect(tiles(row)).toContainEqual(['lm_head.weight', [1, 64], 1024])
    // 8 votes in each of 16 tiles against 1 in each of 1,024, for embedding and head.
    const votes = (plan: typeof row) => plan.payloads[0]?.votes as number
    expect(votes(row) - votes(square)).toBe(2 * (1024 - 8 * 16))
    expect(printPlan(row)).toContain('row vocabulary tiles')
  })

  it('has the frame that binds it: what is stored and sent', () => {
    const table = tensorTable(modelTensors(small))
    expect(planOf('square').payloads[0]).toMatchObject({
      bytes: bindingBytes + expectedPayloadBytes(table, 8),
      atMost: bindingBytes + payloadBound(table, 8),
    })
  })
})

describe('the expected size of a payload', () => {
  it.each([1, 8, 32])('is that of random votes, k = %d', (topK) => {
    const config = tinyConfig({ hidden_size: 256, intermediate_size: 512, vocab_size: 1024 })
    const table = tensorTable(modelTensors(config))
    const votes = emptyVotes(table, topK)
    const random = createRandom(topK)
    votes.present.fill(1)
    for (const { tensor, perTile, first } of voteLayout(table, topK).places)
      for (let tile = 0; tile < tensor.tiles; tile++) {
        const chosen = new Set<number>()
        while (chosen.size < perTile) chosen.add(Math.floor(random() * tensor.tileElements))
        votes.indices.set(
          [...chosen].sort((a, b) => a - b),
          first + tile * perTile,
        )
      }
    votes.signs.fill(1)
    const bytes = encodePayload(table, topK, votes).length
    expect(votesOf(table, topK)).toBe(votes.indices.length)
    expect(expectedPayloadBytes(table, topK) / bytes).toBeGreaterThan(0.98)
    expect(expectedPayloadBytes(table, topK) / bytes).toBeLessThan(1.03)
  })
})
