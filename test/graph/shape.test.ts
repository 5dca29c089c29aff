/**
 * Shape inference: what each operation refuses, and that the sentence names the operation and the shapes.
 */
import { describe, expect, it } from 'vitest'
import * as g from '../../kernels/graph/build.ts'
import type { Graph, Node, OpName } from '../../kernels/graph/ops.ts'
import { ShapeError } from '../../kernels/graph/shape.ts'

type Wrong = readonly [make: (graph: Graph) => unknown, message: RegExp]

const f = (graph: Graph, ...shape: number[]) => g.input(graph, `f${shape}`, shape)
const i = (graph: Graph, ...shape: number[]) => g.input(graph, `i${shape}`, shape, 'int')

const notFloat = (make: (x: Node) => Node): Wrong[] => [
  [(t) => make(i(t, 2)), /\(int\[2\].*must be float/],
]
const notBroadcasting = (make: (a: Node, b: Node) => Node): Wrong[] => [
  [(t) => make(f(t, 2, 3), f(t, 4, 3)), /\(float\[2,3\], float\[4,3\]\): .* do not broadcast/],
  [(t) => make(f(t, 2), i(t, 2)), /input 1 must be float/],
]

const turn = (
  graph: Graph,
  ...shapes: readonly [x: number[], at: number[], cos: number[], sin: number[]]
) => {
  const [x, at, cos, sin] = shapes
  const angles = { positions: i(graph, ...at), cos: f(graph, ...cos), sin: f(graph, ...sin) }
  return g.rotate(f(graph, ...x), angles)
}

const WRONG: { readonly [K in OpName]: readonly Wrong[] } = {
  input: [
    [(t) => f(t, 2, 0), /\[2,0\] has a size below 1/],
    [(t) => [g.input(t, 'x', [2]), g.input(t, 'x', [3])], /two inputs are called 'x'/],
  ],
  constant: [[(t) => g.constant(t, new Float64Array(3), [2]), /3 numbers for shape \[2\]/]],
  matmul: [
    [(t) => g.matmul(f(t, 2, 3), f(t, 4, 5)), /^matmul\(float\[2,3\], float\[4,5\]\): inner sizes/],
    [(t) => g.matmul(f(t, 2, 3), f(t, 3, 2), { transA: true }), /inner sizes 2 and 3 differ/],
    [(t) => g.matmul(f(t, 2, 3), f(t, 1, 3, 2)), /same rank/],
    [(t) => g.matmul(f(t, 2, 2, 3), f(t, 3, 3, 2)), /leading axes differ/],
    [(t) => g.matmul(f(t, 3), f(t, 3)), /same rank, at least 2/],
  ],
  add: notBroadcasting(g.add),
  sub: notBroadcasting(g.sub),
  mul: notBroadcasting(g.mul),
  div: notBroadcasting(g.div),
  neg: notFloat(g.neg),
  exp: notFloat(g.exp),
  log: notFloat(g.log),
  sqrt: notFloat(g.sqrt),
  sigmoid: notFloat(g.sigmoid),
  silu: notFloat(g.silu),
  sum: [
    ...notFloat((x) => g.sum(x, [0])),
    [(t) => g.sum(f(t, 2), [1]), /^sum\(float\[2\]\): axis 1 of \[2\]/],
  ],
  max: [...notFloat(g.max), [(t) => g.max(f(t)), /at least one axis/]],
  inverseRms: [
    ...notFloat((x) => g.inverseRms(x, 0.1)),
    [(t) => g.inverseRms(f(t), 0.1), /at least one axis/],
  ],
  rmsNorm: [
    [(t) => g.rmsNorm(f(t, 2, 3), f(t, 2), 0.1), /the weight has 2 elements/],
    [(t) => g.rmsNorm(f(t, 2, 3), f(t, 1, 3), 0.1), /must have one axis/],
  ],
  rotate: [
    [(t) => turn(t, [2, 3, 4], [2, 4], [9, 2], [9, 2]), /needs \[rows, n, length, width\]/],
    [(t) => turn(t, [2, 3, 4, 4], [2, 3], [9, 2], [9, 2]), /one position a row and place/],
    [(t) => turn(t, [2, 3, 4, 6], [2, 4], [9, 2], [9, 2]), /2 angles do not turn 6 channels/],
    [(t) => turn(t, [2, 3, 4, 4], [2, 4], [9, 2], [8, 2]), /the tables differ/],
  ],
  softmax: [...notFloat(g.softmax), [(t) => g.softmax(f(t)), /at least one axis/]],
  reshape: [[(t) => g.reshape(f(t, 2, 3), [5]), /^reshape\(float\[2,3\]\): cannot become \[5\]/]],
  broadcast: [[(t) => g.broadcast(f(t, 2, 3), [2, 4]), /do not broadcast/]],
  transpose: [[(t) => g.transpose(f(t, 2, 3), [0, 0]), /order \[0,0\] is not a permutation/]],
  slice: [
    [(t) => g.slice(f(t, 4), 0, 2, 5), /part 2\.\.5 of axis 0/],
    [(t) => g.slice(f(t, 4), 1, 0, 1), /axis 1 of \[4\]/],
  ],
  concat: [
    [() => g.concat([], 0), /concat of nothing/],
    [(t) => g.concat([f(t, 2, 3), f(t, 2, 4)], 0), /parts differ/],
    [(t) => g.concat([f(t, 2), i(t, 2)], 0), /parts differ/],
  ],
  gather: [
    [(t) => g.gather(f(t, 2, 3), f(t, 2)), /input 1 must be int/],
    [(t) => g.gather(f(t, 2), i(t, 2)), /\[2\] must have two axes/],
  ],
  scatter: [
    [(t) => g.scatter(f(t, 2, 3), i(t, 3), 5), /one index a row/],
    [(t) => g.scatter(f(t, 2, 3), i(t, 2), 0), /size below 1/],
  ],
  crossEntropy: [[(t) => g.crossEntropy(f(t, 2, 3), i(t, 3)), /one label a row/]],
  crossEntropyGradient: [
    [(t) => g.makeNode(t, 'crossEntropyGradient', [f(t, 2, 3), i(t, 3)], {}), /one label a row/],
  ],
  argmax: [...notFloat(g.argmax), [(t) => g.argmax(f(t)), /at least one axis/]],
  equal: [[(t) => g.equal(f(t, 2), f(t, 2)), /input 0 must be int/]],
  lessEqual: [[(t) => g.lessEqual(i(t, 2), i(t, 3)), /do not broadcast/]],
  and: [[(t) => g.and(i(t, 2), i(t, 2)), /needs two bools/]],
  where: [[(t) => g.where(i(t, 2), f(t, 2), f(t, 2)), /condition must be bool/]],
  cast: [[(t) => g.makeNode(t, 'cast', [], {}), /input 0 is missing/]],
}

describe('shape inference refuses', () => {
  for (const [name, wrongs] of Object.entries(WRONG))
    it(name, () => {
      for (const [make, message] of wrongs) {
        expect(() => make(g.createGraph())).toThrow(message)
      }
    })

  it('by a ShapeError', () => {
    const graph = g.createGraph()
    expect(() => g.reshape(f(graph, 2), [3])).toThrow(ShapeError)
    expect(graph.nodes).toHaveLength(1)
  })
})
