/**
 * The three decisions of a round: open it, close its commitments, close it.
 */
import { isUsedUp } from './beacon.ts'
import { quorum } from './committee.ts'
import { trainDeadlineMs, witnessDeadlineMs } from './deadlines.ts'
import { blamed, idleWitnesses, missedOf } from './health.ts'
import { coversAll, usableLists } from './lists.ts'
import { namesOf, payloadsOf, remember, rememberLast } from './lookup.ts'
import { asIfAccepted, mayOpenAhead } from './overlap.ts'
import { reassign } from './reassign.ts'
import { append, type CoordinatorState, setDeadline, type Work } from './round-work.ts'
import { roundSettings } from './settings.ts'
import { dutiesOf, dutyKey, slotOpenedMs } from './slots.ts'
import { sharesOf } from './speeds.ts'
import { emptyMap, emptySet } from './trie.ts'
import type { OpenRound, SignedCommitment, SignedReport, View } from './types.ts'
import { memberKey } from './view.ts'
import { claimedDigest, closeRound, type Decision, decide } from './view-close.ts'

/** Opens the next round for `members` (sorted ids that can train it). */
export function openRound(work: Work, members: readonly string[]): void {
  const { state } = work
  const { view } = state
  if (isUsedUp(view.round, view.beaconFrom)) {
    // Without a link there is no chance that nobody chose: the run pauses until a new term brings a chain.
    work.state = { ...state, command: 'pause' }
    return
  }
  const { shares, known } = sharesOf(view.measured.speeds, members)
  const ahead = mayOpenAhead(view)
  const settings = roundSettings(ahead ? asIfAccepted(view) : view, members)
  const waitMs = trainDeadline(state, known, settings.batches)
  append(work, {
    type: 'roundOpened',
    round: view.round,
    step: view.step,
    members: members.map(memberKey),
    shares,
    ...settings,
    deadlineMs: waitMs,
  })
  if (!ahead) beginRound(work, waitMs)
}

/** Commitments to a round are heard from now on, for so long. */
function beginRound(work: Work, waitMs: number): void {
  work.state = {
    ...work.state,
    commitments: emptyMap(),
    arrivals: emptyMap(),
    byHash: emptyMap(),
    lists: new Map(),
    reports: new Map(),
    held: emptySet,
    idle: new Set(),
    extended: false,
  }
  setDeadline(work, waitMs)
}

/**
 * How long a round may train: what rounds usually take, or twice what these members' measured speeds ask for, whichever is longer;
 * doubled after each void round, because a deadline that nobody can meet would void every round.
 */
function trainDeadline(
  state: CoordinatorState,
  speeds: readonly number[],
  batches: number,
): number {
  const { config, voids, measured } = state.view
  const total = speeds.reduce((sum, speed) => sum + speed, 0)
  // Speeds are batches in 1,000 s.
  const expected = total === 0 ? 0 : Math.ceil((2_000_000 * batches) / total)
  return trainDeadlineMs(config, measured, expected, voids)
}

/** Somebody whose messages may still come: connected, and neither gone nor ejected since the round began. */
const isHere = (state: CoordinatorState, id: string): boolean =>
  state.up.has(id) && state.view.members.has(id)

/**
 * Closes commitments when a quorum of witnesses lists everybody who is up, or at the deadline with what a quorum listed. Where no
 * quorum can be reached any more the round is void at once.
 */
export function closeCommitments(work: Work, open: OpenRound, late: boolean): boolean {
  const { state, parts } = work
  const needed = quorum(open.witnesses.length)
  const witnessIds = witnessesOf(open)
  if (!late && !mayClose(state, open, witnessIds, needed)) return false
  const usable = usableLists(work, open)
  const possible = witnessIds.filter(
    (id) => isHere(state, id) || usable.some((list) => list.signer === id),
  )
  if (possible.length < needed) return voidRound(work, open)
  const expected = expectedOf(open, state.up, state.view.members, state.evidence, state.quitting)
  const everybody = expected.every((key) => state.commitments.has(key))
  if ((everybody || late) && reassign(work, open, late)) return true
  if (expected.length === 0 && usable.length === 0) return voidRound(work, open)
  const full = usable.filter((list) => coversAll(work, list, expected))
  if (!(everybody && full.length >= needed) && !late) return false
  if (late) blameIdle(work, open, state.lists)
  if (usable.length < needed) return late ? voidRound(work, open) : false
  const listed = new Set(usable.flatMap((list) => namesOf(list.message.hashes)))
  const commitments = [...listed]
    .map((name) => state.byHash.get(name))
    .filter((c) => c !== undefined)
    .sort((a, b) =>
      a.signer === b.signer ? a.message.slot - b.message.slot : a.signer < b.signer ? -1 : 1,
    )
  append(work, {
    type: 'commitmentsClosed',
    round: open.round,
    commitments: commitments.map((c) => c.envelope),
    lists: usable.map((list) => list.envelope),
    preimage: parts.chain.preimage(open.round - state.view.beaconFrom),
    tookMs: commitments.map((commitment) => tookMs(work, open, commitment)),
  })
  setDeadline(work, witnessDeadlineMs(state.view.config, state.view.measured))
  return true
}

const witnessesOf = remember((open: OpenRound): readonly string[] =>
  open.witnesses.map((w) => open.members[w] as string),
)

/** Witnesses whose lists are here or may still come. */
const reachableOf = rememberLast(
  (
    witnessIds: readonly string[],
    up: ReadonlySet<string>,
    admitted: View['members'],
    lists: ReadonlyMap<string, unknown>,
  ): number => witnessIds.filter((id) => (up.has(id) && admitted.has(id)) || lists.has(id)).length,
)

