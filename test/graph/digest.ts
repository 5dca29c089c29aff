/**
 * The golden digest of the reference interpreter: losses, logits and gradients of small models of every architecture, bit for bit.
 *
 * `node test/graph/digest.ts` prints it, so that other versions of Node and other processors can be compared by hand; the
 * test holds what all of them must give.
 */
import { createHash } from 'node:crypto'
import { interpret } from '../../kernels/graph/reference.ts'
import { gradientProgram, logitsProgram } from '../../kernels/model/programs.ts'
import { batchFeeds } from '../../node/engines/batch.ts'
import { tensorViews } from '../../node/engines/views.ts'
import { tinyBatch, tinyConfig, tinyParams } from '../model/fixtures.ts'

const LLAMA3 = {
  rope_type: 'llama3',
  factor: 8,
  low_freq_factor: 1,
  high_freq_factor: 4,
  original_max_position_embeddings: 32,
}

const MODELS: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { model_type: 'llama', rope_theta: 500, rope_scaling: LLAMA3, tie_word_embeddings: true },
  { model_type: 'qwen2', num_key_value_heads: 1 },
  { model_type: 'qwen3' },
]

/** SHA-256 over the float64 bytes of every result, in the order of its names. */
export function referenceDigest(): string {
  const hash = createHash('sha256')
  const shape = { rows: 2, length: 12 }
  for (const fields of MODELS) {
    const config = tinyConfig(fields)
    const batch = batchFeeds(config, shape, tinyBatch(config, 2, 12, 5))
    const feeds = { ...batch, ...tensorViews(config, tinyParams(config, 5)) }
    const results = {
      ...interpret(gradientProgram(config, shape), { ...feeds, scale: Float64Array.of(1 / 7) }),
      ...interpret(logitsProgram(config, shape), feeds),
    }
    for (const name of Object.keys(results).sort()) {
      const values = results[name] as Float64Array
      hash.update(name).update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
    }
  }
  return hash.digest('hex')
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${process.version} ${process.arch} ${referenceDigest()}\n`)
