/**
 * The layers of a streamed pass: embedding rows gathered on the host, then one compiled program for all layers, layer-major.
 *
 * Invariant: all micro-batches pass a layer before the next one, so a device sees each layer's weights once a pass.
 */
import type { Node } from '../../kernels/graph/ops.ts'
import { CHECK, gradientName } from '../../kernels/model/programs.ts'
import { keptName } from '../../kernels/model/streaming.ts'
import { EMBED, layerPrefix, layerTensors } from '../../kernels/model/tensors.ts'
import { addInto, allFinite } from './arrays.ts'
import type { Feed } from './runner.ts'
import type { Feeds, Micro, Stage, Views } from './stream-stage.ts'
import { blockViews, hidden, layerViews, NotFinite, withHeld } from './stream-stage.ts'

/** Writes 'x 0' … 'x <layers>' of every micro-batch, and what is kept for the backward pass. */
export async function forwardLayers(stage: Stage, views: Views, micros: readonly Micro[]) {
  const { programs, sessions, config } = stage
  for (const micro of micros) embedRows(stage, views, micro, hidden(stage, 'x 0', micro))
  const session = await sessions.get('forward', () => programs.forward)
  for (let layer = 0; layer < config.layers; layer++) {
    await withLayer(stage, views, layer, async (weights) => {
      for (const micro of micros) {
        const x = hidden(stage, `x ${layer}`, micro)
        const y = hidden(stage, `x ${layer + 1}`, micro)
        await session.run({ ...micro.feeds, ...weights, x }, { y, ...kept(stage, layer, micro) })
      }
    })
  }
}

/** As `forwardLayers` for an evaluation: two buffers a micro-batch, and nothing kept. Gives the last layer's. */
export async function forwardOnly(stage: Stage, views: Views, micro: Micro): Promise<Float32Array> {
  const { programs, sessions, config } = stage
  const [a, b] = ['x 0', 'x 1'].map((name) => hidden(stage, name, micro)) as [
    Float32Array,
    Float32Array,
  ]
  embedRows(stage, views, micro, a)
  const name = programs.kept.length === 0 ? 'forward' : 'forward only'
  const { y: last } = programs.forward.outputs as { readonly y: Node }
  const session = await sessions.get(name, () => ({ ...programs.forward, outputs: { y: last } }))
  let [x, y] = [a, b]
  for (let layer = 0; layer < config.layers; layer++) {
    await withLayer(stage, views, layer, async (weights) => {
      await session.run({ ...micro.feeds, ...weights, x }, { y })
    })
    ;[x, y] = [y, x]
  }
  return x
}

/**
 * One layer backward for all micro-batches: takes 'd' of each, leaves the next 'd' there, and adds the layer's gradient up
 * in `sum`. Throws NotFinite.
 */
export async function backwardLayer(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  layer: number,
  sum: Float32Array,
): Promise<void> {
  const { programs, sessions, scratch, blocks } = stage
  const session = await sessions.get('backward', () => programs.backward)
  const block = blocks[layer + 1] as (typeof blocks)[number]
  await withLayer(stage, views, layer, async (weights) => {
    for (const [place, micro] of micros.entries()) {
      const target = place === 0 ? sum : scratch.floats('part', sum.length)
      const x = hidden(stage, `x ${layer}`, micro)
      const dy = hidden(stage, 'd', micro)
      const dx = scratch.floats('dx', dy.length)
      const feeds: Feeds = { ...micro.feeds, ...weights, x, dy, ...kept(stage, layer, micro) }
      const found = localGradients(blockViews(block, target), layer)
      const check = new Float32Array(1)
      await session.run(feeds, { dx, ...found, [CHECK]: check })
      if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
      if (place > 0) addInto(sum, target)
      dy.set(dx)
    }
  })
}

/** Adds the gradient of the embedding rows that were gathered. `sum` [vocabSize * hiddenSize]. */
export function backwardEmbed(stage: Stage, micros: readonly Micro[], sum: Float32Array): void {
  const { hiddenSize } = stage.config
  for (const micro of micros) {
    const d = hidden(stage, 'd', micro)
    micro.feeds['tokens']?.forEach((token, i) => {
      const row = sum.subarray(token * hiddenSize, (token + 1) * hiddenSize)
      addInto(row, d.subarray(i * hiddenSize, (i + 1) * hiddenSize))
    })
  }
}

function embedRows({ config }: Stage, views: Views, micro: Micro, x: Float32Array): void {
  const { hiddenSize } = config
  const table = views[EMBED] as Float32Array
  micro.feeds['tokens']?.forEach((token, i) => {
    x.set(table.subarray(token * hiddenSize, (token + 1) * hiddenSize), i * hiddenSize)
  })
}

function withLayer(
  stage: Stage,
  views: Views,
  layer: number,
  use: (weights: Readonly<Record<string, Feed>>) => Promise<void>,
): Promise<void> {
  return withHeld(stage, layerTensors(stage.config), layerViews(stage, views, layer), use)
}

function kept({ programs, scratch }: Stage, layer: number, micro: Micro) {
  const arrays: Record<string, Float32Array> = {}
  programs.kept.forEach((shape, i) => {
    const size = shape.reduce((product, n) => product * n, 1)
    arrays[keptName(i)] = scratch.floats(`${keptName(i)} ${layer} of ${micro.index}`, size)
  })
  return arrays
}

/** Gradients of a layer's tensors as its program names them. */
function localGradients(found: Views, layer: number): Record<string, Float32Array> {
  const outputs: Record<string, Float32Array> = {}
  const prefix = layerPrefix(layer)
  for (const [name, view] of Object.entries(found))
    outputs[gradientName(name.slice(prefix.length))] = view
  return outputs
}
