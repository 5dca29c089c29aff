/**
 * The entry that closes a round: what is accepted follows from the witnesses' reports and nothing else.
 */
import { lineageNext } from '../kernels/state/lineage.ts'
import type { Report, RoundClosed } from '../proto/messages.ts'
import { sameBytes } from '../proto/wire.ts'
import { quorum } from './committee.ts'
import { afterRound } from './epoch.ts'
import { bindingOfCommitment } from './frame.ts'
import { withWitnessing } from './measured.ts'
import { promoted } from './overlap.ts'
import { joinRanges, type Range, rangesOf, sameRanges } from './ranges.ts'
import { isNewcomer } from './settings.ts'
import { batchesOf } from './slots.ts'
import type {
  ClosedRound,
  OpenRound,
  Rules,
  SignedCommitment,
  SignedReport,
  View,
} from './types.ts'
import type { Fold } from './view.ts'
import { missesAfter } from './view-misses.ts'
import { markedWith, rememberRound } from './view-rollback.ts'
import { areWitnesses, openAll } from './view-round.ts'
import { voteWeights } from './weights.ts'

const refuse = (code: string): Fold => ({ ok: false, code })

export type Decision = 'accepted' | 'refused' | 'undecided'

export const isMarked = (marks: Uint8Array, i: number): boolean =>
  (((marks[i >> 3] ?? 0) >> (i & 7)) & 1) === 1

/**
 * One decision a commitment: accepted at a quorum of marks; refused when that is out of reach for the witnesses that `canStill` report
 * and have not decided; else undecided.
 */
export function decide(
  open: OpenRound,
  reports: readonly SignedReport[],
  canStill: (witness: string) => boolean,
): Decision[] {
  const commitments = open.closed?.commitments ?? []
  const needed = quorum(open.witnesses.length)
  const bySigner = new Map(reports.map((r) => [r.signer, r.message]))
  const able = open.witnesses.map((w) => open.members[w] as string).filter(canStill)
  // Asked for each report, with a thousand commitments: counted report by report, not commitment by commitment.
  const marks = new Uint32Array(commitments.length)
  for (const { message } of reports) countMarks(marks, message.marks)
  const waiting = new Uint32Array(commitments.length).fill(able.length)
  for (const id of able) {
    const report = bySigner.get(id)
    if (report === undefined) continue
    for (let i = 0; i < waiting.length; i++)
      if (isMarked(report.marks, i) || isMarked(report.refusals, i))
        waiting[i] = (waiting[i] as number) - 1
  }
  return commitments.map((_, i) => {
    if ((marks[i] as number) >= needed) return 'accepted'
    return (marks[i] as number) + (waiting[i] as number) < needed ? 'refused' : 'undecided'
  })
}

function countMarks(counts: Uint32Array, marks: Uint8Array): void {
  for (let i = 0; i < counts.length; i++)
    if (isMarked(marks, i)) counts[i] = (counts[i] as number) + 1
}

/**
 * D that more than two thirds of those who committed, and at least two, claim to have trained on; empty where none does. Each counts once,
 * by its last slot. One alone names nothing: if its replica is damaged, nobody is there to say so, and the log could not be replayed.
 */
export function claimedDigest(all: readonly SignedCommitment[]): Uint8Array {
  const commitments = all.filter(({ signer }, i) => signer !== all[i + 1]?.signer)
  // Boyer and Moore: whoever has a majority is the candidate that pairs of different ones leave over.
  let candidate: Uint8Array = new Uint8Array(0)
  let lead = 0
  for (const { message } of commitments) {
    if (lead === 0) candidate = message.stateDigest
    lead += sameBytes(candidate, message.stateDigest) ? 1 : -1
  }
  const same = commitments.filter((c) => sameBytes(c.message.stateDigest, candidate))
  return same.length > 1 && 3 * same.length > 2 * commitments.length ? candidate : new Uint8Array(0)
}

/** Mean loss of the accepted commitments by tokens, rounded down; 0 where they have no token. */
function meanLoss(commitments: readonly SignedCommitment[]): number {
  let tokens = 0
  let sum = 0
  for (const { message } of commitments) {
    tokens += message.tokens
    sum += message.tokens * message.lossMicronats
  }
  return tokens === 0 ? 0 : Math.min(0xffffffff, Math.floor(sum / tokens))
}

/** Batches of the round that no accepted commitment trained or dropped: of a void round, all. */
function returnedOf(open: OpenRound, accepted: readonly SignedCommitment[]): Range[] {
  const done = new Set(accepted.flatMap(({ message }) => [...message.batches, ...message.dropped]))
  return rangesOf(batchesOf(open).filter((batch) => !done.has(batch)))
}

