/**
 * The phases of a run, and their numbers in the log.
 *
 * RoundReveal and RoundWitness are one stretch of the log, from the entry that closes commitments to the one that closes the round: a
 * witness checks each payload as it arrives, and every node comes to the point where nothing is left to reveal at its own time. So
 * RoundWitness has no entry (docs/adr/0008); a node is in it once it needs nothing more to be revealed.
 */

export const phases = [
  'WaitingForMembers',
  'Warmup',
  'RoundTrain',
  'RoundReveal',
  'RoundWitness',
  'Cooldown',
  'Paused',
  'Finished',
] as const

/** What a person is told. */
export type Phase = (typeof phases)[number]
/** What the log says. */
export type LoggedPhase = Exclude<Phase, 'RoundWitness'>

const isLogged = (phase: Phase | undefined): phase is LoggedPhase =>
  phase !== undefined && phase !== 'RoundWitness'

export const loggedPhases: readonly LoggedPhase[] = phases.filter(isLogged)

export const phaseNumber = (phase: LoggedPhase): number => phases.indexOf(phase)

/** Undefined for a number that names no phase of the log. */
export function phaseOf(number: number): LoggedPhase | undefined {
  const phase = phases[number]
  return isLogged(phase) ? phase : undefined
}

/** `isRevealed`: nothing is left to reveal, for whoever asks. */
export const shownPhase = (logged: LoggedPhase, isRevealed: boolean): Phase =>
  logged === 'RoundReveal' && isRevealed ? 'RoundWitness' : logged
