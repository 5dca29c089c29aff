/**
 * Joining, being ready, leaving, and the end.
 */

import { nameOf } from '../../coordinator/lookup.ts'
import { dueStep } from '../../coordinator/overlap.ts'
import { ownVersions, versionFault, wantedVersions } from '../../coordinator/versions.ts'
import type { MembersChanged } from '../../proto/messages.ts'
import { compareCharge } from './aggregator.ts'
import { stop } from './heads.ts'
import { isUnderWay, post } from './outbox.ts'
import type { MemberWork, Own } from './types.ts'

/** How long a leaving member waits for the round that it committed to, and for the coordinator's answer. */
const leaveMs = 15_000
/** A finished run whose last payloads cannot be had is given up after this. */
const finishMs = 60_000

const retryMs = 1000

const none = new Uint8Array(0)

export function advanceMembership(work: MemberWork): void {
  const { state, parts } = work
  if (state.ended) return
  const { view } = state
  if (view.phase === 'Finished') {
    finish(work)
    return
  }
  if (parts.role === 'observer') return
  if (state.leaving) {
    leave(work)
    return
  }
  if (work.now < state.retryAtMs) return
  if (!state.joined) {
    if (!isUnderWay(state, 'join'))
      post(work, 'join', view.coordinator, {
        type: 'join',
        ...parts.introduction,
        kernel: (parts.versions ?? ownVersions).kernel,
      })
    return
  }
  sayReady(work)
}

/** Ready once the replica stands where the log stands; again in Cooldown, which waits for everybody's last round. */
function sayReady(work: MemberWork): void {
  const { state } = work
  const { view, step } = state
  if (!state.synced || step < 0 || step !== dueStep(view) || isUnderWay(state, 'ready')) return
  const again = view.phase === 'Cooldown' && state.readyStep < step
  if (state.readyStep >= 0 && !again) return
  const stateDigest = state.digest ?? none
  post(work, 'ready', view.coordinator, {
    type: 'ready',
    round: step,
    lineage: view.lineage,
    stateDigest,
  })
  work.state = {
    ...work.state,
    readyStep: step,
    liveFrom: work.state.liveFrom ?? view.round,
  }
}

/** Others came or went; or this member did. */
export function afterMembers(work: MemberWork, kind: MembersChanged): void {
  const { self } = work.parts
  for (const { member, addresses } of kind.admitted) {
    const id = nameOf(member)
    if (id !== self) work.effects.push({ type: 'introduce', member: id, addresses })
    else if (work.state.joinedRound < 0)
      work.state = { ...work.state, joinedRound: work.state.view.round }
  }
  for (const { code, evidence } of kind.left)
    if (code === 'false-merge') compareCharge(work, evidence)
  const mine = kind.left.find(({ member }) => nameOf(member) === self)
  if (mine === undefined) return
  work.state = { ...work.state, joined: false, readyStep: -1 }
  if (mine.code === 'left' && work.state.leaving) stop(work, 'left', 'left the run')
  if (mine.code === 'ejected') stop(work, 'ejected', ejection(mine.reason))
  // This process signed one: it records what it sends, and sits out what it does not know. So there is another.
  if (mine.code === 'equivocated') stop(work, 'duplicate-key', duplicateKey)
}

/** What the coordinator answered to a message of membership. */
export function hearMemberSaid(work: MemberWork, key: string, code: string): void {
  const { state } = work
  if (key === 'join') {
    if (code === 'ok') work.state = { ...state, joined: true, readyStep: -1 }
    else if (code === 'finished') delay(work)
    else refuseJoin(work, code)
    return
  }
  if (key === 'leave') {
    stop(work, 'left', 'left the run')
    return
  }
  if (code === 'not-a-member') work.state = { ...state, joined: false, readyStep: -1 }
  else if (key === 'ready' && code !== 'ok') {
    work.state = { ...state, readyStep: -1 }
    delay(work)
  }
}

/** What was refused may be asked again, but not at once. */
function delay(work: MemberWork): void {
  const retryAtMs = work.now + retryMs
  work.state = { ...work.state, retryAtMs }
  work.effects.push({ type: 'timer', name: 'retry', at: retryAtMs })
}

const duplicateKey =
  "two different commitments of one round are signed with this node's key: another process uses it too. The run does not admit this key again: give each process a folder of its own (--home)"

export const ejection = (reason: string): string =>
  `the operator ejected this node${reason === '' ? '' : `: ${reason}`}`

function refuseJoin(work: MemberWork, code: string): void {
  const wanted = wantedVersions(code)
  const fault = wanted && versionFault(work.parts.versions ?? ownVersions, wanted)
  if (fault !== undefined) stop(work, 'version', fault)
  else stop(work, code, joinRefusals[code] ?? `the coordinator does not admit this node: ${code}`)
}

const joinRefusals: { readonly [code: string]: string } = {
  'bad-name':
    'its name has characters that no terminal should show, such as the end of a line: give another (--name)',
  ejected: 'the run ejected this node before, and does not admit it again',
  full: 'the run has as many members as it admits: try again later, or ask its operator to raise maxMembers',
}

export function hearLeave(work: MemberWork): void {
  if (work.state.leaving) return
  if (work.parts.role === 'observer' || !work.state.joined) {
    stop(work, 'left', 'left the run')
    return
  }
  work.state = { ...work.state, leaving: true }
  work.effects.push({ type: 'timer', name: 'leave', at: work.now + leaveMs })
}

/**
 * Says goodbye once what it trains is committed to, so that nothing trained is lost. The answer comes when the round is closed: until then
 * it shows its payload, and is a witness where it was drawn.
 */
function leave(work: MemberWork): void {
  const { state } = work
  const { view, mine } = state
  if (isUnderWay(state, 'leave') || state.job === 'train') return
  // What it trained in a round that opened ahead can be said when the round before is closed.
  const isUnsaid = ({ signed: { message }, recorded }: Own) =>
    message.round === view.next?.round || (!recorded && message.round === view.open?.round)
  if (mine.some(isUnsaid)) return
  if (state.outbox.some(({ key }) => key.startsWith('commit'))) return
  post(work, 'leave', view.coordinator, { type: 'leave', reason: 'interrupted' })
}

function finish(work: MemberWork): void {
  const { state, now } = work
  if (state.step === state.view.step && state.job === undefined) {
    stop(work, 'finished', 'the run is finished')
    return
  }
  if (now - state.lastEntryMs >= finishMs)
    stop(
      work,
      'incomplete',
      'the run ended and its last rounds could not be fetched: no node that holds them answers',
    )
}
