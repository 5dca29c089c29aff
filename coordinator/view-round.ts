/**
 * Entries that open a round and close its commitments, checked against the view before them.
 */
import { toHex } from '../kernels/hash.ts'
import type { CommitmentList, CommitmentsClosed, RoundOpened } from '../proto/messages.ts'
import { openEnvelope, type Signed, sameBytes } from '../proto/wire.ts'
import { assignBatches } from './assignment.ts'
import { isPreimage, mixBeacon } from './beacon.ts'
import { drawAggregators, drawWitnesses, quorum, roundSeed } from './committee.ts'
import { isDone, withRound } from './epoch.ts'
import { bodyHash, keepOpened, nameOf, namesOf, openedBefore, placeIn } from './lookup.ts'
import { withTraining } from './measured.ts'
import { asIfAccepted, mayOpenAhead } from './overlap.ts'
import { positionOf } from './position.ts'
import { countOf, numbersOf, sameRanges, takeRanges } from './ranges.ts'
import { coldFromWith, roundSettings, waitingBatches } from './settings.ts'
import { sharesOf } from './speeds.ts'
import type { OpenRound, Rules, SignedCommitment, View } from './types.ts'
import { checkCommitment } from './verification.ts'
import type { Fold } from './view.ts'
import { isChangeDue, isVersionDue } from './view-change.ts'

const refuse = (code: string): Fold => ({ ok: false, code })

export function applyRoundOpened(rules: Rules, view: View, kind: RoundOpened): Fold {
  const ahead = mayOpenAhead(view)
  if (view.open !== undefined && !ahead) return refuse('round-open')
  if (view.reverting !== undefined) return refuse('round-reverting')
  if (view.phase !== 'Warmup' && view.phase !== 'RoundTrain' && view.phase !== 'RoundReveal')
    return refuse('round-phase')
  if (kind.round !== view.round || kind.step !== view.step) return refuse('round-number')
  const plan = ahead ? asIfAccepted(view) : view
  if (isDone(plan)) return refuse('round-past-end')
  if (plan.epoch.over) return refuse('round-past-epoch')
  if (isVersionDue(view)) return refuse('round-version')
  if (ahead && isChangeDue(view)) return refuse('round-change')
  const members = kind.members.map(toHex)
  if (members.length < view.config.minMembers || kind.shares.length !== members.length)
    return refuse('round-members')
  for (const [i, id] of members.entries())
    if (!view.members.has(id) || (i > 0 && (members[i - 1] as string) >= id))
      return refuse('round-members')
  const { shares } = sharesOf(view.measured.speeds, members)
  if (kind.shares.some((share, i) => share !== shares[i])) return refuse('round-shares')
  const { returned, ...settings } = roundSettings(plan, members)
  for (const [field, value] of Object.entries(settings))
    if (kind[field as keyof typeof settings] !== value) return refuse('round-settings')
  if (!sameRanges(returned, kind.returned)) return refuse('round-returned')
  const fresh = kind.batches - countOf(returned)
  const numbers = numbersOf([...returned, { first: kind.firstBatch, count: fresh }])
  const seed = roundSeed(rules.hash, view.runId, kind.round, view.beacon)
  const open: OpenRound = {
    round: kind.round,
    step: kind.step,
    trainsOn: kind.step,
    members,
    assigned: assignBatches(rules.hash, seed, kind.shares, numbers),
    slots: [],
    taken: [],
    witnesses: drawWitnesses(rules.hash, seed, members.length, view.config.witnesses),
    batches: kind.batches,
    etaBits: kind.etaBits,
    lambdaBits: kind.lambdaBits,
    tau: kind.tau,
    deadlineMs: kind.deadlineMs,
    openedMs: view.timeMs,
    before: positionOf(view),
    merged: members.length > view.config.aggregateAbove,
    closed: undefined,
  }
  return {
    ok: true,
    view: {
      ...view,
      ...(ahead ? { next: open } : { open, phase: 'RoundTrain', phaseSinceMs: view.timeMs }),
      cursor: kind.firstBatch + fresh,
      queue: takeRanges(waitingBatches(plan), kind.batches).left,
      round: view.round + 1,
      epoch: withRound(view),
      coldFrom: coldFromWith(view, members),
      coldPending: false,
    },
  }
}

