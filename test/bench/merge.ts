/**
 * What a node downloads in a round: all payloads, or one merge, for several numbers of members and two sizes of model.
 *
 * Measured on tiles of uniform random votes (honest members choose nearly disjoint indices) with weight 1 and with weights 1 to
 * 15, and multiplied by the tiles of the model. docs/payloads.md holds the table that this prints.
 */

import { PAYLOAD_HEADER_BYTES } from '../../kernels/demo/format.ts'
import { encodeSigns, encodeSums, signsOfSums, sumRange } from '../../kernels/demo/merge/merged.ts'
import { rangesOf, votesOfRange } from '../../kernels/demo/merge/range.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { type TensorSpec, tensorTable } from '../../kernels/tensor-table.ts'
import { chance, randomVotes } from '../kernels/demo/chance.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const sample = tensorTable([{ name: 'sample', shape: [256, 512] }])

/** Tiles of 4,096 parameters: DeMo's 1B model (1,176.8 M) and Seed-OSS-36B. */
const MODELS = { '1B': 287_305, '36B': tensorTable(seedOss36b()).params / 4096 }

export const benchMerge: Bench = async ({ say }) => {
  const rows = []
  for (const topK of [8, 32])
    for (const members of [4, 24, 128, 1000]) {
      const tile = bytesPerTile(topK, members)
      for (const [model, tiles] of Object.entries(MODELS)) {
        const mb = (bytes: number) => rounded((bytes * tiles) / 1e6)
        const row = {
          model,
          topK,
          members,
          payloadMB: mb(tile.payload),
          payloadsMB: mb(tile.payload * (members - 1)),
          sumsMB: mb(tile.sums),
          weightedSumsMB: mb(tile.weightedSums),
          signsMB: mb(tile.signs),
        }
        rows.push(row)
        say(
          `${model} k=${topK} ${members} members: ${row.payloadsMB} MB as payloads, ` +
            `${row.sumsMB} MB as sums (${row.weightedSumsMB} weighted), ${row.signsMB} MB as signs`,
        )
      }
    }
  return { rows }
}

/** Mean bytes of a tile: one payload's share, and the merged forms. */
function bytesPerTile(topK: number, members: number) {
  const next = chance(topK * 10_000 + members)
  const [range] = rangesOf(sample, topK)
  if (range === undefined) throw new Error('the sample table has a range')
  const votes = Array.from({ length: members }, () => randomVotes(sample, topK, next, 1))
  const parts = votes.map((v) => votesOfRange(range, v))
  const sumOf = (weight: () => number) =>
    sumRange(
      range,
      parts.map((part) => ({ votes: part, weight: weight() })),
    )
  const equal = sumOf(() => 1)
  const [first] = votes
  if (first === undefined) throw new Error('there are members')
  const payload = encodePayload(sample, topK, first).length - PAYLOAD_HEADER_BYTES
  return {
    payload: payload / sample.tiles,
    sums: encodeSums(range, equal).length / range.tiles,
    weightedSums:
      encodeSums(
        range,
        sumOf(() => 1 + Math.floor(next() * 15)),
      ).length / range.tiles,
    signs: encodeSigns(range, signsOfSums(range, equal, 0)).length / range.tiles,
  }
}

/** Published sizes: 64 layers, hidden 5,120, inner 27,648, 80 query and 8 key/value heads of 128, vocabulary 155,136, untied. */
function seedOss36b(): TensorSpec[] {
  const hidden = 5120
  const specs: TensorSpec[] = [
    { name: 'embed', shape: [155_136, hidden] },
    { name: 'head', shape: [155_136, hidden] },
  ]
  for (let layer = 0; layer < 64; layer++)
    for (const [name, rows, cols] of [
      ['q', 10_240, hidden],
      ['k', 1024, hidden],
      ['v', 1024, hidden],
      ['o', hidden, 10_240],
      ['gate', 27_648, hidden],
      ['up', 27_648, hidden],
      ['down', hidden, 27_648],
    ] as const)
      specs.push({ name: `${layer}.${name}`, shape: [rows, cols] })
  return specs
}
