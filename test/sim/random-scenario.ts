/**
 * A random scenario from a seed: any network, faults and commands of every kind, liars of any kinds that are fewer than a third. In the
 * end everything is mended, and the run must end well. The scenario is plain text, so what the search finds can be given to
 * `murmur simulate`.
 */
import { createRandom, type Random } from '../../kernels/math/random.ts'
import { lieNames } from './liars.ts'
import { type Play, stageDraft } from './run-scenario.ts'
import { readScenario } from './scenario.ts'

export type RandomDraft = {
  readonly nodes: number
  readonly rounds: number
  readonly seed: number
  readonly net: string
  readonly faults: readonly string[]
  readonly liars: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
}

/** Disturbances begin before this; at the end of it everything is mended. */
const disturbMs = 30_000
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

type Line = (random: Random) => string

const who = (r: Random, most: number) => `${1 + below(r, most)}`
const during = (r: Random, mostSeconds: number) => `@ for ${1 + below(r, mostSeconds)}s`

/** Fault lines without their moment; those that may be undone have a time. */
const processes: readonly Line[] = [
  (r) => `kill ${who(r, 3)}`,
  (r) => `kill ${who(r, 3)} ${during(r, 10)}`,
  (r) => `kill coordinator ${during(r, 20)}`,
  () => 'kill witnesses',
  (r) => `crash ${who(r, 3)} ${during(r, 10)}`,
  (r) => `crash coordinator ${during(r, 10)}`,
  (r) => `start ${who(r, 3)}`,
  (r) => `wipe ${who(r, 2)}`,
  () => 'join 1',
  () => 'leave 1',
  (r) => `freeze 1 ${during(r, 20)}`,
  (r) => `slow 1 x${1 + below(r, 9)}`,
  (r) => `disk 2 x${1 + below(r, 300)}`,
  (r) => `disk coordinator x${1 + below(r, 300)}`,
  (r) => `skew ${who(r, 2)} ${pick(r, ['', '-'])}${below(r, 6000)}ms`,
  (r) => `skew coordinator ${pick(r, ['', '-'])}${below(r, 5000)}ms ${during(r, 30)}`,
  (r) => `flip ${pick(r, ['1', '1', 'coordinator'])}`,
]
const lines: readonly Line[] = [
  (r) => `delay ${pick(r, ['1', '2', 'coordinator'])} ${below(r, 3000)}ms ${during(r, 30)}`,
  (r) => `up 1 ${100 + below(r, 2000)}kbit`,
  // It serves everybody, and those behind a NAT twice: 149 kbit for 14 members is too little for a round in its time.
  (r) => `up coordinator ${1000 + below(r, 2000)}kbit`,
  (r) => `down 1 ${100 + below(r, 2000)}kbit`,
  (r) => `nat ${who(r, 2)} ${during(r, 30)}`,
  (r) => `part ${who(r, 3)} ${during(r, 30)}`,
  (r) => `cut ${who(r, 3)} ${during(r, 30)}`,
  () => 'heal',
  (r) => `loss ${below(r, 60)}% ${during(r, 20)}`,
  (r) => `churn ${below(r, 40)}% ${during(r, 30)}`,
]
const commands: readonly Line[] = [
  (r) => `pause ${during(r, 20)}`,
  () => 'pause',
  () => 'resume',
  (r) => `revert ${who(r, 4)}`,
  (r) => `restart ${pick(r, ['newest', 'newest', 'base', who(r, 8)])}`,
  (r) => `change ${pick(r, changes)(r)}`,
  () => 'eject 1',
  (r) => (below(r, 4) === 0 ? 'stop' : 'resume'),
]

/** Fields that may change in a live run, within bounds that it can live with. */
const changes: readonly Line[] = [
  (r) => `eta=0.00${1 + below(r, 9)}`,
  (r) => `checkpointEvery=${1 + below(r, 6)}`,
  (r) => `witnesses=${1 + below(r, 6)}`,
  (r) => `trainMinMs=${500 + below(r, 3000)}`,
  (r) => `epochRounds=${below(r, 5)}`,
  (r) => `aggregateAbove=${2 + below(r, 10)}`,
  (r) => `missLimit=${1 + below(r, 3)}`,
  (r) => `revertRounds=${1 + below(r, 8)}`,
  (r) => `retainRounds=${below(r, 8)}`,
  (r) => `coldStartRounds=${below(r, 3)}`,
  () => 'minMembers=1',
  (r) => `overlap=${below(r, 2)}`,
]

const moments: readonly Line[] = [
  (r) => `${500 + below(r, disturbMs)}ms`,
  (r) => `r${below(r, 12)}`,
  (r) => pick(r, ['Warmup', 'RoundTrain', 'RoundReveal', 'Cooldown', 'Paused']),
]

