/**
 * What arrives during a round: commitments, witnesses' lists, reports. Each is checked, kept once, answered with a code.
 */
import { compareBytes } from '../kernels/state/bytes.ts'
import { bodyHash, nameOf, placeIn } from './lookup.ts'
import type { Work } from './round-work.ts'
import { dutyKey } from './slots.ts'
import { drop, put } from './trie.ts'
import type { Rules, SignedCommitment, SignedList, SignedReport } from './types.ts'
import { checkCommitment } from './verification.ts'

export function hearCommitment(work: Work, signed: SignedCommitment): string {
  const { state, parts, now } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  const check = checkCommitment(open, signed)
  if (check.verdict !== 'accept') return check.code
  const hash = nameOf(bodyHash(parts.hash, signed))
  const key = dutyKey(signed.signer, signed.message.slot)
  const before = state.commitments.get(key)
  if (before !== undefined) {
    if (nameOf(bodyHash(parts.hash, before)) === hash) return 'ok'
    // Two signatures for one slot of a round are evidence; neither counts.
    const commitments = drop(state.commitments, key)
    work.state = { ...state, commitments, evidence: new Set(state.evidence).add(signed.signer) }
    return 'equivocated'
  }
  if (state.evidence.has(signed.signer)) return 'equivocated'
  work.state = {
    ...state,
    commitments: put(state.commitments, key, signed),
    commitmentHashes: put(state.commitmentHashes, hash, key),
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

/** The list of a witness that names most commitments counts. */
export function hearList(work: Work, signed: SignedList): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  if (!open.witnesses.includes(placeIn(open.members, signed.signer))) return 'not-a-witness'
  if (signed.message.slot !== open.slots.length) return 'stale-slot'
  const before = state.lists.get(signed.signer)
  if (saysMore(work.parts, countList(signed), before && countList(before)))
    work.state = { ...state, lists: new Map(state.lists).set(signed.signer, signed) }
  return 'ok'
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
