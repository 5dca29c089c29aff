/**
 * `npm run sim -- --nodes 64 --rounds 50 --loss 0.05 --seed 7 [--json]`: one run in virtual time, and what came of it.
 */
import { parseArgs } from 'node:util'
import Table from 'cli-table3'
import { toHex } from '../../kernels/hash.ts'
import { simulate } from './simulate.ts'

const options = {
  nodes: { type: 'string', default: '16' },
  rounds: { type: 'string', default: '20' },
  loss: { type: 'string', default: '0' },
  latency: { type: 'string', default: '50' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
} as const

function number(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  process.stderr.write(`sim: --${name} ${text}: give a number from ${min} to ${max}. [E_USAGE]\n`)
  return process.exit(2)
}

function read() {
  try {
    const { values } = parseArgs({ options })
    return {
      nodes: Math.floor(number('nodes', values.nodes, 1, 100_000)),
      rounds: Math.floor(number('rounds', values.rounds, 1, 1_000_000)),
      loss: number('loss', values.loss, 0, 0.9),
      latencyMs: number('latency', values.latency, 0, 10_000),
      seed: Math.floor(number('seed', values.seed, 0, 2 ** 31 - 1)),
      json: values.json,
    }
  } catch (error) {
    process.stderr.write(`sim: ${(error as Error).message} [E_USAGE]\n`)
    return process.exit(2)
  }
}

const { nodes, rounds, loss, latencyMs, seed, json } = read()
const started = performance.now()
const net = simulate({ nodes, rounds, seed, link: { loss, latencyMs } })
const ended = net.until(
  () => net.finished() && net.members.every((m) => m.member()?.ended() !== undefined),
)
const { view } = net.coordinator().state()
const applied = net.members.map((m) => m.member()?.state().step ?? -1)
const result = {
  digest: net.digest(),
  nodes,
  events: net.world.queue.events(),
  seconds: Math.round(performance.now() - started) / 1000,
  virtualSeconds: Math.round(net.world.queue.now() - 1_800_000_000_000) / 1000,
  deliveriesPerMemberAndRound:
    Math.round((100 * net.world.deliveries()) / (nodes * Math.max(1, view.round))) / 100,
  violations: net.violations.length,
  roundsClosed: view.round,
  steps: view.step,
  replicasAtTheEnd: applied.filter((step) => step === view.step).length,
  lineage: toHex(view.lineage),
  finished: ended,
}
if (json) process.stdout.write(`${JSON.stringify(result)}\n`)
else {
  const table = new Table({ head: ['', ''], style: { head: [], border: [] } })
  for (const [name, value] of Object.entries(result)) table.push([name, String(value)])
  process.stdout.write(`${table.toString()}\n`)
}
for (const violation of net.violations) process.stderr.write(`sim: ${violation}\n`)
process.exitCode = ended && net.violations.length === 0 ? 0 : 1
