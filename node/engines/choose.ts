/**
 * Which kind of engine to use: the one that was asked for, if it works here, or the fastest by a short measured trial.
 *
 * Invariant: the choice says why in one line, with the figures that it rests on.
 */
import type { EngineOptions } from './create.ts'
import type { EngineChoice, EngineKind } from './kinds.ts'
import { DEVICES, kindLabel, kindsFor } from './kinds.ts'
import { count, type Trial, trialFlops, trialLimitMs, trialText, tryKind } from './trial.ts'

export type Chosen =
  | {
      readonly ok: true
      /** The one to use, then what to fall back to. */
      readonly kinds: readonly EngineKind[]
      /** Useful FLOP/s of those that a trial measured. */
      readonly rates: ReadonlyMap<EngineKind, number>
      /** The one that gains from fp16, where that was asked for. */
      readonly halves?: EngineKind
      readonly why: string
    }
  | {
      readonly ok: false
      readonly message: string
      readonly advice: string
      readonly usage: boolean
    }

type Try = (kind: EngineKind, options: EngineOptions, limitMs?: number) => Promise<Trial>

const ASKED_TOKENS = 128

/** A device that was asked for may take its time to compile. */
const ASKED_MS = 120_000

/** As `choose`; with `precision` f16 the one chosen computes in it if it is faster so, and `why` says what came of it. */
export async function chooseEngine(
  choice: EngineChoice,
  options: EngineOptions,
  attempt: Try = tryKind,
): Promise<Chosen> {
  if (options.precision !== 'f16') return choose(choice, options, attempt)
  const open = kindsFor(choice)
  if (open.length > 0 && !open.some(({ halves }) => halves)) return noHalves(choice)
  const chosen = await choose(choice, { ...options, precision: 'f32' }, attempt)
  return chosen.ok ? tryHalves(chosen, options, attempt) : chosen
}

/** So much faster it has to be: a trial's figures are not that exact. */
const GAIN = 1.1

async function tryHalves(
  chosen: Chosen & { readonly ok: true },
  options: EngineOptions,
  attempt: Try,
): Promise<Chosen> {
  const [best] = chosen.kinds as readonly [EngineKind]
  const told = (said: string) => ({ ...chosen, why: `${chosen.why}; ${said}` })
  if (!best.halves) return told('in fp32: it does not compute in fp16')
  const whole = await attempt(best, { ...options, precision: 'f32' })
  const half = await attempt(best, options)
  if (!half.ok) return told(`in fp32: ${half.reason} in fp16`)
  const rate = whole.ok ? whole.tokensPerSecond : 0
  const said = `${count(half.tokensPerSecond)} tokens/s in fp16, ${count(rate)} in fp32`
  return half.tokensPerSecond < GAIN * rate
    ? told(`in fp32: ${said}`)
    : { ...told(`in fp16: ${said}`), halves: best }
}

async function choose(choice: EngineChoice, options: EngineOptions, attempt: Try): Promise<Chosen> {
  const open = kindsFor(choice)
  const [first] = open
  if (first === undefined) return noSuchDevice(choice)
  if (open.length === 1) return useAsked(first, options, attempt)
  const sure = open.filter((kind) => kind.certain && kind.missing() === undefined)
  const trials: Trial[] = []
  let rate = 0
  const measure = async (kind: EngineKind) => {
    const limitMs = rate === 0 ? undefined : trialLimitMs(options, rate)
    const trial = await attempt(kind, options, limitMs)
    trials.push(trial)
    if (trial.ok) rate = Math.max(rate, trial.tokensPerSecond)
  }
  for (const kind of open) if (!kind.certain) await measure(kind)
  // Where nothing else works there is nothing to compare.
  if (rate > 0) for (const kind of sure) await measure(kind)
  const ranked = trials
    .flatMap((trial) => (trial.ok ? [trial] : []))
    .sort((a, b) => b.tokensPerSecond - a.tokensPerSecond)
  const best = ranked[0]?.kind ?? sure[0]
  if (best === undefined) {
    const missing = open.map((kind) => `${kindLabel(kind)}: ${kind.missing() ?? 'does not start'}`)
    const message = `no engine can be used here: ${(trials.length > 0 ? trials.map(trialText) : missing).join('; ')}`
    return { ok: false, usage: false, message, advice: first.advice }
  }
  const kinds = [...new Set([best, ...ranked.map(({ kind }) => kind), ...sure])]
  const why = whyBest(best, ranked, trials, sure.length)
  return { ok: true, kinds, rates: ratesOf(trials, options), why }
}

function ratesOf(trials: readonly Trial[], options: EngineOptions): Map<EngineKind, number> {
  return new Map(
    trials.flatMap((trial) =>
      trial.ok ? [[trial.kind, trialFlops(trial, options)] as const] : [],
    ),
  )
}

function whyBest(
  best: EngineKind,
  ranked: readonly Trial[],
  trials: readonly Trial[],
  sure: number,
): string {
  const failed = trials.filter(({ ok }) => !ok)
  const others = [...ranked.filter(({ kind }) => kind !== best), ...failed].map(trialText)
  const [first] = ranked
  const said =
    first === undefined
      ? `${kindLabel(best)}, ${sure > 1 ? 'the usual choice where nothing faster works' : 'the only one that works here'}`
      : `${trialText(first)}${ranked.length > 1 ? ', the fastest in a short trial' : ''}`
  return others.length === 0 ? said : `${said} (${others.join('; ')})`
}

/** A step on few tokens shows that it works; how fast it is does not matter to who asked for it. */
async function useAsked(kind: EngineKind, options: EngineOptions, attempt: Try): Promise<Chosen> {
  const why = `${kindLabel(kind)}, as asked`
  if (kind.certain && kind.missing() === undefined)
    return { ok: true, kinds: [kind], rates: new Map(), why }
  const few = { ...options, rows: 1, length: Math.min(options.length, ASKED_TOKENS) }
  const trial = await attempt(kind, few, ASKED_MS)
  if (trial.ok) return { ok: true, kinds: [kind], rates: ratesOf([trial], few), why }
  const message = `${kindLabel(kind)} cannot be used here: ${trial.reason}`
  const advice = trial.absent ? kind.advice : 'Use another --device, or --device auto.'
  return { ok: false, usage: false, message, advice }
}

function noSuchDevice({ engine, device }: EngineChoice): Chosen {
  const has = DEVICES.filter((name) => kindsFor({ engine, device: name }).length > 0)
  return {
    ok: false,
    usage: true,
    message: `--engine ${engine} does not compute on --device ${device}`,
    advice: `Its devices are ${has.join(', ')}; auto picks one.`,
  }
}

function noHalves({ engine, device }: EngineChoice): Chosen {
  const asked = [
    ...(engine === 'auto' ? [] : [`--engine ${engine}`]),
    ...(device === 'auto' ? [] : [`--device ${device}`]),
  ].join(' ')
  const message = `${asked} does not compute in --precision f16`
  const advice =
    'Leave --precision out, or use --device webgpu, cuda or auto, where fp16 is used if it is faster.'
  return { ok: false, usage: true, message, advice }
}
