/**
 * The cast of the demo: who starts when, who is killed, what each of them reported.
 *
 * Three contributors start; one is killed with SIGKILL a third of the way; the fourth joins half-way. All times are rounds of the
 * log, never seconds, so that a slow machine plays the same piece.
 */
import { join } from 'node:path'
import type { MemberRow } from '../../node/run/report.ts'
import { type Child, type ChildEvent, startChild } from './child.ts'
import type { Screen } from './screen.ts'

const names = ['ada', 'ben', 'cleo', 'dora'] as const
const killedName = 'ben'
const lateName = 'dora'

export type Member = { readonly child: Child; killedRound: number | undefined }

export type Cast = {
  /** Everybody who plays a part, in order; a line of the screen each. */
  readonly names: readonly string[]
  readonly coordinator: Child
  readonly address: string
  readonly members: Map<string, Member>
  readonly rounds: ChildEvent[]
}

const number = (value: unknown): number => (typeof value === 'number' ? value : 0)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function startMember(cast: Cast, name: string, out: string): void {
  const home = join(out, 'members', name)
  const args = ['join', cast.address, '--home', home, '--name', name, '--threads', '1']
  // Several members share this machine: a trial of its devices would measure the others.
  args.push('--device', 'cpu', '--listen', '/ip4/127.0.0.1/tcp/0')
  args.push('--export-replica', join(out, 'replicas', `${name}.safetensors`))
  cast.members.set(name, {
    child: startChild(name, args, join(out, 'logs')),
    killedRound: undefined,
  })
}

/** Starts the coordinator and the first three members; gives back once the run has opened its first round. */
export async function openCast(
  out: string,
  config: string,
  screen: Screen,
  playing: readonly string[] = names,
): Promise<Cast> {
  const replica = join(out, 'replicas', 'coordinator.safetensors')
  const args = ['coordinate', config, '--home', join(out, 'run')]
  args.push('--checkpoint', join(out, 'checkpoint'), '--export-replica', replica)
  const coordinator = startChild('coordinator', args, join(out, 'logs'))
  const listening = await coordinator.until(
    'address',
    (e) => e.event === 'listening' || e.event === 'error',
    60_000,
  )
  if (listening.event === 'error') throw new Error(text(listening['message']))
  const address = text((listening['addresses'] as unknown[])[0])
  screen.say(`coordinator listens at ${address}`)
  const cast: Cast = { names: playing, coordinator, address, members: new Map(), rounds: [] }
  for (const name of playing) if (name !== lateName) startMember(cast, name, out)
  return cast
}

/** Follows the run to its end; kills and adds members on the way. Resolves with the coordinator's `finished` event. */
export async function play(
  cast: Cast,
  out: string,
  totalRounds: number,
  screen: Screen,
  deadlineMs: number,
  script: 'disturbed' | 'undisturbed' = 'disturbed',
): Promise<ChildEvent> {
  const killAt = Math.floor(totalRounds / 3)
  const joinAt = Math.floor(totalRounds / 2)
  const losses: number[] = []
  let seen = 0
  const follow = setInterval(() => {
    for (; seen < cast.coordinator.events.length; seen++) {
      const event = cast.coordinator.events[seen] as ChildEvent
      if (event.event !== 'round') continue
      cast.rounds.push(event)
      if (event['void'] !== true) losses.push(number(event['lossMicroNats']) / 1e6)
      const round = number(event['round'])
      if (script === 'undisturbed') continue
      if (round >= killAt) killOne(cast, round, screen)
      if (round >= joinAt && !cast.members.has(lateName)) {
        screen.say(`round ${round}: ${lateName} joins`)
        startMember(cast, lateName, out)
      }
    }
    show(cast, totalRounds, losses, screen)
  }, 100)
  try {
    const ended = (e: ChildEvent) => e.event === 'finished' || e.event === 'error'
    const last = await cast.coordinator.until('end of the run', ended, deadlineMs)
    if (last.event === 'error') throw new Error(text(last['message']))
    return last
  } finally {
    clearInterval(follow)
    show(cast, totalRounds, losses, screen)
  }
}

function killOne(cast: Cast, round: number, screen: Screen): void {
  const member = cast.members.get(killedName)
  if (member === undefined || member.killedRound !== undefined) return
  member.killedRound = round
  member.child.kill('SIGKILL')
  screen.say(`round ${round}: ${killedName} is killed with SIGKILL`)
}

function show(cast: Cast, total: number, losses: readonly number[], screen: Screen): void {
  const at = (child: Child) => number(child.status['round'])
  const state = cast.coordinator.status
  screen.line(
    'coordinator',
    at(cast.coordinator),
    total,
    `${text(state['phase'])} ${text(state['waitingFor'])}`,
  )
  for (const name of cast.names) {
    const member = cast.members.get(name)
    if (member === undefined) screen.line(name, 0, total, `joins in round ${Math.floor(total / 2)}`)
    else screen.line(name, Math.min(total, at(member.child)), total, doingOf(member))
  }
  screen.loss(losses, total)
}

function doingOf({ child, killedRound }: Member): string {
  if (killedRound !== undefined) return `killed in round ${killedRound}`
  const { phase, batchesTrained, doing } = child.status
  if (phase === undefined) return 'starting'
  return `${text(doing)}, ${number(batchesTrained)} batches trained`
}

/** Members that must have ended well: everybody who was not killed. */
export const survivors = (cast: Cast) =>
  [...cast.members].filter(([, member]) => member.killedRound === undefined)

/** Rows for the report and the JSON contract, from what each process last said of itself. */
export function memberRows(cast: Cast): (MemberRow & { readonly pid: number })[] {
  return [...cast.members].map(([name, { child, killedRound }]) => {
    const s = child.status
    return {
      name,
      peerId: text(s['peerId']),
      pid: child.pid,
      joinedRound: number(s['joinedRound']),
      ...(killedRound === undefined ? {} : { killedRound }),
      roundsApplied: number(s['roundsApplied']),
      batchesTrained: number(s['batchesTrained']),
      cpuSeconds: number(s['cpuSeconds']),
    }
  })
}
