/**
 * An engine's thread for tests whose device hangs: from the `from`-th program run on each waits for `gate[0]` to be 1, as a driver would that
 * does not return.
 */
import { workerData } from 'node:worker_threads'
import { createEngineCore } from '../../node/engines/core.ts'
import { createReferenceRunner } from '../../node/engines/reference-runner.ts'
import type { Runner } from '../../node/engines/runner.ts'
import { serveEngine } from '../../node/engines/serve.ts'
import type { EngineShape } from '../compliance/engine.ts'

export type HangingData = {
  readonly shape: EngineShape
  readonly gate: Int32Array
  /** Runs that go well. */
  readonly from: number
}

const { shape, gate, from } = workerData as HangingData

function hanging(runner: Runner): Runner {
  let runs = 0
  return {
    ...runner,
    compile: async (program, stay) => {
      const session = await runner.compile(program, stay)
      return {
        ...session,
        run: async (feeds, results) => {
          if (runs++ >= from) Atomics.wait(gate, 0, 0)
          return session.run(feeds, results)
        },
      }
    },
  }
}

serveEngine(async ({ signing }) =>
  createEngineCore({
    ...shape,
    activations: 'recompute',
    runner: signing(hanging(createReferenceRunner())),
  }),
)
