/**
 * What a log says about its members and rounds, in numbers that a person asks for: who delivered, who was refused and why, who left.
 *
 * Entries are read, not verified: whoever holds the log has folded it before. Invariant: memory is bounded by `keptRounds` and
 * by the number of members.
 */
import { phaseOf } from '../../../coordinator/phase.ts'
import { commandOf } from '../../../coordinator/view-command.ts'
import { toHex } from '../../../kernels/hash.ts'
import type { Commitment, EntryKind } from '../../../proto/messages.ts'
import { openEnvelope } from '../../../proto/wire.ts'

export type MemberTally = {
  readonly id: string
  readonly name: string
  readonly joinedRound: number
  /** Undefined while it is a member. */
  readonly left:
    | { readonly code: string; readonly reason: string; readonly timeMs: number }
    | undefined
  readonly accepted: number
  readonly refused: number
  readonly lastRefusal: { readonly code: string; readonly round: number } | undefined
  readonly lastRound: number
  readonly batches: number
  readonly tokens: number
  readonly payloadBytes: number
}

export type RoundTally = {
  readonly round: number
  readonly openedMs: number
  readonly closedMs: number
  readonly void: boolean
  /** Nats. */
  readonly loss: number
  readonly members: number
  readonly accepted: number
  readonly tokens: number
  readonly payloadBytes: number
}

export type Happening = { readonly timeMs: number; readonly what: string }

export type Tally = {
  readonly hear: (envelope: Uint8Array) => void
  readonly members: () => readonly MemberTally[]
  readonly rounds: () => readonly RoundTally[]
  readonly happenings: () => readonly Happening[]
}

const trust = () => true

type Held = {
  readonly members: Map<string, MemberTally>
  readonly rounds: RoundTally[]
  readonly happenings: Happening[]
  /** By round; two where they overlap, and those that were left by a step back. */
  readonly open: Map<number, { readonly openedMs: number; readonly members: number }>
  /** Of the round whose commitments were closed last. */
  commitments: readonly { readonly signer: string; readonly message: Commitment }[]
}

/** `keptRounds`: how many closed rounds, and happenings beside them, are remembered. */
export function createTally(keptRounds = 100_000): Tally {
  const held: Held = {
    members: new Map(),
    rounds: [],
    happenings: [],
    open: new Map(),
    commitments: [],
  }
  return {
    hear: (envelope) => {
      const opened = openEnvelope(envelope, trust, undefined)
      if (!opened.ok || opened.signed.message.type !== 'entry') return
      const { kind, timeS, timeMs } = opened.signed.message
      hearKind(held, kind, timeS * 1000 + timeMs)
      if (held.rounds.length > keptRounds) held.rounds.shift()
      if (held.happenings.length > keptRounds) held.happenings.shift()
    },
    members: () => [...held.members.values()],
    rounds: () => held.rounds,
    happenings: () => held.happenings,
  }
}

function hearKind(held: Held, kind: EntryKind, timeMs: number): void {
  switch (kind.type) {
    case 'membersChanged':
      hearMembers(held, kind, timeMs)
      return
    case 'roundOpened':
      held.open.set(kind.round, { openedMs: timeMs, members: kind.members.length })
      return
    case 'commitmentsClosed':
      held.commitments = kind.commitments.flatMap((envelope) => {
        const opened = openEnvelope(envelope, trust, undefined)
        return opened.ok && opened.signed.message.type === 'commitment'
          ? [{ signer: opened.signed.signer, message: opened.signed.message }]
          : []
      })
      return
    case 'roundClosed':
      hearClosed(held, kind, timeMs)
      return
    case 'phaseEntered':
      held.happenings.push({ timeMs, what: `${phaseOf(kind.phase) ?? '?'} (${kind.reason})` })
      return
    default: {
      const what = commandText(kind)
      if (what !== undefined) held.happenings.push({ timeMs, what })
    }
  }
}

/** What the operator did, where the entry is of a command. An ejection is a member that left. */
function commandText(kind: EntryKind): string | undefined {
  switch (kind.type) {
    case 'commandGiven':
      return { run: 'resume', pause: 'pause', stop: 'stop' }[
        commandOf(kind.command) ?? 'run'
      ].concat(' asked for by the operator')
    case 'changeScheduled':
      return `settings changed by the operator from round ${kind.round} on`
    case 'reverted':
      return `round ${kind.round} undone by the operator`
    case 'restarted':
      return `started again by the operator from ${kind.step === 0 ? 'the base' : `the checkpoint of step ${kind.step}`}`
    case 'takenOver':
      return `handed over by the operator to coordinator ${toHex(kind.coordinator).slice(0, 16)} (${kind.reason})`
    default:
      return undefined
  }
}

function hearMembers(
  held: Held,
  kind: Extract<EntryKind, { type: 'membersChanged' }>,
  timeMs: number,
): void {
  for (const { member, name } of kind.admitted) {
    const id = toHex(member)
    const before = held.members.get(id)
    const joinedRound = Math.max(held.rounds.at(-1)?.round ?? -1, ...held.open.keys()) + 1
    held.members.set(id, { ...(before ?? fresh(id, joinedRound)), name, left: undefined })
    held.happenings.push({ timeMs, what: `${name} joined` })
  }
  for (const { member, code, reason } of kind.left) {
    const id = toHex(member)
    const before = held.members.get(id) ?? fresh(id, 0)
    held.members.set(id, { ...before, left: { code, reason, timeMs } })
    const why = reason === '' ? code : `${code}: ${reason}`
    held.happenings.push({ timeMs, what: `${before.name} left (${why})` })
  }
}

const fresh = (id: string, joinedRound: number): MemberTally => ({
  id,
  name: id.slice(0, 8),
  joinedRound,
  left: undefined,
  accepted: 0,
  refused: 0,
  lastRefusal: undefined,
  lastRound: -1,
  batches: 0,
  tokens: 0,
  payloadBytes: 0,
})

function hearClosed(
  held: Held,
  kind: Extract<EntryKind, { type: 'roundClosed' }>,
  timeMs: number,
): void {
  const { round } = kind
  let tokens = 0
  let payloadBytes = 0
  for (const { commitment } of kind.accepted) {
    const { signer, message } = held.commitments[commitment] ?? {}
    const before = signer === undefined ? undefined : held.members.get(signer)
    if (before === undefined || message === undefined) continue
    tokens += message.tokens
    payloadBytes += message.payloadBytes
    held.members.set(before.id, {
      ...before,
      accepted: before.accepted + 1,
      lastRound: round,
      batches: before.batches + message.batches.length,
      tokens: before.tokens + message.tokens,
      payloadBytes: before.payloadBytes + message.payloadBytes,
    })
  }
  for (const { commitment, code } of kind.refused) {
    const before = held.members.get(held.commitments[commitment]?.signer ?? '')
    if (before !== undefined)
      held.members.set(before.id, {
        ...before,
        refused: before.refused + 1,
        lastRefusal: { code, round },
      })
  }
  const opened = held.open.get(round)
  for (const known of held.open.keys()) if (known <= round) held.open.delete(known)
  held.commitments = []
  held.rounds.push({
    round,
    openedMs: opened?.openedMs ?? timeMs,
    closedMs: timeMs,
    void: kind.accepted.length === 0,
    loss: kind.lossMicronats / 1e6,
    members: opened?.members ?? 0,
    accepted: kind.accepted.length,
    tokens,
    payloadBytes,
  })
}
