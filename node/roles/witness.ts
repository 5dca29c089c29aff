/**
 * The witness of a round: lists the commitments that reached it before they are closed, then says of each payload whether it holds it
 * and finds it valid.
 *
 * It waits for everybody whose connection is up, and for its own timer; after that it says what there is and says more when there is
 * more. The coordinator closes with the union of what a quorum of witnesses lists, so it cannot leave anybody out alone.
 */
import { bodyHash, nameOf, placeIn, remember } from '../../coordinator/lookup.ts'
import { lackingOf } from '../../coordinator/round-inbox.ts'
import { dutiesOf, dutyKey } from '../../coordinator/slots.ts'
import { emptyMap, put } from '../../coordinator/trie.ts'
import type { OpenRound, SignedCommitment } from '../../coordinator/types.ts'
import { checkCommitment, checkContribution } from '../../coordinator/verification.ts'
import { toHex } from '../../kernels/hash.ts'
import { sameBytes } from '../../proto/wire.ts'
import { digestAt } from './digest.ts'
import { type Found, heldCode, type Promised, promisedIn, type Witnessing } from './held.ts'
import { post, postEnvelope } from './outbox.ts'
import type { MemberWork } from './types.ts'

export const noWitnessing: Witnessing = {
  heard: emptyMap(),
  listed: 0,
  reported: '',
  found: undefined,
  seen: undefined,
  listDue: false,
  reportDue: false,
}

export const isWitness = (open: OpenRound, self: string): boolean =>
  open.witnesses.includes(placeIn(open.members, self))

/** A round opened: forget the last, take in what came early, set the timer. */
export function openWitness(work: MemberWork, open: OpenRound): void {
  const early = [...work.state.early.values()]
  work.state = { ...work.state, witnessing: noWitnessing, early: emptyMap() }
  if (!isWitness(open, work.parts.self)) return
  for (const signed of early) hearCommitment(work, signed)
  armTimer(work, 'list', Math.floor((open.deadlineMs * 3) / 4))
}

/**
 * Work was given to others: everybody's list begins anew. What was committed before in time stays listed, though it was taken: otherwise
 * the coordinator could pass over a member by calling it silent. With such a list it cannot close, and the round is void.
 */
export function openSlotWitness(work: MemberWork, open: OpenRound): void {
  const { state } = work
  const early = [...state.early.values()]
  const witnessing = { ...state.witnessing, listed: 0, listDue: false }
  work.state = { ...state, witnessing, early: emptyMap() }
  if (!isWitness(open, work.parts.self)) return
  for (const signed of early) hearCommitment(work, signed)
  armTimer(work, 'list', Math.floor(((open.slots.at(-1)?.deadlineMs ?? 0) * 3) / 4))
}

export function closeWitness(work: MemberWork, open: OpenRound): void {
  if (isWitness(open, work.parts.self)) armTimer(work, 'report', reportWaitMs(work))
}

const reportWaitMs = (work: MemberWork) =>
  Math.max(50, Math.floor(work.state.view.config.witnessMinMs / 4))

function armTimer(work: MemberWork, name: 'list' | 'report', waitMs: number): void {
  work.effects.push({ type: 'timer', name, at: work.now + waitMs })
}

/** A commitment arrives. The answer is a code; one for the round that is about to open is kept until it does. */
export function hearCommitment(work: MemberWork, signed: SignedCommitment): string {
  const { state, parts } = work
  const { view } = state
  const { round, slot } = signed.message
  const { open } = view
  const key = dutyKey(signed.signer, slot)
  const isNext =
    round === (view.next?.round ?? view.round) ||
    (open?.round === round && slot === open.slots.length + 1)
  if (isNext && slot <= view.config.slots && view.members.has(signed.signer)) {
    if (!state.early.has(key)) work.state = { ...state, early: put(state.early, key, signed) }
    return 'ok'
  }
  if (open === undefined || open.round !== round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  if (!isWitness(open, parts.self)) return 'not-a-witness'
  const check = checkCommitment(open, signed)
  if (check.verdict !== 'accept') return check.code
  const { heard } = state.witnessing
  const before = heard.get(key)
  if (before !== undefined) return sameBytes(before.body, signed.body) ? 'ok' : 'equivocated'
  const witnessing = { ...state.witnessing, heard: put(heard, key, signed) }
  work.state = { ...state, witnessing }
  return 'ok'
}

export function hearWitnessTimer(work: MemberWork, name: string): void {
  const { witnessing } = work.state
  if (name === 'list') work.state = { ...work.state, witnessing: { ...witnessing, listDue: true } }
  if (name === 'report')
    work.state = { ...work.state, witnessing: { ...witnessing, reportDue: true } }
}

/** Says what is due. */
export function advanceWitness(work: MemberWork): void {
  const { view, witnessing, held } = work.state
  const { open } = view
  if (open === undefined) return
  // Asked after every event: a payload more, a commitment more or a timer, nothing else changes what there is to say.
  const { closed } = open
  if (closed === undefined && witnessing.heard.size === witnessing.listed) return
  if (closed !== undefined && witnessing.seen === held && !witnessing.reportDue) return
  if (!isWitness(open, work.parts.self)) return
  if (closed === undefined) sayList(work, open)
  else sayReport(work, open)
}

function sayList(work: MemberWork, open: OpenRound): void {
  const { state } = work
  const { witnessing, down } = state
  const { heard, listDue } = witnessing
  const duties = dutiesOf(open)
  if (!listDue && heard.size + down.size < duties.length) return
  // Where nothing was taken from anybody, what was heard are duties.
  const isEach = open.taken.length === 0 && heard.size === duties.length
  const full = isEach || duties.every(({ member, key }) => heard.has(key) || down.has(member))
  if (!full && !listDue) return
  if (!full) armTimer(work, 'list', Math.max(50, Math.floor(open.deadlineMs / 16)))
  work.state = {
    ...state,
    witnessing: { ...witnessing, listed: heard.size, listDue: false },
  }
  const hashes = [...heard.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, signed]) => bodyHash(work.parts.hash, signed))
  post(
    work,
    'list',
    state.view.coordinator,
    { type: 'commitmentList', round: open.round, hashes, slot: open.slots.length },
    open.round,
  )
}

