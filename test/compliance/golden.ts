/**
 * Somebody else's numbers as a suite for engines: tiny models of every architecture with loss and every gradient as PyTorch and Hugging Face
 * transformers compute them (fixtures and versions: test/golden/model, make.py).
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { type EngineShape, expectClose } from './engine.ts'

const FOLDER = new URL('../golden/model/', import.meta.url)

export const GOLDEN_CASES = [
  'seed_oss',
  'seed_oss_biases',
  'llama',
  'llama_biases',
  'qwen2',
  'qwen3',
] as const

/** `tolerance`: relative error of a whole tensor in the Euclidean norm. */
export function goldenSuite(
  name: string,
  create: (shape: EngineShape) => Engine,
  tolerance = 1e-3,
): void {
  describe(`golden models on ${name}`, () => {
    it.each(GOLDEN_CASES)('%s', async (golden) => {
      const { config, params, batch, expected } = readGolden(golden)
      const engine = create({ config, rows: batch.rows, length: batch.length })
      onTestFinished(() => engine.close())
      const found = await engine.gradient(params, [batch])
      expect(Math.abs(found.lossSum / expected.lossSum - 1)).toBeLessThan(tolerance)
      expectClose(config, found.gradient, expected.gradient, tolerance)
    })
  })
}

export function readGolden(name: string) {
  const json: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8'))
  const parsed = parseModelConfig(json)
  if (!parsed.ok) throw new Error(parsed.message)
  const { config } = parsed
  const tensors = readTensors(new URL(`${name}.safetensors`, FOLDER))
  const flat = (prefix: string, into: Float32Array | Float64Array) => {
    let offset = 0
    for (const tensor of modelTensors(config)) {
      const { shape, values } = tensors(prefix + tensor.name)
      expect(shape).toEqual(tensor.shape)
      into.set(values, offset)
      offset += values.length
    }
    return into
  }
  const [rows, length] = tensors('tokens').shape as [number, number]
  const ints = (key: string) => tensors(key).values as Int32Array
  return {
    config,
    params: flat('param.', new Float32Array(modelParams(config))) as Float32Array,
    batch: {
      rows,
      length,
      tokens: ints('tokens'),
      labels: ints('labels'),
      positions: ints('positions'),
      documents: ints('documents'),
    },
    expected: {
      logits: tensors('logits').values,
      lossSum: tensors('loss_sum').values[0] as number,
      gradient: flat('grad.', new Float64Array(modelParams(config))),
    },
  } satisfies { config: ModelConfig } & Record<string, unknown>
}

type Tensor = {
  readonly shape: readonly number[]
  readonly values: Float32Array | Float64Array | Int32Array
}

/** Just enough of safetensors for files of our own making. */
function readTensors(file: URL): (name: string) => Tensor {
  const bytes = readFileSync(file)
  const headerLength = Number(bytes.readBigUInt64LE())
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + headerLength)) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] } | undefined
  >
  return (name) => {
    const entry = header[name]
    if (entry === undefined) throw new Error(`${file.pathname} has no ${name}`)
    const [start, end] = entry.data_offsets.map((offset) => offset + 8 + headerLength)
    const data = new Uint8Array(bytes.subarray(start, end)).buffer
    const types = { F32: Float32Array, F64: Float64Array, I32: Int32Array }
    const type = types[entry.dtype as keyof typeof types]
    return { shape: entry.shape, values: new type(data) }
  }
}
