/**
 * `npm run sim:search -- --seeds 10000 [--from N]`: random runs until an invariant breaks. Prints the seed, the script and what broke.
 */
import { parseArgs } from 'node:util'
import { runRandom } from './random-run.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    verbose: { type: 'boolean', default: false },
  },
})
const from = Number(values.from)
const count = Number(values.seeds)
if (!Number.isInteger(from) || !Number.isInteger(count) || count < 1) {
  process.stderr.write('sim:search: --seeds and --from are whole numbers. [E_USAGE]\n')
  process.exit(2)
}
let broken = 0
let events = 0
const started = performance.now()
for (let seed = from; seed < from + count; seed++) {
  const run = runRandom(seed)
  events += run.events
  if (run.violations.length === 0) continue
  broken++
  process.stdout.write(
    `seed ${seed}, after ${run.events} events:\n  ${[...run.script, ...run.violations].join('\n  ')}\n`,
  )
}
const seconds = (performance.now() - started) / 1000
process.stdout.write(`${count} runs, ${events} events, ${broken} broken, ${seconds.toFixed(0)} s\n`)
process.exitCode = broken === 0 ? 0 : 1
