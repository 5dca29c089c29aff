/**
 * A member of a run, or an observer of one: the pure machine that puts following, replica, training and witnessing together.
 *
 * After each event `advance` starts whatever became possible. Outcomes of effects carry what they belong to, so that a late one is
 * recognised and ignored. Total: no event throws.
 */
import { emptyMap } from '../../coordinator/trie.ts'
import type { SignedCommitment } from '../../coordinator/types.ts'
import { ownVersions, versionFault } from '../../coordinator/versions.ts'
import { greetCoordinator } from './again.ts'
import { advanceMerge, hearMerged } from './aggregator.ts'
import { advanceTraining, hearRecorded, hearTrained } from './contributor.ts'
import { afterEntry } from './entry.ts'
import { ask, fillGap, hearAsked, hearEntry, watch } from './follow.ts'
import { askAhead, hearOfOthers, stop, watchHead } from './heads.ts'
import { advanceMembership, hearLeave, hearMemberSaid } from './membership.ts'
import { flush, hearSaid } from './outbox.ts'
import { askForMerge, fetchPayloads, hearHeld, hearMissed } from './payloads.ts'
import { describeProgress } from './progress.ts'
import {
  advanceReplica,
  hearApplied,
  hearRestored,
  hearSnapshotted,
  startAgain,
} from './replica.ts'
import type {
  Held,
  MemberEvent,
  MemberMachine,
  MemberParts,
  MemberState,
  MemberWork,
} from './types.ts'
import {
  advanceWitness,
  forwardKey,
  hearCommitment,
  hearForwarded,
  hearListed,
  hearWitnessTimer,
  noWitnessing,
} from './witness.ts'

export function createMember(parts: MemberParts): MemberMachine {
  return {
    initial: startState(parts),
    step: (state, event) => {
      const work: MemberWork = { parts, now: event.now, state, effects: [] }
      if (!state.ended) {
        hear(work, event)
        if (isCommitment(event)) advanceWitness(work)
        else if (!isReceipt(event)) advance(work)
      }
      return { state: work.state, effects: work.effects }
    },
  }
}

/** Somebody's commitment: a list may be due, and nothing else. A witness of a large round hears one of everybody. */
const isCommitment = (event: MemberEvent): boolean =>
  event.type === 'message' && event.signed.message.type === 'commitment'

/** A commitment arrived where it was sent: nothing becomes possible by it. A round brings as many of these as of all else. */
const isReceipt = (event: MemberEvent): boolean =>
  event.type === 'said' && event.code === 'ok' && event.key.startsWith('commit ')

function startState(parts: MemberParts): MemberState {
  return {
    view: parts.view,
    history: parts.history,
    ahead: new Map(),
    asking: false,
    asks: 0,
    synced: parts.role === 'observer',
    lastEntryMs: 0,
    heardMs: 0,
    headFrom: undefined,
    joined: false,
    leaving: false,
    ended: false,
    liveFrom: undefined,
    readyStep: -1,
    step: -1,
    digest: undefined,
    before: undefined,
    job: undefined,
    retryAtMs: 0,
    held: emptyMap(),
    fetching: emptyMap(),
    looked: undefined,
    found: undefined,
    outbox: [],
    lastId: 0,
    trainedRound: -1,
    trainedSlot: -1,
    mine: parts.recorded.map((signed) => ({ signed, recorded: true })),
    settled: -1,
    snapshotStep: 0,
    origin: parts.origin,
    mergeTried: -1,
    merged: undefined,
    mergeDueMs: 0,
    down: new Set(),
    early: emptyMap(),
    witnessing: noWitnessing,
    roundsApplied: 0,
    batchesTrained: 0,
    joinedRound: -1,
    shown: undefined,
  }
}

function hear(work: MemberWork, event: MemberEvent): void {
  switch (event.type) {
    case 'start':
      begin(work)
      return
    case 'entry':
      for (const { kind, closed } of hearEntry(work, event.signed)) afterEntry(work, kind, closed)
      return
    case 'asked':
      hearAsked(work, event.code, event.more)
      return
    case 'message': {
      const { signed, id } = event
      const code = isCommitment(event)
        ? hearCommitment(work, signed as SignedCommitment)
        : 'unexpected'
      work.effects.push({ type: 'answer', id, code })
      return
    }
    case 'said': {
      const code = hearSaid(work, event)
      if (code === undefined) return
      if (event.key === 'list') hearListed(work, code)
      if (event.key.startsWith(forwardKey)) hearForwarded(work, code)
      hearMemberSaid(work, event.key, code)
      return
    }
    case 'peer':
      hearPeer(work, event.member, event.up)
      return
    case 'timer':
      hearTimer(work, event.name)
      return
    case 'head':
    case 'rival':
    case 'foreign':
      hearOfOthers(work, event)
      return
    case 'doubted':
      startAgain(work)
      return
    case 'leave':
      hearLeave(work)
      return
    default:
      hearOutcome(work, event)
      return
  }
}

