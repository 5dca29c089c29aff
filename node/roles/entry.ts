/**
 * What an entry of the log means to a member beyond its view: what it may show, what became of its own commitments, who is new.
 */

import { nameOf, placeIn, remember } from '../../coordinator/lookup.ts'
import type { ClosedRound, Contribution, OpenRound } from '../../coordinator/types.ts'
import type { EntryKind } from '../../proto/messages.ts'
import { changeCoordinator } from './again.ts'
import { compareMerge } from './aggregator.ts'
import { reveal, sendCommitments } from './contributor.ts'
import { forgetHistory } from './follow.ts'
import { sayHeadInTurn } from './heads.ts'
import { afterMembers } from './membership.ts'
import { awaitMerge, forgetPayloads } from './payloads.ts'
import { compareDigest, doubtReplica } from './replica.ts'
import type { MemberWork } from './types.ts'
import { closeWitness, openSlotWitness, openWitness } from './witness.ts'

/** What an entry means beyond the view. */
export function afterEntry(
  work: MemberWork,
  kind: EntryKind,
  closed: ClosedRound | undefined,
): void {
  const { view } = work.state
  const { open } = view
  switch (kind.type) {
    case 'membersChanged':
      afterMembers(work, kind)
      return
    case 'roundOpened': {
      const opened = view.next ?? open
      if (opened === undefined) return
      // One that opens ahead of its turn is trained, and heard of when the round before it is closed.
      if (opened === open) beginRound(work, open)
      if (placeIn(opened.members, work.parts.self) < 0) sayReadyAgain(work)
      return
    }
    case 'reverted':
      leaveRound(work)
      return
    case 'restarted':
      // The state is another one: it is fetched like a joiner's.
      work.state = { ...work.state, step: -1, digest: undefined, readyStep: -1, origin: undefined }
      leaveRound(work)
      return
    case 'slotOpened':
      if (open !== undefined) openSlotWitness(work, open)
      return
    case 'commitmentsClosed':
      if (open === undefined) return
      closeWitness(work, open)
      reveal(work, open)
      return
    case 'roundClosed':
      if (closed !== undefined) {
        if (isDisputed(work, kind)) doubtReplica(work, closed)
        afterClose(work, closed, kind.stateDigest)
      }
      if (open !== undefined) beginRound(work, open)
      return
    case 'roundMerged':
      compareMerge(work)
      return
    case 'checkpointMade':
      // Where a digest covers the whole state, it is the root: a damaged replica that no round gave away sees it here.
      if (view.config.digestShares === 1) compareDigest(work, kind.step, kind.stateRoot)
      // The newest checkpoint was made here, and is stored.
      work.state = { ...work.state, origin: undefined }
      forgetHistory(work)
      return
    case 'takenOver':
      if (work.parts.role === 'contributor') changeCoordinator(work)
      return
    default:
      return
  }
}

function beginRound(work: MemberWork, open: OpenRound): void {
  openWitness(work, open)
  sendCommitments(work)
}

/** What is open ended with a step back: what was committed in it counts for nobody. */
function leaveRound(work: MemberWork): void {
  for (const { signed } of work.state.mine) {
    const { round, slot } = signed.message
    if (round > work.state.settled)
      work.effects.push({ type: 'settle', round, slot, accepted: false })
  }
  forgetPayloads(work)
}

/** Disputed rounds after which members doubt their replicas. */
const disputesToDoubt = 2

/** This round was void with refusals, and not for the first time: of few members one damaged replica is enough for that. */
const isDisputed = (
  { state }: MemberWork,
  { reports }: Extract<EntryKind, { type: 'roundClosed' }>,
) => state.view.disputes >= disputesToDoubt && reports.length > 0

/** Whose payloads a round accepted: `member root`. */
const acceptedIn = remember(
  (contributions: readonly Contribution[]) =>
    new Set(contributions.map((c) => `${c.member} ${nameOf(c.payloadHash)}`)),
)

function afterClose(work: MemberWork, closed: ClosedRound, stateDigest: Uint8Array): void {
  const { self } = work.parts
  work.state = { ...work.state, settled: closed.round }
  for (const { signed } of work.state.mine) {
    const { round, slot, payloadHash } = signed.message
    if (round !== closed.round) continue
    const accepted = acceptedIn(closed.contributions).has(`${self} ${nameOf(payloadHash)}`)
    work.effects.push({ type: 'settle', round, slot, accepted })
  }
  compareDigest(work, closed.trainsOn, stateDigest)
  awaitMerge(work, closed)
  forgetPayloads(work)
  sayHeadInTurn(work)
}

/** A round leaves us out: a late copy of our own join may have made the coordinator forget that we were ready. */
function sayReadyAgain(work: MemberWork): void {
  if (work.state.joined) work.state = { ...work.state, readyStep: -1 }
}
