/**
 * How a run stands: one object for programs, and the same as a page of text for people.
 *
 * It is made from the view of the log, the tally of its rounds, and, where the coordinator runs, its live state. Invariant: every wait
 * is shown with what, since when, until when and who.
 */
import Table from 'cli-table3'
import { stageOf } from '../../../coordinator/epoch.ts'
import { planOf } from '../../../coordinator/plan.ts'
import type { CoordinatorState } from '../../../coordinator/round-work.ts'
import { coordinatorPhase } from '../../../coordinator/round-work.ts'
import type { View } from '../../../coordinator/types.ts'
import { waits } from '../../../coordinator/waits.ts'
import { toHex } from '../../../kernels/hash.ts'
import type { MemberTally, RoundTally, Tally } from './tally.ts'

export type MemberStatus = {
  readonly name: string
  readonly id: string
  readonly state: string
  readonly accepted: number
  readonly refused: number
  readonly batches: number
  /** Batches a second; 0: not measured yet. */
  readonly speed: number
  /** Rounds in a row without a commitment. */
  readonly misses: number
  readonly lastRound: number
}

export type Status = {
  readonly name: string
  readonly runId: string
  readonly running: boolean
  readonly pid: number | undefined
  readonly addresses: readonly string[]
  readonly phase: string
  /** What the operator asked for last: `run`, `pause` or `stop`. */
  readonly command: string
  readonly waits: readonly {
    readonly what: string
    readonly sinceSeconds: number
    readonly deadlineSeconds: number | undefined
    readonly missing: readonly string[]
  }[]
  /** Updates of the state: rounds that were undone, and their undoing, are some too. */
  readonly step: number
  /** Rounds in effect, and of the whole run. */
  readonly trained: number
  readonly rounds: number
  readonly epoch: number
  /** Name of the stage of the next round, and how many there are. */
  readonly stage: string
  readonly stages: number
  readonly voids: number
  /** Nats a token, of the last applied round; undefined before it. */
  readonly loss: number | undefined
  readonly secondsPerRound: number | undefined
  readonly tokensPerSecond: number | undefined
  readonly etaSeconds: number | undefined
  readonly payloadBytesPerMember: number | undefined
  readonly entries: number
  readonly lineage: string
  readonly snapshotStep: number
  readonly members: readonly MemberStatus[]
}

export type Process = { readonly pid: number; readonly addresses: readonly string[] }

/** `live` undefined: no coordinator runs, and what only it knows is left out. `now` in ms since the epoch. */
export function describeStatus(
  view: View,
  tally: Tally,
  live: { readonly state: CoordinatorState; readonly process: Process } | undefined,
  now: number,
): Status {
  const name = (id: string) => view.members.get(id)?.name ?? id.slice(0, 8)
  const seconds = (ms: number) => Math.round(ms / 1000)
  const rates = ratesOf(tally.rounds())
  const { rounds, stages } = planOf(view.config)
  const left = Math.max(0, rounds - view.trained)
  return {
    name: view.config.name,
    runId: toHex(view.runId),
    running: live !== undefined,
    pid: live?.process.pid,
    addresses: live?.process.addresses ?? [],
    phase: live === undefined ? view.phase : coordinatorPhase(live.state),
    command: live?.state.command ?? view.command,
    waits: (live === undefined ? [] : waits(live.state)).map((wait) => ({
      what: wait.what,
      sinceSeconds: Math.max(0, seconds(now - wait.sinceMs)),
      deadlineSeconds: wait.deadlineMs === undefined ? undefined : seconds(wait.deadlineMs - now),
      missing: wait.missing.map(name),
    })),
    step: view.step,
    trained: view.trained,
    rounds,
    epoch: view.epoch.number,
    stage: stageOf(view).config.name,
    stages: stages.length,
    voids: view.voids,
    ...rates,
    etaSeconds:
      rates.secondsPerRound === undefined || view.phase === 'Finished'
        ? undefined
        : Math.round(left * rates.secondsPerRound),
    entries: view.length,
    lineage: toHex(view.lineage),
    snapshotStep: view.snapshot?.step ?? 0,
    members: tally
      .members()
      .filter(({ id }) => view.members.has(id))
      .map((member) => describeMember(member, view, live?.state)),
  }
}

const recentRounds = 20

