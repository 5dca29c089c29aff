/**
 * Ctrl-C: once leaves cleanly within a deadline, twice stops at once.
 *
 * The first SIGINT or SIGTERM aborts the signal that every long command takes; a second one, or the deadline, ends the process.
 * What is on the disk is whole at every instruction, so ending at once loses nothing that was acknowledged.
 */
import { faults } from '../coded-error.ts'
import { endAtOnce } from '../stuck.ts'

export type Interrupts = {
  readonly signal: AbortSignal
  /** Stops listening; the command has ended by itself. */
  readonly dispose: () => void
}

export type InterruptOptions = {
  /** From the first signal to the end at the latest. */
  readonly leaveMs: number
  /** Called at the first signal: a line that says what happens now. */
  readonly onFirst: (signal: string) => void
  /** Called before the process ends early, with why. */
  readonly onForced: (why: string) => void
}

/** A terminal and a service manager signal a guard and the process that it watches, and the guard passes on what it got. */
const ECHO_MS = 300

export function watchInterrupts(options: InterruptOptions): Interrupts {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const end = (why: string) => {
    options.onForced(why)
    // process.exit would wait for an engine's thread, and abort when that returns (stuck.ts).
    endAtOnce(faults.E_INTERRUPTED.exit)
  }
  let firstMs = 0
  const listen = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) {
      const echoes = process.connected && performance.now() - firstMs < ECHO_MS
      return echoes ? undefined : end('stopped at once')
    }
    firstMs = performance.now()
    options.onFirst(name)
    timer = setTimeout(
      () => end(`leaving took longer than ${options.leaveMs / 1000} s`),
      options.leaveMs,
    )
    timer.unref()
    controller.abort(new Error(`interrupted by ${name}`))
  }
  process.on('SIGINT', listen)
  process.on('SIGTERM', listen)
  return {
    signal: controller.signal,
    dispose: () => {
      clearTimeout(timer)
      process.off('SIGINT', listen)
      process.off('SIGTERM', listen)
    },
  }
}
