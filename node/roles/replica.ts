/**
 * The replica: restored from the base or a snapshot, then every closed round applied in order, with exactly the accepted payloads.
 *
 * Invariant: one job of the trainer at a time; round r is applied only when the replica holds the state before it and every payload
 * of its list. A replica whose digest differs from the one that more than two thirds claim starts again from the snapshot; so does
 * everybody who took part where rounds are void and no digest has more than two thirds.
 */
import { mergeOfRound } from '../../coordinator/lookup.ts'
import { newestRoot } from '../../coordinator/origin.ts'
import { dueStep } from '../../coordinator/overlap.ts'
import type { ClosedRound, Contribution } from '../../coordinator/types.ts'
import { sameBytes } from '../../proto/wire.ts'
import { digestAt } from './digest.ts'
import { forgetHistory } from './follow.ts'
import { stop } from './heads.ts'
import { heldCode, type Promised, promisedOf } from './held.ts'
import { forgetPayloads, nextRound, sources } from './payloads.ts'
import type { MemberEvent, MemberWork } from './types.ts'

/** Starts the next job that the replica needs, if the trainer is free. True where one was started. */
export function advanceReplica(work: MemberWork): boolean {
  const { state, now, parts } = work
  if (state.job !== undefined || now < state.retryAtMs) return false
  if (state.step < 0) return state.synced && restore(work)
  if (takeSnapshot(work)) return true
  const closed = state.step < dueStep(state.view) ? nextRound(work) : undefined
  if (closed === undefined) return false
  const { contributions } = closed
  const promised = promisedOf(contributions)
  const [merge] = mergeOfRound(closed)
  if (merge !== undefined && state.held.get(merge.root)?.code === '')
    return apply(work, closed, true)
  const from = state.found?.closed === closed ? state.found.payloads : 0
  for (let i = from; i < contributions.length; i++) {
    const { member } = contributions[i] as Contribution
    const code = heldCode(state.held, promised[i] as Promised)
    if (code === undefined) {
      if (i > from) work.state = { ...state, found: { closed, payloads: i } }
      return false
    }
    if (code !== '') {
      const who = member === parts.self ? 'this node' : member.slice(0, 12)
      stop(
        work,
        'accepted-invalid',
        `the log accepts a payload of ${who} that is invalid (${code}): its witnesses lied. Nothing was applied`,
      )
      return false
    }
  }
  return apply(work, closed, false)
}

function apply(work: MemberWork, closed: ClosedRound, merge: boolean): boolean {
  work.state = { ...work.state, job: 'apply' }
  work.effects.push({ type: 'apply', closed, merge })
  return true
}

function restore(work: MemberWork): boolean {
  const { view, origin } = work.state
  const { step, root } = origin ?? { step: view.snapshot?.step ?? 0, root: newestRoot(view) }
  work.state = { ...work.state, job: 'restore' }
  const candidates = sources(work, [view.coordinator])
  work.effects.push({ type: 'restore', step, root, candidates })
  return true
}

/** The coordinator's replica makes the snapshots that joiners start from; also the newest again, where it was lost. */
function takeSnapshot(work: MemberWork): boolean {
  const { state, parts } = work
  const { view, step, origin, snapshotStep } = state
  if (parts.role !== 'observer' || step === 0 || step <= snapshotStep) return false
  const newest = view.snapshot?.step ?? 0
  // In Cooldown always: the epoch that follows starts from it, whoever comes.
  const isDue =
    step % view.config.checkpointEvery === 0 || (view.phase === 'Cooldown' && step === view.step)
  const isLost = origin !== undefined && step === newest
  if (!isLost && (!isDue || step <= newest)) return false
  work.state = { ...state, job: 'snapshot', snapshotStep: step }
  work.effects.push({ type: 'snapshot', step })
  return true
}

/** A snapshot is stored. */
export function hearSnapshotted(work: MemberWork, step: number): void {
  const { state } = work
  const isNewest = step === state.view.snapshot?.step
  work.state = { ...state, job: undefined, origin: isNewest ? undefined : state.origin }
}

export function hearRestored(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'restored' }>,
): void {
  const { history, view } = work.state
  // A newer snapshot may have come while this one was fetched, and the rounds between are forgotten: then it starts again from that.
  const next = history[0]?.step ?? view.step
  const { step, digest } = event
  const covered = next <= step
  work.state = covered
    ? { ...work.state, job: undefined, step, digest, before: undefined }
    : { ...work.state, job: undefined }
}

export function hearApplied(
  work: MemberWork,
  event: Extract<MemberEvent, { type: 'applied' }>,
): void {
  const { state } = work
  const { step, digest } = event
  // Between the effect and its outcome the replica was found to differ: it starts again.
  if (state.step !== step - 1) {
    work.state = { ...state, job: undefined }
    return
  }
  const before = state.digest && { step: state.step, digest: state.digest }
  const roundsApplied = state.roundsApplied + 1
  work.state = { ...state, job: undefined, step, digest, before, roundsApplied }
  // A replica that was behind the snapshot has caught up: what it waited with is not needed any more.
  forgetHistory(work)
  forgetPayloads(work)
}

/** Members do not confirm a snapshot that was made here: everything since the newest logged one is computed again, and that snapshot made anew. */
export function startAgain(work: MemberWork): void {
  work.state = { ...work.state, step: -1, digest: undefined, snapshotStep: 0 }
}

/** `claimed`: the digest of the state after `step` steps that the log states. */
export function compareDigest(work: MemberWork, step: number, claimed: Uint8Array): void {
  const { state } = work
  const own = digestAt(state, step)
  if (claimed.length === 0 || own === undefined || sameBytes(own, claimed)) return
  work.state = { ...state, step: -1, digest: undefined }
}

/**
 * Nobody can tell whose replica is damaged, and nothing is accepted meanwhile: of few members one is enough, as a witness that marks
 * nobody else's work, or as the only one that is in time. Whoever committed or reported starts again from the snapshot, as a joiner does.
 */
export function doubtReplica(work: MemberWork, { round, trainsOn }: ClosedRound): void {
  const { state } = work
  const { mine, witnessing } = state
  const tookPart =
    witnessing.reported !== '' || mine.some(({ signed }) => signed.message.round === round)
  if (state.step < trainsOn || !tookPart) return
  work.state = { ...state, step: -1, digest: undefined }
}
