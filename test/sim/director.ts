/**
 * Lets the faults of a scenario happen when their time has come, to whom its seed chooses. Invariant: the same scenario and seed give the
 * same disturbances at the same events.
 */
import { createRandom, type Random } from '../../kernels/math/random.ts'
import type { Fault, When, Who } from './fault-spec.ts'
import { acts, candidates, newMembers, type Scene, undoings } from './faults.ts'
import type { SimMemberHandle } from './handle.ts'
import type { Watch } from './hooks.ts'
import type { Simulation } from './simulate.ts'

export type Happening = {
  readonly event: number
  readonly atMs: number
  readonly what: string
  readonly who: readonly string[]
}

export type Director = {
  readonly watch: Watch
  /** `SimOptions.crash` of the simulation; undefined where no process crashes, because it is asked before each effect. */
  readonly crash: ((who: number, point: string) => boolean) | undefined
  /** Takes the stage: nothing happens before. */
  readonly direct: (net: Simulation) => void
  /** Lets a fault happen now, whenever it was meant for. */
  readonly happen: (fault: Fault) => void
}

/** A crash comes at one of so many effects. */
const crashWithin = 24

/** Who dies at its next effect but so many. */
function createDoom(faults: readonly Fault[], random: Random) {
  const doomed = new Map<number, number>()
  const mayCrash = faults.some(({ verb }) => verb === 'crash')
  const crash = (who: number) => {
    const left = doomed.get(who)
    if (left === undefined) return false
    if (left > 0) doomed.set(who, left - 1)
    else doomed.delete(who)
    return left === 0
  }
  return {
    crash: mayCrash ? crash : undefined,
    clear: () => doomed.clear(),
    add: (who: number) => {
      if (!mayCrash) throw new Error('a crash must stand in the scenario')
      doomed.set(who, Math.floor(crashWithin * random()))
    },
  }
}

/** `onHappening` is told of each disturbance when it happens. */
export function createDirector(
  faults: readonly Fault[],
  seed: number,
  loss: number,
  onHappening: (happening: Happening) => void,
): Director {
  const random = createRandom(seed, 55)
  let net: Simulation | undefined
  let churn = 0
  let waiting = faults.filter(({ when }) => when.type !== 'time')
  const tell = (what: string, members: readonly SimMemberHandle[]) => {
    if (net === undefined) return
    const { queue } = net.world
    const who = members.map((m) => m.name)
    onHappening({ event: queue.events(), atMs: queue.now(), what, who })
  }
  let isMended = false
  const doom = createDoom(faults, random)
  const happen = (fault: Fault) => {
    if (net === undefined) return
    const { queue } = net.world
    const scene: Scene = {
      net,
      fault,
      loss,
      coordinator: fault.who?.type === 'coordinator',
      members: choose(net, fault, random),
      setChurn: (share) => {
        churn = share
      },
      crashSoon: doom.add,
      dropWaiting: () => {
        waiting = []
        doom.clear()
        isMended = true
      },
    }
    net.invariants.disturbed()
    tell(fault.text, scene.members)
    acts[fault.verb](scene)
    if (fault.forMs === undefined) return
    queue.after(fault.forMs, () => {
      net?.invariants.disturbed()
      tell(`end of ${fault.text}`, scene.members)
      undoings[fault.verb]?.(scene)
    })
  }
  /** Out of whatever machine is at work just now. */
  const soon = (act: () => void) => net?.world.queue.after(0, act)
  let round = -1
  let phase = ''
  const arrived = (when: When) =>
    when.type === 'round' ? round >= when.round : when.type === 'phase' && phase === when.phase
  return {
    happen,
    crash: doom.crash,
    watch: {
      entry: (_, { view }) => {
        const isNew = view.open !== undefined && view.open.round > round
        if (isNew) round = view.open?.round ?? round
        if (!isNew && view.phase === phase) return
        phase = view.phase
        for (const fault of waiting.filter(({ when }) => arrived(when))) soon(() => happen(fault))
        waiting = waiting.filter(({ when }) => !arrived(when))
        if (isNew && churn > 0) soon(() => net && turnOver(net, churn, random, tell))
      },
    },
    direct: (stage) => {
      net = stage
      for (const fault of faults)
        if (fault.when.type === 'time')
          stage.world.queue.after(fault.when.ms, () => isMended || happen(fault))
    },
  }
}

/** A share of the living dies; those that died before come back, one in four without its disk. */
function turnOver(
  net: Simulation,
  share: number,
  random: Random,
  tell: (what: string, members: readonly SimMemberHandle[]) => void,
): void {
  const dead = net.members.filter((m) => m.member() === undefined)
  const alive = net.members.filter((m) => m.member() !== undefined)
  const drawn = alive.filter(() => random() < share)
  // Somebody must stay who can carry the run into its next round.
  const dying = drawn.length === alive.length ? drawn.slice(1) : drawn
  tell('churn', dying)
  for (const member of dead) member.start(random() < 0.25 ? 'lost' : 'kept')
  for (const member of dying) member.kill()
}

function choose(net: Simulation, { verb, who }: Fault, random: Random): SimMemberHandle[] {
  if (who === undefined || who.type === 'coordinator') return []
  if (who.type === 'member') return net.members.filter((_, i) => i === who.index)
  const kind = candidates[verb]
  const total = net.members.length
  const count = who.type === 'count' ? who.count : countOf(who, total)
  if (kind === 'new') return newMembers(net, count)
  if (who.type === 'witnesses') return witnessesOf(net).slice(0, who.count)
  const able = net.members.filter((m) =>
    kind === 'any' ? true : (m.member() === undefined) === (kind === 'dead'),
  )
  const chosen: SimMemberHandle[] = []
  while (chosen.length < count && able.length > 0)
    chosen.push(...able.splice(Math.floor(random() * able.length), 1))
  return chosen
}

const countOf = (who: Who, total: number) =>
  who.type === 'share' ? Math.max(1, Math.round(who.share * total)) : 1

function witnessesOf(net: Simulation): SimMemberHandle[] {
  const { open } = net.coordinator().state().view
  const ids = new Set(open?.witnesses.map((w) => open.members[w]))
  return net.members.filter((m) => ids.has(m.id))
}
