/**
 * What the coordinator's machine asks of the world, done in the order in which it was asked.
 *
 * Invariant: an entry is on the disk before anybody sees it, and before any later effect; so is what an answer acknowledges.
 */
import type { CoordinatorState } from '../../coordinator/round-work.ts'
import type { CoordinatorEffect, SignedEntry } from '../../coordinator/types.ts'
import { openEnvelope } from '../../proto/wire.ts'
import { describeError } from '../coded-error.ts'
import { systemClock } from '../system/clock.ts'
import type { Operation } from './coordinator.ts'
import type { Exporter } from './exporter.ts'
import type { Post } from './observer.ts'

export type PerformParts = {
  readonly topic: string
  readonly post: Post
  readonly answer: (id: number, code: string) => void
  readonly appended: (signed: SignedEntry, state: CoordinatorState) => void
  readonly state: () => CoordinatorState
  /** An export is asked for. */
  readonly want: Exporter['want']
  /** Members do not confirm a state of the own replica. */
  readonly doubt: (step: number) => void
  readonly end: () => void
  readonly fail: (error: unknown) => void
}

export type CoordinatorPerformer = {
  readonly perform: (effect: CoordinatorEffect) => void
  /** Until what was asked for is done, or failed. */
  readonly settled: () => Promise<void>
  /** No timer fires any more: what is left of them must not keep the process alive. */
  readonly stop: () => void
}

/** Performs the effects of the coordinator's machine, in order. */
export function performer(
  operation: Pick<Operation, 'place' | 'network' | 'view' | 'reporter'>,
  parts: PerformParts,
): CoordinatorPerformer {
  const { place, network, view, reporter } = operation
  const timers = new Map<string, () => void>()
  let turn = Promise.resolve()
  let stopped = false
  let broken = false
  const inTurn = (act: () => void | Promise<void>) => {
    turn = turn
      .then(() => (broken ? undefined : act()))
      .catch((error: unknown) => {
        // What came after it was to be done on the strength of it: an answer to what is not on the disk would be a lie.
        broken = true
        parts.fail(error)
      })
  }
  const append = async (index: number, envelope: Uint8Array, state: CoordinatorState) => {
    await place.log.append(index, envelope)
    const opened = openEnvelope(envelope, place.crypto.verify, view.runId)
    if (!opened.ok)
      throw new Error(`the coordinator's own entry ${index} is refused: ${opened.code}`)
    network.publish(parts.topic, envelope).catch((error: unknown) =>
      // Members that miss an entry ask for it.
      reporter.event('trouble', { message: describeError(error) }),
    )
    parts.appended(opened.signed as SignedEntry, state)
  }
  const perform = (effect: CoordinatorEffect) => {
    if (stopped) return
    switch (effect.type) {
      case 'append': {
        const state = parts.state()
        inTurn(() => append(effect.index, effect.envelope, state))
        return
      }
      case 'answer':
        // What an answer acknowledges is on the disk first.
        inTurn(() => parts.answer(effect.id, effect.code))
        return
      case 'timer': {
        timers.get(effect.name)?.()
        const fire = () => parts.post({ type: 'timer', name: effect.name })
        timers.set(effect.name, systemClock.after(Math.max(0, effect.at - systemClock.now()), fire))
        return
      }
      case 'export':
        parts.want(effect)
        return
      case 'doubt':
        parts.doubt(effect.step)
        return
      case 'end':
        inTurn(() => parts.end())
        return
    }
  }
  const stop = () => {
    stopped = true
    for (const cancel of timers.values()) cancel()
  }
  return { perform, settled: () => turn, stop }
}
