/**
 * Payload size against the entropy bound, and the rate of coding, on the votes of a real training run.
 *
 * The bound is that of a uniform choice of k of n indices and k fair signs: log2 C(n, k) / k + 1 bits a coefficient; real
 * momenta leave nothing to gain on it (repeated removal of the largest coefficients whitens the spectrum).
 * Budget: 1.02 times the bound at k = 32, 1.035 at k = 8; 30 million coefficients a second on one core, each way.
 */
import { decodePayload, encodePayload } from '../../kernels/demo/payload.ts'
import { emptyVotes, type Votes, voteLayout } from '../../kernels/demo/votes.ts'
import { type TensorTable, tensorTable } from '../../kernels/tensor-table.ts'
import type { Bench } from './main.ts'
import { rounded, secondsOf } from './measure.ts'
import { trainDemo } from './training.ts'

const TILE = 4096
const ROUNDS = 60
/** Rounds at the end whose votes are coded: by then the momentum is full. */
const CODED = 12

export const benchCodec: Bench = async ({ say }) => {
  const bits: Record<string, number> = {}
  const bound: Record<string, number> = {}
  const encode: number[] = []
  const decode: number[] = []
  for (const topK of [32, 8]) {
    const { table, votes } = await realVotes(topK, say)
    const bytes = encodePayload(table, topK, votes)
    const count = votes.indices.length
    const name = `${TILE}x${topK}`
    bits[name] = Number(((8 * bytes.length) / count).toFixed(4))
    bound[name] = Number((log2Choose(TILE, topK) / topK + 1).toFixed(4))
    encode.push(count / secondsOf(() => encodePayload(table, topK, votes)) / 1e6)
    decode.push(count / secondsOf(() => decodePayload(table, topK, bytes)) / 1e6)
    const ratio = ((bits[name] as number) / (bound[name] as number)).toFixed(4)
    say(`${name}: ${bits[name]} bits a coefficient, ${ratio} of the bound ${bound[name]}`)
  }
  return {
    bitsPerCoefficient: bits,
    entropyBound: bound,
    encodeMcoefPerS: rounded(Math.min(...encode)),
    decodeMcoefPerS: rounded(Math.min(...decode)),
  }
}

/** The votes of the 64 x 64 tiles of a run's last rounds, as those of one long tensor. */
async function realVotes(
  topK: number,
  say: (line: string) => void,
): Promise<{ table: TensorTable; votes: Votes }> {
  const indices: number[] = []
  const signs: number[] = []
  await trainDemo({
    demo: { beta: 0.99, alpha: 1, topK, emptyTile: -30 },
    eta: 1e-3,
    members: 1,
    rounds: ROUNDS,
    seed: 1,
    onRound: (round, loss, [mine], table) => {
      if (round % 20 === 19) say(`k = ${topK}, round ${round + 1}: loss ${loss.toFixed(3)}`)
      if (round < ROUNDS - CODED || mine === undefined) return
      for (const { tensor, perTile, first } of voteLayout(table, topK).places)
        for (let tile = 0; tile < tensor.tiles; tile++) {
          if (tensor.tileElements !== TILE || mine.present[tensor.firstTile + tile] !== 1) continue
          const at = first + tile * perTile
          indices.push(...mine.indices.subarray(at, at + perTile))
          signs.push(...mine.signs.subarray(at, at + perTile))
        }
    },
  })
  const table = tensorTable([{ name: 'tiles', shape: [64, (64 * indices.length) / topK] }])
  const votes = emptyVotes(table, topK)
  votes.present.fill(1)
  votes.indices.set(indices)
  votes.signs.set(signs)
  return { table, votes }
}

function log2Choose(n: number, k: number): number {
  let bits = 0
  for (let i = 0; i < k; i++) bits += Math.log2((n - i) / (k - i))
  return bits
}
