/**
 * The way of a pass (kernels/model/pass.ts) by its number of batches, and a smaller one where a device runs out of memory.
 *
 * What a device has of its own cannot be asked of the libraries, so the first choice may be too much. Invariant: each way that is tried
 * after a failure takes less by the estimate than the one that failed.
 */
import { choosePass, type PassChoice } from '../../kernels/model/pass.ts'
import type { CoreOptions } from './core.ts'
import { EngineError } from './error.ts'
import { passText } from './pass-text.ts'

export type Choices = {
  /** Throws 'device-short' where that which was asked for does not fit. */
  readonly choose: (call: Call) => PassChoice
  /** After `failed` ran out of memory: whether there is a way that takes less, which is chosen from now on. */
  readonly shrink: (failed: PassChoice, call: Call) => boolean
}

/** As in PassQuestion. */
export type Call = { readonly batches: number; readonly flat: boolean }

/** Of what did not fit; estimates are not that exact. */
const LESS = 0.7

export function createChoices(options: CoreOptions): Choices {
  const {
    config,
    runner,
    rows,
    length,
    headBytes,
    memoryBytes = Number.POSITIVE_INFINITY,
  } = options
  const { ownMemory: stays, joinTokens, partQueries, spare } = runner
  const asked = options.activations ?? 'auto'
  const shape = { rows, length, partQueries }
  const place = { stays, joinTokens, spare, ...(headBytes !== undefined && { headBytes }) }
  let device = runner.apart ? options.deviceBytes : undefined
  const chosen = new Map<string, PassChoice>()
  const find = (call: Call, bytes = device) => {
    const budget = { host: memoryBytes, device: bytes }
    return choosePass({ config, shape, budget, place, asked, ...call })
  }
  return {
    choose: (call) => {
      const key = `${call.batches} ${call.flat}`
      let choice = chosen.get(key)
      if (choice === undefined) {
        choice = find(call)
        chosen.set(key, choice)
        options.onPass?.(choice)
      }
      // The system would end the process, or the driver would.
      if (asked !== 'auto' && !choice.fits) throw new EngineError('device-short', passText(choice))
      return choice
    },
    shrink: (failed, call) => {
      const least = LESS * (failed.tried.at(-1)?.device ?? 0)
      if (!(runner.apart && find(call, least).fits)) return false
      device = least
      chosen.clear()
      return true
    },
  }
}

/** Whether a library says that its device has no memory left. */
export function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof EngineError) || error.code !== 'device-failed') return false
  return /memory|alloc|buffer|map_async/i.test(error.message)
}