/** Keys of the duties that are waited for. */
const expectedOf = rememberLast(
  (
    open: OpenRound,
    up: ReadonlySet<string>,
    admitted: View['members'],
    evidence: ReadonlySet<string>,
    quitting: ReadonlySet<string>,
  ) =>
    dutiesOf(open)
      .filter(({ member: id }) => up.has(id) && admitted.has(id))
      .filter(({ member: id }) => !evidence.has(id) && !quitting.has(id))
      .map(({ key }) => key),
)

/** The cheap part of `closeCommitments`, for each of many messages: false where nothing can be decided before the deadline. */
function mayClose(
  state: CoordinatorState,
  open: OpenRound,
  witnessIds: readonly string[],
  needed: number,
): boolean {
  const reachable = reachableOf(witnessIds, state.up, state.view.members, state.lists)
  const expected = expectedOf(open, state.up, state.view.members, state.evidence, state.quitting)
  if (reachable < needed || expected.length === 0) return true
  if (state.commitments.size < expected.length) return false
  const gone =
    expected.length < dutiesOf(open).length && open.slots.length < state.view.config.slots
  return gone || state.lists.size >= needed
}

function voidRound(work: Work, open: OpenRound): boolean {
  const commitments = open.closed?.commitments ?? []
  writeClose(
    work,
    open,
    commitments.map(() => 'undecided' as const),
  )
  return true
}

/** Closes the round when each commitment is decided, or at the deadline. */
export function finishRound(work: Work, open: OpenRound, late: boolean): boolean {
  const { state, parts } = work
  const { decisions, accepted } = decisionsOf(open, state.reports, state.up, state.view.members)
  if (decisions.includes('undecided') && !late) return false
  if (decisions.includes('undecided')) blameIdle(work, open, state.reports)
  // Marks of a witness may still come for accepted ones; what is accepted cannot change by waiting, so nobody waits. But what only
  // its witnesses hold is lost when they leave, and the run with it: the round waits for the coordinator's replica, then is void.
  if (parts.keepsPayloads && lacksAccepted(state.held, accepted)) {
    if (!late) return false
    if (!state.extended) {
      work.state = { ...work.state, extended: true }
      setDeadline(work, state.view.config.witnessMaxMs)
      return false
    }
    work.state = { ...work.state, reports: new Map() }
    return voidRound(work, open)
  }
  writeClose(work, open, blamed(open, [...state.reports.values()], decisions))
  return true
}

/** The decisions so far, and the roots of the accepted payloads. */
const decisionsOf = rememberLast(
  (
    open: OpenRound,
    reports: ReadonlyMap<string, SignedReport>,
    up: ReadonlySet<string>,
    admitted: View['members'],
  ) => {
    const canStill = (id: string) => up.has(id) && admitted.has(id)
    const decisions = decide(open, [...reports.values()], canStill)
    const commitments = open.closed?.commitments ?? []
    const accepted = payloadsOf(commitments).flatMap(({ root }, i) =>
      decisions[i] === 'accepted' ? [root] : [],
    )
    return { decisions, accepted }
  },
)

const lacksAccepted = (held: ReadonlySet<string>, accepted: readonly string[]): boolean =>
  held.size < accepted.length || accepted.some((root) => !held.has(root))

function writeClose(work: Work, open: OpenRound, decisions: readonly Decision[]): void {
  const { state, parts } = work
  const { view } = state
  const commitments = open.closed?.commitments ?? []
  const closed = closeRound(parts, view, open, decisions)
  const weights = closed.contributions.map((c) => c.weight)
  const indexes = commitments.map((_, i) => i)
  const accepted = indexes.filter((i) => decisions[i] === 'accepted')
  const reports = open.closed === undefined ? [] : [...state.reports.values()]
  append(work, {
    type: 'roundClosed',
    round: open.round,
    accepted: accepted.map((commitment, i) => ({ commitment, weight: weights[i] as number })),
    refused: indexes
      .filter((i) => decisions[i] !== 'accepted')
      .map((commitment) => ({ commitment, code: decisions[commitment] as string })),
    reports: reports
      .sort((a, b) => (a.signer < b.signer ? -1 : 1))
      .map((report) => report.envelope),
    lineage: closed.lineage,
    stateDigest: claimedDigest(commitments),
    lossMicronats: closed.lossMicronats,
    returned: closed.returned,
    missed: missedOf(state, open, decisions),
  })
  // A round that opened ahead has trained meanwhile, and begins to be heard only now.
  const { open: begun } = work.state.view
  if (begun !== undefined) beginRound(work, begun.deadlineMs)
}

/** How long a commitment took; 0 where its work was given by a process that died since: it may have come to that one, long before. */
function tookMs({ state, parts }: Work, open: OpenRound, { signer, message }: SignedCommitment) {
  const { open: before, next } = parts.view
  const given = [before, next].find((one) => one?.round === open.round)
  const inherited = given?.slots.length ?? -1
  const at = state.arrivals.get(dutyKey(signer, message.slot))
  if (at === undefined || message.slot <= inherited) return 0
  return Math.min(0xffffffff, Math.max(1, Math.floor(at - slotOpenedMs(open, message.slot))))
}

function blameIdle(work: Work, open: OpenRound, said: ReadonlyMap<string, unknown>): void {
  const idle = new Set([...work.state.idle, ...idleWitnesses(open, said)])
  work.state = { ...work.state, idle }
}
