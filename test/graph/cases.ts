/**
 * Small programs of every operation on shapes drawn at random: what gradient rules and lowerings are tested with.
 */
import fc from 'fast-check'
import * as g from '../../kernels/graph/build.ts'
import { gradientsOf } from '../../kernels/graph/gradient.ts'
import type { Graph, Node, OpName, Program, Shape } from '../../kernels/graph/ops.ts'
import { sizeOf } from '../../kernels/graph/ops.ts'
import { createRandom, normal } from '../../kernels/math/random.ts'

/** Dimensions that a case draws its shapes from. */
export type Dims = {
  readonly m: number
  readonly n: number
  readonly k: number
  readonly b: number
}

export type Case = {
  readonly shapes: (d: Dims) => readonly Shape[]
  readonly build: (x: readonly Node[], graph: Graph, d: Dims) => Node
  /** Values are made positive. */
  readonly positive?: boolean
}

/** Operations without a rule: they take no float input, or only appear in gradients, or are a shift that cancels. */
type Undifferentiable =
  | 'input'
  | 'constant'
  | 'max'
  | 'crossEntropyGradient'
  | 'argmax'
  | 'equal'
  | 'lessEqual'
  | 'and'
  | 'cast'

const one = (x: readonly Node[]) => x[0] as Node
const two = (x: readonly Node[]) => [x[0] as Node, x[1] as Node] as const
const indices = (graph: Graph, count: number, below: number) =>
  g.constant(
    graph,
    Int32Array.from({ length: count }, (_, i) => (i * 7 + 1) % below),
    [count],
  )
const matrix = ({ m, n }: Dims): Shape[] => [[m, n]]
const broadcasting = ({ b, m, n }: Dims): Shape[] => [
  [b, m, n],
  [m, 1],
]

export const CASES: { readonly [K in Exclude<OpName, Undifferentiable>]: readonly Case[] } = {
  matmul: [false, true].flatMap((transA) =>
    [false, true].flatMap((transB): Case[] => [
      {
        shapes: ({ m, n, k }) => [transA ? [k, m] : [m, k], transB ? [n, k] : [k, n]],
        build: (x) => g.matmul(...two(x), { transA, transB, alpha: 0.7 }),
      },
      {
        shapes: ({ b, m, n, k }) => [
          transA ? [b, 2, k, m] : [b, 2, m, k],
          transB ? [b, 2, n, k] : [b, 2, k, n],
        ],
        build: (x) => g.matmul(...two(x), { transA, transB }),
      },
    ]),
  ),
  add: [{ shapes: broadcasting, build: (x) => g.add(...two(x)) }],
  sub: [{ shapes: broadcasting, build: (x) => g.sub(...two(x)) }],
  mul: [
    { shapes: broadcasting, build: (x) => g.mul(...two(x)) },
    { shapes: matrix, build: (x) => g.mul(one(x), one(x)) },
  ],
  div: [{ shapes: broadcasting, build: (x) => g.div(...two(x)), positive: true }],
  neg: [{ shapes: matrix, build: (x) => g.neg(one(x)) }],
  exp: [{ shapes: matrix, build: (x) => g.exp(one(x)) }],
  log: [{ shapes: matrix, build: (x) => g.log(one(x)), positive: true }],
  sqrt: [{ shapes: matrix, build: (x) => g.sqrt(one(x)), positive: true }],
  sigmoid: [{ shapes: matrix, build: (x) => g.sigmoid(one(x)) }],
  silu: [{ shapes: matrix, build: (x) => g.silu(one(x)) }],
  sum: [
    { shapes: ({ b, m, n }) => [[b, m, n]], build: (x) => g.sum(one(x), [0, 2]) },
    { shapes: matrix, build: (x) => g.total(one(x)) },
  ],
  inverseRms: [{ shapes: matrix, build: (x) => g.inverseRms(one(x), 0.1) }],
  rmsNorm: [
    {
      shapes: ({ b, m, n }) => [[b, m, n], [n]],
      build: (x) => g.rmsNorm(...two(x), 0.1),
    },
  ],
  rotate: [false, true].map((inverse) => ({
    shapes: ({ b, m, n }) => [[b, m, n, 4]],
    build: (x, graph, { b, n }) => {
      const table = (f: (x: number) => number) =>
        g.constant(
          graph,
          Float64Array.from({ length: 12 }, (_, i) => f(i)),
          [6, 2],
        )
      const positions = g.reshape(indices(graph, b * n, 6), [b, n])
      return g.rotate(one(x), { positions, cos: table(Math.cos), sin: table(Math.sin) }, inverse)
    },
  })),
  softmax: [{ shapes: matrix, build: (x) => g.softmax(one(x)) }],
  reshape: [
    {
      shapes: ({ m, n }) => [[m, 2 * n]],
      build: (x, _, { m, n }) => g.reshape(one(x), [2 * m, n]),
    },
  ],
  broadcast: [
    { shapes: ({ n }) => [[1, n]], build: (x, _, { b, m, n }) => g.broadcast(one(x), [b, m, n]) },
  ],
  transpose: [
    { shapes: ({ b, m, n }) => [[b, m, n]], build: (x) => g.transpose(one(x), [2, 0, 1]) },
  ],
  slice: [
    { shapes: ({ m, n }) => [[m + 2, n]], build: (x, _, { m }) => g.slice(one(x), 0, 1, m + 1) },
    { shapes: ({ m, n }) => [[m, n + 1]], build: (x, _, { n }) => g.slice(one(x), 1, 0, n) },
  ],
  concat: [
    {
      shapes: ({ m, n, k }) => [
        [m, n],
        [m, k],
      ],
      build: (x) => g.concat([...two(x), one(x)], 1),
    },
  ],
  gather: [
    { shapes: matrix, build: (x, graph, { m, k }) => g.gather(one(x), indices(graph, k + 3, m)) },
  ],
  scatter: [
    { shapes: matrix, build: (x, graph, { m, k }) => g.scatter(one(x), indices(graph, m, k), k) },
  ],
  crossEntropy: [
    { shapes: matrix, build: (x, graph, { m, n }) => g.crossEntropy(one(x), indices(graph, m, n)) },
  ],
  where: [
    {
      shapes: ({ m, n }) => [[m, n], [n]],
      build: (x, graph, { n }) => {
        const condition = g.lessEqual(indices(graph, n, 5), indices(graph, 1, 3))
        return g.where(condition, ...two(x))
      },
    },
  ],
}

