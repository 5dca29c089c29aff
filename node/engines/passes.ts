/**
 * The batches of a call in several passes, one after another, where what waits between the layers for all of them does not fit
 * (kernels/model/pass.ts): their gradients are added up on the host, as large as the model.
 *
 * Invariant: the gradient is that of lossSum / tokens over the batches that count, as of one pass.
 */
import type { GradientSink, GradientSums, PackedBatch } from '../ports-engine.ts'
import { addInto, multiply } from './arrays.ts'
import { countLabels } from './batch.ts'

export type PassPart = {
  /** Its blocks are those of the gradient of lossSum over this. */
  readonly tokens: number
  /** Whether it is the last one of the call. */
  readonly isLast: boolean
}

export type RunPass = (
  batches: readonly PackedBatch[],
  sink: GradientSink,
  part: PassPart,
) => Promise<GradientSums>

/** Fills `sum` with the gradient. */
export async function gradientInPasses(
  batches: readonly PackedBatch[],
  passes: number,
  run: RunPass,
  sum: Float32Array,
): Promise<GradientSums> {
  const expected = batches.reduce((total, batch) => total + countLabels(batch), 0)
  const dropped = new Set<number>()
  for (;;) {
    const used = batches.map((_, index) => index).filter((index) => !dropped.has(index))
    const found = await addPasses(
      batches,
      used,
      passes,
      (group, sink, isLast) => run(group, sink, { tokens: expected, isLast }),
      sum,
    )
    for (const index of found.dropped) dropped.add(index)
    // What a pass gave before it started again is in the sum.
    if (found.spoiled) continue
    const { lossSum, tokens } = found
    if (tokens > 0) multiply(sum, expected / tokens)
    return { lossSum, tokens, dropped: [...dropped].sort((a, b) => a - b) }
  }
}

/** Stops at a pass that is not to be used. */
async function addPasses(
  batches: readonly PackedBatch[],
  used: readonly number[],
  passes: number,
  run: (
    group: readonly PackedBatch[],
    sink: GradientSink,
    isLast: boolean,
  ) => Promise<GradientSums>,
  sum: Float32Array,
) {
  const all = { lossSum: 0, tokens: 0, dropped: [] as number[], spoiled: false }
  const size = Math.max(1, Math.ceil(used.length / passes))
  sum.fill(0)
  for (let at = 0; at < used.length && !all.spoiled; at += size) {
    const group = used.slice(at, at + size)
    const found = await run(
      group.map((index) => batches[index] as PackedBatch),
      {
        block: (start, part) => {
          if (!all.spoiled) addInto(sum.subarray(start, start + part.length), part)
        },
        restart: () => {
          all.spoiled = true
        },
      },
      at + size >= used.length,
    )
    all.lossSum += found.lossSum
    all.tokens += found.tokens
    for (const place of found.dropped) all.dropped.push(group[place] as number)
  }
  return all
}