const heldOf = ({ code, binding, bytes, ranges }: Held): Held => ({ code, binding, bytes, ranges })

type Outcome = Extract<
  MemberEvent,
  {
    type:
      | 'held'
      | 'missed'
      | 'trained'
      | 'recorded'
      | 'merged'
      | 'applied'
      | 'restored'
      | 'snapshotted'
      | 'failed'
  }
>

function hearOutcome(work: MemberWork, event: Outcome): void {
  switch (event.type) {
    case 'held':
      hearHeld(work, event.root, heldOf(event))
      return
    case 'missed':
      hearMissed(work, event.root)
      return
    case 'trained':
      hearTrained(work, event)
      return
    case 'recorded':
      hearRecorded(work, event.round, event.slot)
      return
    case 'merged':
      hearMerged(work, event)
      return
    case 'applied':
      hearApplied(work, event)
      return
    case 'restored':
      hearRestored(work, event)
      return
    case 'failed':
      hearFailed(work, event)
      return
    default:
      hearSnapshotted(work, event.step)
  }
}

const retryJobMs = 2000

/** A state that could not be fetched is tried again; what was trained in vain costs its round; anything else cannot go on. */
function hearFailed(work: MemberWork, event: Extract<MemberEvent, { type: 'failed' }>): void {
  const retryAtMs = work.now + retryJobMs
  work.state = { ...work.state, job: undefined }
  // A replica that starts again from a snapshot does not need the round that it was applying: its payloads may be gone by now.
  if (event.job === 'apply' && work.state.step >= 0) {
    stop(work, event.code, event.message)
    return
  }
  work.state = { ...work.state, retryAtMs }
  work.effects.push({ type: 'timer', name: 'retry', at: retryAtMs })
}

function begin(work: MemberWork): void {
  work.state = { ...work.state, lastEntryMs: work.now, heardMs: work.now }
  const { view } = work.state
  for (const { id, addresses } of view.members.values())
    if (id !== work.parts.self) work.effects.push({ type: 'introduce', member: id, addresses })
  watchHead(work)
  if (work.parts.role === 'observer') return
  watch(work)
  ask(work)
}

function hearPeer(work: MemberWork, member: string, up: boolean): void {
  const { state } = work
  if (up !== state.down.has(member)) return
  const down = new Set(state.down)
  if (up) down.delete(member)
  else down.add(member)
  work.state = { ...state, down }
  if (!up || member !== state.view.coordinator || work.parts.role === 'observer') return
  // It may have been started anew and know nothing of us, nor of what we said in the round that is open.
  greetCoordinator(work)
}

function hearTimer(work: MemberWork, name: string): void {
  if (name === 'watch') watch(work)
  else if (name === 'gap') fillGap(work)
  else if (name === 'unmerged') askForMerge(work)
  else if (name === 'head') watchHead(work)
  else if (name === 'behind') askAhead(work)
  else if (name === 'leave') stop(work, 'left', 'left the run')
  else hearWitnessTimer(work, name)
}

/** Versions are in force that this software does not have: it stops before it would differ. Older ones are only read on the way. */
function checkVersions(work: MemberWork): void {
  const { state, parts } = work
  const fault = state.synced ? versionFault(parts.versions ?? ownVersions, state.view) : undefined
  if (fault !== undefined) stop(work, 'version', fault)
}

function advance(work: MemberWork): void {
  checkVersions(work)
  if (work.state.ended) return
  // Each pass starts at most one job; the bound only guards against a bug.
  for (let i = 0; i < 8; i++)
    if (!advanceMerge(work) && !advanceReplica(work) && !advanceTraining(work)) break
  fetchPayloads(work)
  advanceWitness(work)
  advanceMembership(work)
  flush(work)
  describeProgress(work)
}
