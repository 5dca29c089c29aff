/**
 * Every operation and its gradient through every lowering, against the reference interpreter, on random shapes and values.
 */
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  add,
  createGraph,
  crossEntropy,
  input,
  matmul,
  mul,
  rmsNorm,
  silu,
  sum,
  total,
} from '../../kernels/graph/build.ts'
import { gradients, gradientsOf } from '../../kernels/graph/gradient.ts'
import { lowerToOnnx } from '../../kernels/graph/onnx.ts'
import type { OnnxDevice, Precision } from '../../kernels/graph/onnx-writer.ts'
import type { Node, Program } from '../../kernels/graph/ops.ts'
import { programInputs, sizeOf } from '../../kernels/graph/ops.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { layerPrograms } from '../../kernels/model/streaming.ts'
import { createOnnxRunner } from '../../node/engines/onnx-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { createTfjsRunner } from '../../node/engines/tfjs-runner.ts'
import { tinyConfig } from '../model/fixtures.ts'
import { CASES, type Case, type Drawn, dims, drawCase, PLAIN_CASES } from './cases.ts'

const RUNNERS: Readonly<Record<string, () => Promise<Runner>>> = {
  'onnx cpu': async () => createOnnxRunner({ device: 'cpu', threads: 1 }),
  'tfjs wasm': () => createTfjsRunner('wasm'),
  'tfjs cpu': () => createTfjsRunner('cpu'),
}

describe.each(Object.entries(RUNNERS))('%s agrees with the reference', (_, create) => {
  for (const [name, cases] of Object.entries(CASES)) compare(name, cases, true)
  for (const [name, example] of Object.entries(PLAIN_CASES)) compare(name, [example], false)

  function compare(name: string, cases: readonly Case[], differentiable: boolean): void {
    it(name, async () => {
      const runner = await create()
      onTestFinished(() => runner.close())
      for (const example of cases)
        await fc.assert(
          fc.asyncProperty(dims(), fc.integer(), async (d, seed) => {
            await check(runner, drawCase(example, d, seed, differentiable))
          }),
          { numRuns: 12, seed: 20261124 },
        )
    })
  }
})

async function check(runner: Runner, { program, feeds }: Drawn): Promise<void> {
  const floats: Record<string, Float32Array> = {}
  for (const [name, feed] of Object.entries(feeds)) floats[name] = Float32Array.from(feed)
  const expected = interpret(program, floats)
  const session = await runner.compile(program)
  const results = emptyResults(program)
  await session.run(floats, results)
  await session.release()
  for (const [name, values] of Object.entries(expected)) {
    let scale = 1
    for (const x of values) scale = Math.max(scale, Math.abs(x))
    results[name]?.forEach((x, i) => {
      expect(Math.abs(x - (values[i] as number)) / scale, `${name}[${i}]`).toBeLessThan(2e-6)
    })
  }
}

function emptyResults({ outputs }: Program): Record<string, Float32Array> {
  return Object.fromEntries(
    Object.entries(outputs).map(([name, { shape }]) => [name, new Float32Array(sizeOf(shape))]),
  )
}

// Sizes at which the lowering for a CPU takes other forms than for small values.
const LARGE: Readonly<Record<string, () => Record<string, Node>>> = {
  'a product whose first operand is turned': () => {
    const graph = createGraph()
    const [a, b] = [input(graph, 'a', [64, 512]), input(graph, 'b', [64, 1024])]
    return { y: matmul(a, b, { transA: true, alpha: 0.5 }) }
  },
  'a product whose result is turned, and used': () => {
    const graph = createGraph()
    const [a, b] = [input(graph, 'a', [1024, 1024]), input(graph, 'b', [1024, 64])]
    const y = matmul(a, b, { transA: true })
    return { y, sum: total(y) }
  },
  'sums over everything': () => {
    const graph = createGraph()
    const [a, b] = [input(graph, 'a', [8, 128, 64]), input(graph, 'b', [65_536])]
    return { x: total(a), y: sum(b, [0]), z: total(input(graph, 'c', [256, 257])) }
  },
  'the sums of many values': manySums,
  'the gradients of a gated product': gated,
  'the gradient of a norm and what passes it by': () => normed().outputs,
  'sums of which one is a result itself': () => {
    const { check } = manySums()
    const inner = check?.inputs[0] as Node
    return { check: check as Node, inner, half: mul(inner, inner) }
  },
}

