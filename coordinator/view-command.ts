/** What the operator wants, in the log. Invariant: a stop is for good. */
import type { CommandGiven } from '../proto/messages.ts'
import type { View } from './types.ts'
import type { Fold } from './view.ts'

export type Wanted = 'run' | 'pause' | 'stop'

const wanted: readonly Wanted[] = ['run', 'pause', 'stop']

export const commandNumber = (command: Wanted): number => wanted.indexOf(command)

/** Undefined for a number that names no command. */
export const commandOf = (number: number): Wanted | undefined => wanted[number]

export function applyCommand(view: View, kind: CommandGiven): Fold {
  const command = commandOf(kind.command)
  if (command === undefined || view.phase === 'Finished' || view.command === 'stop')
    return { ok: false, code: 'command' }
  return { ok: true, view: { ...view, command } }
}
