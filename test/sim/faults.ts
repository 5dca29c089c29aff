/**
 * What each disturbance does to a simulation, and how it is undone. The targets are chosen by the director, from its seed.
 */
import { type Fault, newest, type Verb } from './fault-spec.ts'
import type { Liar, SimMemberHandle } from './handle.ts'
import { normalPace } from './hooks.ts'
import type { Simulation } from './simulate.ts'

export type Scene = {
  readonly net: Simulation
  readonly fault: Fault
  readonly members: readonly SimMemberHandle[]
  readonly coordinator: boolean
  /** Loss when the scenario began. */
  readonly loss: number
  readonly setChurn: (share: number) => void
  /** The process dies at one of its next effects, in the middle of what it does; -1: the coordinator. */
  readonly crashSoon: (who: number) => void
  /** What has not happened by now does not happen any more. */
  readonly dropWaiting: () => void
}

/** Members that may be chosen: those that run, those that do not, or nobody that is there yet. */
export const candidates: { readonly [V in Verb]?: 'dead' | 'new' | 'any' } = {
  start: 'dead',
  wipe: 'any',
  join: 'new',
}

type Act = (scene: Scene) => void

const each =
  (act: (member: SimMemberHandle, scene: Scene) => void): Act =>
  (scene) => {
    for (const member of scene.members) act(member, scene)
  }

const idsOf = ({ members }: Scene) => new Set(members.map((m) => m.id))
const everybody = ({ net }: Scene) =>
  new Set([...net.members.map((m) => m.id), net.world.link.relay])

const startAll: Act = (scene) => {
  const { net, coordinator, members } = scene
  if (coordinator && !net.coordinatorIsUp()) net.startCoordinator()
  for (const member of members) if (member.member() === undefined) member.start('kept')
}

/** The lines and paces of those that are meant. */
const tune =
  (member: (m: SimMemberHandle, s: Scene) => void, coordinator: (s: Scene) => void): Act =>
  (scene) => {
    for (const m of scene.members) member(m, scene)
    if (scene.coordinator) coordinator(scene)
  }

const relayLine = ({ net }: Scene) => net.world.link.line(net.world.link.relay)
const lineOf = (m: SimMemberHandle, { net }: Scene) => net.world.link.line(m.id)

const command =
  (name: 'pause' | 'resume' | 'stop'): Act =>
  ({ net }) =>
    net.coordinator().post({ type: 'command', command: name })

type Operator = 'eject' | 'revert' | 'restart' | 'change'

/** Nobody waits for the answer. */
const unasked = -1

/** What the operator's commands mean at this moment; the coordinator refuses what cannot be done. */
const operator: { readonly [V in Operator]: Act } = {
  eject: each(({ id }, { net }) =>
    net
      .coordinator()
      .post({ type: 'eject', id: unasked, member: id, reason: 'the scenario says so' }),
  ),
  revert: ({ net, fault }) => {
    const { undoable } = net.coordinator().state().view
    const target = undoable.at(-fault.amount) ?? undoable[0]
    const round = target?.closed.round ?? 0
    net.coordinator().post({ type: 'revert', id: unasked, round })
  },
  restart: ({ net, fault }) => {
    const { snapshot } = net.coordinator().state().view
    const step = fault.amount === newest ? (snapshot?.step ?? 0) : fault.amount
    net.coordinator().post({ type: 'restart', id: unasked, step })
  },
  change: ({ net, fault }) => {
    const { round } = net.coordinator().state().view
    const fields = fault.field === undefined ? {} : Object.fromEntries([fault.field])
    net.coordinator().post({ type: 'change', id: unasked, round: round + 1, fields })
  },
}

/**
 * Everything that can be put right is: the coordinator runs, the network is whole, everybody is back and able, and with newcomers the
 * honest are more than two thirds again. Slow members, slow disks and wrong clocks of members stay.
 */
