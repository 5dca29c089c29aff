/**
 * The operator's way back: `revert` for the last few rounds, `restart` for a checkpoint of the log or the base.
 *
 * A round that is open ends with it, without blame. Invariant: a command that cannot be done changes nothing and appends nothing.
 */
import { append, setDeadline, type Work } from './round-work.ts'
import { emptyMap } from './trie.ts'
import { restartLineage, restartPoint, undoOf } from './view-rollback.ts'

/** Undoes every round from `round` on that is in effect. */
export function hearRevert(work: Work, round: number): string {
  const { view } = work.state
  if (view.phase === 'Finished') return 'finished'
  if (view.reverting !== undefined) return 'already-reverting'
  const target = view.undoable.find(({ closed }) => closed.round === round)
  if (target === undefined) return 'not-undoable'
  if (target.closed.step < view.retainedStep) return 'payloads-gone'
  undoNext(work, round)
  return 'ok'
}

/** Undoes the newest round; `to` is the last that will be undone. */
export function undoNext(work: Work, to: number): void {
  const { parts, state } = work
  const last = state.view.undoable.at(-1)
  if (last === undefined) throw new Error('a revert lost its rounds')
  const { lineage } = undoOf(parts, state.view, last)
  append(work, { type: 'reverted', round: last.closed.round, to, lineage })
}

/** Starts again from the checkpoint of `step`, 0 for the base. */
export function hearRestart(work: Work, step: number): string {
  const { parts, state } = work
  const { view } = state
  if (view.phase === 'Finished') return 'finished'
  if (view.reverting !== undefined) return 'already-reverting'
  const point = restartPoint(parts, view, step)
  if (point === undefined) return 'no-checkpoint'
  append(work, { type: 'restarted', step, lineage: restartLineage(parts, view, point) })
  // Nobody holds the state yet.
  work.state = { ...work.state, ready: emptyMap() }
  setDeadline(work, view.config.warmupMs)
  return 'ok'
}
