/**
 * A batch a few rows at a time, where all of them do not fit, and several batches at once, where each is small (kernels/model/pass.ts).
 *
 * Invariant: batches count whole or not at all. One of which a part turns out not finite is left out with all its rows, by starting again;
 * several at once of which one is not finite are computed again one by one.
 */
import type { GradientSums, PackedBatch } from '../ports-engine.ts'
import { IGNORED_LABEL } from './batch.ts'

/** Equal parts of `rows` rows, views of the batch. `rows` divides the batch's. */
export function splitBatch(batch: PackedBatch, rows: number): PackedBatch[] {
  if (batch.rows === rows) return [batch]
  const size = rows * batch.length
  return Array.from({ length: batch.rows / rows }, (_, i) => {
    const cut = (values: Int32Array) => values.subarray(i * size, (i + 1) * size)
    const { length, tokens, labels, positions, documents } = batch
    return {
      rows,
      length,
      tokens: cut(tokens),
      labels: cut(labels),
      positions: cut(positions),
      documents: cut(documents),
    }
  })
}

/** Batches of `rows` rows, a multiple of those given; the last one is filled with rows that have no label. */
export function joinBatches(batches: readonly PackedBatch[], rows: number): PackedBatch[] {
  const [{ length, rows: own }] = batches as readonly [PackedBatch]
  const count = rows / own
  return Array.from({ length: Math.ceil(batches.length / count) }, (_, i) => {
    const group = batches.slice(i * count, (i + 1) * count)
    const join = (name: 'tokens' | 'labels' | 'positions' | 'documents', filler = 0) => {
      const joined = new Int32Array(rows * length).fill(filler)
      for (const [place, batch] of group.entries()) joined.set(batch[name], place * own * length)
      return joined
    }
    return {
      rows,
      length,
      tokens: join('tokens'),
      labels: join('labels', IGNORED_LABEL),
      positions: join('positions'),
      documents: join('documents'),
    }
  })
}

/** Computes parts of so many rows, and drops some. */
export type RunParts<T> = (parts: readonly PackedBatch[], rows: number) => Promise<T>

/** `restart` is called before `run` is called again. */
export async function gradientByParts<T extends GradientSums>(
  batches: readonly PackedBatch[],
  rows: number,
  run: RunParts<T>,
  restart: () => void | Promise<void>,
): Promise<T> {
  const own = batches[0]?.rows ?? rows
  if (rows > own) {
    const found = await run(joinBatches(batches, rows), rows)
    if (found.dropped.length === 0) return found
    await restart()
  }
  return gradientBySplits(batches, Math.min(rows, own), run, restart)
}

async function gradientBySplits<T extends GradientSums>(
  batches: readonly PackedBatch[],
  rows: number,
  run: RunParts<T>,
  restart: () => void | Promise<void>,
): Promise<T> {
  const dropped = new Set<number>()
  for (;;) {
    const used = batches.flatMap((batch, index) =>
      dropped.has(index) ? [] : splitBatch(batch, rows).map((part) => ({ part, index })),
    )
    const found = await run(
      used.map(({ part }) => part),
      rows,
    )
    const bad = new Set(found.dropped)
    const broken = new Set(found.dropped.map((place) => used[place]?.index as number))
    const isSpoiled = used.some(({ index }, place) => broken.has(index) && !bad.has(place))
    for (const index of broken) dropped.add(index)
    if (!isSpoiled) return { ...found, dropped: [...dropped].sort((a, b) => a - b) }
    await restart()
  }
}
