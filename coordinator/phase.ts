/** The phases of a run, and their numbers in the log. */

export const phases = [
  'WaitingForMembers',
  'Warmup',
  'RoundTrain',
  'RoundReveal',
  'Cooldown',
  'Paused',
  'Finished',
] as const
export type Phase = (typeof phases)[number]

export const phaseNumber = (phase: Phase): number => phases.indexOf(phase)
export const phaseOf = (number: number): Phase | undefined => phases[number]
