/**
 * How much a machine may hold: every queue has a bound that follows from the run's configuration, whatever others send.
 */
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { MemberState } from '../../node/roles/types.ts'

/** Entries kept ahead of a gap, and rounds whose payloads are fetched ahead: node/roles/follow.ts, replica.ts. */
const mostAhead = 512
const fetchAhead = 8
/** Letters beside one commitment a witness: join, ready, leave, list, report, the copy to the coordinator. */
const otherLetters = 8

/** What a member holds too much of, with the bound; undefined where nothing. */
export function memberExcess(state: MemberState): string | undefined {
  const { view } = state
  const most = view.config.maxMembers
  if (state.ahead.size > mostAhead) return `${state.ahead.size} entries ahead, of ${mostAhead}`
  const letters = (1 + view.config.slots) * (view.config.witnesses + 1) + otherLetters
  if (state.outbox.length > letters) return `${state.outbox.length} letters, of ${letters}`
  if (state.early.size > most) return `${state.early.size} early commitments, of ${most}`
  if (state.witnessing.heard.size > most) return `${state.witnessing.heard.size} heard, of ${most}`
  const payloads = (fetchAhead + 2) * most
  if (state.held.size > payloads) return `${state.held.size} payloads, of ${payloads}`
  if (state.fetching.size > payloads) return `${state.fetching.size} fetches, of ${payloads}`
  const from = Math.min(
    view.snapshot?.step ?? 0,
    state.origin?.step ?? view.step,
    state.step < 0 ? view.step : state.step,
  )
  const rounds = view.step - from + 1
  return state.history.length > rounds
    ? `${state.history.length} closed rounds, of ${rounds}`
    : undefined
}

/** `witnesses`: the most that a round of the run had. */
export function coordinatorExcess(state: CoordinatorState, witnesses: number): string | undefined {
  const { view } = state
  const { maxMembers } = view.config
  for (const field of ['commitments', 'ready', 'claims'] as const)
    if (state[field].size > maxMembers) return `${state[field].size} ${field}, of ${maxMembers}`
  if (view.misses.size > maxMembers) return `${view.misses.size} misses, of ${maxMembers}`
  for (const field of ['lists', 'reports'] as const)
    if (state[field].size > witnesses) return `${state[field].size} ${field}, of ${witnesses}`
  const { speeds, trainMs, witnessMs } = view.measured
  if (speeds.size > 3 * maxMembers) return `${speeds.size} speeds, of ${maxMembers} members`
  const times = [trainMs.length, witnessMs.length]
  return Math.max(...times) > 256 ? `${times.join(' and ')} durations, of 256` : undefined
}
