/**
 * The engine of a command, from its flags: chosen, explained in one line, guarded.
 */
import type { PassChoice } from '../../kernels/model/pass.ts'
import { fail } from '../coded-error.ts'
import { chooseEngine } from '../engines/choose.ts'
import type { EngineOptions } from '../engines/create.ts'
import type { EngineErrorCode } from '../engines/error.ts'
import { createFallbackEngine, type FallbackOptions } from '../engines/fallback.ts'
import { type EngineChoice, kindLabel } from '../engines/kinds.ts'
import { passText } from '../engines/pass-text.ts'
import type { Engine } from '../ports-engine.ts'
import { GuardWanted, orderHere, tellGuard } from './guarded.ts'

export type LostCode = 'E_ENGINE' | 'E_ENGINE_TIMEOUT'

export type EngineHearing = {
  /** Lines for people: what was chosen and why, and what it fell back to. */
  readonly say: (line: string) => void
  /** Nothing is left to compute on; said once, before the call rejects. */
  readonly onLost?: (message: string, code: LostCode) => void
  /** Wants a guard over the process where a device's driver could end it: throws GuardWanted before anything has begun. */
  readonly guarded?: boolean
  /** Aborted: the command is about to end, and does not start again. */
  readonly signal?: AbortSignal
  /** Makes an engine of a kind in another way (for tests). */
  readonly create?: FallbackOptions['create']
}

const lostAdvice =
  'It may be out of memory: give it less with --memory, or use another --device or --device auto.'

const ADVICE: Readonly<Partial<Record<EngineErrorCode, string>>> = {
  'device-timeout':
    'Its driver hangs: start murmur again, with another --device or --device auto; a machine that was suspended or is very busy may need no more than that.',
  'device-cache': 'Ask for fewer new tokens with --max-tokens, ask less, or use another --device.',
  'device-short': 'Leave --activations out, or let it take more with --memory.',
}

/** Says the choice of auto, and again where it changes; of what was asked for only what a person would not expect. */
function tellingPasses(say: (line: string) => void): (choice: PassChoice) => void {
  let last: string | undefined
  return (choice) => {
    const { mode, rows, passes, batchRows, asked, fits } = choice
    const said = `${mode} ${rows} ${passes}`
    const isUsual = rows >= batchRows && passes === 1
    // Too much of what was asked for is an error of its own.
    if (said === last || (asked !== 'auto' && (isUsual || !fits))) return
    last = said
    say(`activations: ${passText(choice)}`)
  }
}

/**
 * Rejects with GuardWanted as `guarded` says, with E_INTERRUPTED where `signal` is aborted and nothing could be chosen, with E_USAGE where the
 * engine has no such device and with E_ENGINE, and advice, where it cannot be used here. Calls of the engine reject with E_ENGINE, or
 * E_ENGINE_TIMEOUT where the last one hangs, once nothing is left to fall back to.
 */
export async function openEngine(
  choice: EngineChoice,
  options: EngineOptions,
  { say, onLost, guarded = false, signal, create }: EngineHearing,
): Promise<Engine> {
  const ordered = orderHere()
  const chosen = ordered ?? (await chooseEngine(choice, options))
  if (!chosen.ok) {
    // A terminal's Ctrl-C reaches the trial's process, too, whose end says nothing of the device.
    if (signal?.aborted === true) fail('E_INTERRUPTED', 'stopped before anything was computed')
    onLost?.(`${chosen.message}. ${chosen.advice}`, 'E_ENGINE')
    fail(chosen.usage ? 'E_USAGE' : 'E_ENGINE', chosen.message, chosen.advice)
  }
  const mayCrash = chosen.kinds[0]?.certain !== true
  if (guarded && ordered === undefined && mayCrash && signal?.aborted !== true) {
    say('starting again under a guard, as the driver of a device may crash')
    throw new GuardWanted(chosen)
  }
  // An engine before this one may have fallen back.
  tellGuard({ using: 0 })
  say(`engine: ${chosen.why}`)
  const lose = (message: string, fault: EngineErrorCode) => {
    const code = fault === 'device-timeout' ? 'E_ENGINE_TIMEOUT' : 'E_ENGINE'
    const advice = ADVICE[fault] ?? lostAdvice
    onLost?.(`${message}. ${advice}`, code)
    fail(code, message, advice)
  }
  return createFallbackEngine({
    kinds: chosen.kinds,
    options: { ...options, onPass: tellingPasses(say) },
    rates: chosen.rates,
    ...(chosen.halves && { halves: chosen.halves }),
    ...(create && { create }),
    onFailure: (failed, next, error) => {
      const told = error.message.split('\n')[0]?.slice(0, 300)
      if (next !== undefined) {
        say(`${kindLabel(failed)} failed, ${kindLabel(next)} goes on: ${told}`)
        tellGuard({ using: chosen.kinds.indexOf(next) })
      } else lose(`${kindLabel(failed)} failed: ${told}`, error.code)
    },
  })
}
