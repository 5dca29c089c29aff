/**
 * A batch a few rows at a time, where all of them do not fit (kernels/model/pass.ts).
 *
 * Invariant: batches count whole or not at all. One of which a part turns out not finite is left out with all its rows, by starting again.
 */
import type { GradientSums, PackedBatch } from '../ports-engine.ts'

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

/** `run` computes parts, and drops some; `restart` is called before it is called again. */
export async function gradientByParts<T extends GradientSums>(
  batches: readonly PackedBatch[],
  rows: number,
  run: (parts: readonly PackedBatch[]) => Promise<T>,
  restart: () => void | Promise<void>,
): Promise<T> {
  const dropped = new Set<number>()
  for (;;) {
    const used = batches.flatMap((batch, index) =>
      dropped.has(index) ? [] : splitBatch(batch, rows).map((part) => ({ part, index })),
    )
    const found = await run(used.map(({ part }) => part))
    const bad = new Set(found.dropped)
    const broken = new Set(found.dropped.map((place) => used[place]?.index as number))
    const isSpoiled = used.some(({ index }, place) => broken.has(index) && !bad.has(place))
    for (const index of broken) dropped.add(index)
    if (!isSpoiled) return { ...found, dropped: [...dropped].sort((a, b) => a - b) }
    await restart()
  }
}
