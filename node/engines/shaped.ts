/**
 * An engine for batches of more than one shape: it is made anew when the shape changes, which a run's stages do a few times.
 *
 * Invariant: at most one inner engine is open, so that memory is that of one.
 */
import type { Engine, PackedBatch } from '../ports-engine.ts'

export type Shape = { readonly rows: number; readonly length: number }

/** `first`: the shape of a run's first stage. Rejects where `open` does, here and in calls with another shape. */
export async function createShapedEngine(
  open: (shape: Shape) => Promise<Engine>,
  first: Shape,
): Promise<Engine> {
  let shape = first
  let engine: Engine | undefined = await open(first)
  const { name, precision } = engine
  const engineFor = async (batches: readonly PackedBatch[]): Promise<Engine> => {
    const { rows, length } = batches[0] ?? shape
    const fits = rows === shape.rows && length === shape.length
    if (engine !== undefined && fits) return engine
    const before = engine
    engine = undefined
    await before?.close()
    shape = { rows, length }
    engine = await open(shape)
    return engine
  }
  return {
    get name() {
      return engine?.name ?? name
    },
    get precision() {
      return engine?.precision ?? precision
    },
    gradient: async (params, batches) => (await engineFor(batches)).gradient(params, batches),
    gradientBlocks: async (params, batches, sink) =>
      (await engineFor(batches)).gradientBlocks(params, batches, sink),
    loss: async (params, batches) => (await engineFor(batches)).loss(params, batches),
    generate: async (params, prompts, options) =>
      (await engineFor([])).generate(params, prompts, options),
    close: async () => engine?.close(),
  }
}
