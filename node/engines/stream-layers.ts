/**
 * The layers of a streamed pass: embedding rows gathered on the host, then one compiled program for all layers, layer-major.
 *
 * Invariant: all micro-batches pass a layer before the next one, so a device is given each layer's weights once a direction, or once a
 * pass where there is room for them (layer-weights.ts).
 */
import { createGraph, input } from '../../kernels/graph/build.ts'
import type { Node } from '../../kernels/graph/ops.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { CHECK, gradientName } from '../../kernels/model/programs.ts'
import { keptName } from '../../kernels/model/streaming.ts'
import { EMBED, layerPrefix, layerTensors } from '../../kernels/model/tensors.ts'
import { addInto, allFinite } from './arrays.ts'
import { createPartSums } from './part-sums.ts'
import type { Value } from './pass-values.ts'
import type { Feed, Session, Tensors } from './runner.ts'
import { isResident } from './runner.ts'
import type { Feeds, Micro, Stage, Views } from './stream-stage.ts'
import { blockViews, hidden, layerViews, NotFinite } from './stream-stage.ts'

/**
 * Makes 'x 0' … 'x <layers>' of every micro-batch, and what is kept for the backward pass. The weights of the last `layersHeld` layers
 * stay for it.
 */
export async function forwardLayers(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  layersHeld: number,
) {
  const { programs, values, config } = stage
  for (const micro of micros) embedRows(stage, views, micro, hidden(stage, 'x 0', micro))
  const keeps = programs.kept.map((_, i) => keptName(i))
  // The device holds one layer's hidden states where it keeps nothing, and the host all of them.
  const spills = stage.runner.ownMemory && keeps.length === 0
  const session = await forwardSession(stage, 'forward', keeps, spills)
  for (let layer = 0; layer < config.layers; layer++) {
    const stays = layer >= config.layers - layersHeld
    await withLayer(stage, views, layer, stays, async (weights) => {
      for (const micro of micros) {
        const x = hidden(stage, `x ${layer}`, micro)
        const y = hidden(stage, `x ${layer + 1}`, micro)
        const feeds = { ...micro.feeds, ...weights, x: values.feed(x) }
        const results = spills ? { [SPILLED]: values.host(y) } : {}
        await values.run(session, feeds, results, { y, ...kept(stage, layer, micro) })
        if (spills) values.drop(x)
      }
    })
  }
}

/** The output y once more, to the host. */
const SPILLED = 'y on the host'

function forwardSession(
  { programs, sessions, values }: Stage,
  name: string,
  keeps: readonly string[],
  spills: boolean,
): Promise<Session> {
  const { outputs } = programs.forward
  const y = outputs['y'] as Node
  const wanted: Record<string, Node> = { y }
  for (const keep of keeps) wanted[keep] = outputs[keep] as Node
  const stay = values.stay(Object.keys(wanted))
  if (spills) wanted[SPILLED] = y
  return sessions.get(name, () => ({ ...programs.forward, outputs: wanted }), stay)
}

/** As `forwardLayers` for an evaluation: two values, and nothing kept. Gives the last layer's. */
export async function forwardOnly(stage: Stage, views: Views, micro: Micro): Promise<Value> {
  const { values, config } = stage
  let [x, y] = [hidden(stage, 'x 0', micro), hidden(stage, 'x 1', micro)]
  embedRows(stage, views, micro, x)
  const session = await forwardSession(stage, 'forward only', [], false)
  for (let layer = 0; layer < config.layers; layer++) {
    await withLayer(stage, views, layer, false, async (weights) => {
      await values.run(session, { ...micro.feeds, ...weights, x: values.feed(x) }, {}, { y })
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
  const { sessions, values, programs, config } = stage
  const block = stage.blocks[layer + 1] as Stage['blocks'][number]
  const targets = localGradients(blockViews(block, sum), layer)
  const sums = createPartSums(stage, 'layer', gradientTensors(config), targets, micros.length)
  const stay = [...values.stay(['dx']), ...sums.stay]
  const name = sums.stay.length > 0 ? 'backward, summed there' : 'backward'
  const session = await sessions.get(name, () => programs.backward, stay)
  try {
    await withLayer(stage, views, layer, false, async (weights) => {
      for (const micro of micros) {
        const [x, d] = [hidden(stage, `x ${layer}`, micro), hidden(stage, 'd', micro)]
        const feeds: Feeds = { ...micro.feeds, ...weights, x: values.feed(x), dy: values.feed(d) }
        const keeps = kept(stage, layer, micro)
        for (const [output, value] of Object.entries(keeps)) feeds[output] = values.feed(value)
        const check = new Float32Array(1)
        const results = { ...sums.results(), [CHECK]: check }
        await sums.add(await values.run(session, feeds, results, { dx: d }))
        if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
        for (const value of [x, ...Object.values(keeps)]) values.drop(value)
      }
    })
    await sums.finish()
  } finally {
    sums.release()
  }
}

/** Adds the gradient of the embedding rows that were gathered. `sum` [vocabSize * hiddenSize]. */
export async function backwardEmbed(
  stage: Stage,
  micros: readonly Micro[],
  sum: Float32Array,
): Promise<void> {
  const { hiddenSize } = stage.config
  for (const micro of micros) {
    const d = await broughtHome(stage, hidden(stage, 'd', micro))
    micro.feeds['tokens']?.forEach((token, i) => {
      const row = sum.subarray(token * hiddenSize, (token + 1) * hiddenSize)
      addInto(row, d.subarray(i * hiddenSize, (i + 1) * hiddenSize))
    })
  }
}

/** A value on the host, from wherever it is. */
async function broughtHome({ values, sessions }: Stage, value: Value): Promise<Float32Array> {
  const found = values.feed(value)
  const host = values.host(value)
  if (!isResident(found)) return host
  const session = await sessions.get('to host', () => {
    const x = input(createGraph(), 'x', value.shape)
    return { name: 'to host', outputs: { y: x } }
  })
  await session.run({ x: found }, { y: host })
  values.drop(value)
  return host
}

function embedRows({ config, values }: Stage, views: Views, micro: Micro, value: Value): void {
  const { hiddenSize } = config
  const x = values.host(value)
  const table = views[EMBED] as Float32Array
  micro.feeds['tokens']?.forEach((token, i) => {
    x.set(table.subarray(token * hiddenSize, (token + 1) * hiddenSize), i * hiddenSize)
  })
}

function withLayer(
  stage: Stage,
  views: Views,
  layer: number,
  stays: boolean,
  use: (weights: Readonly<Record<string, Feed>>) => Promise<void>,
): Promise<void> {
  return stage.weights.use(layer, layerViews(stage, views, layer), stays, use)
}

/** What is kept of a layer and micro-batch, by the name of the output that gives it. */
function kept({ programs }: Stage, layer: number, micro: Micro): Record<string, Value> {
  const found: Record<string, Value> = {}
  programs.kept.forEach((shape, i) => {
    found[keptName(i)] = { name: `${keptName(i)} ${layer} of ${micro.index}`, shape }
  })
  return found
}

function gradientTensors(config: ModelConfig): Tensors {
  return layerTensors(config).map(({ name, shape }) => ({ name: gradientName(name), shape }))
}

/** Gradients of a layer's tensors as its program names them. */
function localGradients(found: Views, layer: number): Record<string, Float32Array> {
  const outputs: Record<string, Float32Array> = {}
  const prefix = layerPrefix(layer)
  for (const [name, view] of Object.entries(found))
    outputs[gradientName(name.slice(prefix.length))] = view
  return outputs
}
