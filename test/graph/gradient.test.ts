/**
 * Every gradient rule against central differences of the float64 interpreter, on random shapes and values.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as g from '../../kernels/graph/build.ts'
import { gradientsOf } from '../../kernels/graph/gradient.ts'
import type { Node } from '../../kernels/graph/ops.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import { CASES, type Drawn, dims, drawCase } from './cases.ts'

describe('gradient rules agree with central differences', () => {
  for (const [name, cases] of Object.entries(CASES))
    it(name, () => {
      for (const example of cases)
        fc.assert(
          fc.property(dims(), fc.integer(), (d, seed) => check(drawCase(example, d, seed))),
          { numRuns: 12, seed: 20261124 },
        )
    })
})

describe('a second derivative', () => {
  it('is the gradient of a gradient', () => {
    const graph = g.createGraph()
    const x = g.input(graph, 'x', [3])
    const [first] = gradientsOf(g.total(g.mul(g.mul(x, x), x)), [x]) as [Node]
    const [second] = gradientsOf(g.total(first), [x]) as [Node]
    const { y } = interpret(
      { name: 'second', outputs: { y: second } },
      { x: Float64Array.of(1, 2, -3) },
    )
    expect([...(y as Float64Array)]).toEqual([6, 12, -18])
  })
})

/** d/dx of the loss by the rules and by (f(x + h) - f(x - h)) / 2h. */
function check({ program, feeds }: Drawn): void {
  const { loss } = program.outputs as { loss: Node }
  const value = () => interpret({ name: 'loss', outputs: { loss } }, feeds).loss?.[0] as number
  const found = interpret(program, feeds)
  for (const [name, feed] of Object.entries(feeds))
    feed.forEach((before, j) => {
      const h = 1e-5
      feed[j] = before + h
      const up = value()
      feed[j] = before - h
      const down = value()
      feed[j] = before
      expect(found[name.replace('x', 'g')]?.[j]).toBeCloseTo((up - down) / (2 * h), 5)
    })
}
