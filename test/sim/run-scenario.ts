/**
 * Plays a scenario: the simulation, its faults, and the record of both. `npm run sim`, `murmur simulate`, the scenario tests and the
 * search all go through here.
 */

import { watchAll } from './around.ts'
import { simulatedCrypto } from './crypto.ts'
import { createDirector } from './director.ts'
import type { Fault } from './fault-spec.ts'
import { defaultLink } from './link.ts'
import { createRealTrainer } from './real-trainer.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { castLiars, readScenario, type Scenario } from './scenario.ts'
import { type SimOptions, type Simulation, simulate, startMs } from './simulate.ts'
import { standIn } from './trainer.ts'

export type Play = {
  readonly scenario: Scenario
  readonly net: Simulation
  readonly recorder: Recorder
  /** The run is finished, and everybody who lives knows; or nothing can happen any more. */
  readonly over: () => boolean
  readonly happen: (fault: Fault) => void
}

/** Sets the stage; nothing runs before `net.until`. */
export function stage(scenario: Scenario, more: Partial<SimOptions> = {}): Play {
  const { nodes, rounds, seed, net: spec, faults, config, batchMs } = scenario
  const holder: { net?: Simulation } = {}
  const clock = {
    events: () => holder.net?.world.queue.events() ?? 0,
    now: () => holder.net?.world.queue.now() ?? startMs,
    startMs,
  }
  // Those who are there from the start act before the simulation is handed over.
  const first = Array.from({ length: nodes }, (_, i) => [
    simulatedCrypto(seed, i + 1).self,
    `node-${i}`,
  ])
  const names = new Map([
    [simulatedCrypto(seed, 0).self, 'coordinator'],
    ...(first as [string, string][]),
  ])
  const name = (id: string) =>
    names.get(id) ?? holder.net?.members.find((m) => m.id === id)?.name ?? id.slice(0, 8)
  const recorder = createRecorder(clock, { name })
  const loss = spec.link.loss ?? defaultLink.loss
  const director = createDirector(faults, seed, loss, ({ what, who }) => recorder.add(what, who))
  const watch = watchAll([director.watch, recorder.watch, more.watch ?? {}])
  const liars = castLiars(scenario)
  const trainer = scenario.trainer === 'real' ? createRealTrainer(seed) : standIn
  const net = simulate({
    nodes,
    rounds,
    seed,
    link: spec.link,
    config,
    batchMs,
    liars,
    trainer,
    ...(director.crash === undefined ? {} : { crash: director.crash }),
    ...more,
    watch,
  })
  holder.net = net
  director.direct(net)
  const behindNat = Math.round(spec.nat * nodes)
  for (const member of net.members.slice(0, behindNat)) net.world.link.line(member.id).natted = true
  const over = () =>
    net.coordinatorIsUp() && net.finished() && net.members.every((m) => m.isMute() || ended(m))
  return { scenario, net, recorder, over, happen: director.happen }
}

/** The same, of plain values. Throws where they are no scenario. */
export function stageDraft(draft: object): Play {
  const read = readScenario(draft)
  if (!read.ok) throw new Error(read.problems.map((p) => p.message).join('\n'))
  return stage(read.scenario)
}

const ended = (m: Simulation['members'][number]) =>
  m.member() === undefined || m.member()?.ended() !== undefined

/** The same without faults and liars: what the run would have been. */
export const faultless = (scenario: Scenario): Scenario => ({ ...scenario, faults: [], liars: [] })

/** Virtual time after which a run that does not end is given up. */
export const mostVirtualMs = (scenario: Scenario): number => 3_600_000 + scenario.rounds * 120_000
