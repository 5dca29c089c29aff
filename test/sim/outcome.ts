/** What came of a scenario, as numbers and as who was caught. */
import { toHex } from '../../kernels/hash.ts'
import type { Play } from './run-scenario.ts'

export type Caught = {
  readonly member: string
  readonly lie: string
  /** The first round whose entry holds it against the member, and as what; undefined: never. */
  readonly round: number | undefined
  readonly as: string | undefined
}

export type Outcome = {
  readonly digest: string
  readonly nodes: number
  readonly events: number
  readonly seconds: number
  readonly virtualSeconds: number
  readonly deliveriesPerMemberAndRound: number
  readonly violations: number
  readonly roundsOnTime: number
  readonly roundsClosed: number
  readonly roundsVoid: number
  readonly steps: number
  /** Living members whose replica is the run's last state, of all living. */
  readonly replicasAtTheEnd: number
  readonly membersAtTheEnd: number
  readonly bytesPerMemberAndRound: number
  readonly bytesPerMemberAndRoundP95: number
  readonly loss: number
  /** Loss of the same run without faults and liars, after as many steps; undefined where it was not run. */
  readonly lossOfTwin: number | undefined
  readonly caught: readonly Caught[]
  readonly lineage: string
  readonly finished: boolean
}

const round2 = (value: number) => Math.round(100 * value) / 100

export function outcomeOf(play: Play, seconds: number, twin?: Play): Outcome {
  const { net, recorder } = play
  const { view } = net.coordinator().state()
  const rounds = Math.max(1, view.round)
  const living = net.members.filter((m) => m.member() !== undefined && !m.isMute())
  const bytes = net.members.map((m) => net.world.sentBytes(m.id) / rounds).sort((a, b) => a - b)
  const mean = bytes.reduce((sum, b) => sum + b, 0) / Math.max(1, bytes.length)
  const last = recorder.rounds.filter((r) => !r.void)
  const twinRounds = twin?.recorder.rounds.filter((r) => !r.void)
  return {
    digest: net.digest(),
    nodes: play.scenario.nodes,
    events: net.world.queue.events(),
    seconds: Math.round(1000 * seconds) / 1000,
    virtualSeconds: Math.round(net.world.queue.now() - 1_800_000_000_000) / 1000,
    deliveriesPerMemberAndRound: round2(net.world.deliveries() / (net.members.length * rounds)),
    violations: net.violations.length,
    roundsOnTime: recorder.rounds.filter((r) => r.onTime).length,
    roundsClosed: recorder.rounds.length,
    roundsVoid: recorder.rounds.filter((r) => r.void).length,
    steps: view.step,
    replicasAtTheEnd: living.filter((m) => m.member()?.state().step === view.step).length,
    membersAtTheEnd: living.length,
    bytesPerMemberAndRound: Math.round(mean),
    bytesPerMemberAndRoundP95: Math.round(bytes[Math.floor(0.95 * (bytes.length - 1))] ?? 0),
    loss: last.at(-1)?.loss ?? 0,
    lossOfTwin: twinRounds?.[Math.min(last.length, twinRounds.length) - 1]?.loss,
    caught: caughtIn(play),
    lineage: toHex(view.lineage),
    finished: play.over(),
  }
}

function caughtIn({ net, recorder }: Play): Caught[] {
  return net.members
    .filter((m) => m.lie !== undefined)
    .map(({ name, lie = '' }) => {
      const refused = recorder.rounds.find((r) => r.refused.some((f) => f.member === name))
      const out = recorder.moments.find(
        ({ what, who }) =>
          who?.includes(name) === true && /list: (equivocated|silent|ejected)/.test(what),
      )
      const code = refused?.refused.find((f) => f.member === name)?.code
      const firstOut = out?.round ?? Number.POSITIVE_INFINITY
      return refused !== undefined && refused.round <= firstOut
        ? { member: name, lie, round: refused.round, as: `contribution ${code}` }
        : { member: name, lie, round: out?.round, as: out?.what }
    })
}

const thousands = (value: number) => value.toLocaleString('en-US')

/** What a person reads of it, line by line. */
export function outcomeRows(o: Outcome): string[][] {
  const versus = o.lossOfTwin === undefined ? '' : `; without faults and liars ${o.lossOfTwin}`
  return [
    ['rounds', `${o.roundsClosed} closed, ${o.roundsOnTime} on time, ${o.roundsVoid} void`],
    ['steps', `${o.steps}${o.finished ? '' : ', not finished'}`],
    ['replicas identical', `${o.replicasAtTheEnd} of ${o.membersAtTheEnd} alive`],
    [
      'bytes a member and round',
      `${thousands(o.bytesPerMemberAndRound)} (p95 ${thousands(o.bytesPerMemberAndRoundP95)})`,
    ],
    ['loss', `${o.loss}${versus}`],
    ['invariants', o.violations === 0 ? 'all held' : `${o.violations} broken`],
    ['time', `${o.virtualSeconds} s simulated in ${o.seconds} s, ${thousands(o.events)} events`],
    ['digest of the log', o.digest],
  ]
}
