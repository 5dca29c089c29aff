/**
 * The encoder on one core: momentum, transform, top k, signs and residual, against the plain kernel.
 *
 * Budget: at least 50 million parameters a second.
 */
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { encodeReference } from '../../kernels/demo/reference/encode.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { chance, noise } from '../kernels/demo/chance.ts'
import type { Bench } from './main.ts'
import { rounded, secondsOf } from './measure.ts'

const table = tensorTable([
  { name: 'up', shape: [2048, 2048] },
  { name: 'norm', shape: [2048] },
])
const small = tensorTable([{ name: 'up', shape: [256, 256] }])

export const benchEncode: Bench = async ({ say }) => {
  const config = { beta: 0.995, alpha: 1, emptyTile: -20 }
  const next = chance(1)
  const gradient = noise(next, table.params)
  const rate = (topK: number): number => {
    const { encode } = createEncoder(table, { ...config, topK })
    const momentum = createMomentum(table)
    return table.params / secondsOf(() => encode(momentum, gradient, 1e-3)) / 1e6
  }
  const k8 = rate(8)
  say(`k = 8: ${k8.toFixed(0)} million parameters a second`)
  const k32 = rate(32)
  say(`k = 32: ${k32.toFixed(0)} million parameters a second`)
  const momentum = createMomentum(small)
  const plain =
    small.params /
    secondsOf(
      () =>
        encodeReference(
          small,
          { ...config, topK: 32 },
          momentum,
          gradient.subarray(0, 65_536),
          1e-3,
        ),
      3,
      1,
    ) /
    1e6
  say(`plain kernel, k = 32: ${plain.toFixed(2)} million parameters a second`)
  return {
    mparamsPerSecondPerCore: rounded(Math.min(k8, k32)),
    k8: rounded(k8),
    k32: rounded(k32),
    speedupVsReference: rounded(k32 / plain),
  }
}
