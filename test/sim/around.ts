/**
 * What the invariants of a run need to know of its surroundings: who could talk, how long a step may take, who is told.
 */
import type { RunConfig } from '../../coordinator/config.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { SimMemberHandle } from './handle.ts'
import type { Watch } from './hooks.ts'

/** Back-off of members, deadlines of requests, silence after which a log is asked for. */
const slackMs = 60_000
/** So much slower than usual a member may be and still count as one that can train. */
const mostSlow = 4

/** Twice the longest that each phase may take once. */
export function limitMs(config: RunConfig): number {
  const { extraWaitMs, warmupMs, trainMaxMs, witnessMaxMs, cooldownMs, slots } = config
  // A round may train once for each of its slots.
  return (
    2 * (extraWaitMs + warmupMs + (1 + slots) * trainMaxMs + witnessMaxMs + cooldownMs) + slackMs
  )
}

/** Whether the run has work to do, and enough honest members are connected and fast enough to do it. */
export function canGoOn(
  { view, command }: CoordinatorState,
  members: readonly SimMemberHandle[],
  isLinked: (id: string) => boolean,
): boolean {
  if (view.phase === 'Finished' || view.phase === 'Paused' || command !== 'run') return false
  const here = members.filter((m) => {
    const member = m.member()
    return member !== undefined && member.ended() === undefined && isLinked(m.id)
  })
  const able = here.filter((m) => m.lie === undefined && !m.isMute() && m.pace.train <= mostSlow)
  const wanted = view.step === 0 ? view.config.initMembers : view.config.minMembers
  // Frozen, slow and lying ones are drawn as witnesses too: a third of them can stop a round.
  return able.length >= wanted && 3 * (here.length - able.length) < here.length
}

/** One watcher that tells several, in order. */
export function watchAll(all: readonly Watch[]): Watch {
  return {
    entry: each(all.flatMap((w) => w.entry ?? [])),
    coordinatorStep: each(all.flatMap((w) => w.coordinatorStep ?? [])),
    memberStep: each(all.flatMap((w) => w.memberStep ?? [])),
    applied: each(all.flatMap((w) => w.applied ?? [])),
    restored: each(all.flatMap((w) => w.restored ?? [])),
    answered: each(all.flatMap((w) => w.answered ?? [])),
    ended: each(all.flatMap((w) => w.ended ?? [])),
    life: each(all.flatMap((w) => w.life ?? [])),
  }
}

/** Steps are told millions of times, mostly to one listener: that one is called itself. */
function each<A extends readonly unknown[]>(
  listeners: readonly ((...args: A) => void)[],
): (...args: A) => void {
  const [first] = listeners
  if (first !== undefined && listeners.length === 1) return first
  return (...args) => {
    for (const listener of listeners) listener(...args)
  }
}
