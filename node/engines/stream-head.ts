/**
 * Final norm, head and loss of a streamed pass: at once where the logits fit, else in slices of the vocabulary.
 *
 * Slices: a first sweep finds each token's largest logit and sum of exponentials, from which the host makes the loss; a second
 * one the gradient. Each slice's rows of the head are fed once a sweep, for all micro-batches.
 */
import { exp, log } from '../../kernels/math/elementary.ts'
import { CHECK } from '../../kernels/model/programs.ts'
import {
  finalNormBackward,
  finalNormProgram,
  headSliceBackward,
  headSliceProgram,
  wholeHeadProgram,
} from '../../kernels/model/streaming.ts'
import { EMBED, FINAL_NORM, HEAD } from '../../kernels/model/tensors.ts'
import { addInto, allFinite, multiply } from './arrays.ts'
import { createPartSums, type PartSums } from './part-sums.ts'
import type { Value } from './pass-values.ts'
import type { Feed, Session } from './runner.ts'
import type { Micro, Stage, Views } from './stream-stage.ts'
import { hidden, NotFinite, withHeld } from './stream-stage.ts'

/** Where the gradients of norm and head are added up; both hold zeros or earlier sums. */
export type HeadSums = { readonly norm: Float32Array; readonly head: Float32Array }

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

async function slicedHead(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  scale: number,
  sums: HeadSums,
): Promise<number> {
  const [norm] = headWeights(stage, views)
  const found = await sweepLogits(stage, views, micros)
  let total = 0
  for (const [i, micro] of micros.entries()) {
    const { lossSum } = found[i] as TokenSums
    if (!Number.isFinite(lossSum)) throw new NotFinite(micro.index, 'loss')
    total += lossSum
  }
  await sweepGradient(stage, views, micros, { scale, found, dhead: sums.head })
  await normBackward(stage, norm, micros, sums.norm)
  return total
}

/** From 'dh' to 'd' through the final norm; adds its gradient up in `sum`. */
async function normBackward(
  stage: Stage,
  norm: Float32Array,
  micros: readonly Micro[],
  sum: Float32Array,
): Promise<void> {
  const { config, m, values, scratch, sessions } = stage
  const session = await sessions.get(
    'norm back',
    () => finalNormBackward(config, m),
    values.stay(['dx']),
  )
  const dnorm = scratch.floats('dnorm', norm.length)
  sum.fill(0)
  for (const micro of micros) {
    const [dx, x] = [hidden(stage, 'd', micro), hidden(stage, `x ${config.layers}`, micro)]
    const dh = values.host(hidden(stage, 'dh', micro))
    const check = new Float32Array(1)
    const results = { dnorm, [CHECK]: check }
    await values.run(session, { x: values.feed(x), norm, dh }, results, { dx })
    if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
    values.drop(x)
    addInto(sum, dnorm)
  }
}

/** What the first sweep finds for each token of a micro-batch. */
export type TokenSums = {
  /** Log of the sum of exponentials over the whole vocabulary. */
  readonly lse: Float32Array
  /** The token with the largest logit. */
  readonly best: Int32Array
  /** Weighted sum of the losses. */
  readonly lossSum: number
}

/** The first sweep, over 'x <layers>' or over `xs` where those are given. */
export async function sweepLogits(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  xs?: readonly Value[],
): Promise<TokenSums[]> {
  const { config, m, sessions, values } = stage
  const [norm, head] = headWeights(stage, views)
  const normed = await sessions.get('norm', () => finalNormProgram(config, m), values.stay(['h']))
  for (const [i, micro] of micros.entries()) {
    const x = xs?.[i] ?? hidden(stage, `x ${config.layers}`, micro)
    await values.run(normed, { x: values.feed(x), norm }, {}, { h: hidden(stage, 'h', micro) })
  }
  const running = micros.map(() => createTokenSums(m))
  for (const { start, rows, part } of slices(stage, head)) {
    const name = `slice of ${rows}`
    const session = await sessions.get(name, () => headSliceProgram(config, m, rows))
    await withSlice(stage, part, async (weights) => {
      for (const [i, micro] of micros.entries()) {
        const [top, mass, target] = [0, 1, 2].map(() => new Float32Array(m)) as Three
        const place = new Int32Array(m)
        const labels = shifted(micro, start, rows)
        const h = values.feed(hidden(stage, 'h', micro))
        await session.run({ ...weights, h, labels }, { top, place, mass, target })
        foldSlice(running[i] as Running, { start, top, place, mass, target })
      }
    })
  }
  return micros.map((micro, i) => finishSums(running[i] as Running, micro))
}