const small = (x: Node) => g.argmax(x)

/** Operations without a gradient rule; their ints and bools are cast, so that all results are floats. */
export const PLAIN_CASES: {
  readonly [K in Exclude<Undifferentiable, 'input' | 'constant' | 'crossEntropyGradient'>]: Case
} = {
  max: { shapes: matrix, build: (x) => g.max(one(x)) },
  argmax: { shapes: ({ b, m, n }) => [[b, m, n]], build: (x) => g.cast(g.argmax(one(x))) },
  equal: {
    shapes: ({ b, m, n }) => [[b, m, n]],
    build: (x, graph, { m }) => g.cast(g.equal(small(one(x)), indices(graph, m, 3))),
  },
  lessEqual: {
    shapes: ({ b, m, n }) => [[b, m, n]],
    build: (x, graph, { b, m }) => {
      const columns = g.reshape(small(one(x)), [b, m, 1])
      return g.cast(g.lessEqual(columns, g.reshape(indices(graph, m, 4), [1, m])))
    },
  },
  and: {
    shapes: ({ b, m, n }) => [[b, m, n]],
    build: (x, graph, { b, m }) => {
      const columns = g.reshape(small(one(x)), [b, 1, m, 1])
      const low = g.lessEqual(columns, g.reshape(indices(graph, m, 4), [1, m]))
      return g.cast(g.and(low, g.equal(indices(graph, m, 2), indices(graph, 1, 2))))
    },
  },
  cast: { shapes: matrix, build: (x) => g.cast(small(one(x))) },
}

export function dims() {
  const n = fc.integer({ min: 1, max: 5 })
  return fc.record({ m: n, n, k: n, b: fc.integer({ min: 1, max: 3 }) })
}

export type Drawn = {
  /** Outputs y, loss = sum(weights * y) and, where the case has gradients, g0, g1 … of the inputs x0, x1 … */
  readonly program: Program
  readonly feeds: Record<string, Float64Array>
}

/** A program and values for it, from a seed. */
export function drawCase(example: Case, d: Dims, seed: number, differentiable = true): Drawn {
  const graph = g.createGraph()
  const inputs = example.shapes(d).map((shape, i) => g.input(graph, `x${i}`, shape))
  const y = example.build(inputs, graph, d)
  const random = createRandom(seed)
  const draw = (shape: Shape) => Float64Array.from({ length: sizeOf(shape) }, () => normal(random))
  const loss = g.total(g.mul(y, g.constant(graph, draw(y.shape), y.shape)))
  const outputs: Record<string, Node> = { y, loss }
  if (differentiable)
    gradientsOf(loss, inputs).forEach((node, i) => {
      outputs[`g${i}`] = node
    })
  const feeds: Record<string, Float64Array> = {}
  inputs.forEach((x, i) => {
    feeds[`x${i}`] = draw(x.shape).map((v) => (example.positive ? 0.5 + Math.abs(v) : v))
  })
  return { program: { name: 'case', outputs }, feeds }
}
