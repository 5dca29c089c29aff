/**
 * What arrives during a round: commitments, witnesses' lists, reports. Each is checked, kept once, answered with a code.
 */
import { toHex } from '../kernels/hash.ts'
import type { Work } from './round-work.ts'
import type { SignedCommitment, SignedList, SignedReport } from './types.ts'
import { checkCommitment } from './verification.ts'

export function hearCommitment(work: Work, signed: SignedCommitment): string {
  const { state, parts, now } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  const check = checkCommitment(open, signed)
  if (check.verdict !== 'accept') return check.code
  const hash = toHex(parts.hash(signed.body))
  const before = state.commitments.get(signed.signer)
  if (before !== undefined) {
    if (toHex(parts.hash(before.body)) === hash) return 'ok'
    // Two signatures for one round are evidence; neither counts.
    const commitments = new Map(state.commitments)
    commitments.delete(signed.signer)
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
    commitments: new Map(state.commitments).set(signed.signer, signed),
    commitmentHashes: new Map(state.commitmentHashes).set(hash, signed.signer),
    speeds: batches === 0 ? state.speeds : new Map(state.speeds).set(signed.signer, speed),
  }
  return 'ok'
}

/** A later list of a witness replaces an earlier one. */
export function hearList(work: Work, signed: SignedList): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed !== undefined) return 'late'
  if (!open.witnesses.includes(open.members.indexOf(signed.signer))) return 'not-a-witness'
  work.state = { ...state, lists: new Map(state.lists).set(signed.signer, signed) }
  return 'ok'
}

/** A later report of a witness replaces an earlier one: it holds more by then. */
export function hearReport(work: Work, signed: SignedReport): string {
  const { state } = work
  const { open } = state.view
  if (open === undefined || signed.message.round !== open.round) return 'stale-round'
  if (open.closed === undefined) return 'early'
  if (!open.witnesses.includes(open.members.indexOf(signed.signer))) return 'not-a-witness'
  work.state = { ...state, reports: new Map(state.reports).set(signed.signer, signed) }
  return 'ok'
}