function openOne(rules: Rules, view: View, bytes: Uint8Array): Signed | undefined {
  const before = openedBefore(rules.verify, bytes)
  if (before !== undefined) return sameBytes(before.runId, view.runId) ? before : undefined
  const opened = openEnvelope(bytes, rules.verify, view.runId)
  if (!opened.ok) return undefined
  keepOpened(rules.verify, opened.signed, bytes)
  return opened.signed
}

/** The envelopes of an entry, opened: all of one message type, in rising order, none twice; or undefined. */
export function openAll<M extends Signed['message']>(
  rules: Rules,
  view: View,
  envelopes: readonly Uint8Array[],
  type: M['type'],
): Signed<M>[] | undefined {
  const out: Signed<M>[] = []
  for (const bytes of envelopes) {
    const signed = openOne(rules, view, bytes)
    if (signed?.message.type !== type) return undefined
    const last = out.at(-1)
    if (last !== undefined && !follows(last, signed)) return undefined
    out.push(signed as Signed<M>)
  }
  return out
}

/** Rising by signer; of commitments, by slot too. */
function follows(last: Signed, next: Signed): boolean {
  if (last.signer !== next.signer) return last.signer < next.signer
  return (
    last.message.type === 'commitment' &&
    next.message.type === 'commitment' &&
    last.message.slot < next.message.slot
  )
}

/** Member index of each witness's signer; undefined where a signer is none. */
export function areWitnesses(open: OpenRound, signers: readonly { readonly signer: string }[]) {
  return signers.every(({ signer }) => open.witnesses.includes(placeIn(open.members, signer)))
}

/** So many aggregators are drawn in a round of more members than `aggregateAbove`. */
const wantedAggregators = 3

function aggregatorsOf(rules: Rules, open: OpenRound, beacon: Uint8Array): string[] {
  if (!open.merged) return []
  const { witnesses, members } = open
  return drawAggregators(rules.hash, beacon, witnesses.length, wantedAggregators).map(
    (i) => members[witnesses[i] as number] as string,
  )
}

export function applyCommitmentsClosed(rules: Rules, view: View, kind: CommitmentsClosed): Fold {
  const { open } = view
  if (open === undefined || open.closed !== undefined || kind.round !== open.round)
    return refuse('close-round')
  const commitments = openAll<SignedCommitment['message']>(
    rules,
    view,
    kind.commitments,
    'commitment',
  )
  const lists = openAll<CommitmentList>(rules, view, kind.lists, 'commitmentList')
  if (commitments === undefined || lists === undefined) return refuse('close-envelopes')
  if (commitments.length === 0) return refuse('close-nothing')
  for (const signed of commitments)
    if (checkCommitment(open, signed).verdict !== 'accept') return refuse('close-commitment')
  if (!areWitnesses(open, lists) || lists.some((l) => l.message.round !== open.round))
    return refuse('close-witness')
  if (lists.some((l) => l.message.slot !== open.slots.length)) return refuse('close-slot')
  if (lists.length < quorum(open.witnesses.length)) return refuse('close-quorum')
  const listed = new Set(lists.flatMap((l) => namesOf(l.message.hashes)))
  const hashes = commitments.map((c) => bodyHash(rules.hash, c))
  if (hashes.length !== listed.size || hashes.some((h) => !listed.has(nameOf(h))))
    return refuse('close-union')
  if (kind.tookMs.length !== commitments.length) return refuse('close-times')
  const { lastPreimage } = view
  const links = open.round - lastPreimage.round
  if (!isPreimage(rules.hash, kind.preimage, lastPreimage.value, links))
    return refuse('close-preimage')
  const beacon = mixBeacon(rules.hash, kind.preimage, hashes)
  return {
    ok: true,
    view: {
      ...view,
      phase: 'RoundReveal',
      phaseSinceMs: view.timeMs,
      beacon,
      lastPreimage: { round: open.round, value: kind.preimage },
      measured: withTraining(view, open),
      open: {
        ...open,
        closed: {
          commitments,
          tookMs: kind.tookMs,
          beacon,
          aggregators: aggregatorsOf(rules, open, beacon),
        },
      },
    },
  }
}
