/**
 * Final norm, head and loss of a streamed pass: at once where the logits fit, else in slices of the vocabulary (stream-slices.ts).
 */
import { CHECK } from '../../kernels/model/programs.ts'
import { wholeHeadProgram } from '../../kernels/model/streaming.ts'
import { allFinite } from './arrays.ts'
import { createPartSums, type PartSums } from './part-sums.ts'
import type { Feed, Session } from './runner.ts'
import { type HeadSums, slicedHead } from './stream-slices.ts'
import type { Micro, Stage, Views } from './stream-stage.ts'
import { headWeights, hidden, NotFinite, weighted, withHeld } from './stream-stage.ts'

/**
 * Takes 'x <layers>' of every micro-batch and leaves 'd' there, the gradient of `scale` times the sum of its losses. Gives
 * that sum, unscaled, over all. Throws NotFinite.
 */
export async function backwardHead(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  scale: number,
  sums: HeadSums,
): Promise<number> {
  const whole = stage.headRows >= stage.config.vocabSize
  return (whole ? wholeHead : slicedHead)(stage, views, micros, scale, sums)
}

async function wholeHead(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  scale: number,
  sums: HeadSums,
): Promise<number> {
  const { sessions, config, m, values } = stage
  const [norm, head] = headWeights(stage, views)
  const tensors = [
    { name: 'norm', shape: [config.hiddenSize] },
    { name: 'head', shape: [config.vocabSize, config.hiddenSize] },
  ]
  const gradients = tensors.map(({ name, shape }) => ({ name: `d${name}`, shape }))
  const targets = { dnorm: sums.norm, dhead: sums.head }
  const parts = createPartSums(stage, 'head', gradients, targets, micros.length)
  const name = parts.stay.length > 0 ? 'head, summed there' : 'head'
  const stay = [...values.stay(['dx']), ...parts.stay]
  const session = await sessions.get(name, () => wholeHeadProgram(config, m), stay)
  let total = 0
  try {
    await withHeld(stage, tensors, { norm, head }, async (weights) => {
      for (const micro of micros)
        total += await runHead(stage, session, weights, micro, scale, parts)
    })
    await parts.finish()
  } finally {
    parts.release()
  }
  return total
}

async function runHead(
  stage: Stage,
  session: Session,
  held: Readonly<Record<string, Feed>>,
  micro: Micro,
  scale: number,
  parts: PartSums,
): Promise<number> {
  const { config, values } = stage
  const [x, dx] = [hidden(stage, `x ${config.layers}`, micro), hidden(stage, 'd', micro)]
  const { labels, weights } = micro.feeds as { labels: Int32Array; weights: Float32Array }
  const feeds = { ...held, x: values.feed(x), labels, weights, g: weighted(weights, scale) }
  const [lossSum, check] = [new Float32Array(1), new Float32Array(1)]
  const results = { ...parts.results(), lossSum, [CHECK]: check }
  await parts.add(await values.run(session, feeds, results, { dx }))
  if (!allFinite(lossSum)) throw new NotFinite(micro.index, 'loss')
  if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
  values.drop(x)
  return lossSum[0] as number
}
