/**
 * The replica: restored from the base or a snapshot, then every closed round applied in order, with exactly the accepted payloads.
 *
 * Invariant: one job of the trainer at a time; round r is applied only when the replica holds the state before it and every payload
 * of its list. A replica whose digest differs from the one that more than two thirds claim starts again from the snapshot; so does
 * everybody who took part where rounds are void and no digest has more than two thirds.
 */
import {
  isPromised,
  mergeOfRound,
  type Named,
  payloadsOf,
  payloadsOfRound,
  wantedOnce,
} from '../../coordinator/lookup.ts'
import { drop, emptyMap, put } from '../../coordinator/trie.ts'
import type { ClosedRound, Contribution } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { ask, forgetHistory } from './follow.ts'
import { stop } from './heads.ts'
import { heldCode } from './held.ts'
import type { Held, MemberEvent, MemberWork } from './types.ts'
import { isWitness } from './witness.ts'

/** Rounds whose payloads are fetched ahead of their turn. */
const fetchAhead = 8
const retryMs = 1000
/** A merge takes this long where everything is well. */
const unmergedMs = 1500

/** Payloads that are needed now: of the next rounds to apply, and of the round that is revealed. */
function wantedPayloads(
  work: MemberWork,
): { readonly wanted: readonly Named[]; readonly fresh: boolean }[] {
  const { open } = work.state.view
  const behind = nextRounds(work).map((closed) => ({
    wanted: wantedOf(work, closed),
    fresh: false,
  }))
  if (open?.closed === undefined) return behind
  const { self, role } = work.parts
  if (open.merged && role !== 'observer' && !isWitness(open, self)) return behind
  return [...behind, { wanted: payloadsOf(open.closed.commitments), fresh: !open.merged }]
}

/** Of a closed round: its payloads; of a large one its merge, as soon as there is one, for everybody who has few of the payloads. */
function wantedOf(work: MemberWork, closed: ClosedRound): readonly Named[] {
  const { held } = work.state
  const payloads = payloadsOfRound(closed)
  if (closed.aggregators.length === 0 || work.parts.role === 'observer') return payloads
  if (2 * held.size >= payloads.length) return payloads
  const merge = mergeOfRound(closed)
  if (merge.every(({ root }) => (held.get(root) ?? '') === '')) {
    if (merge.length > 0) return merge
    if (awaitsMerge(work, closed)) return []
  }
  return payloads
}

const awaitsMerge = ({ state, now }: MemberWork, { round }: ClosedRound): boolean =>
  now < state.mergeDueMs && round === state.view.lastClosed?.round

/** A large round closed: its merge is waited for, for some time. */
export function awaitMerge(work: MemberWork, closed: ClosedRound): void {
  if (closed.aggregators.length === 0) return
  const mergeDueMs = work.now + work.state.view.config.mergeWaitMs
  work.state = { ...work.state, mergeDueMs }
  work.effects.push({ type: 'timer', name: 'merge', at: mergeDueMs })
  const at = work.now + Math.min(unmergedMs, Math.floor(work.state.view.config.mergeWaitMs / 2))
  work.effects.push({ type: 'timer', name: 'unmerged', at })
}

/** The merge should be there by now: if its entry was lost, no later one shows the gap before the round's training is over. */
export function askForMerge(work: MemberWork): void {
  const { lastClosed, lastMerge } = work.state.view
  if (work.now < work.state.mergeDueMs && lastMerge?.round !== lastClosed?.round) ask(work)
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
  const { state, now } = work
  const { held, view, step, looked } = state
  // Only the log, the replica and time make a payload wanted.
  if (looked?.view === view && looked.step === step && now < looked.againMs) return
  let { fetching } = state
  let againMs = now < state.mergeDueMs ? state.mergeDueMs : Number.POSITIVE_INFINITY
  for (const { wanted, fresh } of wantedPayloads(work))
    for (const { root, bytes, holders, ranges, isMerge } of wantedOnce(wanted)) {
      if (held.has(root)) continue
      const under = fetching.get(root)
      if (under !== undefined && under > now) againMs = Math.min(againMs, under)
      if (under !== undefined && (under === 0 || under > now)) continue
      fetching = put(fetching, root, 0)
      const candidates = sources(work, holders)
      work.effects.push({ type: 'fetch', root, bytes, fresh, ranges, isMerge, candidates })
    }
  work.state = { ...state, fetching, looked: { view, step, againMs } }
}

const mostSources = 6

/** Who may hold something: those who made it, each asker beginning with another; the coordinator; then others. */
function sources(work: MemberWork, holders: readonly string[]): string[] {
  const { view } = work.state
  const first = Number.parseInt(work.parts.self.slice(0, 6), 16) % holders.length
  const found = new Set([...holders.slice(first), ...holders.slice(0, first), view.coordinator])
  found.delete(work.parts.self)
  for (const id of view.members.keys()) {
    if (found.size >= mostSources) break
    if (id !== work.parts.self) found.add(id)
  }
  return [...found]
}

