/**
 * Runs programs on the reference interpreter: float64 inside, rounded to fp32 where results leave.
 */
import { interpret, type Feed as Numbers, type Values } from '../../kernels/graph/reference.ts'
import type { Feed, Resident, Runner } from './runner.ts'
import { holdInPlace, isResident } from './runner.ts'

/** `precision` 'f16' computes as a device with fp16 products would: for testing what such a device is given. */
export function createReferenceRunner(precision: 'f64' | 'f16' = 'f64'): Runner {
  return {
    name: 'reference',
    precision,
    ownMemory: false,
    apart: false,
    compile: async (program, stay = []) => ({
      run: async (feeds, results) => {
        const kept: Record<string, Resident> = {}
        for (const [name, values] of Object.entries(interpret(program, unwrap(feeds), precision)))
          if (stay.includes(name)) kept[name] = { value: values, release: () => {} }
          else results[name]?.set(values)
        return kept
      },
      release: async () => {},
    }),
    hold: holdInPlace,
    close: async () => {},
  }
}

function unwrap(feeds: Readonly<Record<string, Feed>>): Record<string, Numbers> {
  const numbers: Record<string, Numbers> = {}
  for (const [name, feed] of Object.entries(feeds))
    numbers[name] = isResident(feed) ? (feed.value as Values) : feed
  return numbers
}
