/**
 * What a log says must happen to the model, in order: rounds to apply, each with the digest of the state that members claim to have trained on, and the states
 * that the log names on the way. What is behind a checkpoint that the run went back to is left out.
 */
import type { FoldedEntry } from '../../coordinator/fold-log.ts'
import type { ClosedRound, LoggedCheckpoint, View } from '../../coordinator/types.ts'
import type { Entry } from '../../proto/messages.ts'

export type PlannedRound = {
  /** Of its closing entry. */
  readonly index: number
  readonly kind: Entry['kind']['type']
  readonly closed: ClosedRound
  /** D of the state that it was trained on; empty: the log states none. */
  readonly claimed: Uint8Array
}
export type PlannedState = LoggedCheckpoint & { readonly index: number }

/** An archived segment that entry `index` names. */
export type PlannedSegment = {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly root: Uint8Array
}

export type ReplayPlan = {
  readonly view: View
  readonly rounds: readonly PlannedRound[]
  readonly states: readonly PlannedState[]
  /** States that the run started again from: each is that of a checkpoint, or the base where its root is empty. */
  readonly points: readonly PlannedState[]
  readonly segments: readonly PlannedSegment[]
}

const none = new Uint8Array(0)

/** Takes every entry of a log in order; undefined where there was none. */
export async function planReplay(
  entries: AsyncIterable<FoldedEntry>,
): Promise<ReplayPlan | undefined> {
  let view: View | undefined
  let rounds: PlannedRound[] = []
  let states: PlannedState[] = []
  let points: PlannedState[] = []
  const segments: PlannedSegment[] = []
  for await (const { signed, view: after, closed, backTo } of entries) {
    view = after
    const { index, kind } = signed.message
    if (backTo !== undefined) {
      rounds = rounds.filter((round) => round.closed.step < backTo)
      states = states.filter((state) => state.step <= backTo)
      points = points.filter((point) => point.step <= backTo)
      // Retention may forget it, and an archive still has it.
      if (after.snapshot !== undefined) points.push({ index, ...after.snapshot })
    }
    if (closed !== undefined && !closed.void) {
      const claimed = kind.type === 'roundClosed' ? kind.stateDigest : none
      rounds.push({ index, kind: kind.type, closed, claimed })
    }
    if (kind.type === 'checkpointMade')
      states.push({ index, step: kind.step, root: kind.snapshotRoot, stateRoot: kind.stateRoot })
    if (kind.type === 'segmentArchived')
      segments.push({ index, from: kind.from, to: kind.to, root: kind.root })
  }
  return view && { view, rounds, states, points, segments }
}
