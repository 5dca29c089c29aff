/**
 * How a node stands in its run: one object for programs, and the same as a page of text for the person whose machine it is.
 *
 * It is made from the state of the member's machine and from its own copy of the log. Invariant: what it does and what it waits for are
 * told with since when, and every wait with until when, if it has an end.
 */
import { planOf } from '../../coordinator/plan.ts'
import { toHex } from '../../kernels/hash.ts'
import type { MemberState, Progress } from '../roles/types.ts'
import { memberWaits } from '../roles/waits.ts'
import { type Status, shownSeconds, waitLine } from './operator/status.ts'
import type { MemberTally, Tally } from './operator/tally.ts'
import { meaningOf } from './operator/why.ts'

export type NodeStatus = {
  readonly name: string
  readonly pid: number
  readonly peerId: string
  readonly coordinator: string
  /** Connections to other nodes now. */
  readonly peers: number
  readonly doing: string
  readonly doingSeconds: number
  /** Undefined before it knows the run. */
  readonly run: RunPart | undefined
}

type RunPart = {
  readonly name: string
  readonly runId: string
  readonly id: string
  readonly phase: string
  readonly round: number
  /** Rounds in effect, and of the whole run. */
  readonly trained: number
  readonly rounds: number
  /** Steps of this replica; -1: it holds no model yet. */
  readonly step: number
  /** Steps that it lags behind the log. */
  readonly behind: number
  readonly members: number
  readonly waits: Status['waits']
  readonly process: { readonly batchesTrained: number; readonly roundsApplied: number }
  readonly credit: Credit
}

/** What the log has accepted of this node, over all its processes. */
type Credit = {
  readonly accepted: number
  readonly refused: number
  readonly lastRound: number
  readonly lastRefusal: MemberTally['lastRefusal']
  readonly batches: number
  readonly tokens: number
  /** Of all tokens that the run accepted, 0 to 1. */
  readonly share: number
}

/** What a node does that follows no run yet. */
export type Stage = { readonly what: string; readonly sinceMs: number }

export type NodeParts = {
  readonly name: string
  readonly pid: number
  readonly peerId: string
  readonly coordinator: string
  readonly peers: number
  readonly stage: Stage
}

export type Following = {
  readonly self: string
  readonly state: MemberState
  readonly tally: Tally
  /** What it was last seen to do, and since when. */
  readonly shown: { readonly progress: Progress; readonly sinceMs: number } | undefined
}

/** `following` undefined: it fetches what it needs before it can follow the log. `now` in ms since the epoch. */
export function describeNode(
  { stage, ...parts }: NodeParts,
  following: Following | undefined,
  now: number,
): NodeStatus {
  const { shown } = following ?? {}
  const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000))
  const doing = shown?.progress.doing ?? stage.what
  const doingSeconds = seconds(now - (shown?.sinceMs ?? stage.sinceMs))
  const run = following && describeRun(following, now)
  return { ...parts, doing, doingSeconds, run }
}

function describeRun({ self, state, tally, shown }: Following, now: number): RunPart {
  const { view, step, batchesTrained, roundsApplied } = state
  const name = (id: string) =>
    id === view.coordinator ? 'coordinator' : (view.members.get(id)?.name ?? id.slice(0, 8))
  return {
    name: view.config.name,
    runId: toHex(view.runId),
    id: self,
    phase: shown?.progress.phase ?? view.phase,
    round: view.open?.round ?? view.round,
    trained: view.trained,
    rounds: planOf(view.config).rounds,
    step,
    behind: step < 0 ? view.step : view.step - step,
    members: view.members.size,
    waits: memberWaits(state, now).map(({ what, sinceMs, deadlineMs, missing }) => ({
      what,
      sinceSeconds: Math.max(0, Math.round((now - sinceMs) / 1000)),
      deadlineSeconds: deadlineMs === undefined ? undefined : Math.round((deadlineMs - now) / 1000),
      missing: missing.map(name),
    })),
    process: { batchesTrained, roundsApplied },
    credit: creditOf(tally, self),
  }
}

function creditOf(tally: Tally, self: string): Credit {
  const all = tally.members()
  const mine = all.find(({ id }) => id === self)
  const tokens = mine?.tokens ?? 0
  const total = all.reduce((sum, member) => sum + member.tokens, 0)
  return {
    accepted: mine?.accepted ?? 0,
    refused: mine?.refused ?? 0,
    lastRound: mine?.lastRound ?? -1,
    lastRefusal: mine?.lastRefusal,
    batches: mine?.batches ?? 0,
    tokens,
    share: total === 0 ? 0 : tokens / total,
  }
}

/** The page for people. */
export function showNode(status: NodeStatus): string {
  const { name, pid, peerId, coordinator, peers, doing, doingSeconds, run } = status
  const lines = [
    `node ${name}, process ${pid}, connected to ${peers} ${peers === 1 ? 'node' : 'nodes'}`,
  ]
  if (run !== undefined) {
    lines.push(
      `run ${run.name}  ${run.runId.slice(0, 12)}, ${run.members} ${run.members === 1 ? 'member' : 'members'}; ${coordinator}`,
    )
    const lag =
      run.step < 0 ? ', no model here yet' : run.behind > 0 ? `, ${run.behind} behind here` : ''
    lines.push(
      `${run.phase}, round ${run.round}; ${run.trained} of ${run.rounds} rounds applied${lag}`,
    )
  } else lines.push(coordinator)
  lines.push(`${doing} (since ${shownSeconds(doingSeconds)})`)
  if (run === undefined) return [...lines, `peer id ${peerId}`].join('\n')
  lines.push(
    ...run.waits.map(waitLine),
    ...creditLines(run),
    `peer id ${peerId}, member ${run.id.slice(0, 8)}`,
  )
  return lines.join('\n')
}

function creditLines({ credit, process: own }: RunPart): string[] {
  const { accepted, refused, lastRound, batches, tokens, share, lastRefusal } = credit
  const lines = [
    `trained ${own.batchesTrained} batches and applied ${own.roundsApplied} rounds since it was started`,
    accepted + refused === 0
      ? 'nothing of it was decided yet'
      : `${accepted} of ${accepted + refused} contributions accepted, the last in round ${lastRound}: ${batches} batches, ${tokens.toLocaleString('en-US')} tokens, ${(100 * share).toFixed(1)} % of the run`,
  ]
  if (lastRefusal !== undefined)
    lines.push(`round ${lastRefusal.round} did not take one: ${meaningOf(lastRefusal.code)}`)
  return lines
}
