/**
 * Runs programs on the reference interpreter: float64 inside, rounded to fp32 where results leave.
 */
import { interpret } from '../../kernels/graph/reference.ts'
import type { Runner } from './runner.ts'

export function createReferenceRunner(): Runner {
  return {
    name: 'reference',
    precision: 'f64',
    compile: async (program) => ({
      run: async (feeds, results) => {
        for (const [name, values] of Object.entries(interpret(program, feeds)))
          results[name]?.set(values)
      },
      release: async () => {},
    }),
    close: async () => {},
  }
}
