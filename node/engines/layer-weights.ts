/**
 * A layer's weights on the device for as long as they are used there: one direction of a pass, or both.
 *
 * Between passes the replica changes, so nothing is kept from one to the next. Invariant: each is released once.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { layerTensors } from '../../kernels/model/tensors.ts'
import type { Feed, Held, HostArray, Runner } from './runner.ts'

export type LayerWeights = {
  /** Brings them there unless they stayed; afterwards they stay, or go. */
  readonly use: (
    layer: number,
    views: Readonly<Record<string, HostArray>>,
    stays: boolean,
    run: (weights: Readonly<Record<string, Feed>>) => Promise<void>,
  ) => Promise<void>
  /** At the end of a pass, and after a failure. */
  readonly clear: () => void
}

export function createLayerWeights(runner: Runner, config: ModelConfig): LayerWeights {
  const tensors = layerTensors(config)
  const kept = new Map<number, Held>()
  return {
    use: async (layer, views, stays, run) => {
      const held = kept.get(layer) ?? (await runner.hold(tensors, views))
      kept.set(layer, held)
      try {
        await run(held.feeds)
      } finally {
        if (!stays) {
          kept.delete(layer)
          held.release()
        }
      }
    },
    clear: () => {
      for (const held of kept.values()) held.release()
      kept.clear()
    },
  }
}
