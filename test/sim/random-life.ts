/**
 * One random life of a run, from a seed: epochs, stages, pauses, stops and members that come and go, in any order.
 *
 * What must hold whatever comes is checked on the log afterwards. Run as a script it searches: `node test/sim/random-life.ts 1000`.
 */
import { foldEnvelope } from '../../coordinator/fold-log.ts'
import { planOf, stageAt } from '../../coordinator/plan.ts'
import type { View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { createRandom, type Random } from '../../kernels/math/random.ts'
import { simulatedCrypto } from './crypto.ts'
import { type Simulation, simulate } from './simulate.ts'

const rules = simulatedCrypto(1, 99)
const below = (random: Random, n: number) => Math.floor(random() * n)

/** The views after each entry of a log. Throws where one does not follow. */
export function historyOf(log: readonly Uint8Array[]): View[] {
  const views: View[] = []
  for (const envelope of log) {
    const step = foldEnvelope(rules, views.at(-1), envelope)
    if (!step.ok) throw new Error(`entry ${step.index} does not follow: ${step.code}`)
    views.push(step.view)
  }
  return views
}

/** What is wrong with the batches of a log: each is in one accepted contribution at most, and of the stage of its round. */
export function batchFaults(views: readonly View[]): string[] {
  const faults: string[] = []
  const seen = new Set<number>()
  for (const [i, { open, trained, config }] of views.entries()) {
    const after = views[i + 1]
    if (open === undefined || after?.lastClosed?.round !== open.round) continue
    const stage = stageAt(planOf(config), trained)
    const accepted = new Set(after.lastClosed?.contributions.map((c) => toHex(c.payloadHash)))
    for (const { message } of open.closed?.commitments ?? [])
      for (const batch of accepted.has(toHex(message.payloadHash)) ? message.batches : []) {
        if (seen.has(batch)) faults.push(`batch ${batch} is trained twice`)
        seen.add(batch)
        if (batch < stage.firstBatch || batch >= stage.firstBatch + stage.batches)
          faults.push(`batch ${batch} is not of stage ${stage.config.name}`)
      }
  }
  return faults
}

/** What is wrong with the ways out: where the run stands still or gathers, a checkpoint of all that was trained is there. */
export function drainFaults(views: readonly View[]): string[] {
  return views.flatMap(({ phase, step, snapshot, round, epoch, config, trained }, i) => {
    const faults: string[] = []
    const isOut = phase === 'WaitingForMembers' || phase === 'Paused' || phase === 'Finished'
    if (isOut && (snapshot?.step ?? 0) !== step)
      faults.push(`entry ${i}: ${phase} at step ${step}, checkpoint at ${snapshot?.step ?? 0}`)
    if (trained > planOf(config).rounds) faults.push(`entry ${i}: ${trained} rounds are too many`)
    // One that opened ahead is finished, though time ends the epoch meanwhile.
    if (round !== (views[i - 1]?.round ?? 0) && epoch.over)
      faults.push(`entry ${i}: a round opens in an epoch that is over`)
    return faults
  })
}

function randomConfig(random: Random, nodes: number) {
  const stage = (name: string) => ({
    name,
    rounds: 2 + below(random, 5),
    batches: 1 + below(random, 3 * nodes),
    rowTokens: 16 * (1 + below(random, 4)),
  })
  const count = below(random, 4)
  return {
    epochRounds: below(random, 2) * (1 + below(random, 5)),
    epochMs: below(random, 2) * (5000 + below(random, 20_000)),
    coldStartRounds: below(random, 2),
    minMembers: 1 + below(random, Math.max(1, nodes - 1)),
    initMembers: nodes,
    extraWaitMs: below(random, 3) * 500,
    checkpointEvery: 1 + below(random, 8),
    overlap: below(random, 2),
    stages: Array.from({ length: count }, (_, i) => stage(`stage-${i}`)),
  }
}

export type RandomLife = {
  readonly script: readonly string[]
  readonly faults: readonly string[]
  readonly phases: ReadonlySet<string>
}

export function runRandomLife(seed: number): RandomLife {
  const random = createRandom(seed, 91)
  const nodes = 2 + below(random, 4)
  const config = randomConfig(random, nodes)
  const link = { loss: [0, 0.02, 0.1][below(random, 3)] as number }
  const net = simulate({ nodes, rounds: 3 + below(random, 9), seed, link, config: config as never })
  const script = [`${nodes} nodes ${JSON.stringify(config)}`]
  const command = (name: 'pause' | 'resume' | 'stop') =>
    net.coordinator().post({ type: 'command', command: name })
  const someone = () => net.members[below(random, net.members.length)]
  const acts: readonly (readonly [string, () => void])[] = [
    ['pause', () => command('pause')],
    ['pause', () => command('pause')],
    ['resume', () => command('resume')],
    ['resume', () => command('resume')],
    ['kill', () => someone()?.kill()],
    ['leave', () => someone()?.leave()],
    ['join', () => net.add().start()],
    [
      'coordinator restarts',
      () => {
        net.killCoordinator()
        net.until(() => false, below(random, 8000))
        net.startCoordinator()
      },
    ],
    ['stop', () => (below(random, 6) === 0 ? command('stop') : undefined)],
  ]
  for (let i = below(random, 10); i > 0; i--) {
    net.until(() => false, 100 + below(random, 6000))
    const [what, act] = acts[below(random, acts.length)] as (typeof acts)[number]
    script.push(`${net.coordinator().state().view.phase}: ${what}`)
    act()
  }
  for (let i = 0; i < nodes; i++) net.add().start()
  command('resume')
  const done = net.until(
    () =>
      net.finished() &&
      net.members.every((m) => m.member() === undefined || m.member()?.ended() !== undefined),
    3_600_000,
  )
  return { script, ...judge(net, done) }
}

function judge(net: Simulation, done: boolean): Omit<RandomLife, 'script'> {
  const { view } = net.coordinator().state()
  const faults = [...net.violations]
  if (!done) faults.push(`not finished in an hour: ${view.phase} at step ${view.step}`)
  try {
    const views = historyOf(net.log())
    faults.push(...batchFaults(views), ...drainFaults(views))
    return { faults, phases: new Set(views.map(({ phase }) => phase)) }
  } catch (error) {
    return { faults: [...faults, (error as Error).message], phases: new Set() }
  }
}

if (process.argv[1] === import.meta.filename) {
  const count = Number(process.argv[2] ?? 200)
  const from = Number(process.argv[3] ?? 1)
  let broken = 0
  for (let seed = from; seed < from + count; seed++) {
    const { script, faults } = runRandomLife(seed)
    if (faults.length === 0) continue
    broken++
    process.stdout.write(`seed ${seed}\n  ${[...script, ...faults.slice(0, 6)].join('\n  ')}\n`)
  }
  process.stdout.write(`${count} lives, ${broken} broken\n`)
  process.exitCode = broken === 0 ? 0 : 1
}
