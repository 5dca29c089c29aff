/**
 * A command for guard.test.ts that crashes as a driver would, and its guard: started with an order in the environment, as `murmur` is (main.ts).
 *
 * Arguments: `crash` ends by SIGSEGV on every kind but the last; `fall` falls back to the next kind first, `reopen` and then opens
 * an engine again; `end` crashes with nothing left to do; `wait` waits for SIGINT.
 */
import { codeOf, describeError, exitCodeOf } from '../../node/coded-error.ts'
import { kindLabel } from '../../node/engines/kinds.ts'
import type { Engine } from '../../node/ports-engine.ts'
import { openEngine } from '../../node/run/engine.ts'
import { guard } from '../../node/run/guard.ts'
import { followGuard, GUARD, orderHere, readOrder, tellGuard } from '../../node/run/guarded.ts'
import { tinyConfig } from '../model/fixtures.ts'

const order = process.env[GUARD]
const [how] = process.argv.slice(2)

/** As in the next stage of a run. */
async function reopen(): Promise<void> {
  const create = () => ({}) as Engine
  const shape = { config: tinyConfig(), rows: 1, length: 8, threads: 1 }
  await openEngine({ engine: 'auto', device: 'auto' }, shape, { say: () => {}, create })
}

async function compute(): Promise<void> {
  followGuard()
  const { kinds = [], why = '' } = orderHere() ?? {}
  if (how === 'wait') process.on('SIGINT', () => process.exit(7))
  process.stdout.write(`${process.pid} ${kinds.map(kindLabel).join(', ')} (${why})\n`)
  if (how === 'fall' || how === 'reopen') tellGuard({ using: 1 })
  if (how === 'reopen') await reopen()
  if (how === 'wait') {
    setInterval(() => {}, 1000)
    return
  }
  if (how === 'end') {
    tellGuard({ ended: 5 })
    process.kill(process.pid, 'SIGSEGV')
  }
  if (how === 'killed') process.kill(process.pid, 'SIGKILL')
  if (how === 'fall' || kinds[0]?.certain !== true)
    setTimeout(() => process.kill(process.pid, 'SIGSEGV'), 50)
}

if (order === undefined) await compute()
else
  await guard(readOrder(order)).catch((error: unknown) => {
    process.stderr.write(`${codeOf(error)}: ${describeError(error)}\n`)
    process.exitCode = exitCodeOf(error)
  })
