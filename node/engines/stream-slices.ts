/**
 * Final norm, head and loss in slices of the vocabulary, for logits that do not fit at once.
 *
 * A first sweep finds each token's largest logit and sum of exponentials, from which the host makes the loss; a second one the gradient.
 * Each slice's rows of the head are fed once a sweep, for all micro-batches. What several of them, and several slices, add to is added up
 * where it was computed (part-sums.ts, pass-values.ts).
 */
import { exp, log } from '../../kernels/math/elementary.ts'
import { CHECK } from '../../kernels/model/programs.ts'
import {
  finalNormBackward,
  finalNormProgram,
  headSliceBackward,
  headSliceProgram,
} from '../../kernels/model/streaming.ts'
import { allFinite } from './arrays.ts'
import { createPartSums, type PartSums } from './part-sums.ts'
import type { Value } from './pass-values.ts'
import type { Feed } from './runner.ts'
import type { Micro, Stage, Views } from './stream-stage.ts'
import { headWeights, hidden, NotFinite, weighted, withHeld } from './stream-stage.ts'

/** Where the gradients of norm and head are added up; what was there is overwritten. */
export type HeadSums = { readonly norm: Float32Array; readonly head: Float32Array }

/** As `backwardHead`. */
export async function slicedHead(
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

/** From 'dh' to 'd' through the final norm; its gradient, summed, goes to `sum`. */
async function normBackward(
  stage: Stage,
  norm: Float32Array,
  micros: readonly Micro[],
  sum: Float32Array,
): Promise<void> {
  const { config, m, values, sessions } = stage
  const tensors = [{ name: 'dnorm', shape: [norm.length] }]
  const parts = createPartSums(stage, 'norm', tensors, { dnorm: sum }, micros.length)
  const session = await sessions.get(
    parts.stay.length > 0 ? 'norm back, summed there' : 'norm back',
    () => finalNormBackward(config, m),
    [...values.stay(['dx']), ...parts.stay],
  )
  try {
    for (const micro of micros) {
      const [dx, dh] = [hidden(stage, 'd', micro), hidden(stage, 'dh', micro)]
      const x = hidden(stage, `x ${config.layers}`, micro)
      const feeds = { x: values.feed(x), norm, dh: values.feed(dh) }
      const check = new Float32Array(1)
      const results = { ...parts.results(), [CHECK]: check }
      await parts.add(await values.run(session, feeds, results, { dx }))
      if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
      for (const value of [x, dh]) values.drop(value)
    }
    await parts.finish()
  } finally {
    parts.release()
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
  for (const slice of slices(stage, head)) {
    const { start, rows, part } = slice
    const session = await sessions.get(nameOf(slice), () => headSliceProgram(config, m, rows))
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
  const { hiddenSize } = stage.config
  const [, head] = headWeights(stage, views)
  for (const micro of micros) stage.values.host(hidden(stage, 'dh', micro)).fill(0)
  for (const slice of slices(stage, head)) {
    const { start, rows } = slice
    const sum = dhead.subarray(start * hiddenSize, (start + rows) * hiddenSize)
    const tensors = [{ name: 'dhead', shape: [rows, hiddenSize] }]
    const parts = createPartSums(stage, nameOf(slice), tensors, { dhead: sum }, micros.length)
    try {
      await withSlice(stage, slice.part, (weights) =>
        sliceGradients(stage, slice, micros, { weights, scale, found, parts }),
      )
      await parts.finish()
    } finally {
      parts.release()
    }
  }
  for (const micro of micros) stage.values.drop(hidden(stage, 'h', micro))
}

type SliceSweep = Omit<Sweep, 'dhead'> & {
  readonly weights: Readonly<Record<string, Feed>>
  readonly parts: PartSums
}

async function sliceGradients(
  stage: Stage,
  slice: Slice,
  micros: readonly Micro[],
  { weights, scale, found, parts }: SliceSweep,
): Promise<void> {
  const { config, m, sessions, values } = stage
  const { start, rows } = slice
  const name = `${nameOf(slice)} back${parts.stay.length > 0 ? ', summed there' : ''}`
  const stay = [...values.stay(['dh']), ...parts.stay]
  const session = await sessions.get(name, () => headSliceBackward(config, m, rows), stay)
  for (const [i, micro] of micros.entries()) {
    const [h, dh] = [hidden(stage, 'h', micro), hidden(stage, 'dh', micro)]
    const feeds = {
      ...weights,
      h: values.feed(h),
      before: values.feed(dh),
      labels: shifted(micro, start, rows),
      lse: (found[i] as TokenSums).lse,
      g: weighted(micro.feeds['weights'] as Float32Array, scale),
    }
    const check = new Float32Array(1)
    const results = { ...parts.results(), [CHECK]: check }
    await parts.add(await values.run(session, feeds, results, { dh }))
    if (!allFinite(check)) throw new NotFinite(micro.index, 'gradient')
  }
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

type Slice = { readonly start: number; readonly rows: number; readonly part: Float32Array }

/** Slices of the same size share their programs. */
function nameOf({ rows }: Slice): string {
  return `slice of ${rows}`
}

function* slices({ config, headRows }: Stage, head: Float32Array): Generator<Slice> {
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
