/** What a coordinator says of its decisions: events for programs, lines for people, and what it waits for. */
import { quorum } from '../../coordinator/committee.ts'
import { stageOf } from '../../coordinator/epoch.ts'
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { SignedEntry } from '../../coordinator/types.ts'
import { waits } from '../../coordinator/waits.ts'
import { toHex } from '../../kernels/hash.ts'
import { entryOf } from '../../proto/wire.ts'
import type { Reporter } from './reporter.ts'

/** Says each entry that matters; the number of witnesses when it changes. */
export function createEntryReport(reporter: Reporter) {
  let witnesses = -1
  return (signed: SignedEntry, state: CoordinatorState): void => {
    const count = state.view.open?.witnesses.length ?? witnesses
    if (count !== witnesses) sayTolerance(reporter, count)
    witnesses = count
    reportEntry(reporter, signed, state)
  }
}

/** One line an entry that matters to a person. `state` is the state after the decision. */
function reportEntry(reporter: Reporter, signed: SignedEntry, state: CoordinatorState): void {
  const { message } = signed
  const closed = entryOf(message, 'roundClosed')
  if (closed !== undefined) {
    const { lastClosed } = state.view
    if (lastClosed === undefined || lastClosed.round !== closed.round) return
    const payloadBytes = lastClosed.contributions.reduce((sum, c) => sum + c.payloadBytes, 0)
    reporter.event('round', {
      round: closed.round,
      step: state.view.step,
      lossMicroNats: closed.lossMicronats,
      members: lastClosed.members.length,
      accepted: lastClosed.contributions.length,
      payloadBytes,
      void: lastClosed.void,
      lineage: toHex(closed.lineage),
    })
    return
  }
  const changed = entryOf(message, 'membersChanged')
  for (const { member, name } of changed?.admitted ?? [])
    reporter.event('admitted', { member: toHex(member), name }, `${name} joined`)
  for (const { member, code } of changed?.left ?? [])
    reporter.event(
      'left',
      { member: toHex(member), code },
      `${toHex(member).slice(0, 12)} left (${code})`,
    )
  const phase = entryOf(message, 'phaseEntered')
  if (phase !== undefined) {
    const { name } = stageOf(state.view).config
    const fields = { phase: state.view.phase, reason: phase.reason, stage: name }
    const isNew = phase.reason === 'stage'
    reporter.event('phase', fields, isNew ? `the next stage is ${name}` : undefined)
  }
}

/** Fewer than four witnesses cannot outvote one that fails; an operator should know. */
function sayTolerance(reporter: Reporter, count: number): void {
  const tolerated = count - quorum(count)
  const text =
    tolerated > 0
      ? `${count} witnesses: ${tolerated} may fail`
      : `${count} witnesses: none may fail; a round in which one does is void`
  reporter.event('witnesses', { count, tolerated }, text)
}

/** Who or what the run waits for, since when. */
export function waitingFor(state: CoordinatorState, now: number): string {
  const { view } = state
  const name = (id: string) => view.members.get(id)?.name ?? id.slice(0, 8)
  return waits(state)
    .map(({ what, sinceMs, missing }) => {
      const who = missing.length === 0 ? '' : ` (${missing.slice(0, 4).map(name).join(', ')})`
      return `${what}${who}, since ${Math.max(0, Math.round((now - sinceMs) / 1000))} s`
    })
    .join('; ')
}
