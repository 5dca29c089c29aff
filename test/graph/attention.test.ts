/**
 * Attention in causal parts: the same result and gradients as over the whole square at once, packed documents included.
 */
import { expect, it } from 'vitest'
import * as g from '../../kernels/graph/build.ts'
import { gradientsOf } from '../../kernels/graph/gradient.ts'
import type { Node } from '../../kernels/graph/ops.ts'
import { reachable, sizeOf } from '../../kernels/graph/ops.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { createRandom, normal } from '../../kernels/math/random.ts'
import { attendAll, attentionBias } from '../../kernels/model/layer.ts'
import { TINY } from '../bench/compute-shapes.ts'

const [rows, length, group] = [2, 11, 2]
const { config } = TINY
const shapes = {
  q: [rows, config.kvHeads, group * length, config.headDim],
  k: [rows, config.kvHeads, length, config.headDim],
  v: [rows, config.kvHeads, length, config.headDim],
}

function attention(parts: number) {
  const graph = g.createGraph()
  const documents = g.input(graph, 'documents', [rows, length], 'int')
  const [q, k, v] = Object.entries(shapes).map(([name, shape]) => g.input(graph, name, shape)) as [
    Node,
    Node,
    Node,
  ]
  const y = attendAll(config, attentionBias(documents), parts)(q, k, v)
  const random = createRandom(3)
  const weights = Float64Array.from({ length: sizeOf(y.shape) }, () => normal(random))
  const loss = g.total(g.mul(y, g.constant(graph, weights, y.shape)))
  const [dq, dk, dv] = gradientsOf(loss, [q, k, v]) as [Node, Node, Node]
  return { name: 'attention', outputs: { y, dq, dk, dv } }
}

it('does not depend on the number of parts', () => {
  const random = createRandom(1)
  const feeds: Record<string, Float64Array | Int32Array> = {
    documents: Int32Array.from({ length: rows * length }, (_, i) => Math.floor(i / 4)),
  }
  for (const [name, shape] of Object.entries(shapes))
    feeds[name] = Float64Array.from({ length: sizeOf(shape) }, () => normal(random))
  const whole = interpret(attention(1), feeds)
  for (const parts of [2, 3, 11]) {
    const found = interpret(attention(parts), feeds)
    for (const [name, values] of Object.entries(whole))
      found[name]?.forEach((x, i) => {
        expect(Math.abs(x - (values[i] as number)), `${name}[${i}]`).toBeLessThan(1e-12)
      })
  }
})

it('computes three quarters of the square in two parts, and less in more', () => {
  const work = (parts: number) =>
    reachable(attention(parts)).reduce(
      (sum, node) => sum + (node.op === 'softmax' ? sizeOf(node.shape) : 0),
      0,
    )
  const even = work(1)
  expect(work(2) / even).toBeCloseTo((5 * 5 + 6 * 11) / (11 * 11), 10)
  expect(work(4)).toBeLessThan(0.7 * even)
})
