/**
 * The engine of a command, from its flags: chosen, explained in one line, guarded.
 */
import type { ModeChoice } from '../../kernels/model/memory.ts'
import { fail } from '../coded-error.ts'
import { chooseEngine } from '../engines/choose.ts'
import type { EngineOptions } from '../engines/create.ts'
import { createFallbackEngine, type FallbackOptions } from '../engines/fallback.ts'
import { type EngineChoice, kindLabel } from '../engines/kinds.ts'
import type { Engine } from '../ports-engine.ts'

export type LostCode = 'E_ENGINE' | 'E_ENGINE_TIMEOUT'

export type EngineHearing = {
  /** Lines for people: what was chosen and why, and what it fell back to. */
  readonly say: (line: string) => void
  /** Nothing is left to compute on; said once, before the call rejects. */
  readonly onLost?: (message: string, code: LostCode) => void
  /** Makes an engine of a kind in another way (for tests). */
  readonly create?: FallbackOptions['create']
}

const lostAdvice =
  'It may be out of memory: give it less with --memory, or use another --device or --device auto.'

const hungAdvice =
  'Its driver hangs: start murmur again, with another --device or --device auto; a machine that was suspended or is very busy may need no more than that.'

/** One line where `--activations auto` has chosen, and again where another number of batches makes it choose otherwise. */
function tellingModes(say: EngineHearing['say']): (choice: ModeChoice) => void {
  let last: string | undefined
  return (choice) => {
    if (choice.mode === last) return
    last = choice.mode
    say(`activations: ${modeText(choice)}`)
  }
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en-US')} MB`

/** 'keep, about 310 MB of 400 MB; whole would take 720 MB' */
export function modeText({ mode, memoryBytes, tried }: ModeChoice): string {
  const own = tried.at(-1)?.bytes ?? 0
  const others = tried.slice(0, -1).map((one) => `${one.mode} would take ${megabytes(one.bytes)}`)
  const limit = Number.isFinite(memoryBytes)
    ? ` of the ${megabytes(memoryBytes)} that a pass may take${own > memoryBytes ? ', which is too much, but nothing takes less' : ''}`
    : ''
  return [`${mode}, about ${megabytes(own)}${limit}`, ...others].join('; ')
}

/**
 * Rejects with E_USAGE where the engine has no such device and with E_ENGINE, and advice, where it cannot be used here. Calls
 * of the engine reject with E_ENGINE, or E_ENGINE_TIMEOUT where the last one hangs, once nothing is left to fall back to.
 */
export async function openEngine(
  choice: EngineChoice,
  options: EngineOptions,
  { say, onLost, create }: EngineHearing,
): Promise<Engine> {
  const chosen = await chooseEngine(choice, options)
  if (!chosen.ok) {
    onLost?.(`${chosen.message}. ${chosen.advice}`, 'E_ENGINE')
    fail(chosen.usage ? 'E_USAGE' : 'E_ENGINE', chosen.message, chosen.advice)
  }
  say(`engine: ${chosen.why}`)
  const lose = (message: string, hangs: boolean) => {
    const code = hangs ? 'E_ENGINE_TIMEOUT' : 'E_ENGINE'
    const advice = hangs ? hungAdvice : lostAdvice
    onLost?.(`${message}. ${advice}`, code)
    fail(code, message, advice)
  }
  return createFallbackEngine({
    kinds: chosen.kinds,
    options: { ...options, onMode: tellingModes(say) },
    rates: chosen.rates,
    ...(chosen.halves && { halves: chosen.halves }),
    ...(create && { create }),
    onFailure: (failed, next, error) => {
      const told = error.message.split('\n')[0]?.slice(0, 300)
      if (next !== undefined)
        say(`${kindLabel(failed)} failed, ${kindLabel(next)} goes on: ${told}`)
      else lose(`${kindLabel(failed)} failed: ${told}`, error.code === 'device-timeout')
    },
  })
}
