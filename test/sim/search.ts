/**
 * `npm run sim:search -- --seeds 10000 [--from N]`: random scenarios until an invariant breaks. Prints the seed, the event, what broke, and
 * the smallest scenario that still breaks, which `murmur simulate` plays.
 */
import { parseArgs } from 'node:util'
import { playRandom, randomDraft, shrink } from './random-scenario.ts'

const options = {
  seeds: { type: 'string', default: '1000' },
  from: { type: 'string', default: '1' },
} as const

function read(): { readonly from: number; readonly count: number } {
  try {
    const { values } = parseArgs({ options })
    const [from, count] = [Number(values.from), Number(values.seeds)]
    if (!Number.isInteger(from) || !Number.isInteger(count) || count < 1 || from < 0)
      throw new Error('--seeds and --from are whole numbers')
    return { from, count }
  } catch (error) {
    process.stderr.write(`sim:search: ${(error as Error).message}. [E_USAGE]\n`)
    return process.exit(2)
  }
}

const { from, count } = read()
let broken = 0
let events = 0
const started = performance.now()
for (let seed = from; seed < from + count; seed++) {
  const found = playRandom(randomDraft(seed))
  events += found.events
  if (found.violations.length === 0) continue
  broken++
  process.stdout.write(`seed ${seed}: ${found.violations[0]}\n`)
  const small = shrink(found)
  process.stdout.write(
    `  smallest: ${JSON.stringify(small.draft)}\n  ${small.violations.slice(0, 3).join('\n  ')}\n`,
  )
}
const seconds = (performance.now() - started) / 1000
process.stdout.write(`${count} runs, ${events} events, ${broken} broken, ${seconds.toFixed(0)} s\n`)
process.exitCode = broken === 0 ? 0 : 1
