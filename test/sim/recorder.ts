/**
 * Keeps what is worth telling of a run: rounds, losses, what happened to whom and when. Watches only.
 */
import { phaseOf } from '../../coordinator/phase.ts'
import type { ClosedRound, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import type { EntryKind } from '../../proto/messages.ts'
import type { Watch } from './hooks.ts'

/** One line of the trace. */
export type Moment = {
  readonly event: number
  /** Virtual ms since the start. */
  readonly ms: number
  readonly what: string
  readonly round?: number | undefined
  readonly who?: readonly string[] | undefined
}

export type RoundRecord = {
  readonly round: number
  readonly openedMs: number
  readonly closedMs: number
  readonly deadlineMs: number
  readonly onTime: boolean
  readonly members: number
  readonly accepted: number
  readonly refused: readonly { readonly member: string; readonly code: string }[]
  readonly void: boolean
  /** Mean loss of the accepted work, before it is applied. */
  readonly loss: number
}

export type Clock = {
  readonly events: () => number
  readonly now: () => number
  readonly startMs: number
}

export type Recorder = {
  readonly watch: Watch
  readonly rounds: readonly RoundRecord[]
  readonly moments: readonly Moment[]
  readonly add: (what: string, who?: readonly string[]) => void
  readonly phases: readonly { readonly ms: number; readonly phase: string }[]
}

type Named = { readonly name: (id: string) => string }

export function createRecorder(clock: Clock, { name }: Named): Recorder {
  const rounds: RoundRecord[] = []
  const moments: Moment[] = []
  const phases: { ms: number; phase: string }[] = []
  let last: View | undefined
  /** How long the round that is open trained while it was the only one that did: until its commitments were closed. */
  let trainedMs = 0
  let lastClosedMs = 0
  const ms = () => clock.now() - clock.startMs
  const add = (what: string, who?: readonly string[]) =>
    moments.push({
      event: clock.events(),
      ms: ms(),
      what,
      ...(last?.open === undefined ? {} : { round: last.open.round }),
      ...(who === undefined || who.length === 0 ? {} : { who }),
    })
  const close = (before: View, closed: ClosedRound) => {
    const opened = before.open?.openedMs ?? 0
    rounds.push({
      round: closed.round,
      openedMs: opened - clock.startMs,
      closedMs: ms(),
      deadlineMs: before.open?.deadlineMs ?? 0,
      onTime: !closed.void && trainedMs <= (before.open?.deadlineMs ?? 0),
      members: closed.members.length,
      accepted: closed.contributions.length,
      refused: closed.refused.map(({ member, code }) => ({ member: name(member), code })),
      void: closed.void,
      loss: closed.lossMicronats / 1e6,
    })
    if (closed.void) add('void round')
    for (const { member, code } of closed.refused) add(`contribution ${code}`, [name(member)])
  }
  const tell = (kind: EntryKind, view: View) => {
    if (kind.type === 'membersChanged') {
      for (const { member } of kind.admitted) add('admitted', [name(toHex(member))])
      for (const { member, code } of kind.left) add(`off the list: ${code}`, [name(toHex(member))])
    } else if (kind.type === 'checkpointMade') add(`snapshot of step ${kind.step}`)
    else if (kind.type === 'phaseEntered') add(`${phaseOf(kind.phase)}: ${kind.reason}`)
    else if (kind.type === 'roundOpened') add('round opened')
    else if (kind.type === 'commitmentsClosed')
      trainedMs = clock.now() - Math.max(lastClosedMs, view.open?.openedMs ?? clock.now())
    else if (kind.type === 'roundClosed') lastClosedMs = clock.now()
  }
  return {
    rounds,
    moments,
    phases,
    add,
    watch: {
      entry: ({ message }, { view }) => {
        const { lastClosed } = view
        if (last !== undefined && lastClosed !== undefined && lastClosed !== last.lastClosed)
          close(last, lastClosed)
        if (view.phase !== last?.phase) phases.push({ ms: ms(), phase: view.phase })
        last = view
        tell(message.kind, view)
      },
      life: (id, alive) => add(alive ? 'starts' : 'dies', [name(id)]),
      ended: (id, code) => add(`ends: ${code}`, [name(id)]),
      restored: (id) => add('replica restored', [name(id)]),
    },
  }
}
