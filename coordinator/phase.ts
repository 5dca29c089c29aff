/**
 * The phases of a run, and their numbers in the log.
 *
 * RoundReveal and RoundWitness are one stretch of the log, from the entry that closes commitments to the one that closes the round:
 * revealing and witnessing overlap, because a witness reports as payloads arrive. A run is in RoundWitness from its first report on.
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
export type Phase = (typeof phases)[number]

export const phaseNumber = (phase: Phase): number => phases.indexOf(phase)
export const phaseOf = (number: number): Phase | undefined => phases[number]