type Three = [Float32Array, Float32Array, Float32Array]
type Running = ReturnType<typeof createTokenSums>

function createTokenSums(m: number) {
  return {
    top: new Float64Array(m).fill(Number.NEGATIVE_INFINITY),
    mass: new Float64Array(m),
    target: new Float64Array(m),
    best: new Int32Array(m),
  }
}

type SliceSums = { start: number; top: Float32Array; place: Int32Array; mass: Float32Array } & {
  target: Float32Array
}

function foldSlice(running: Running, slice: SliceSums): void {
  for (let i = 0; i < slice.top.length; i++) {
    const [before, now] = [running.top[i] as number, slice.top[i] as number]
    const top = Math.max(before, now)
    const kept = before === Number.NEGATIVE_INFINITY ? 0 : exp(before - top)
    running.mass[i] =
      (running.mass[i] as number) * kept + (slice.mass[i] as number) * exp(now - top)
    running.target[i] = (running.target[i] as number) + (slice.target[i] as number)
    // Ties go to the lower token, which is in the earlier slice.
    if (now > before) running.best[i] = slice.start + (slice.place[i] as number)
    running.top[i] = top
  }
}

function finishSums({ top, mass, target, best }: Running, micro: Micro): TokenSums {
  const weights = micro.feeds['weights'] as Float32Array
  const lse = Float32Array.from(top, (t, i) => t + log(mass[i] as number))
  let lossSum = 0
  // A weight of 0 must not hide a NaN: the token is read by others.
  for (let i = 0; i < lse.length; i++)
    lossSum += (weights[i] as number) * ((lse[i] as number) - (target[i] as number))
  return { lse, best, lossSum }
}

type Sweep = {
  readonly scale: number
  readonly found: readonly TokenSums[]
  readonly dhead: Float32Array
}

/** The second sweep: fills `dhead`, and 'dh' of every micro-batch. */
async function sweepGradient(
  stage: Stage,
  views: Views,
  micros: readonly Micro[],
  { scale, found, dhead }: Sweep,
): Promise<void> {
  const { config, m, sessions, scratch, values } = stage
  const [, head] = headWeights(stage, views)
  const { hiddenSize } = config
  for (const micro of micros) values.host(hidden(stage, 'dh', micro)).fill(0)
  for (const { start, rows, part } of slices(stage, head)) {
    const name = `slice back of ${rows}`
    const session = await sessions.get(name, () => headSliceBackward(config, m, rows))
    const sum = dhead.subarray(start * hiddenSize, (start + rows) * hiddenSize)
    await withSlice(stage, part, async (weights) => {
      for (const [place, micro] of micros.entries()) {
        const dh = scratch.floats('dx', m * hiddenSize)
        const target = place === 0 ? sum : scratch.floats('slice part', sum.length)
        const g = weighted(micro.feeds['weights'] as Float32Array, scale)
        const { lse } = found[place] as TokenSums
        const h = values.feed(hidden(stage, 'h', micro))
        const feeds = { h, labels: shifted(micro, start, rows), lse, g }
        await session.run({ ...weights, ...feeds }, { dh, dhead: target })
        if (!allFinite(target)) throw new NotFinite(micro.index, 'gradient')
        if (place > 0) addInto(sum, target)
        addInto(values.host(hidden(stage, 'dh', micro)), dh)
      }
    })
  }
}

function headWeights({ config }: Stage, views: Views): readonly [Float32Array, Float32Array] {
  const head = views[config.tied ? EMBED : HEAD]
  return [views[FINAL_NORM] as Float32Array, head as Float32Array]
}

function withSlice(
  stage: Stage,
  head: Float32Array,
  use: (weights: Readonly<Record<string, Feed>>) => Promise<void>,
): Promise<void> {
  const { hiddenSize } = stage.config
  const shape = [head.length / hiddenSize, hiddenSize]
  return withHeld(stage, [{ name: 'head', shape }], { head }, use)
}

function* slices({ config, headRows }: Stage, head: Float32Array) {
  const { vocabSize, hiddenSize } = config
  for (let start = 0; start < vocabSize; start += headRows) {
    const rows = Math.min(headRows, vocabSize - start)
    yield { start, rows, part: head.subarray(start * hiddenSize, (start + rows) * hiddenSize) }
  }
}

/** Labels within a slice, -1 outside. */
function shifted(micro: Micro, start: number, rows: number): Int32Array {
  const labels = micro.feeds['labels'] as Int32Array
  return labels.map((label) => (label >= start && label < start + rows ? label - start : -1))
}

function weighted(weights: Float32Array, scale: number): Float32Array {
  const g = weights.slice()
  multiply(g, scale)
  return g
}
