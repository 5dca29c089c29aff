/**
 * From 16 payloads to updated parameters on one core, decoding included.
 *
 * Budget: at least 150 million parameters a second at k = 8; k = 32 is reported beside it, and the share of the rate at which
 * the same parameters can merely be copied.
 */
import { applyUpdate } from '../../kernels/demo/aggregate.ts'
import { floatBits } from '../../kernels/demo/config.ts'
import { encodePayload } from '../../kernels/demo/payload.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { chance, noise, randomVotes } from '../kernels/demo/chance.ts'
import type { Bench } from './main.ts'
import { rounded, secondsOf } from './measure.ts'

const MEMBERS = 16
const table = tensorTable([
  { name: 'up', shape: [2048, 2048] },
  { name: 'norm', shape: [2048] },
])

export const benchAggregate: Bench = async ({ say }) => {
  const next = chance(2)
  const params = noise(next, table.params)
  const settings = { etaBits: floatBits(1e-3), lambdaBits: floatBits(0.1), tau: 0 }
  const rate = (topK: number): number => {
    const contributions = Array.from({ length: MEMBERS }, () => ({
      bytes: encodePayload(table, topK, randomVotes(table, topK, next, 1)),
      weight: 1 + Math.floor(next() * 15),
    }))
    const run = () => {
      const result = applyUpdate(table, topK, params, contributions, settings)
      if (!result.ok) throw new Error(result.code)
    }
    return table.params / secondsOf(run) / 1e6
  }
  const k8 = rate(8)
  say(`${MEMBERS} payloads, k = 8: ${k8.toFixed(0)} million parameters a second`)
  const k32 = rate(32)
  say(`${MEMBERS} payloads, k = 32: ${k32.toFixed(0)} million parameters a second`)
  const copy = new Float32Array(table.params)
  const memcpy = table.params / secondsOf(() => copy.set(params)) / 1e6
  return {
    mparamsPerSecondPerCore: rounded(k8),
    k32: rounded(k32),
    memcpyRatio: rounded(k8 / memcpy),
    members: MEMBERS,
  }
}