export function hearHeld(work: MemberWork, root: string, found: Held): void {
  const { state } = work
  work.state = {
    ...state,
    fetching: drop(state.fetching, root),
    held: put(state.held, root, found),
  }
}

export function hearMissed(work: MemberWork, root: string): void {
  if (work.state.held.has(root)) return
  const at = work.now + retryMs
  const { state } = work
  const looked = state.looked && {
    ...state.looked,
    againMs: Math.min(state.looked.againMs, at),
  }
  work.state = { ...state, looked, fetching: put(state.fetching, root, at) }
  work.effects.push({ type: 'timer', name: 'fetch', at })
}

/** Starts the next job that the replica needs, if the trainer is free. True where one was started. */
export function advanceReplica(work: MemberWork): boolean {
  const { state, now, parts } = work
  if (state.job !== undefined || now < state.retryAtMs) return false
  if (state.step < 0) return state.synced && restore(work)
  const [closed] = nextRounds(work)
  if (closed === undefined) return takeSnapshot(work)
  const { contributions } = closed
  const payloads = payloadsOfRound(closed)
  const [merge] = mergeOfRound(closed)
  if (merge !== undefined && state.held.get(merge.root)?.code === '')
    return apply(work, closed, true)
  const from = state.found?.closed === closed ? state.found.payloads : 0
  for (let i = from; i < contributions.length; i++) {
    const { member, binding } = contributions[i] as Contribution
    const code = heldCode(state.held, { ...(payloads[i] as Named), binding })
    if (code === undefined) {
      if (i > from) work.state = { ...state, found: { closed, payloads: i } }
      return takeSnapshot(work)
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
  const { view } = work.state
  const { snapshot } = view
  work.state = { ...work.state, job: 'restore' }
  work.effects.push({
    type: 'restore',
    step: snapshot?.step ?? 0,
    // A run that started again from the base has a snapshot without bytes of its own.
    root: snapshot === undefined || snapshot.root.length === 0 ? undefined : toHex(snapshot.root),
    candidates: sources(work, [view.coordinator]),
  })
  return true
}

/** The coordinator's replica makes the snapshots that joiners start from. */
function takeSnapshot(work: MemberWork): boolean {
  const { state, parts } = work
  const { view, step } = state
  // In Cooldown always: the epoch that follows starts from it, whoever comes.
  const isDue =
    step % view.config.checkpointEvery === 0 || (view.phase === 'Cooldown' && step === view.step)
  if (parts.role !== 'observer' || step === 0 || !isDue) return false
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
  // A replica that was behind the snapshot has caught up: what it waited with is not needed any more.
  forgetHistory(work)
  forgetPayloads(work)
}

/** Payloads that nothing waits for any more are forgotten; the store keeps them. */
export function forgetPayloads(work: MemberWork): void {
  let { held, fetching } = work.state
  if (held.size === 0 && fetching.size === 0) return
  const wanted = wantedPayloads(work).map((list) => list.wanted)
  const isNeeded = (root: string) => wanted.some((payloads) => isPromised(payloads, root))
  held = only(held, isNeeded)
  fetching = only(fetching, isNeeded)
  work.state = { ...work.state, held, fetching, found: undefined }
}

/** The entries of which `isWanted` holds; the same map where it holds of all. */
function only<V>(
  map: ReadonlyMap<string, V>,
  isWanted: (key: string) => boolean,
): ReadonlyMap<string, V> {
  const kept = [...map].filter(([key]) => isWanted(key))
  if (kept.length === map.size) return map
  return kept.reduce((made, [key, value]) => put(made, key, value), emptyMap<V>())
}

/** `claimed`: the digest of the state before `step`'s round that the log states. */
export function compareDigest(work: MemberWork, step: number, claimed: Uint8Array): void {
  const { state } = work
  if (claimed.length === 0 || state.step !== step || state.digest === undefined) return
  if (sameBytes(state.digest, claimed)) return
  work.state = { ...state, step: -1, digest: undefined }
}

/**
 * Nobody can tell whose replica is damaged, and nothing is accepted meanwhile: of few members one is enough, as a witness that marks
 * nobody else's work. Whoever took part starts again from the snapshot, as a joiner does.
 */
export function doubtReplica(work: MemberWork, { round, step }: ClosedRound): void {
  const { state } = work
  if (state.step !== step || !state.mine.some(({ signed }) => signed.message.round === round))
    return
  work.state = { ...state, step: -1, digest: undefined }
}