/** silu(gate) * up, and its gradients. */
function gated(): Record<string, Node> {
  const graph = createGraph()
  const [gate, up] = [input(graph, 'gate', [5, 7]), input(graph, 'up', [5, 7])]
  const h = mul(silu(gate), up)
  const seed = { value: h, gradient: input(graph, 'dh', [5, 7]) }
  const [dgate, dup] = gradients([seed], [gate, up]) as [Node, Node]
  return { h, dgate, dup }
}

/** A norm that a sum passes by, as in a layer, and the gradient by its input. */
function normed(): { readonly outputs: Record<string, Node> } {
  const graph = createGraph()
  const [x, weight] = [input(graph, 'x', [5, 7]), input(graph, 'weight', [7])]
  const y = rmsNorm(x, weight, 1e-6)
  const [gradient, rest] = [input(graph, 'dy', [5, 7]), input(graph, 'rest', [5, 7])]
  const [dx] = gradients([{ value: y, gradient }], [x]) as [Node]
  return { outputs: { y, dx: add(rest, dx) } }
}

/** A sum as of finiteCheck, over matrices and vectors. */
function manySums(): Record<string, Node> {
  const graph = createGraph()
  const [a, b, c] = [input(graph, 'a', [70, 30]), input(graph, 'b', [30]), input(graph, 'c', [9])]
  const product = mul(a, b)
  return { check: [b, product, c].reduce((found, x) => add(found, total(x)), total(a)) }
}

it('adds up the sums of many values at once, on a CPU only', () => {
  const forms = (cpu: boolean) =>
    lowerToOnnx({ name: 'check', outputs: manySums() }, { device: cpu ? 'cpu' : 'cuda' }).nodes.map(
      ({ op }) => op,
    )
  expect(forms(true)).toEqual(['Mul', 'ReduceSum', 'ReduceSum', 'Concat', 'ReduceSum'])
  expect(forms(false).filter((op) => op === 'Add')).toHaveLength(3)
})

it('finds the gradient of a gate in one pass less where its factors and their product were kept', () => {
  const { backward } = layerPrograms(tinyConfig(), { rows: 1, length: 8 }, 'keep')
  const count = (program: Program) => lowerToOnnx(program, { device: 'cpu' }).nodes.length
  expect(count({ ...backward, products: new Map() }) - count(backward)).toBe(1)
})

it('finds the gradient of a gate in one pass less, on a CPU only', () => {
  const passes = (device: 'cpu' | 'cuda') =>
    lowerToOnnx({ name: 'gated', outputs: gated() }, { device }).nodes.length
  expect(passes('cuda') - passes('cpu')).toBe(1)
})

it('takes the root that a gradient needs from the norm, and adds the gradient up in two passes, on a CPU only', () => {
  const forms = (device: 'cpu' | 'cuda', op: string) =>
    lowerToOnnx({ name: 'norm', ...normed() }, { device }).nodes.filter((x) => x.op === op).length
  expect([forms('cpu', 'ReduceMean'), forms('cuda', 'ReduceMean')]).toEqual([0, 1])
  expect([forms('cpu', 'GatedAdd'), forms('cpu', 'Add')]).toEqual([2, 0])
})

it('turns an operand or the result of a large product, on a CPU only', () => {
  const forms = (name: string, device: OnnxDevice) => {
    const build = LARGE[name] as () => Record<string, Node>
    const { nodes } = lowerToOnnx({ name: 'large', outputs: build() }, { device })
    return nodes.map(({ op }) => op).filter((op) => op === 'Gemm' || op === 'Transpose')
  }
  const [operand, result] = Object.keys(LARGE) as [string, string]
  expect(forms(operand, 'cpu')).toEqual(['Transpose', 'Gemm'])
  expect(forms(result, 'cpu')).toEqual(['Transpose', 'Gemm', 'Transpose'])
  expect(forms(result, 'cuda')).toEqual(['Gemm'])
  expect(forms(result, 'webgpu')).toEqual(['Gemm'])
})

