/**
 * A random scenario from a seed: any network, faults of every kind, liars that are fewer than a third. In the end everything is mended, and
 * the run must end well. The scenario is plain text, so what the search finds can be given to `murmur simulate`.
 */
import { createRandom, type Random } from '../../kernels/math/random.ts'
import { lieNames } from './liars.ts'
import { type Play, stage } from './run-scenario.ts'
import { readScenario } from './scenario.ts'

export type RandomDraft = {
  readonly nodes: number
  readonly rounds: number
  readonly seed: number
  readonly net: string
  readonly faults: readonly string[]
  readonly liars: readonly string[]
  readonly config: Readonly<Record<string, number>>
}

/** Disturbances end before this; then all is mended. */
const mendMs = 60_000
const hourMs = 3_600_000

const below = (random: Random, n: number) => Math.floor(random() * n)
const pick = <T>(random: Random, items: readonly T[]): T => items[below(random, items.length)] as T

function randomNet(random: Random): string {
  const parts = [
    pick(random, ['latency=5ms', 'latency=lognormal(50ms,0.8)', 'latency=exponential(200ms)']),
    pick(random, ['', '', 'loss=1%', 'loss=5%', 'loss=20%']),
    pick(random, ['', '', 'reorder=10%']),
    pick(random, ['', '', 'duplicate=10%']),
    pick(random, ['', '', 'up=1Mbit down=5Mbit']),
    pick(random, ['', '', 'nat=40%']),
  ]
  return parts.filter((p) => p !== '').join(' ')
}

/** Fault lines without their moment; those that may be undone have a time. */
const disturbances: readonly ((random: Random) => string)[] = [
  (r) => `kill ${1 + below(r, 3)}`,
  (r) => `kill coordinator @ for ${1 + below(r, 20)}s`,
  () => 'kill witnesses',
  (r) => `start ${1 + below(r, 3)}`,
  (r) => `wipe ${1 + below(r, 2)}`,
  () => 'join 1',
  () => 'leave 1',
  (r) => `freeze 1 @ for ${1 + below(r, 20)}s`,
  (r) => `slow 1 x${1 + below(r, 9)}`,
  (r) => `disk 2 x${1 + below(r, 300)}`,
  (r) => `disk coordinator x${1 + below(r, 300)}`,
  (r) => `skew ${1 + below(r, 2)} ${below(r, 2) === 0 ? '' : '-'}${below(r, 6000)}ms`,
  (r) => `skew coordinator ${below(r, 5000)}ms @ for 20s`,
  (r) => `delay 1 ${below(r, 3000)}ms @ for 30s`,
  (r) => `part ${1 + below(r, 3)} @ for ${1 + below(r, 30)}s`,
  (r) => `cut ${1 + below(r, 3)} @ for ${1 + below(r, 30)}s`,
  (r) => `loss ${below(r, 60)}% @ for 20s`,
  (r) => `churn ${below(r, 40)}% @ for 30s`,
  (r) => `pause @ for ${1 + below(r, 20)}s`,
]

function randomFault(random: Random): string {
  const text = pick(random, disturbances)(random)
  const moment = `@${500 + below(random, mendMs / 3)}ms`
  return text.includes('@') ? text.replace('@', moment) : `${text} ${moment}`
}

export function randomDraft(seed: number): RandomDraft {
  const random = createRandom(seed, 78)
  const isFlip = random() < 0.1
  const nodes = isFlip ? 5 + below(random, 4) : 1 + below(random, 8)
  const mostLiars = Math.floor((nodes - 1) / 3)
  const lie = pick(random, lieNames)
  // Two of this kind take turns at voiding rounds, and come back as often as they are put out: the run hardly moves.
  const liarCount = lie === 'equivocate' ? 1 : 1 + below(random, mostLiars)
  const liars = isFlip || mostLiars === 0 || random() < 0.5 ? [] : [`${liarCount} ${lie}`]
  return {
    nodes,
    rounds: 6 + below(random, 18),
    seed,
    net: randomNet(random),
    // A damaged replica is found by the digest that more than two thirds have: they must be there.
    faults: isFlip
      ? [`flip 1 @r${1 + below(random, 3)}`]
      : Array.from({ length: below(random, 9) }, () => randomFault(random)),
    liars,
    config: {
      checkpointEvery: 1 + below(random, 6),
      witnesses: 1 + below(random, 6),
      initMembers: 1,
      extraWaitMs: below(random, 2) * 1000,
      batches: 1 + below(random, 4 * nodes),
    },
  }
}

export type Found = {
  readonly draft: RandomDraft
  readonly digest: string
  readonly events: number
  readonly violations: readonly string[]
}

/** Whatever is broken in the end is mended: the coordinator is there, the network whole, everybody back, and somebody new stays. */
function mend({ net }: Play): void {
  if (!net.coordinatorIsUp()) net.startCoordinator()
  net.world.partition(new Set())
  // A `resume` may have come while nobody was there to hear it.
  net.coordinator().post({ type: 'command', command: 'resume' })
  for (const member of net.members)
    if (member.member() === undefined || member.isMute()) member.start('kept')
  net.add().start()
}

export function playRandom(draft: RandomDraft): Found {
  const read = readScenario(draft)
  if (!read.ok) throw new Error(read.problems.map((p) => p.message).join('\n'))
  const play = stage(read.scenario)
  const { net } = play
  net.until(play.over, mendMs)
  if (!play.over()) mend(play)
  const done = net.until(play.over, hourMs)
  net.invariants.end()
  const violations = [...net.violations]
  if (!done) violations.push(`event ${net.world.queue.events()}: ${stuck(play)}`)
  return { draft, digest: net.digest(), events: net.world.queue.events(), violations }
}

function stuck({ net }: Play): string {
  const { view } = net.coordinator().state()
  const doing = net.members
    .filter((m) => m.member() !== undefined && m.member()?.ended() === undefined)
    .map((m) => `${m.name} ${m.member()?.progress()?.doing}`)
  return `progress: not finished in an hour: ${view.phase}, ${view.trained} rounds; ${doing.join(', ')}`
}

/** The scenario with as few faults and liars as still break something. */
export function shrink(found: Found): Found {
  let best = found
  for (let i = best.draft.faults.length - 1; i >= 0; i--) {
    const faults = best.draft.faults.filter((_, at) => at !== i)
    const smaller = playRandom({ ...best.draft, faults })
    if (smaller.violations.length > 0) best = smaller
  }
  const honest = playRandom({ ...best.draft, liars: [] })
  return honest.violations.length > 0 ? honest : best
}
