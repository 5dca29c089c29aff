/**
 * Runs a pure machine: events in, one at a time, in order; effects out to whoever performs them.
 *
 * Invariant: a step never begins before the effects of the one before were handed over, and an event that a performer posts while it
 * is called waits for its turn. The machine cannot tell whether this is the real world or the simulator.
 */
import type { Machine } from '../coordinator/types.ts'

export type Driver<State, Event> = {
  readonly post: (event: Event) => void
  readonly state: () => State
}

export function drive<State, Event, Effect>(
  machine: Machine<State, Event, Effect>,
  perform: (effect: Effect) => void,
): Driver<State, Event> {
  let { initial: state } = machine
  const waiting: Event[] = []
  let running = false
  const run = () => {
    running = true
    try {
      // Not shift(): a long queue would be moved once an event.
      for (let i = 0; i < waiting.length; i++) {
        const next = machine.step(state, waiting[i] as Event)
        state = next.state
        for (const effect of next.effects) perform(effect)
      }
    } finally {
      waiting.length = 0
      running = false
    }
  }
  return {
    post: (event) => {
      waiting.push(event)
      if (!running) run()
    },
    state: () => state,
  }
}
