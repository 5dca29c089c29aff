/**
 * The contributor: trains when a round lists it, commits to what it trained before anybody can see it, shows it when commitments are
 * closed.
 *
 * Invariants: it trains on exactly the state that the round names; it signs one commitment a round, and the world records it durably
 * before it is sent; a round that was open when this process began is sat out, because the process cannot know what it said before.
 */
import { placeIn } from '../../coordinator/lookup.ts'
import type { OpenRound } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import type { Commitment } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import { postEnvelope } from './outbox.ts'
import { hearHeld } from './replica.ts'
import type { MemberEvent, MemberWork } from './types.ts'
import { hearCommitment } from './witness.ts'

const none = new Uint8Array(0)

/** Starts training where the open round wants it of us and the replica stands where the round begins. True where it was started. */
export function advanceTraining(work: MemberWork): boolean {
  const { state, parts } = work
  const { open } = state.view
  if (parts.role !== 'contributor' || state.job !== undefined || state.leaving) return false
  if (open === undefined || open.closed !== undefined) return false
  if (state.trainedRound >= open.round || state.step !== open.step) return false
  if (state.liveFrom === undefined || open.round < state.liveFrom) return false
  const batches = open.assigned[placeIn(open.members, parts.self)]
  if (batches === undefined || batches.length === 0) return false
  work.state = { ...state, job: 'train', trainedRound: open.round }
  const { round, etaBits, merged } = open
  work.effects.push({ type: 'train', round, batches, etaBits, ranges: merged })
  return true
}

/** Training ended: the commitment is signed, and recorded before it is sent. */
export function hearTrained(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'trained' }>,
): void {
  work.state = { ...work.state, job: undefined }
  const { state, parts } = work
  const { open } = state.view
  const root = toHex(event.payloadHash)
  if (open === undefined || open.round !== event.round || open.closed !== undefined) {
    // Too late for its round: the votes stay in the momentum.
    work.effects.push({ type: 'settle', round: event.round, accepted: false })
    return
  }
  const assigned = open.assigned[placeIn(open.members, parts.self)] as readonly number[]
  const dropped = new Set(event.dropped)
  const batches = assigned.filter((b) => !dropped.has(b))
  if (batches.length === 0) return
  const message = commitmentOf(open, event, batches, state.digest ?? none)
  const { envelope, body } = sealMessage(state.view.runId, message, parts)
  const mine = { message, signer: parts.self, runId: state.view.runId, body, envelope }
  work.state = {
    ...work.state,
    mine,
    mineRecorded: false,
    batchesTrained: state.batchesTrained + batches.length,
  }
  hearHeld(work, root, '')
  work.effects.push({ type: 'record', round: event.round, envelope })
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
    slot: 0,
    payloadHash,
    payloadBytes,
    batches,
    dropped: [...dropped],
    thetaRound: open.step,
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
export function hearRecorded(work: MemberWork, round: number): void {
  if (work.state.mine?.message.round !== round) return
  work.state = { ...work.state, mineRecorded: true }
  sendCommitment(work)
}

/** To the coordinator and every witness; a witness that is ourselves hears it at once. */
export function sendCommitment(work: MemberWork): void {
  const { state, parts } = work
  const { mine, view } = state
  const { open } = view
  if (mine === undefined || open === undefined || open.round !== mine.message.round) return
  if (open.closed !== undefined) return
  const { round } = open
  postEnvelope(work, 'commit coordinator', view.coordinator, mine.envelope, round)
  for (const index of open.witnesses) {
    const id = open.members[index] as string
    if (id === parts.self) hearCommitment(work, mine)
    else postEnvelope(work, `commit ${id}`, id, mine.envelope, round)
  }
}

/** Commitments are closed: what we committed to may be seen. */
export function reveal(work: MemberWork, open: OpenRound): void {
  const { self } = work.parts
  // The few who need it ask for it.
  if (open.merged) return
  const logged = open.closed?.commitments.find(({ signer }) => signer === self)
  if (logged === undefined) return
  work.effects.push({
    type: 'reveal',
    round: open.round,
    root: toHex(logged.message.payloadHash),
  })
}