/** What the round does, from the decisions. The coordinator and everybody who checks it call this. */
export function closeRound(
  rules: Rules,
  view: View,
  open: OpenRound,
  decisions: readonly Decision[],
): ClosedRound {
  const all = open.closed?.commitments ?? []
  const accepted = all.filter((_, i) => decisions[i] === 'accepted')
  const weights = voteWeights(accepted.map((c) => Math.max(1, c.message.batches.length))).map(
    (weight, i) => (isNewcomer(view, (accepted[i] as SignedCommitment).signer) ? 1 : weight),
  )
  const contributions = accepted.map((signed, i) => ({
    member: signed.signer,
    binding: bindingOfCommitment(rules.hash, signed),
    payloadHash: signed.message.payloadHash,
    payloadBytes: signed.message.payloadBytes,
    rangesRoot: signed.message.rangesRoot,
    weight: weights[i] as number,
  }))
  const isVoid = contributions.length === 0
  const { etaBits, lambdaBits, tau, step, trainsOn, round, members } = open
  const lineage = isVoid
    ? view.lineage
    : lineageNext(rules.hash, view.lineage, {
        round: step + 1,
        contributions,
        etaBits,
        lambdaBits,
        tau,
        kernelVersion: view.kernel,
      })
  return {
    round,
    step,
    trainsOn,
    etaBits,
    lambdaBits,
    tau,
    members,
    contributions,
    refused: all.flatMap(({ signer }, i) =>
      decisions[i] === 'accepted' ? [] : [{ member: signer, code: decisions[i] as string }],
    ),
    void: isVoid,
    undo: false,
    returned: returnedOf(open, accepted),
    lossMicronats: meanLoss(accepted),
    lineage,
    aggregators: isVoid ? [] : (open.closed?.aggregators ?? []),
    merge: undefined,
  }
}

/**
 * Void rounds with refusals since the last one that was not. Witnesses refuse what was trained on another state than theirs, so these are
 * rounds in which somebody's replica may be damaged. Phases do not end the count: each void round may lead out of the rounds.
 */
function disputesAfter(view: View, closed: ClosedRound, reports: readonly SignedReport[]): number {
  if (!closed.void) return 0
  const refuses = reports.some(({ message }) => message.refusals.some((bits) => bits !== 0))
  return view.disputes + (refuses ? 1 : 0)
}

export function applyRoundClosed(rules: Rules, view: View, kind: RoundClosed): Fold {
  const { open } = view
  if (open === undefined || kind.round !== open.round) return refuse('closed-round')
  const commitments = open.closed?.commitments ?? []
  const reports = openAll<Report>(rules, view, kind.reports, 'report')
  if (reports === undefined) return refuse('closed-envelopes')
  if (!areWitnesses(open, reports) || reports.some((r) => r.message.round !== open.round))
    return refuse('closed-witness')
  if (open.closed === undefined && reports.length > 0) return refuse('closed-witness')
  // Acceptance needs a quorum of marks that are here; why the others were left is the coordinator's word (blame follows from neither).
  const decisions = decide(open, reports, () => true)
  const closed = closeRound(rules, view, open, decisions)
  const accepted = commitments.flatMap((_, i) => (decisions[i] === 'accepted' ? [i] : []))
  const weights = closed.contributions.map((c) => c.weight)
  if (
    kind.accepted.length !== accepted.length ||
    kind.accepted.some((a, i) => a.commitment !== accepted[i] || a.weight !== weights[i])
  )
    return refuse('closed-accepted')
  const others = commitments.flatMap((_, i) => (decisions[i] === 'accepted' ? [] : [i]))
  if (
    kind.refused.length !== others.length ||
    kind.refused.some((r, i) => r.commitment !== others[i])
  )
    return refuse('closed-refused')
  if (!sameBytes(kind.lineage, closed.lineage)) return refuse('closed-lineage')
  if (!sameBytes(kind.stateDigest, claimedDigest(commitments))) return refuse('closed-digest')
  if (kind.lossMicronats !== closed.lossMicronats) return refuse('closed-loss')
  if (!sameRanges(kind.returned, closed.returned)) return refuse('closed-returned')
  const misses = missesAfter(view, open, decisions, kind.missed)
  if (misses === undefined) return refuse('closed-missed')
  const done = {
    ...closed,
    refused: kind.refused.map((r) => ({
      member: (commitments[r.commitment] as SignedCommitment).signer,
      code: r.code,
    })),
  }
  const after: View = {
    ...view,
    open: undefined,
    lastClosed: done,
    lineage: closed.lineage,
    step: closed.void ? view.step : view.step + 1,
    trained: closed.void ? view.trained : view.trained + 1,
    queue: joinRanges(view.queue, closed.returned),
    misses,
    voids: closed.void ? view.voids + 1 : 0,
    disputes: disputesAfter(view, closed, reports),
    measured: withWitnessing(view, open, decisions),
    marks: markedWith(view.marks, open.trainsOn, kind.stateDigest),
  }
  const next = promoted({ ...after, epoch: afterRound(after) }, closed.returned)
  return { ok: true, closed: done, view: done.void ? next : rememberRound(next, done, open.before) }
}
