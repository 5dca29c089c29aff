/**
 * A short measured trial: tokens a second of training steps of a model on one kind of engine, in a process of its own.
 *
 * A GPU driver that crashes or hangs takes that process with it and not the node. Invariant: a trial ends within its limit.
 */
import { fork } from 'node:child_process'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelParams } from '../../kernels/model/tensors.ts'
import type { EngineOptions } from './create.ts'
import type { EngineKind, KindRequest } from './kinds.ts'
import { kindLabel } from './kinds.ts'
import { stepFlops } from './patience.ts'

export type Trial = { readonly kind: EngineKind } & TrialAnswer

/** What the child is sent, and what it answers. */
export type TrialRequest = KindRequest
export type TrialAnswer =
  | { readonly ok: true; readonly tokensPerSecond: number }
  /** `absent`: the library or its device is not there, as against one that is there and fails. */
  | { readonly ok: false; readonly absent: boolean; readonly reason: string }

/** Longest of a trial: loading, compiling shaders, a few steps. */
export const TRIAL_MS = 30_000

/** Time to load and compile that is granted to a kind after another has been measured. */
const START_MS = 10_000

/** A process that is inside a driver may take its time to go. */
const GONE_MS = 2000

/** Tokens of a trial's batch at most: enough to fill a device, little enough to be short on a slow one. */
const MOST_TOKENS = 1024

/** Parameters of a trial's model at most: with the tokens above a step takes 2 s at 100 GFLOP/s. */
const MOST_PARAMS = 2 ** 25

/** Measures one kind. Rejects never: what goes wrong is the result. */
export function tryKind(
  kind: EngineKind,
  options: EngineOptions,
  limitMs = TRIAL_MS,
): Promise<Trial> {
  const missing = kind.missing()
  if (missing !== undefined)
    return Promise.resolve({ kind, ok: false, absent: true, reason: missing })
  const { engine, device } = kind
  const request: TrialRequest = { ...trialOptions(options), engine, device }
  return new Promise((resolve) => {
    const child = fork(new URL('./trial-child.ts', import.meta.url), {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    let told: Trial | undefined
    const end = (answer: TrialAnswer) => {
      if (told !== undefined) return
      clearTimeout(timer)
      const trial: Trial = { kind, ...answer }
      told = trial
      if (child.exitCode !== null || child.signalCode !== null) return resolve(trial)
      // What it holds of the device is free for the next one then.
      const late = setTimeout(resolve, GONE_MS, trial)
      child.once('exit', () => {
        clearTimeout(late)
        resolve(trial)
      })
      child.kill('SIGKILL')
    }
    const timer = setTimeout(
      () =>
        end({
          ok: false,
          absent: false,
          reason: `no result within ${Math.round(limitMs / 1000)} s`,
        }),
      limitMs,
    )
    child.on('message', (answer) => end(answer as TrialAnswer))
    child.on('error', (error) => end({ ok: false, absent: false, reason: error.message }))
    child.on('exit', (code, signal) =>
      end({
        ok: false,
        absent: false,
        reason: `its process ended by ${signal ?? `exit code ${code}`}`,
      }),
    )
    child.send(request)
  })
}

/** How long a kind is waited for once another gave `tokensPerSecond`: what takes four times as long has lost. */
export function trialLimitMs(options: EngineOptions, tokensPerSecond: number): number {
  const { rows, length } = trialOptions(options)
  return Math.min(TRIAL_MS, START_MS + (4 * 2 * 1000 * rows * length) / tokensPerSecond)
}

/** Useful FLOP/s of a trial that was made with these options. */
export function trialFlops(
  { tokensPerSecond }: { readonly tokensPerSecond: number },
  options: EngineOptions,
): number {
  return stepFlops(modelParams(trialOptions(options).config), tokensPerSecond)
}

/** The batch and the model of a trial: the run's own, cut where they are large. */
export function trialOptions(options: EngineOptions): EngineOptions {
  const { config, rows, length } = options
  const { onPass: _, ...plain } = options
  return {
    ...plain,
    config: trialConfig(config),
    rows: Math.max(1, Math.min(rows, Math.floor(MOST_TOKENS / length))),
    length: Math.min(length, MOST_TOKENS),
  }
}

/** Fewer layers, and then a smaller vocabulary, until the parameters are within bounds. */
function trialConfig(config: ModelConfig): ModelConfig {
  let cut = config
  while (cut.layers > 1 && modelParams(cut) > MOST_PARAMS)
    cut = { ...cut, layers: Math.ceil(cut.layers / 2) }
  while (cut.vocabSize > 1024 && modelParams(cut) > MOST_PARAMS)
    cut = { ...cut, vocabSize: Math.ceil(cut.vocabSize / 2) }
  return cut
}

/** One trial as words: '2,310 tokens/s' or why there is none. */
export function trialText(trial: Trial): string {
  const said = trial.ok ? ` ${count(trial.tokensPerSecond)} tokens/s` : `: ${trial.reason}`
  return kindLabel(trial.kind) + said
}

export function count(tokens: number): string {
  return Math.round(tokens).toLocaleString('en-US')
}
