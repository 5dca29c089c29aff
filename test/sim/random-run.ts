/**
 * One random run: a network, faults and a script of disturbances, all from one seed. Used by the search and, in a small share, by the
 * tests.
 */
import { foldLog } from '../../coordinator/fold-log.ts'
import { planOf } from '../../coordinator/plan.ts'
import { createRandom, type Random } from '../../kernels/math/random.ts'
import { simulatedCrypto } from './crypto.ts'
import { type Simulation, simulate } from './simulate.ts'

export type RandomRun = {
  readonly seed: number
  readonly digest: string
  readonly events: number
  readonly virtualMs: number
  /** What broke: sentences; empty in a sound run. */
  readonly violations: readonly string[]
  readonly script: readonly string[]
}

const below = (random: Random, n: number) => Math.floor(random() * n)
const hourMs = 3_600_000

type Disturbance = { readonly what: string; readonly act: (net: Simulation) => void }

/** Whatever is broken in the end is mended: the coordinator is there, the network is whole, and somebody comes who stays. */
function mend(net: Simulation, coordinatorUp: boolean): void {
  if (!coordinatorUp) net.startCoordinator()
  net.world.partition(new Set())
  net.add().start()
}

export function runRandom(seed: number, watch: (net: Simulation) => void = () => {}): RandomRun {
  const random = createRandom(seed, 77)
  const nodes = 1 + below(random, 7)
  const rounds = 4 + below(random, 12)
  const loss = [0, 0.01, 0.05, 0.2][below(random, 4)] as number
  const latencyMs = [5, 50, 300][below(random, 3)] as number
  const config = {
    checkpointEvery: 1 + below(random, 6),
    witnesses: 1 + below(random, 5),
    initMembers: 1,
    extraWaitMs: below(random, 2) * 1000,
    batches: 1 + below(random, 4 * nodes),
  }
  const net = simulate({ nodes, rounds, seed, link: { loss, latencyMs, jitter: random() }, config })
  const script = [`${nodes} nodes, ${rounds} rounds, loss ${loss}, latency ${latencyMs} ms`]
  let coordinatorUp = true
  const someone = () => net.members[below(random, net.members.length)]
  const disturbances: readonly Disturbance[] = [
    { what: 'kill a member', act: () => someone()?.kill() },
    {
      what: 'start a member',
      act: () => {
        const member = someone()
        member?.kill()
        member?.start(below(random, 3) === 0 ? 'lost' : 'kept')
      },
    },
    { what: 'a new member joins', act: () => net.add().start() },
    { what: 'a member leaves', act: () => someone()?.leave() },
    {
      what: 'the coordinator dies or comes back',
      act: () => {
        if (coordinatorUp) net.killCoordinator()
        else net.startCoordinator()
        coordinatorUp = !coordinatorUp
      },
    },
    {
      what: 'the network parts or heals',
      act: () => {
        const side = net.members.filter(() => random() < 0.4).map((m) => m.id)
        net.world.partition(new Set(below(random, 2) === 0 ? [] : side))
      },
    },
  ]
  const count = below(random, 9)
  for (let i = 0; i < count; i++) {
    net.until(() => false, 200 + below(random, 15_000))
    const chosen = disturbances[below(random, disturbances.length)] as Disturbance
    script.push(`${Math.round(net.world.queue.now()) % hourMs}: ${chosen.what}`)
    chosen.act(net)
  }
  mend(net, coordinatorUp)
  const alive = () => net.members.filter((m) => m.member() !== undefined)
  const done = net.until(
    () => net.finished() && alive().every((m) => m.member()?.ended() !== undefined),
    hourMs,
  )
  watch(net)
  return {
    seed,
    digest: net.digest(),
    events: net.world.queue.events(),
    virtualMs: net.world.queue.now(),
    violations: [...net.violations, ...faultsOf(net, done)],
    script,
  }
}

function faultsOf(net: Simulation, done: boolean): string[] {
  const faults: string[] = []
  const { view } = net.coordinator().state()
  if (!done) {
    const stuck = net.members
      .filter((m) => m.member() !== undefined && m.member()?.ended() === undefined)
      .map((m) => `${m.name} ${m.member()?.progress()?.doing}`)
    faults.push(`not finished in an hour: ${view.phase} at step ${view.step}; ${stuck.join(', ')}`)
  }
  const { rounds } = planOf(view.config)
  if (view.trained > rounds) faults.push(`${view.trained} rounds of ${rounds}`)
  const folded = foldLog(simulatedCrypto(0, 0), net.log())
  if (!folded.ok) faults.push(`entry ${folded.index} does not follow: ${folded.code}`)
  for (const member of net.members) {
    const end = member.member()?.ended()
    if (end !== undefined && end !== 'finished' && end !== 'left')
      faults.push(`${member.name} ended with ${end}`)
  }
  return faults
}
