/** An entry of a log as a sentence, as an object, and whom it is about. */
import { phaseOf } from '../../../coordinator/phase.ts'
import type { SignedEntry, View } from '../../../coordinator/types.ts'
import { entryTimeMs } from '../../../coordinator/view.ts'
import { commandOf } from '../../../coordinator/view-command.ts'
import { toHex } from '../../../kernels/hash.ts'
import type { Entry } from '../../../proto/messages.ts'
import { openEnvelope } from '../../../proto/wire.ts'

/** `view`: after the entry. */
export function describeEntry({ kind }: Entry, view: View): string {
  const name = (key: Uint8Array) => view.members.get(toHex(key))?.name ?? toHex(key).slice(0, 8)
  switch (kind.type) {
    case 'runStarted':
      return `run ${view.config.name} started, ${toHex(view.runId).slice(0, 16)}`
    case 'phaseEntered':
      return `${phaseOf(kind.phase)} (${kind.reason})`
    case 'membersChanged':
      return [
        ...kind.admitted.map((a) => `${a.name} joined`),
        ...kind.left.map((l) => `${toHex(l.member).slice(0, 8)} left (${l.code})`),
      ].join(', ')
    case 'roundOpened':
      return `round ${kind.round} opened at step ${kind.step}: ${kind.members.map(name).join(', ')}; ${kind.batches} batches from ${kind.firstBatch}`
    case 'commandGiven':
      return `the operator wants: ${commandOf(kind.command)}`
    case 'changeScheduled':
      return `from round ${kind.round} on: changed settings, kernel version ${kind.kernel}, protocol version ${kind.protocol}`
    case 'reverted':
      return `round ${kind.round} undone, lineage ${toHex(kind.lineage).slice(0, 12)}`
    case 'restarted':
      return `started again from ${kind.step === 0 ? 'the base' : `the checkpoint of step ${kind.step}`}, lineage ${toHex(kind.lineage).slice(0, 12)}`
    case 'slotOpened':
      return `round ${kind.round}: what ${[...new Set(kind.taken.map((d) => name(d.member)))].join(', ')} left undone goes to ${kind.takers.map(name).join(', ')}, slot ${kind.slot}`
    case 'commitmentsClosed':
      return `round ${kind.round} closed to commitments: ${kind.commitments.length}, listed by ${kind.lists.length}`
    case 'roundClosed':
      return `round ${kind.round} closed: ${kind.accepted.length} accepted, ${kind.refused.length} refused, loss ${(kind.lossMicronats / 1e6).toFixed(4)}, lineage ${toHex(kind.lineage).slice(0, 12)}`
    case 'checkpointMade':
      return `snapshot of step ${kind.step}, state ${toHex(kind.stateRoot).slice(0, 16)}, payloads kept from step ${kind.retainedStep}`
    case 'segmentArchived':
      return `segment from step ${kind.from} to step ${kind.to} archived, ${toHex(kind.root).slice(0, 16)}: it can be replayed`
    case 'roundMerged':
      return `round ${kind.round} merged, signed by ${kind.statements.length}`
    case 'takenOver':
      return `taken over by ${toHex(kind.coordinator).slice(0, 16)} in term ${view.term} (${kind.reason})`
  }
}

/** Whoever signed one of the envelopes; they were checked when the entry was folded. */
const signerOf = (envelope: Uint8Array): string => {
  const opened = openEnvelope(envelope, () => true, undefined)
  return opened.ok ? opened.signed.signer : ''
}

/** Hex ids of the members that an entry speaks of. */
export function membersOf({ kind }: Entry): string[] {
  switch (kind.type) {
    case 'membersChanged':
      return [...kind.admitted, ...kind.left].map(({ member }) => toHex(member))
    case 'roundOpened':
      return kind.members.map(toHex)
    case 'slotOpened':
      return [...kind.taken.map(({ member }) => member), ...kind.takers].map(toHex)
    case 'commitmentsClosed':
      return [...kind.commitments, ...kind.lists].map(signerOf)
    case 'roundClosed':
      return kind.reports.map(signerOf)
    default:
      return []
  }
}

/** The round that an entry belongs to; undefined: to none. */
export function roundOf({ kind }: Entry): number | undefined {
  return 'round' in kind ? kind.round : undefined
}

/** One JSON object: bytes in hex; signed inputs by their signers. */
export function entryJson(signed: SignedEntry): object {
  const { message } = signed
  const { kind, index, term } = message
  const { type, ...fields } = kind
  const shown = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      field === 'commitments' || field === 'lists' || field === 'reports'
        ? (value as Uint8Array[]).map(signerOf)
        : plain(value),
    ]),
  )
  const time = new Date(entryTimeMs(message)).toISOString()
  return { index, term, time, signer: signed.signer, kind: type, ...shown }
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]))
}
