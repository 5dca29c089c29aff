/**
 * Going back is going forward: entries that undo rounds, or start again from a checkpoint.
 *
 * `Reverted` undoes the newest round in effect, p ← fround(p + fround(η·u)) from its payloads; the state is no earlier one bit for bit
 * (rounding, decay), but the same on all replicas, and it is a new step with a lineage of its own. Several rounds are several entries,
 * each of which names the last one to undo, so that a coordinator that dies between two goes on. `Restarted` takes the state of a
 * checkpoint of the log, or the base. Both take the whole position of that state with them (position.ts), and end an open round: what was
 * committed in it counts for nobody and against nobody.
 */
import { lineageRestart, lineageRevert } from '../kernels/state/lineage.ts'
import type { Restarted, Reverted } from '../proto/messages.ts'
import { sameBytes } from '../proto/wire.ts'
import { afterRound, nextEpoch } from './epoch.ts'
import { startLineage } from './lineage.ts'
import type { LoggedPhase } from './phase.ts'
import { type Position, positionOf, startPosition } from './position.ts'
import type { ClosedRound, LoggedCheckpoint, Rules, View } from './types.ts'
import type { Fold } from './view.ts'

/** A round in effect that can still be undone, and where the run stood before it opened. */
export type Undoable = { readonly closed: ClosedRound; readonly before: Position }

/** Where the run stood after `step` updates, for the checkpoint of that state. */
export type Mark = {
  readonly step: number
  readonly at: Position
  readonly lineage: Uint8Array
  /** D that members claimed. */
  readonly digest?: Uint8Array
}

/** A checkpoint is made soon after its step; for an older one the position is not known, and there is no way back to it. */
const keptMarks = 256

const refuse = (code: string): Fold => ({ ok: false, code })

/** `marks` with the state that the view has now; what a round that trains meanwhile was given is not part of its position. */
export const marked = (view: View): View => ({
  ...view,
  marks: [
    ...view.marks.slice(1 - keptMarks),
    { step: view.step, at: view.open?.before ?? positionOf(view), lineage: view.lineage },
  ],
})

/** The marks with the digest that members named in a round which trained on the state after `step`; empty: none. */
export function markedWith(marks: readonly Mark[], step: number, digest: Uint8Array) {
  const at = marks.findLastIndex((mark) => mark.step === step)
  if (at < 0 || digest.length === 0) return marks
  // A copy: a view of it would keep each round's whole entry for as long as its mark.
  return marks.with(at, { ...(marks[at] as Mark), digest: digest.slice() })
}

/** D of the state after `step`, where members named it in the log. */
export const namedDigest = ({ marks }: View, step: number): Uint8Array | undefined =>
  marks.findLast((mark) => mark.step === step)?.digest

/** The view after a round was closed that changed the model: `before` is where it stood when that round opened. */
export const rememberRound = (view: View, closed: ClosedRound, before: Position): View =>
  marked({
    ...view,
    undoable: [...view.undoable, { closed, before }].slice(-view.config.revertRounds),
  })

/** What a revert of the newest round does to every replica. */
export function undoOf(rules: Rules, view: View, { closed }: Undoable): ClosedRound {
  const lineage = lineageRevert(rules.hash, view.lineage, {
    ...closed,
    round: closed.step + 1,
    kernelVersion: view.kernel,
  })
  const nothing = { returned: [], refused: [], aggregators: [], merge: undefined }
  return { ...closed, ...nothing, undo: true, step: view.step, lineage }
}

/** A round phase without a round: the coordinator opens the next. */
const phaseAfter = (phase: LoggedPhase): LoggedPhase =>
  phase === 'RoundReveal' ? 'RoundTrain' : phase

const isGoing = (view: View) => view.phase !== 'Finished'

export function applyReverted(rules: Rules, view: View, kind: Reverted): Fold {
  const last = view.undoable.at(-1)
  if (last === undefined || last.closed.round !== kind.round) return refuse('revert-order')
  if (!view.undoable.some(({ closed }) => closed.round === kind.to)) return refuse('revert-target')
  if (view.reverting !== undefined && view.reverting !== kind.to) return refuse('revert-target')
  if (!isGoing(view)) return refuse('revert-finished')
  const closed = undoOf(rules, view, last)
  if (!sameBytes(kind.lineage, closed.lineage)) return refuse('revert-lineage')
  const after: View = {
    ...view,
    ...last.before,
    step: view.step + 1,
    lineage: closed.lineage,
    open: undefined,
    next: undefined,
    phase: phaseAfter(view.phase),
    voids: 0,
    disputes: 0,
    lastClosed: undefined,
    lastMerge: undefined,
    undoable: view.undoable.slice(0, -1),
    reverting: kind.round === kind.to ? undefined : kind.to,
  }
  // Between rounds a Cooldown ends the epoch if it is over now; where no round is near, the next one begins another.
  const epoch = after.phase === 'RoundTrain' ? afterRound(after) : nextEpoch(after)
  return { ok: true, closed, view: marked({ ...after, epoch }) }
}

/** The checkpoint of `step`, with its position; step 0 is the base. */
export function restartPoint(
  rules: Rules,
  view: View,
  step: number,
): (LoggedCheckpoint & { readonly mark: Mark }) | undefined {
  const none = new Uint8Array(0)
  if (step === 0) {
    const lineage = startLineage(rules, view.runId)
    return { step, root: none, stateRoot: none, mark: { step, at: startPosition, lineage } }
  }
  const found = view.checkpoints.find((checkpoint) => checkpoint.step === step)
  return found?.mark === undefined ? undefined : { ...found, mark: found.mark }
}

export const restartLineage = (
  rules: Rules,
  view: View,
  point: LoggedCheckpoint & { readonly mark: Mark },
): Uint8Array => lineageRestart(rules.hash, view.lineage, point.mark.lineage, point.root)

/** Everybody's momentum is of another state now: all are as new as the state. */
const freshMembers = (members: View['members'], joinedStep: number): View['members'] =>
  new Map([...members].map(([id, member]) => [id, { ...member, joinedStep }]))

export function applyRestarted(rules: Rules, view: View, kind: Restarted): Fold {
  if (!isGoing(view)) return refuse('restart-finished')
  const point = restartPoint(rules, view, kind.step)
  if (point === undefined) return refuse('restart-unknown')
  const lineage = restartLineage(rules, view, point)
  if (!sameBytes(kind.lineage, lineage)) return refuse('restart-lineage')
  const step = view.step + 1
  const { root, stateRoot, mark } = point
  const snapshot: LoggedCheckpoint = { step, root, stateRoot, mark: { ...mark, step, lineage } }
  const inRound = view.open !== undefined || phaseAfter(view.phase) === 'RoundTrain'
  const after: View = {
    ...view,
    ...mark.at,
    step,
    lineage,
    open: undefined,
    next: undefined,
    // Everybody fetches the state first.
    phase: inRound ? 'Warmup' : view.phase,
    phaseSinceMs: inRound ? view.timeMs : view.phaseSinceMs,
    voids: 0,
    disputes: 0,
    lastClosed: undefined,
    lastMerge: undefined,
    undoable: [],
    reverting: undefined,
    members: freshMembers(view.members, step),
    snapshot,
    checkpoints: [...view.checkpoints, snapshot],
  }
  // A new epoch, with momentum that belongs to another state.
  const fresh: View = { ...after, epoch: nextEpoch(after), coldPending: true }
  return { ok: true, backTo: kind.step, view: marked(fresh) }
}
