/**
 * What arrives during a round: commitments, witnesses' lists, reports. Each is checked, kept once, answered with a code.
 */
import { bodyHash, nameOf, placeIn } from './lookup.ts'
import type { Work } from './round-work.ts'
import { drop, put } from './trie.ts'
import type { SignedCommitment, SignedList, SignedReport } from './types.ts'
import { checkCommitment } from './verification.ts'

export function hearCommitment(work: Work, signed: SignedCommitment): string {
  const { state, parts, now } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  const check = checkCommitment(open, signed)
  if (check.verdict !== 'accept') return check.code
  const hash = nameOf(bodyHash(parts.hash, signed))
  const before = state.commitments.get(signed.signer)
  if (before !== undefined) {
    if (nameOf(bodyHash(parts.hash, before)) === hash) return 'ok'
    // Two signatures for one round are evidence; neither counts.
    const commitments = drop(state.commitments, signed.signer)
    work.state = { ...state, commitments, evidence: new Set(state.evidence).add(signed.signer) }
    return 'equivocated'
  }
  if (state.evidence.has(signed.signer)) return 'equivocated'
  const batches = signed.message.batches.length
  const measured = Math.floor((batches * 1_000_000) / Math.max(1, now - open.openedMs))
  const known = state.speeds.get(signed.signer)
  const speed = known === undefined ? measured : Math.floor((3 * known + measured) / 4)
  work.state = {
    ...state,
    commitments: put(state.commitments, signed.signer, signed),
    commitmentHashes: put(state.commitmentHashes, hash, signed.signer),
    speeds: batches === 0 ? state.speeds : put(state.speeds, signed.signer, speed),
  }
  return 'ok'
}

/** A later list of a witness replaces an earlier one. */
export function hearList(work: Work, signed: SignedList): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  if (!open.witnesses.includes(placeIn(open.members, signed.signer))) return 'not-a-witness'
  work.state = { ...state, lists: new Map(state.lists).set(signed.signer, signed) }
  return 'ok'
}

/** A later report of a witness replaces an earlier one: it holds more by then. */
export function hearReport(work: Work, signed: SignedReport): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed === undefined) return 'early'
  if (!open.witnesses.includes(placeIn(open.members, signed.signer))) return 'not-a-witness'
  work.state = { ...state, reports: new Map(state.reports).set(signed.signer, signed) }
  return 'ok'
}