/**
 * The coordinator answers our list. It may lack commitments that reached us alone: their authors cannot reach it, or keep them from it.
 * Their envelopes are signed, so we bring them; without them our list could not be logged.
 */
export function hearListed(work: MemberWork, code: string): void {
  const { view, witnessing } = work.state
  const { open, coordinator } = view
  const lacking = lackingOf(code)
  if (lacking.length === 0 || open === undefined || open.closed !== undefined) return
  for (const signed of witnessing.heard.values()) {
    const name = nameOf(bodyHash(work.parts.hash, signed))
    if (lacking.some((prefix) => name.startsWith(prefix)))
      postEnvelope(work, `${forwardKey}${name}`, coordinator, signed.envelope, open.round)
  }
}

export const forwardKey = 'forward '

/** What we brought was taken: once all was, the list is said again, because one answer asks for a few alone. */
export function hearForwarded(work: MemberWork, code: string): void {
  const { outbox, witnessing } = work.state
  if (code !== 'ok' && code !== 'equivocated') return
  if (outbox.some(({ key }) => key.startsWith(forwardKey))) return
  work.state = { ...work.state, witnessing: { ...witnessing, listed: 0, listDue: true } }
}

const places = remember((commitments: readonly SignedCommitment[]) => commitments.map((_, i) => i))

/** Marks or refuses what is here; what was decided before stays decided, so each payload is looked at once. */
function lookAt(
  work: MemberWork,
  open: OpenRound,
  commitments: readonly SignedCommitment[],
): Found {
  const { state, parts } = work
  const digest = digestAt(state, open.trainsOn)
  const { found } = state.witnessing
  const last = found?.commitments === commitments && found.digest === digest ? found : undefined
  const promised = promisedIn(parts.hash, commitments)
  const marks = last?.marks.slice() ?? new Uint8Array((commitments.length + 7) >> 3)
  const refusals = last?.refusals.slice() ?? new Uint8Array(marks.length)
  const before = last?.open ?? places(commitments)
  const left: number[] = []
  for (const i of before) {
    const code = heldCode(state.held, promised[i] as Promised)
    if (code === undefined) {
      left.push(i)
      continue
    }
    const check = checkContribution(open, i, code === '' ? undefined : code, digest)
    const bits = check.verdict === 'accept' ? marks : refusals
    bits[i >> 3] = (bits[i >> 3] as number) | (1 << (i & 7))
  }
  if (last !== undefined && left.length === before.length) return last
  return { commitments, digest, marks, refusals, open: left }
}

function sayReport(work: MemberWork, open: OpenRound): void {
  const { state } = work
  const { witnessing } = state
  if (state.fetching.size > 0 && !witnessing.reportDue) return
  work.state = { ...state, witnessing: { ...witnessing, seen: state.held } }
  const commitments = open.closed?.commitments ?? []
  const found = lookAt(work, open, commitments)
  const { marks, refusals } = found
  if (found !== witnessing.found)
    work.state = { ...work.state, witnessing: { ...work.state.witnessing, found } }
  if (found.open.length === commitments.length) return
  const key = `${toHex(marks)}/${toHex(refusals)}`
  if (key === witnessing.reported) return
  const all = found.open.length === 0
  if (!all && !witnessing.reportDue) return
  if (!all) armTimer(work, 'report', reportWaitMs(work))
  work.state = {
    ...work.state,
    witnessing: { ...work.state.witnessing, reported: key, reportDue: false },
  }
  const { coordinator } = state.view
  post(
    work,
    'report',
    coordinator,
    { type: 'report', round: open.round, marks, refusals },
    open.round,
  )
}