it('scales the smaller operand of a batched product on WebGPU, before fp16 could overflow', () => {
  const graph = createGraph()
  const [q, k] = [input(graph, 'q', [2, 3, 4, 8]), input(graph, 'k', [2, 3, 16, 8])]
  const y = matmul(q, k, { transB: true, alpha: 0.3 })
  const scaled = (outputs: Record<string, Node>, precision: Precision) => {
    const options = { device: 'webgpu', precision } as const
    const { nodes } = lowerToOnnx({ name: 'scores', outputs }, options)
    const factor = nodes.findIndex(({ op }) => op === 'Mul')
    expect(nodes.findIndex(({ op }) => op === 'MatMul')).toBeGreaterThan(factor)
    const [name] = nodes[factor]?.inputs ?? []
    return nodes.find(({ output }) => output === name)?.inputs[0] ?? name
  }
  expect([scaled({ y }, 'f32'), scaled({ y }, 'f16')]).toEqual(['q', 'q'])
  const turned = matmul(k, q, { transB: true, alpha: 0.3 })
  expect([scaled({ turned }, 'f32'), scaled({ turned }, 'f16')]).toEqual(['q', 'q'])
})

it.each(Object.entries(LARGE))('onnx cpu agrees with the reference on %s', async (_, build) => {
  const program = { name: 'large', outputs: build() }
  const runner = createOnnxRunner({ device: 'cpu', threads: 2 })
  onTestFinished(() => runner.close())
  const random = createRandom(7)
  const feeds: Record<string, Float64Array> = {}
  for (const { attributes } of programInputs(program))
    feeds[attributes.name] = Float64Array.from(
      { length: sizeOf(attributes.shape) },
      () => random() - 0.5,
    )
  await check(runner, { program, feeds })
})

it('gives a label that is impossible its loss, and its whole gradient', async () => {
  const graph = createGraph()
  const logits = input(graph, 'logits', [2, 3])
  const loss = crossEntropy(logits, input(graph, 'labels', [2], 'int'))
  const [gradient] = gradientsOf(total(loss), [logits]) as [Node]
  const runner = createOnnxRunner({ device: 'cpu', threads: 1 })
  onTestFinished(() => runner.close())
  const session = await runner.compile({ name: 'loss', outputs: { loss, gradient } })
  const results = { loss: new Float32Array(2), gradient: new Float32Array(6) }
  const feeds = {
    logits: Float32Array.of(500, 0, 0, 0, 0, -1e4),
    labels: Int32Array.of(1, 0),
  }
  await session.run(feeds, results)
  expect([...results.loss]).toEqual([500, expect.closeTo(Math.LN2, 6)])
  expect([...results.gradient]).toEqual([1, -1, 0, -0.5, 0.5, 0])
})

it('keeps the losses of the same logits for different labels apart', async () => {
  const graph = createGraph()
  const logits = input(graph, 'logits', [2, 3])
  const outputs: Record<string, Node> = {}
  for (const name of ['first', 'second']) {
    const loss = crossEntropy(logits, input(graph, name, [2], 'int'))
    const [gradient] = gradientsOf(total(loss), [logits]) as [Node]
    Object.assign(outputs, { [`${name} loss`]: loss, [`${name} gradient`]: gradient })
  }
  const runner = createOnnxRunner({ device: 'cpu', threads: 1 })
  onTestFinished(() => runner.close())
  const session = await runner.compile({ name: 'losses', outputs })
  const results = emptyResults({ name: 'losses', outputs })
  const [first, second] = [Int32Array.of(0, 1), Int32Array.of(2, 0)]
  await session.run({ logits: new Float32Array(6), first, second }, results)
  const [one, two] = [expect.closeTo(1 / 3, 6), expect.closeTo(-2 / 3, 6)]
  expect([...(results['first gradient'] ?? [])]).toEqual([two, one, one, one, two, one])
  expect([...(results['second gradient'] ?? [])]).toEqual([one, one, two, two, one, one])
})

it('takes a number below the smallest normal float for 0 on a CPU, where one would take a hundred times as long', async () => {
  const x = input(createGraph(), 'x', [2])
  const runner = createOnnxRunner({ device: 'cpu', threads: 1 })
  onTestFinished(() => runner.close())
  const session = await runner.compile({ name: 'small', outputs: { y: mul(x, x) } })
  const y = new Float32Array(2)
  await session.run({ x: Float32Array.of(1e-20, 1e-18) }, { y })
  expect([...y]).toEqual([0, expect.closeTo(1e-36, 40)])
})
