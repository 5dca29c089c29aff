/**
 * The replica: restored from the base or a snapshot, then every closed round applied in order, with exactly the accepted payloads.
 *
 * Invariant: one job of the trainer at a time; round r is applied only when the replica holds the state before it and every payload
 * of its list. A replica whose digest differs from the one that more than two thirds claim starts again from the snapshot.
 */
import type { ClosedRound } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { stop } from './follow.ts'
import type { MemberEvent, MemberWork } from './types.ts'

/** Rounds whose payloads are fetched ahead of their turn. */
const fetchAhead = 8
const retryMs = 1000

type Wanted = { readonly root: string; readonly bytes: number; readonly member: string }

/** Payloads that are needed now: of the round that is revealed, and of the next rounds to apply. */
function wantedPayloads(
  work: MemberWork,
): { readonly wanted: Wanted[]; readonly fresh: boolean }[] {
  const { view } = work.state
  const revealed = (view.open?.closed?.commitments ?? []).map(({ signer, message }) => ({
    root: toHex(message.payloadHash),
    bytes: message.payloadBytes,
    member: signer,
  }))
  const behind = nextRounds(work).flatMap((closed) =>
    closed.contributions.map((c) => ({
      root: toHex(c.payloadHash),
      bytes: c.payloadBytes,
      member: c.member,
    })),
  )
  return [
    { wanted: behind, fresh: false },
    { wanted: revealed, fresh: true },
  ]
}

function nextRounds(work: MemberWork): readonly ClosedRound[] {
  const { history, step } = work.state
  const first = history[0]
  if (first === undefined || step < 0) return []
  const at = step - first.step
  return at < 0 ? [] : history.slice(at, at + fetchAhead)
}

/** Asks for payloads that are needed and neither held nor under way. */
export function fetchPayloads(work: MemberWork): void {
  const { state, parts, now } = work
  const { held, view } = state
  let fetching: Map<string, number> | undefined
  for (const { wanted, fresh } of wantedPayloads(work))
    for (const { root, bytes, member } of wanted) {
      if (held.has(root)) continue
      const under = (fetching ?? state.fetching).get(root)
      if (under !== undefined && (under === 0 || under > now)) continue
      fetching ??= new Map(state.fetching)
      fetching.set(root, 0)
      const candidates = [member, view.coordinator, ...view.members.keys()].filter(
        (id, i, all) => id !== parts.self && all.indexOf(id) === i,
      )
      work.effects.push({ type: 'fetch', root, bytes, fresh, candidates: candidates.slice(0, 6) })
    }
  if (fetching !== undefined) work.state = { ...state, fetching }
}

export function hearHeld(work: MemberWork, root: string, code: string): void {
  const fetching = new Map(work.state.fetching)
  fetching.delete(root)
  work.state = { ...work.state, fetching, held: new Map(work.state.held).set(root, code) }
}

export function hearMissed(work: MemberWork, root: string): void {
  if (work.state.held.has(root)) return
  const at = work.now + retryMs
  work.state = { ...work.state, fetching: new Map(work.state.fetching).set(root, at) }
  work.effects.push({ type: 'timer', name: 'fetch', at })
}

/** Starts the next job that the replica needs, if the trainer is free. True where one was started. */
export function advanceReplica(work: MemberWork): boolean {
  const { state, now, parts } = work
  if (state.job !== undefined || now < state.retryAtMs) return false
  if (state.step < 0) return state.synced && restore(work)
  const [closed] = nextRounds(work)
  if (closed === undefined) return takeSnapshot(work)
  for (const { payloadHash, member } of closed.contributions) {
    const code = state.held.get(toHex(payloadHash))
    if (code === undefined) return takeSnapshot(work)
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
  work.state = { ...state, job: 'apply' }
  work.effects.push({ type: 'apply', closed })
  return true
}

function restore(work: MemberWork): boolean {
  const { view } = work.state
  const { snapshot } = view
  work.state = { ...work.state, job: 'restore' }
  work.effects.push({
    type: 'restore',
    step: snapshot?.step ?? 0,
    root: snapshot === undefined ? undefined : toHex(snapshot.root),
    candidates: [view.coordinator, ...view.members.keys()].filter((id) => id !== work.parts.self),
  })
  return true
}

/** The coordinator's replica makes the snapshots that joiners start from. */
function takeSnapshot(work: MemberWork): boolean {
  const { state, parts } = work
  const { view, step } = state
  if (parts.role !== 'observer' || step === 0 || step % view.config.checkpointEvery !== 0)
    return false
  if (step <= Math.max(state.snapshotStep, view.snapshot?.step ?? 0)) return false
  work.state = { ...state, job: 'snapshot', snapshotStep: step }
  work.effects.push({ type: 'snapshot', step })
  return true
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
    ? { ...work.state, job: undefined, step, digest }
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
  work.state = { ...state, job: undefined, step, digest, roundsApplied: state.roundsApplied + 1 }
  forgetPayloads(work)
}

/** Payloads that nothing waits for any more are forgotten; the store keeps them. */
export function forgetPayloads(work: MemberWork): void {
  const needed = new Set(
    wantedPayloads(work).flatMap(({ wanted }) => wanted.map(({ root }) => root)),
  )
  const held = new Map([...work.state.held].filter(([root]) => needed.has(root)))
  const fetching = new Map([...work.state.fetching].filter(([root]) => needed.has(root)))
  work.state = { ...work.state, held, fetching }
}

/** `claimed`: the digest of the state before `step`'s round that the log states. */
export function compareDigest(work: MemberWork, step: number, claimed: Uint8Array): void {
  const { state } = work
  if (claimed.length === 0 || state.step !== step || state.digest === undefined) return
  if (sameBytes(state.digest, claimed)) return
  work.state = { ...state, step: -1, digest: undefined }
}
