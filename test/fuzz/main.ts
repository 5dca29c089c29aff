/**
 * `npm run fuzz [-- --what payload|safetensors --cases 10000000 --seed 1]`: mutated payloads through decoder and aggregator, or headers
 * of checkpoints through their reader. Exits 1 at the first case that does what no bytes may do. The same cases in small number run in
 * `npm test` (test/fuzz/*.test.ts).
 */
import { parseArgs } from 'node:util'
import { fuzzPayloads } from './payload.ts'
import { fuzzHeaders } from './safetensors.ts'

const { values } = parseArgs({
  options: {
    what: { type: 'string', default: 'payload' },
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
  const tell = (done: number) => {
    if (!values.json && done % 1_000_000 === 0) console.log(`${done} cases, ${seconds()} s`)
  }
  const result =
    values.what === 'safetensors' ? fuzzHeaders(cases, seed) : fuzzPayloads(cases, seed, tell)
  console.log(JSON.stringify({ ok: true, seed, ...result, seconds: seconds() }))
}
