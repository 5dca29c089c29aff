/**
 * The contributor: trains when a round lists it, commits to what it trained before anybody can see it, shows it when commitments are
 * closed.
 *
 * Invariants: it trains on exactly the state that the round names; it signs one commitment for each slot of a round, and the world records it durably
 * before it is sent; a round that was open when this process began is sat out, because the process cannot know what it said before.
 */
import { bindingOf, bindingOfCommitment } from '../../coordinator/frame.ts'
import { nameOf, placeIn } from '../../coordinator/lookup.ts'
import { workIn } from '../../coordinator/slots.ts'
import type { OpenRound, SignedCommitment, View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Commitment } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import { postCopies } from './outbox.ts'
import { hearHeld } from './payloads.ts'
import type { MemberEvent, MemberState, MemberWork, Own } from './types.ts'
import { hearCommitment } from './witness.ts'

const none = new Uint8Array(0)

/** Where the commitment of a slot is kept: one name a slot, so that one never replaces another of its round. */
export const recordName = (slot: number): string =>
  slot === 0 ? 'commitment' : `commitment-${slot}`

/** The round that trains now: with overlap, while the one before it is revealed. */
const inTraining = ({ open, next }: View): OpenRound | undefined =>
  next ?? (open?.closed === undefined ? open : undefined)

/** Starts training where the open round wants it of us and the replica stands where the round begins. True where it was started. */
export function advanceTraining(work: MemberWork): boolean {
  const { state, parts } = work
  const open = inTraining(state.view)
  if (parts.role !== 'contributor' || state.job !== undefined || state.leaving) return false
  if (open === undefined) return false
  if (state.trainedRound > open.round || state.step !== open.trainsOn) return false
  if (state.liveFrom === undefined || open.round < state.liveFrom) return false
  const { round, etaBits, merged } = open
  const from = state.trainedRound === round ? state.trainedSlot + 1 : 0
  for (let slot = from; slot <= open.slots.length; slot++) {
    const batches = ownWork(work, open, slot)
    if (batches.length === 0) continue
    work.state = { ...state, job: 'train', trainedRound: round, trainedSlot: slot }
    const binding = bindingHere(work, round, slot)
    work.effects.push({ type: 'train', round, slot, batches, etaBits, binding, ranges: merged })
    return true
  }
  return false
}

const ownWork = (work: MemberWork, open: OpenRound, slot: number): readonly number[] =>
  workIn(open, slot, placeIn(open.members, work.parts.self)) ?? []

const bindingHere = ({ state, parts }: MemberWork, round: number, slot: number): Uint8Array =>
  bindingOf(parts.hash, { runId: state.view.runId, round, slot, member: parts.self })

/** Training ended: the commitment is signed, and recorded before it is sent. */
export function hearTrained(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'trained' }>,
): void {
  work.state = { ...work.state, job: undefined }
  const { state, parts } = work
  const open = inTraining(state.view)
  const root = nameOf(event.payloadHash)
  const { round, slot } = event
  const isOpen = open?.round === round
  const assigned = isOpen ? ownWork(work, open, slot) : []
  if (!isOpen || assigned.length === 0) {
    // Too late for its round, or given to others meanwhile: the votes stay in the momentum.
    work.effects.push({ type: 'settle', round, slot, accepted: false })
    return
  }
  const dropped = new Set(event.dropped)
  const batches = assigned.filter((b) => !dropped.has(b))
  if (batches.length === 0) {
    work.effects.push({ type: 'settle', round, slot, accepted: false })
    return
  }
  const message = commitmentOf(open, event, batches, state.digest ?? none)
  const { envelope, body } = sealMessage(state.view.runId, message, parts)
  const signed = { message, signer: parts.self, runId: state.view.runId, body, envelope }
  const judged = state.view.open?.round
  const others = state.mine.filter(
    ({ signed: { message } }) => message.round === round || message.round === judged,
  )
  work.state = {
    ...work.state,
    mine: [...others, { signed, recorded: false }],
    batchesTrained: state.batchesTrained + batches.length,
  }
  hearHeld(work, root, {
    code: '',
    binding: nameOf(bindingOfCommitment(parts.hash, signed)),
    bytes: event.payloadBytes,
    ranges: nameOf(event.rangesRoot),
  })
  work.effects.push({ type: 'record', round, slot, envelope })
}

function commitmentOf(
  open: OpenRound,
  event: Extract<MemberEvent, { type: 'trained' }>,
  batches: readonly number[],
  stateDigest: Uint8Array,
): Commitment {
  const { payloadHash, payloadBytes, rangesRoot, dropped, engine, precision, tokens, trainMs } =
    event
  return {
    type: 'commitment',
    round: open.round,
    slot: event.slot,
    payloadHash,
    payloadBytes,
    batches,
    dropped: [...dropped],
    thetaRound: open.trainsOn,
    engine,
    precision,
    prevRoot: none,
    momentumRoot: none,
    stateDigest,
    lossMicronats: event.lossMicroNats,
    tokens,
    trainMs,
    rangesRoot,
  }
}

/** The record is on the disk: now it may be sent. */
export function hearRecorded(work: MemberWork, round: number, slot: number): void {
  const isIt = ({ signed: { message } }: Own) => message.round === round && message.slot === slot
  if (!work.state.mine.some(isIt)) return
  const mine = work.state.mine.map((own) => (isIt(own) ? { ...own, recorded: true } : own))
  work.state = { ...work.state, mine }
  sendCommitments(work)
}

/** To the coordinator and every witness; a witness that is ourselves hears it at once. */
export function sendCommitments(work: MemberWork): void {
  const { mine, view } = work.state
  const { open } = view
  if (open === undefined || open.closed !== undefined) return
  for (const { signed, recorded } of mine)
    if (recorded && signed.message.round === open.round) sendCommitment(work, open, signed)
}

function sendCommitment(work: MemberWork, open: OpenRound, signed: SignedCommitment): void {
  const { state, parts } = work
  const { round, slot } = signed.message
  const { envelope } = signed
  const witnesses = open.witnesses.map((index) => open.members[index] as string)
  const receivers = [
    { key: `commit ${slot} coordinator`, to: state.view.coordinator },
    ...witnesses
      .filter((id) => id !== parts.self)
      .map((id) => ({ key: `commit ${slot} ${id}`, to: id })),
  ]
  postCopies(work, receivers, envelope, round)
  if (witnesses.includes(parts.self)) hearCommitment(work, signed)
}

/** Whether a blob is what we committed to in a round whose commitments are not closed: it is shown to nobody. */
export function isVeiled({ mine, view }: MemberState, root: string): boolean {
  const { open, next } = view
  const isUnclosed = (round: number) =>
    round >= (next?.round ?? view.round) || (open?.round === round && open.closed === undefined)
  return mine.some(
    ({ signed: { message } }) => isUnclosed(message.round) && nameOf(message.payloadHash) === root,
  )
}

/** Commitments are closed: what we committed to may be seen. */
export function reveal(work: MemberWork, open: OpenRound): void {
  const { self } = work.parts
  // The few who need it ask for it.
  if (open.merged) return
  for (const { signer, message } of open.closed?.commitments ?? [])
    if (signer === self)
      work.effects.push({ type: 'reveal', round: open.round, root: toHex(message.payloadHash) })
}
