/** The lines of docs/simulator.md that show the simulator as a library do what they say. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { simulate } from './simulate.ts'

it('the example in the documentation runs, and what it expects holds', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/simulator.md'), 'utf8')
  const [, example] = /```ts\n(.*?)```/s.exec(page) ?? []
  expect(example).toContain('const net = simulate(')
  const body = `${example}; return net.finished()`
  expect(new Function('simulate', 'expect', body)(simulate, expect)).toBe(true)
})
