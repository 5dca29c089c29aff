/**
 * Somebody else's numbers: logits, loss and every gradient as PyTorch and Hugging Face transformers compute them.
 *
 * Fixtures and versions: test/golden/model (make.py). Tolerances are relative errors of whole tensors in the Euclidean norm.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Feed } from '../../kernels/graph/reference.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { gradientName, gradientProgram, logitsProgram } from '../../kernels/model/programs.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import { createTfjsEngine } from '../../node/engines/tfjs.ts'
import { tensorViews } from '../../node/engines/views.ts'
import { expectClose } from '../compliance/engine.ts'

const FOLDER = new URL('../golden/model/', import.meta.url)

const CASES = ['seed_oss', 'seed_oss_biases', 'llama', 'llama_biases', 'qwen2', 'qwen3']

describe.each(CASES)('golden model %s', (name) => {
  const { config, params, batch, expected } = readCase(name)
  const shape = { rows: batch.rows, length: batch.length }

  it('agrees in float64 on the reference interpreter', () => {
    const { tokens, positions, documents } = batch
    const counted = batch.labels.filter((label) => label >= 0).length
    const feeds: Record<string, Feed> = {
      ...tensorViews(config, params),
      tokens,
      positions,
      documents,
      labels: batch.labels.map((label) => Math.max(0, label)),
      weights: Float64Array.from(batch.labels, (label) => (label < 0 ? 0 : 1)),
      scale: Float64Array.of(1 / counted),
    }
    const { logits } = interpret(logitsProgram(config, shape), feeds)
    expect(distance(logits as Float64Array, expected.logits)).toBeLessThan(1e-5)
    const found = interpret(gradientProgram(config, shape), feeds)
    expect(Math.abs((found.lossSum?.[0] as number) / expected.lossSum - 1)).toBeLessThan(1e-5)
    const gradient = modelTensors(config).flatMap((t) => [
      ...(found[gradientName(t.name)] as Float64Array),
    ])
    expectClose(config, gradient, expected.gradient, 1e-5)
  })

  it.each(['onnx cpu', 'tfjs wasm', 'tfjs cpu'] as const)(
    'agrees in float32 on %s',
    async (kind) => {
      const options = { config, ...shape, threads: 1 }
      const engine =
        kind === 'onnx cpu'
          ? createOnnxEngine(options)
          : createTfjsEngine({ ...options, device: kind === 'tfjs wasm' ? 'wasm' : 'cpu' })
      onTestFinished(() => engine.close())
      const found = await engine.gradient(params, [batch])
      expect(Math.abs(found.lossSum / expected.lossSum - 1)).toBeLessThan(1e-3)
      expectClose(config, found.gradient, expected.gradient, 1e-3)
    },
  )
})

function readCase(name: string) {
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

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [error, norm] = [0, 0]
  for (let i = 0; i < b.length; i++) {
    error += ((a[i] as number) - (b[i] as number)) ** 2
    norm += (b[i] as number) ** 2
  }
  return Math.sqrt(error / norm)
}