function mend(scene: Scene): void {
  const { net, setChurn, dropWaiting, loss } = scene
  dropWaiting()
  setChurn(0)
  net.world.link.setLoss(loss)
  net.world.partition(new Set())
  for (const id of everybody(scene)) net.world.link.line(id).extraMs = 0
  Object.assign(net.coordinatorPace, normalPace())
  if (!net.coordinatorIsUp()) net.startCoordinator()
  // A `resume` may have come while nobody was there to hear it.
  net.coordinator().post({ type: 'command', command: 'resume' })
  for (const member of net.members)
    if (member.member() === undefined || member.isMute()) member.start('kept')
  const { minMembers } = net.coordinator().state().view.config
  const liars = net.members.filter((m) => m.lie !== undefined).length
  for (let i = 0; i < Math.max(minMembers, 2 * liars + 1); i++) net.add().start()
}

/** Operations on a healthy network. */
export const acts: { readonly [V in Verb]: Act } = {
  kill: (scene) => {
    for (const member of scene.members) member.kill()
    if (scene.coordinator) scene.net.killCoordinator()
  },
  crash: (scene) => {
    for (const member of scene.members) scene.crashSoon(scene.net.members.indexOf(member))
    if (scene.coordinator) scene.crashSoon(-1)
  },
  start: startAll,
  wipe: each((m) => m.start('lost')),
  join: each((m) => m.start('kept')),
  leave: each((m) => m.leave()),
  freeze: each((m) => m.mute()),
  flip: (scene) => {
    for (const member of scene.members) member.flip()
    if (scene.coordinator) scene.net.flipCoordinator()
  },
  slow: each((m, { fault }) => {
    m.pace.train = fault.amount
  }),
  disk: tune(
    (m, { fault }) => {
      m.pace.disk = fault.amount
    },
    ({ net, fault }) => {
      net.coordinatorPace.disk = fault.amount
    },
  ),
  skew: tune(
    (m, { fault }) => {
      m.pace.skewMs = fault.amount
    },
    ({ net, fault }) => {
      net.coordinatorPace.skewMs = fault.amount
    },
  ),
  delay: tune(
    (m, s) => {
      lineOf(m, s).extraMs = s.fault.amount
    },
    (s) => {
      relayLine(s).extraMs = s.fault.amount
    },
  ),
  up: tune(
    (m, s) => {
      lineOf(m, s).upBytesPerMs = s.fault.amount
    },
    (s) => {
      relayLine(s).upBytesPerMs = s.fault.amount
    },
  ),
  down: tune(
    (m, s) => {
      lineOf(m, s).downBytesPerMs = s.fault.amount
    },
    (s) => {
      relayLine(s).downBytesPerMs = s.fault.amount
    },
  ),
  nat: each((m, s) => {
    lineOf(m, s).natted = true
  }),
  part: (scene) => scene.net.world.partition(idsOf(scene)),
  cut: (scene) => scene.net.world.cut(everybody(scene), idsOf(scene)),
  heal: ({ net }) => net.world.partition(new Set()),
  loss: ({ net, fault }) => net.world.link.setLoss(fault.amount),
  churn: ({ fault, setChurn }) => setChurn(fault.amount),
  pause: command('pause'),
  resume: command('resume'),
  stop: command('stop'),
  ...operator,
  mend,
}

const withAmount = (scene: Scene, amount: number): Scene => ({
  ...scene,
  fault: { ...scene.fault, amount },
})

/** How `for` ends a disturbance. */
export const undoings: { readonly [V in Verb]?: Act } = {
  kill: startAll,
  crash: startAll,
  freeze: each((m) => m.start('kept')),
  slow: (scene) => acts.slow(withAmount(scene, 1)),
  disk: (scene) => acts.disk(withAmount(scene, 1)),
  skew: (scene) => acts.skew(withAmount(scene, 0)),
  delay: (scene) => acts.delay(withAmount(scene, 0)),
  nat: each((m, s) => {
    lineOf(m, s).natted = false
  }),
  part: acts.heal,
  cut: acts.heal,
  loss: (scene) => acts.loss(withAmount(scene, scene.loss)),
  churn: ({ setChurn }) => setChurn(0),
  pause: acts.resume,
}

/** New members for `join`. */
export const newMembers = (net: Simulation, count: number, liar?: Liar): SimMemberHandle[] =>
  Array.from({ length: count }, () => net.add(liar))
