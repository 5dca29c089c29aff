/**
 * Rotary position tables (RoPE, arXiv 2104.09864, half-split as in Hugging Face's Llama family).
 *
 * Invariant: the frequencies are rounded to fp32 where `transformers` rounds them, because checkpoints were trained so;
 * everything else in float64 of kernels/math, so the tables are the same everywhere.
 */
import { cos, power, sin } from '../math/elementary.ts'
import type { ModelConfig } from './config.ts'

export type RopeTables = {
  /** [positions, headDim / 2]. */
  readonly cos: Float64Array
  /** [positions, headDim / 2]. */
  readonly sin: Float64Array
}

/** Tables for positions 0..positions-1. */
export function ropeTables(config: ModelConfig, positions: number): RopeTables {
  const { headDim } = config
  const half = headDim / 2
  const frequencies = ropeFrequencies(config)
  const tables = {
    cos: new Float64Array(positions * half),
    sin: new Float64Array(positions * half),
  }
  for (let position = 0; position < positions; position++)
    for (let i = 0; i < half; i++) {
      const angle = Math.fround(position * (frequencies[i] as number))
      tables.cos[position * half + i] = cos(angle)
      tables.sin[position * half + i] = sin(angle)
    }
  return tables
}

/** Radians a position of each pair of channels, as fp32 values. */
export function ropeFrequencies(config: ModelConfig): number[] {
  const { headDim, ropeTheta, ropeScaling } = config
  return Array.from({ length: headDim / 2 }, (_, i) => {
    const exponent = Math.fround((2 * i) / headDim)
    const frequency = Math.fround(1 / Math.fround(power(ropeTheta, exponent)))
    return ropeScaling.kind === 'llama3' ? scaleLlama3(frequency, ropeScaling) : frequency
  })
}

/** Llama 3.1: long wavelengths are divided by `factor`, short ones kept, those between are interpolated. */
function scaleLlama3(
  frequency: number,
  scaling: Extract<ModelConfig['ropeScaling'], { kind: 'llama3' }>,
): number {
  const { factor, lowFreqFactor, highFreqFactor, originalMaxPositions } = scaling
  const wavelength = (2 * Math.PI) / frequency
  if (wavelength > originalMaxPositions / lowFreqFactor) return Math.fround(frequency / factor)
  if (wavelength < originalMaxPositions / highFreqFactor) return frequency
  const smooth =
    (originalMaxPositions / wavelength - lowFreqFactor) / (highFreqFactor - lowFreqFactor)
  return Math.fround(((1 - smooth) * frequency) / factor + smooth * frequency)
}
