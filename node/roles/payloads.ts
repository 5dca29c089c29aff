/**
 * What of a round a member needs, and from whom it fetches it: the payloads, or of a large round their merge.
 *
 * Invariant: nothing is asked for that is held or under way, and nothing is kept that no round needs any more.
 */
import {
  isPromised,
  mergeOfRound,
  type Named,
  payloadsOf,
  payloadsOfRound,
  wantedOnce,
} from '../../coordinator/lookup.ts'
import { drop, emptyMap, put, putAll } from '../../coordinator/trie.ts'
import type { ClosedRound } from '../../coordinator/types.ts'
import { ask } from './follow.ts'
import type { Held, MemberWork } from './types.ts'
import { isWitness } from './witness.ts'

/** Rounds whose payloads are fetched ahead of their turn. */
const fetchAhead = 8
const retryMs = 1000
const longestRevealMs = 2000
/** A merge takes this long where everything is well. */
const unmergedMs = 1500

type Wanted = {
  readonly wanted: readonly Named[]
  /** It may still come by gossip. */
  readonly fresh: boolean
  /** Who has it beside its author and the coordinator; undefined: perhaps anybody. */
  readonly others: readonly string[] | undefined
}

/** Payloads that are needed now: of the next rounds to apply, and of the round that is revealed. */
function wantedPayloads(work: MemberWork): Wanted[] {
  const { open } = work.state.view
  const behind = nextRounds(work).map((closed) => ({
    wanted: wantedOf(work, closed),
    fresh: false,
    others: closed.aggregators.length === 0 ? undefined : closed.aggregators,
  }))
  if (open?.closed === undefined) return behind
  const { self, role } = work.parts
  if (open.merged && role !== 'observer' && !isWitness(open, self)) return behind
  const others = open.merged ? open.witnesses.map((w) => open.members[w] as string) : undefined
  const wanted = payloadsOf(open.closed.commitments)
  return [...behind, { wanted, fresh: !open.merged, others }]
}

/**
 * Until when the coordinator's replica asks nobody for the payloads of the large round that was just closed: it knows of the close before
 * the entry went out, and an author that has not heard of it shows nothing. Measured in the simulator at 20 Mbit/s: after a millisecond a
 * commitment half of the authors have the entry, after one and a half nearly all.
 */
function revealMs({ state, parts }: MemberWork): number {
  const { open, phaseSinceMs } = state.view
  if (parts.role !== 'observer' || open?.closed === undefined || !open.merged) return 0
  return phaseSinceMs + Math.min(longestRevealMs, Math.ceil(1.5 * open.closed.commitments.length))
}

/** Of a closed round: its payloads; of a large one its merge, as soon as there is one, for everybody who has few of the payloads. */
function wantedOf(work: MemberWork, closed: ClosedRound): readonly Named[] {
  const { held } = work.state
  const payloads = payloadsOfRound(closed)
  // A replica that computes old rounds again takes what is there; else the coordinator keeps every payload.
  const keepsAll = work.parts.role === 'observer' && work.state.origin === undefined
  if (closed.aggregators.length === 0 || keepsAll) return payloads
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
  const at = work.now + Math.min(unmergedMs, Math.floor(work.state.view.config.mergeWaitMs / 2))
  work.effects.push({ type: 'timer', name: 'unmerged', at })
}

/** The merge should be there by now: if its entry was lost, no later one shows the gap before the round's training is over. */
export function askForMerge(work: MemberWork): void {
  const { view, mergeDueMs } = work.state
  if (work.now >= mergeDueMs || view.lastMerge?.round === view.lastClosed?.round) return
  ask(work)
  work.effects.push({ type: 'timer', name: 'merge', at: mergeDueMs })
}

/** The closed rounds to apply next. */
function nextRounds(work: MemberWork): readonly ClosedRound[] {
  const { history } = work.state
  const at = placeOfNext(work)
  return at < 0 ? [] : history.slice(at, at + fetchAhead)
}

