/**
 * What the coordinator's own replica says of a state, held against what members say, before it is logged as a checkpoint.
 *
 * Joiners start from that state, so a bit that flipped in the coordinator's memory would reach them all. Members tell the digest of the state
 * that they hold with each commitment, and in Cooldown when they are ready. Where more than two thirds of them say the same as the replica
 * the checkpoint is logged. Where they do not, the replica starts again from the newest checkpoint and computes the state once more; what
 * comes out twice is logged unless at least two members, and more than two thirds, say another digest. Invariant: nothing is logged that was
 * computed once and that members do not confirm.
 */
import { toHex } from '../kernels/hash.ts'
import { sameBytes } from '../proto/wire.ts'
import { dueStep } from './overlap.ts'
import { append, type CoordinatorState, type Work, withoutGone } from './round-work.ts'
import { put } from './trie.ts'
import type { CoordinatorEvent } from './types.ts'
import { retainedAfter } from './view-checkpoint.ts'
import { namedDigest } from './view-rollback.ts'

/** A member's last word on the state after `step`. */
export type Claim = { readonly step: number; readonly digest: Uint8Array }

/** A snapshot that is stored and not confirmed yet. */
export type OwnState = Claim & { readonly root: Uint8Array; readonly stateRoot: Uint8Array }

/** States that were computed again, at most; older ones are forgotten. */
const mostDoubted = 64

/** A member says which state it holds. */
export function hearClaim(work: Work, member: string, claim: Claim): void {
  const { state } = work
  work.state = { ...state, claims: put(withoutGone(state.claims, state.view), member, claim) }
}

/** The replica stored a snapshot. */
export function hearSnapshot(
  work: Work,
  { step, root, stateRoot, digest }: Extract<CoordinatorEvent, { type: 'snapshot' }>,
): void {
  const { view } = work.state
  if (view.phase === 'Finished') return
  // One that was asked for before a restart may be logged already.
  if (step <= (view.snapshot?.step ?? 0) || step > view.step) return
  work.state = { ...work.state, own: { step, root, stateRoot, digest } }
}

type Verdict = 'wait' | 'confirmed' | 'unconfirmed' | 'contradicted'

/** Whether members had the time to say which state they hold after `step`. */
function isHeard({ state, now }: Work, step: number): boolean {
  const { view, ready, up } = state
  // They hold a later state, and said before which one this was.
  if (dueStep(view) > step) return true
  if (view.next !== undefined) return false
  if (view.open !== undefined) return view.open.closed !== undefined && view.open.trainsOn >= step
  if (view.phase === 'RoundTrain' || view.phase === 'RoundReveal' || view.phase === 'Warmup')
    return false
  if (view.phase !== 'Cooldown' || now >= state.deadlineMs) return true
  return ![...view.members.keys()].some((id) => up.has(id) && (ready.get(id) ?? step) < step)
}

function judge(work: Work, { step, digest }: Claim): Verdict {
  const { view, claims } = work.state
  const named = namedDigest(view, step)
  if (named !== undefined) return sameBytes(named, digest) ? 'confirmed' : 'contradicted'
  if (!isHeard(work, step)) return 'wait'
  const counts = new Map<string, number>()
  for (const [id, claim] of claims) {
    if (claim.step !== step || !view.members.has(id)) continue
    const name = toHex(claim.digest)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const isMost = (count: number) => 3 * count > 2 * total
  const own = toHex(digest)
  if (isMost(counts.get(own) ?? 0)) return 'confirmed'
  const others = [...counts].filter(([name]) => name !== own)
  return others.some(([, count]) => count > 1 && isMost(count)) ? 'contradicted' : 'unconfirmed'
}

/** Logs the stored snapshot, if it is confirmed; else has it computed again, once. True where an entry was appended. */
export function logOwnState(work: Work): boolean {
  const { state, parts } = work
  const { own, view } = state
  if (own === undefined) return false
  // Another checkpoint overtook it, or its run ended.
  if (own.step <= (view.snapshot?.step ?? 0) || view.phase === 'Finished') {
    work.state = { ...state, own: undefined }
    return false
  }
  const verdict = judge(work, own)
  if (verdict === 'wait') return false
  work.state = { ...state, own: undefined }
  if (verdict !== 'confirmed' && doubt(work, own)) return false
  // Members say otherwise, and so it was the second time: this process is not to be trusted with it.
  if (verdict === 'contradicted') return false
  append(work, {
    type: 'checkpointMade',
    step: own.step,
    snapshotRoot: own.root,
    stateRoot: own.stateRoot,
    retainedStep: retainedAfter(view, own.step, parts.archives === true),
  })
  return true
}

/** The state is computed again, from the newest checkpoint. False where it was and came out the same. */
function doubt(work: Work, { step, digest }: Claim): boolean {
  const { doubted } = work.state
  const before = doubted.get(step)
  if (before !== undefined && sameBytes(before, digest)) return false
  const kept: CoordinatorState['doubted'] = new Map([...doubted].slice(-mostDoubted + 1))
  work.state = { ...work.state, doubted: new Map(kept).set(step, digest) }
  work.effects.push({ type: 'doubt', step })
  return true
}