function ratesOf(rounds: readonly RoundTally[]) {
  const recent = rounds.slice(-recentRounds)
  const first = recent[0]
  const last = recent.at(-1)
  if (first === undefined || last === undefined)
    return {
      loss: undefined,
      secondsPerRound: undefined,
      tokensPerSecond: undefined,
      payloadBytesPerMember: undefined,
    }
  const seconds = Math.max(0.001, (last.closedMs - first.openedMs) / 1000)
  const sum = (of: (round: RoundTally) => number) => recent.reduce((all, r) => all + of(r), 0)
  return {
    loss: recent.findLast((r) => !r.void)?.loss,
    secondsPerRound: Math.round((1000 * seconds) / recent.length) / 1000,
    tokensPerSecond: Math.round(sum((r) => r.tokens) / seconds),
    payloadBytesPerMember: Math.round(
      sum((r) => r.payloadBytes) /
        Math.max(
          1,
          sum((r) => r.accepted),
        ),
    ),
  }
}

function describeMember(
  member: MemberTally,
  view: View,
  state: CoordinatorState | undefined,
): MemberStatus {
  const { id, name, accepted, refused, batches, lastRound } = member
  return {
    name,
    id,
    state: state === undefined ? 'unknown' : stateOf(id, view, state),
    accepted,
    refused,
    batches,
    speed: (view.measured.speeds.get(id) ?? 0) / 1000,
    misses: view.misses.get(id) ?? 0,
    lastRound,
  }
}

/** One or two words. */
export function stateOf(id: string, view: View, state: CoordinatorState): string {
  if (state.evidence.has(id)) return 'equivocated'
  if (!state.up.has(id)) return 'away'
  if (!state.ready.has(id)) return 'fetching'
  if ((view.misses.get(id) ?? 0) >= view.config.missLimit) return 'silent'
  const { open } = view
  if (open === undefined || !open.members.includes(id)) return 'ready'
  if (open.closed === undefined) return state.commitments.has(id) ? 'committed' : 'training'
  return open.closed.commitments.some(({ signer }) => signer === id) ? 'revealed' : 'late'
}

export const shownSeconds = (seconds: number): string => {
  const whole = Math.abs(Math.round(seconds))
  if (whole < 120) return `${whole} s`
  if (whole < 7200) return `${Math.round(whole / 60)} min`
  if (whole < 172_800) return `${Math.round(whole / 3600)} h`
  return `${Math.round(whole / 86_400)} days`
}

/** The line of a wait, the same for operator and contributor. */
export function waitLine(wait: Status['waits'][number]): string {
  const { what, sinceSeconds, deadlineSeconds, missing } = wait
  const until =
    deadlineSeconds === undefined
      ? 'until it happens'
      : `for ${shownSeconds(Math.max(0, deadlineSeconds))} more at most`
  const who = missing.length === 0 ? '' : `: ${missing.join(', ')}`
  return `waiting for ${what}${who} (since ${shownSeconds(sinceSeconds)}, ${until})`
}

/** The page for people. */
export function showStatus(status: Status): string {
  const share = status.rounds === 0 ? 0 : Math.floor((100 * status.trained) / status.rounds)
  const lines = [
    `run ${status.name}  ${status.runId.slice(0, 12)}`,
    `${status.phase}, ${status.trained} of ${status.rounds} rounds applied (${share} %)${status.command === 'pause' && status.phase !== 'Paused' ? ', pausing' : ''}${status.command === 'stop' && status.phase !== 'Finished' ? ', stopping' : ''}`,
  ]
  if (status.loss !== undefined)
    lines.push(
      `loss ${status.loss.toFixed(4)}; ${status.secondsPerRound} s a round, ${status.tokensPerSecond} tokens/s, ${Math.round((status.payloadBytesPerMember ?? 0) / 1024)} KiB a member and round${status.etaSeconds === undefined ? '' : `; about ${shownSeconds(status.etaSeconds)} left`}`,
    )
  if (status.stages > 1) lines.push(`stage ${status.stage}, of ${status.stages}`)
  if (status.voids > 0) lines.push(`${status.voids} void rounds in a row`)
  lines.push(...status.waits.map(waitLine))
  if (!status.running)
    lines.push('no coordinator runs in this folder; what stands here is from its log')
  for (const address of status.addresses) lines.push(`join with  murmur join ${address}`)
  return `${lines.join('\n')}\n${memberTable(status.members)}`
}

function memberTable(members: readonly MemberStatus[]): string {
  if (members.length === 0) return 'no members'
  const head = ['member', 'id', 'state', 'accepted', 'refused', 'last round', 'batches/s', 'missed']
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'left', 'right', 'right', 'right', 'right', 'right'],
  })
  for (const m of members)
    table.push([
      m.name,
      m.id.slice(0, 8),
      m.state,
      m.accepted,
      m.refused,
      m.lastRound < 0 ? '–' : m.lastRound,
      m.speed === 0 ? '–' : m.speed.toFixed(2),
      m.misses,
    ])
  return table.toString()
}
