/**
 * A member's momentum, fed block by block: each block's gradient is clipped and encoded as it leaves the engine, so that no
 * full gradient ever exists.
 *
 * Invariant: between steps the momentum is that of the last finished step, votes taken out; a step that fails, or starts again
 * because a batch turned out not finite, starts from that very momentum. The momentum before the step is kept for this, as it
 * is for audits (blueprint 6).
 */
import { clipBlock, clipRanges } from '../kernels/demo/clip.ts'
import type { DemoConfig } from '../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../kernels/demo/encode.ts'
import { emptyKeptVotes, type KeptVotes } from '../kernels/demo/votes.ts'
import type { TensorTable } from '../kernels/tensor-table.ts'
import type { GradientSink } from './ports-engine.ts'

export type Momentum = {
  /**
   * One step: `train` gives every block of the gradient to the sink. Gives its votes, which are the caller's until it gives them back or
   * lets them go, and what `train` gives. Where that rejects, the momentum is as before.
   */
  readonly step: <T>(
    eta: number,
    train: (sink: GradientSink) => Promise<T>,
  ) => Promise<{ readonly votes: KeptVotes; readonly result: T }>
  /** Gives votes that were not accepted back. A later step writes over them, as over those that are let go. */
  readonly giveBack: (votes: KeptVotes) => void
  /** Votes that nobody needs any more. */
  readonly letGo: (votes: KeptVotes) => void
  /** Zeros, as at the start. */
  readonly reset: () => void
}

export function createBlockMomentum(table: TensorTable, demo: DemoConfig): Momentum {
  const encoder = createEncoder(table, demo)
  const momentum = createMomentum(table)
  const before = createMomentum(table)
  // Several steps may be undecided at once: slots of one round, and with overlap two rounds.
  const spare: KeptVotes[] = []
  const ranges = clipRanges(table)
  const restart = (votes: KeptVotes) => {
    momentum.set(before)
    votes.present.fill(0)
  }
  const encodeBlock = (votes: KeptVotes, start: number, gradient: Float32Array, eta: number) => {
    const end = start + gradient.length
    const part = (from: number, to: number) => gradient.subarray(from - start, to - start)
    for (const range of ranges)
      if (range.start >= start && range.end <= end)
        clipBlock(part(range.start, range.end), table.params)
    for (const window of encoder.windows) {
      const { offset, params, firstCoefficient, coefficients } = window
      if (offset < start || offset >= end) continue
      const c = momentum.subarray(firstCoefficient, firstCoefficient + coefficients)
      encoder.encodeWindow(window, c, part(offset, offset + params), eta, votes)
    }
  }
  return {
    step: async (eta, train) => {
      before.set(momentum)
      const votes = spare.pop() ?? emptyKeptVotes(table, demo.topK)
      votes.present.fill(0)
      try {
        const result = await train({
          block: (start, gradient) => encodeBlock(votes, start, gradient, eta),
          restart: () => restart(votes),
        })
        return { votes, result }
      } catch (error) {
        restart(votes)
        spare.push(votes)
        throw error
      }
    },
    giveBack: (votes) => {
      encoder.restore(momentum, votes)
      spare.push(votes)
    },
    letGo: (votes) => {
      spare.push(votes)
    },
    reset: () => momentum.fill(0),
  }
}
