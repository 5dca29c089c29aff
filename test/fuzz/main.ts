/**
 * `npm run fuzz [-- --cases 10000000 --seed 1]`: mutated payloads through decoder and aggregator. Exits 1 at the first case that
 * does what no bytes may do. The same cases in small number run in `npm test` (test/fuzz/payload.test.ts).
 */
import { parseArgs } from 'node:util'
import { fuzzPayloads } from './payload.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000000' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
})
const cases = Number(values.cases)
const seed = Number(values.seed)
if (!Number.isSafeInteger(cases) || cases < 1 || !Number.isSafeInteger(seed)) {
  console.error('--cases wants a whole number of at least 1, --seed a whole number')
  process.exitCode = 1
} else {
  const start = performance.now()
  const seconds = () => Number(((performance.now() - start) / 1e3).toFixed(1))
  const result = fuzzPayloads(cases, seed, (done) => {
    if (!values.json && done % 1_000_000 === 0) console.log(`${done} cases, ${seconds()} s`)
  })
  console.log(JSON.stringify({ ok: true, seed, ...result, seconds: seconds() }))
}
