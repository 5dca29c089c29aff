/**
 * `npm run sim:soak -- --rounds 10000`: one long run with members that die, come back and join, and what its machines hold meanwhile.
 *
 * What grows in a simulation is its disks: log and payloads, which are kept in memory here, and with the log what was read and folded of it
 * (memory.ts), some 70 KB a round of four members. What a machine holds must not grow: its whole state is written out at intervals, and its
 * size after the first quarter is the measure of all later ones.
 */
import { serialize } from 'node:v8'
import type { View } from '../../coordinator/types.ts'
import { stageDraft } from './run-scenario.ts'

export type Sample = {
  readonly rounds: number
  /** Bytes of the coordinator's state, and of the largest member's. */
  readonly coordinatorBytes: number
  readonly memberBytes: number
  /** What grows, because this simulation keeps its disks in memory: the log, and the payloads of all rounds on the coordinator's disk. */
  readonly logBytes: number
  readonly blobBytes: number
}

export type Soak = {
  readonly samples: readonly Sample[]
  readonly finished: boolean
  readonly violations: readonly string[]
  readonly events: number
}

/** Without the marks of the last 256 steps, which fill slowly. */
const sizeOf = (state: { readonly view: View }): number =>
  serialize({ ...state, looked: undefined, view: { ...state.view, marks: [] } }).length

function bytesOf(all: Iterable<Uint8Array>): number {
  let sum = 0
  for (const { length } of all) sum += length
  return sum
}

export function soak(rounds: number, seed: number, intervals = 16): Soak {
  const play = stageDraft({
    nodes: 4,
    rounds,
    seed,
    net: 'loss=1%',
    faults: ['churn 2% @r5'],
    config: { batches: 8, checkpointEvery: 10, retainRounds: 10, epochRounds: 100 },
  })
  const { net } = play
  const samples: Sample[] = []
  for (let i = 1; i <= intervals; i++) {
    const due = Math.floor((rounds * i) / intervals)
    net.until(() => net.coordinator().state().view.trained >= due, 3_600_000 + rounds * 60_000)
    const states = net.members.flatMap((m) => m.member()?.state() ?? [])
    samples.push({
      rounds: net.coordinator().state().view.trained,
      coordinatorBytes: sizeOf(net.coordinator().state()),
      memberBytes: Math.max(0, ...states.map(sizeOf)),
      logBytes: bytesOf(net.log()),
      blobBytes: bytesOf(net.blobs().values()),
    })
  }
  net.until(play.over, 3_600_000)
  net.invariants.end()
  const events = net.world.queue.events()
  return { samples, finished: net.finished(), violations: net.violations, events }
}

/** What grew, as sentences: more than a quarter over the largest of the first quarter. */
export function growth({ samples }: Soak): string[] {
  const early = samples.slice(0, Math.ceil(samples.length / 4))
  return (['coordinatorBytes', 'memberBytes'] as const).flatMap((field) => {
    const bound = 1.25 * Math.max(...early.map((s) => s[field]))
    const worst = samples.find((s) => s[field] > bound)
    return worst === undefined
      ? []
      : [
          `${field} grew to ${worst[field]} after ${worst.rounds} rounds, above ${Math.round(bound)}`,
        ]
  })
}

if (process.argv[1] === import.meta.filename) {
  const [, given = '10000'] = /--rounds[ =](\d+)/.exec(process.argv.join(' ')) ?? []
  const started = performance.now()
  const done = soak(Number(given), 1)
  for (const sample of done.samples) process.stdout.write(`${JSON.stringify(sample)}\n`)
  const faults = [...growth(done), ...done.violations, ...(done.finished ? [] : ['not finished'])]
  for (const fault of faults) process.stderr.write(`sim:soak: ${fault}\n`)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  process.stdout.write(
    `${given} rounds, ${done.events} events, ${faults.length} faults, ${seconds} s, ${process.memoryUsage.rss() >> 20} MiB resident\n`,
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}