/** Where in the history the next round to apply is, or will be; negative: not known. */
function placeOfNext({ state: { history, step } }: MemberWork): number {
  const first = history[0]
  return first === undefined || step < 0 ? -1 : step - first.step
}

/** The closed round to apply next. */
export const nextRound = (work: MemberWork): ClosedRound | undefined =>
  work.state.history[placeOfNext(work)]

/** Asks for payloads that are needed and neither held nor under way. */
export function fetchPayloads(work: MemberWork): void {
  const { state, now } = work
  const { held, view, step, looked } = state
  // Whoever reads an old log from its start needs nothing of the rounds that it passes.
  if (!state.synced) return
  // Only the log, the replica and time make a payload wanted.
  if (looked?.view === view && looked.step === step && now < looked.againMs) return
  const dueMs = revealMs(work)
  if (now < dueMs) {
    work.state = { ...state, looked: { view, step, againMs: dueMs } }
    work.effects.push({ type: 'timer', name: 'reveal', at: dueMs })
    return
  }
  const { fetching } = state
  const begun = new Set<string>()
  let againMs = now < state.mergeDueMs ? state.mergeDueMs : Number.POSITIVE_INFINITY
  for (const { wanted, fresh, others } of wantedPayloads(work))
    for (const { root, bytes, holders, ranges, isMerge } of wantedOnce(wanted)) {
      if (held.has(root) || begun.has(root)) continue
      const under = fetching.get(root)
      if (under !== undefined && under > now) againMs = Math.min(againMs, under)
      if (under !== undefined && (under === 0 || under > now)) continue
      begun.add(root)
      const candidates = sources(work, holders, others)
      work.effects.push({ type: 'fetch', root, bytes, fresh, ranges, isMerge, candidates })
    }
  work.state = {
    ...state,
    fetching: begun.size === 0 ? fetching : putAll(fetching, begun, 0),
    looked: { view, step, againMs },
  }
}

const mostSources = 6

/** Who may hold something: those who made it, each asker beginning with another; the coordinator; then others. */
export function sources(
  work: MemberWork,
  holders: readonly string[],
  others?: readonly string[],
): string[] {
  const { coordinator, members } = work.state.view
  const { self } = work.parts
  const found: string[] = []
  const add = (id: string) => {
    if (id !== self && !found.includes(id)) found.push(id)
  }
  for (let i = 0; i < holders.length; i++) add(turned(work, holders, i))
  add(coordinator)
  if (others === undefined)
    for (const id of members.keys()) {
      if (found.length >= mostSources) break
      add(id)
    }
  else
    for (let i = 0; i < others.length && found.length < mostSources; i++)
      add(turned(work, others, i))
  return found
}

/** The ids in a circle; each member begins with another. */
function turned({ parts }: MemberWork, ids: readonly string[], i: number): string {
  const first = ids.length < 2 ? 0 : Number.parseInt(parts.self.slice(0, 6), 16)
  return ids[(first + i) % ids.length] as string
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

/** Payloads that nothing waits for any more are forgotten; the store keeps them. */
export function forgetPayloads(work: MemberWork): void {
  let { held, fetching } = work.state
  if (held.size === 0 && fetching.size === 0) return
  const wanted = wantedPayloads(work).flatMap((list) =>
    list.wanted.length === 0 ? [] : [list.wanted],
  )
  const isNeeded = (root: string) => wanted.some((payloads) => isPromised(payloads, root))
  held = wanted.length === 0 ? emptyMap() : only(held, isNeeded)
  fetching = wanted.length === 0 ? emptyMap() : only(fetching, isNeeded)
  work.state = { ...work.state, held, fetching, found: undefined }
}

/** The entries of which `isWanted` holds; the same map where it holds of all. */
function only<V>(
  map: ReadonlyMap<string, V>,
  isWanted: (key: string) => boolean,
): ReadonlyMap<string, V> {
  const gone = [...map.keys()].filter((key) => !isWanted(key))
  return gone.length === map.size ? emptyMap() : gone.reduce(drop, map)
}
