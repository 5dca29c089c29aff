/**
 * What follows from a run's configuration alone: which stage a round belongs to, how many batches it has and which is the first, how
 * many positions were trained before it.
 *
 * Everything is a function of the rounds in effect, so that a run that undoes rounds goes back in stage, data and learning rate with
 * them. Invariant: the batches of all rounds are the numbers 0, 1, 2 … without a gap; exact arithmetic only.
 */
import type { RunConfig } from './config.ts'
import { type StageConfig, stagesOf } from './stages.ts'

export type Stage = {
  readonly index: number
  readonly config: StageConfig
  /** Rounds in effect when it begins. */
  readonly firstRound: number
  readonly rounds: number
  readonly firstBatch: number
  /** All batches of its rounds. */
  readonly batches: number
  /** Positions trained before it. */
  readonly firstToken: number
  /** Batches of its rounds before round i, while their number still rises. */
  readonly rising: readonly number[]
}

export type Plan = {
  readonly stages: readonly Stage[]
  /** Of the whole run. */
  readonly rounds: number
  readonly batches: number
  readonly tokens: number
}

/** Rounds in which the number of batches may rise; the table of them is kept in memory. */
const mostRisingRounds = 100_000
/** Batch numbers are 32-bit in the log. */
export const mostBatches = 0xffffffff

export const batchTokens = (stage: StageConfig): number => stage.rowsPerBatch * stage.rowTokens

/** Batches of the round that begins when `tokens` positions of the stage are trained. */
function batchesFor(stage: StageConfig, tokens: number): number {
  const { batches, batchesStart, batchWarmupTokens } = stage
  if (batchesStart === 0 || tokens >= batchWarmupTokens) return batches
  return batchesStart + Math.floor((batches - batchesStart) * (tokens / batchWarmupTokens) + 0.5)
}

/** Batches before each round until their number is full; one entry more than rounds that rise. Undefined: it takes too long. */
export function risingBatches(stage: StageConfig): readonly number[] | undefined {
  const before = [0]
  const size = batchTokens(stage)
  for (let total = 0; stage.batchesStart > 0 && total * size < stage.batchWarmupTokens; ) {
    if (before.length > mostRisingRounds) return undefined
    total += batchesFor(stage, total * size)
    before.push(total)
  }
  return before
}

function batchesBefore(rising: readonly number[], batches: number, rounds: number): number {
  const known = Math.min(rounds, rising.length - 1)
  return (rising[known] as number) + (rounds - known) * batches
}

/** Rounds until the stage's bound on tokens is reached; Infinity where it has none. */
function roundsForTokens(stage: StageConfig, rising: readonly number[]): number {
  if (stage.tokens === 0) return Number.POSITIVE_INFINITY
  const needed = Math.ceil(stage.tokens / batchTokens(stage))
  const within = rising.findIndex((total) => total >= needed)
  if (within >= 0) return Math.max(1, within)
  const last = rising.length - 1
  return last + Math.ceil((needed - (rising[last] as number)) / stage.batches)
}

/** Rounds of a stage: those it asks for, or those that its tokens take, whichever is less. 0: it has no end. */
export function stageRounds(stage: StageConfig, rising: readonly number[]): number {
  const byRounds = stage.rounds === 0 ? Number.POSITIVE_INFINITY : stage.rounds
  const rounds = Math.min(byRounds, roundsForTokens(stage, rising))
  return rounds === Number.POSITIVE_INFINITY ? 0 : rounds
}

const plans = new WeakMap<RunConfig, Plan>()

/** The plan of a valid configuration; computed once for each. */
export function planOf(config: RunConfig): Plan {
  const known = plans.get(config)
  if (known !== undefined) return known
  const made = makePlan(config)
  plans.set(config, made)
  return made
}

function makePlan(config: RunConfig): Plan {
  const stages: Stage[] = []
  let [round, batch, token] = [0, 0, 0]
  for (const [index, stage] of stagesOf(config).entries()) {
    const rising = risingBatches(stage) ?? [0]
    const rounds = stageRounds(stage, rising)
    const batches = batchesBefore(rising, stage.batches, rounds)
    stages.push({
      index,
      config: stage,
      firstRound: round,
      rounds,
      firstBatch: batch,
      batches,
      firstToken: token,
      rising,
    })
    round += rounds
    batch += batches
    token += batches * batchTokens(stage)
  }
  return { stages, rounds: round, batches: batch, tokens: token }
}

/** The stage of the round that begins after `trained` ones in effect; the last one when the run is over. */
export function stageAt({ stages }: Plan, trained: number): Stage {
  return stages.findLast((stage) => trained >= stage.firstRound) as Stage
}

/** The stage that a batch belongs to. */
export function stageOfBatch({ stages }: Plan, batch: number): Stage {
  return stages.findLast((stage) => batch >= stage.firstBatch) as Stage
}

/** Batches of the run before the round that begins after `trained` ones in effect. */
export function firstBatchAt(plan: Plan, trained: number): number {
  const { firstBatch, firstRound, rising, rounds, config } = stageAt(plan, trained)
  return firstBatch + batchesBefore(rising, config.batches, Math.min(rounds, trained - firstRound))
}

/** Batches of that round. */
export function batchesAt(plan: Plan, trained: number): number {
  const { firstRound, rising, config } = stageAt(plan, trained)
  const round = trained - firstRound
  return (
    batchesBefore(rising, config.batches, round + 1) - batchesBefore(rising, config.batches, round)
  )
}

/** Positions that so many rounds are made of. */
export function tokensAt(plan: Plan, trained: number): number {
  const { firstToken, firstBatch, config } = stageAt(plan, trained)
  return firstToken + (firstBatchAt(plan, trained) - firstBatch) * batchTokens(config)
}
