/**
 * Where a run stands in its training: what follows from the rounds that are in effect, and so is rolled back with them.
 *
 * Invariant: whoever goes back to an earlier state of the model (`Reverted`, `Restarted`) takes the whole position of that state: its
 * rounds, its data, and with them the learning rate. A field that must roll back with the model belongs here.
 */
import type { Range } from './ranges.ts'

export type Position = {
  /** Rounds in effect: what the schedule and the end of the run count. */
  readonly trained: number
  /** First batch that no round was given yet. */
  readonly cursor: number
  /** Batches that were given to a round and not accepted: the next round trains them first. */
  readonly queue: readonly Range[]
}

export const startPosition: Position = { trained: 0, cursor: 0, queue: [] }

/** The position alone, of anything that has one. */
export const positionOf = ({ trained, cursor, queue }: Position): Position => ({
  trained,
  cursor,
  queue,
})
