/**
 * What arrives during a round: commitments, witnesses' lists, reports. Each is checked, kept once, answered with a code.
 *
 * Invariant: every commitment that a list here names can be kept, whoever brings it and whatever else its author signed: the logged
 * commitments are those that the lists name, so one that were refused here would make honest lists unusable.
 */
import { compareBytes } from '../kernels/state/bytes.ts'
import { bodyHash, nameOf, namesOf, placeIn } from './lookup.ts'
import { hearClaim } from './own-replica.ts'
import type { Work } from './round-work.ts'
import { dutyKey } from './slots.ts'
import { put } from './trie.ts'
import type { Rules, SignedCommitment, SignedList, SignedReport } from './types.ts'
import { checkCommitment } from './verification.ts'

/**
 * A commitment, from its author or `from` a witness that lists it: a witness cannot make one up, and brings nothing that it did not list.
 * Two signatures for one slot of a round are evidence: the author is let go after the round, and the first stays. A further one is kept
 * where a list names it.
 */
export function hearCommitment(work: Work, signed: SignedCommitment, from: string): string {
  const { state, parts, now } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  const hash = nameOf(bodyHash(parts.hash, signed))
  const isNamed = (list: SignedList | undefined) =>
    list !== undefined && namesOf(list.message.hashes).includes(hash)
  if (from !== signed.signer && !isNamed(state.lists.get(from))) return 'not-listed'
  const check = checkCommitment(open, signed)
  if (check.verdict !== 'accept') return check.code
  if (state.byHash.has(hash)) return 'ok'
  const key = dutyKey(signed.signer, signed.message.slot)
  const before = state.commitments.get(key)
  if (before !== undefined) {
    const isListed = [...state.lists.values()].some(isNamed)
    const byHash = isListed ? put(state.byHash, hash, signed) : state.byHash
    work.state = { ...state, byHash, evidence: new Set(state.evidence).add(signed.signer) }
    return 'equivocated'
  }
  hearClaim(work, signed.signer, { step: open.trainsOn, digest: signed.message.stateDigest })
  work.state = {
    ...work.state,
    commitments: put(state.commitments, key, signed),
    byHash: put(state.byHash, hash, signed),
    arrivals: put(state.arrivals, key, now),
  }
  return 'ok'
}

/**
 * Whether a second message of a witness says more than the first. Each witness counts once, by what it said most of; the order of
 * arrival decides nothing, so that a copy that was under way for long never takes back a newer one.
 */
function saysMore(parts: Rules, a: Counted, b: Counted | undefined): boolean {
  if (b === undefined || a.count !== b.count) return a.count > (b?.count ?? -1)
  return compareBytes(bodyHash(parts.hash, a.signed), bodyHash(parts.hash, b.signed)) > 0
}
type Counted = { readonly signed: SignedList | SignedReport; readonly count: number }

const bitsOf = (bytes: Uint8Array) =>
  bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
const countList = (signed: SignedList) => ({ signed, count: signed.message.hashes.length })
const countReport = (signed: SignedReport) => ({
  signed,
  count: bitsOf(signed.message.marks) + bitsOf(signed.message.refusals),
})

/** The list of a witness that names most commitments counts; the answer asks for those that are not here. */
export function hearList(work: Work, signed: SignedList): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  if (!open.witnesses.includes(placeIn(open.members, signed.signer))) return 'not-a-witness'
  if (signed.message.slot !== open.slots.length) return 'stale-slot'
  const names = namesOf(signed.message.hashes)
  // It would be logged: one that says the same again and again fills the entry until nothing can carry it.
  if (new Set(names).size < names.length) return 'repeated'
  const before = state.lists.get(signed.signer)
  if (saysMore(work.parts, countList(signed), before && countList(before)))
    work.state = { ...state, lists: new Map(state.lists).set(signed.signer, signed) }
  const lacking = names.filter((name) => !state.byHash.has(name))
  return lacking.length === 0 ? 'ok' : lacksCode(lacking)
}

/** The answer to a list must be short; what it does not ask for is asked for when the list is said again. */
const mostLacking = 6
const prefixDigits = 8

/** The answer to a list that names commitments that are not here: `lacks` and the first digits of some of them. */
const lacksCode = (names: readonly string[]): string =>
  ['lacks', ...names.slice(0, mostLacking).map((name) => name.slice(0, prefixDigits))].join(' ')

/** The first digits of the hashes that such an answer asks for; empty for any other answer. */
export function lackingOf(code: string): readonly string[] {
  const [word, ...prefixes] = code.split(' ')
  if (word !== 'lacks') return []
  return prefixes.filter((prefix) => prefix.length === prefixDigits).slice(0, mostLacking)
}

/** The report of a witness that decides most payloads counts. */
export function hearReport(work: Work, signed: SignedReport): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed === undefined) return 'early'
  if (!open.witnesses.includes(placeIn(open.members, signed.signer))) return 'not-a-witness'
  const before = state.reports.get(signed.signer)
  if (saysMore(work.parts, countReport(signed), before && countReport(before)))
    work.state = { ...state, reports: new Map(state.reports).set(signed.signer, signed) }
  return 'ok'
}