function randomFault(random: Random): string {
  const text = pick(random, pick(random, [processes, processes, lines, commands]))(random)
  const moment = `@${pick(random, moments)(random)}`
  return text.includes('@') ? text.replace('@', moment) : `${text} ${moment}`
}

/** Fewer than a third, of any kinds together. */
function randomLiars(random: Random, nodes: number): string[] {
  const most = Math.floor((nodes - 1) / 3)
  if (most === 0 || random() < 0.4) return []
  const count = 1 + below(random, most)
  return Array.from({ length: count }, () => `1 ${pick(random, lieNames)}`)
}

type Fields = RandomDraft['config']

/** Of the run itself: now and then stages, epochs, a rising number of batches, merges. */
function randomConfig(random: Random, nodes: number, rounds: number): Fields {
  const often = (odds: number, fields: () => Fields) => (random() < odds ? fields() : {})
  const stage = (index: number) => ({
    name: `stage-${index}`,
    rounds: 2 + below(random, 5),
    batches: 1 + below(random, 3 * nodes),
    rowTokens: 16 * (1 + below(random, 4)),
  })
  const batches = 1 + below(random, 4 * nodes)
  return {
    checkpointEvery: 1 + below(random, 6),
    witnesses: 1 + below(random, 6),
    initMembers: 1,
    extraWaitMs: below(random, 2) * 1000,
    batches,
    ...often(0.3, () => ({ epochRounds: 1 + below(random, 6) })),
    ...often(0.15, () => ({ epochMs: 5000 + below(random, 20_000) })),
    ...often(0.2, () => ({
      stages: Array.from({ length: 1 + below(random, 3) }, (_, i) => stage(i)),
    })),
    ...often(0.15, () => ({
      batchesStart: 1,
      batchWarmupTokens: 128 * (1 + below(random, batches * rounds)),
    })),
    ...often(0.3, () => ({
      aggregateAbove: 1 + below(random, nodes),
      mergeWaitMs: 500 + below(random, 5000),
    })),
    ...often(0.3, () => ({ slots: below(random, 4), missLimit: 1 + below(random, 3) })),
    ...often(0.2, () => ({ coldStartRounds: below(random, 2) })),
    ...often(0.2, () => ({
      retainRounds: 1 + below(random, 8),
      revertRounds: 1 + below(random, 9),
    })),
    ...often(0.2, () => ({ minMembers: Math.min(nodes, 2), initMembers: Math.min(nodes, 2) })),
    ...often(0.3, () => ({ overlap: 1 })),
  }
}

export function randomDraft(seed: number): RandomDraft {
  const random = createRandom(seed, 78)
  const nodes = random() < 0.15 ? 9 + below(random, 8) : 1 + below(random, 8)
  const rounds = 6 + below(random, 18)
  return {
    nodes,
    rounds,
    seed,
    net: randomNet(random),
    faults: [
      ...Array.from({ length: below(random, 9) }, () => randomFault(random)),
      `mend @${mendMs}ms`,
    ],
    liars: randomLiars(random, nodes),
    config: randomConfig(random, nodes, rounds),
  }
}

export type Found = {
  readonly draft: RandomDraft
  readonly digest: string
  readonly events: number
  readonly violations: readonly string[]
}

/** Plays a scenario that is mended at some time: it must end well. */
export function playRandom(draft: RandomDraft): Found {
  const play = stageDraft(draft)
  const { net } = play
  // A run that everybody can end may end before.
  const done = net.until(play.over, mendMs + hourMs)
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

/** The scenario with as little as still breaks something: each fault, liar, field and trait of the network is tried without. */
export function shrink(found: Found): Found {
  let best = found
  const attempt = (change: (draft: RandomDraft) => RandomDraft) => {
    const draft = change(best.draft)
    // Fields may belong together.
    if (!readScenario(draft).ok) return
    const smaller = playRandom(draft)
    if (smaller.violations.length > 0) best = smaller
  }
  const without = <T>(items: readonly T[], at: number) => items.filter((_, i) => i !== at)
  for (let i = best.draft.faults.length - 1; i >= 0; i--)
    if (!best.draft.faults[i]?.startsWith('mend'))
      attempt((draft) => ({ ...draft, faults: without(draft.faults, i) }))
  for (let i = best.draft.liars.length - 1; i >= 0; i--)
    attempt((draft) => ({ ...draft, liars: without(draft.liars, i) }))
  for (const word of best.draft.net.split(' '))
    attempt((draft) => ({ ...draft, net: draft.net.replace(word, '').trim() }))
  for (const field of Object.keys(best.draft.config))
    if (field !== 'initMembers')
      attempt(({ config: { [field]: _, ...config }, ...draft }) => ({ ...draft, config }))
  return best
}
