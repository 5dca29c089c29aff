/**
 * What a round's opening entry must say beside its members, shares and deadline: learning rate, decay, batches. A function of the view
 * and the round's members, so that everybody who folds the log computes the same bits.
 *
 * After a cold start, where most members have empty momentum, the rate rises again over `coldStartRounds`: votes without momentum
 * behind them point less well. One member that comes alone changes the rate for nobody, but weighs at most 1 for as long, however much it
 * trains. Source: Psyche's cold_start_warmup_steps, which leaves a lone newcomer's work out; here nothing that was trained is lost.
 */
import { rateAt, type Schedule } from '../kernels/optim/schedule.ts'
import { stageOf } from './epoch.ts'
import { batchesAt, firstBatchAt, planOf, type Stage } from './plan.ts'
import { clipRanges, countOf, type Range, takeRanges } from './ranges.ts'
import type { View } from './types.ts'

const scratch = new DataView(new ArrayBuffer(4))

function floatBitsOf(value: number): number {
  scratch.setFloat32(0, value)
  return scratch.getUint32(0)
}

/** The learning-rate schedule of a stage, over its rounds in effect. */
export const scheduleOf = ({ config, rounds }: Stage): Schedule => ({
  kind: config.schedule,
  peak: config.eta,
  floor: config.etaFloor,
  warmupSteps: config.warmupRounds,
  steps: rounds,
  decayShare: config.decayShare,
})

/**
 * Rounds in effect when the last cold start began, if the round with these members opens now; undefined: there was none. One begins with the
 * first round after a pause, and with the first of an epoch most of whose members were admitted since the last applied round.
 */
export function coldFromWith(view: View, members: readonly string[]): number | undefined {
  if (view.trained === 0) return undefined
  if (view.coldPending) return view.trained
  if (view.phase !== 'Warmup') return view.coldFrom
  const fresh = members.filter((id) => view.members.get(id)?.joinedStep === view.step)
  return 2 * fresh.length > members.length ? view.trained : view.coldFrom
}

/** Whether a member's momentum is younger than a cold start takes. */
export function isNewcomer({ config, members, step }: View, id: string): boolean {
  const joined = members.get(id)?.joinedStep
  return joined !== undefined && joined > 0 && step - joined < config.coldStartRounds
}

/** Share of the rate that a cold start leaves, above 0 and at most 1. */
function coldShare(view: View, coldFrom: number | undefined): number {
  const { coldStartRounds } = view.config
  if (coldFrom === undefined) return 1
  const since = Math.max(0, view.trained - coldFrom)
  return since >= coldStartRounds ? 1 : (since + 1) / (coldStartRounds + 1)
}

/** Batches that were given back and belong to the stage of the next round; what is left of another stage is left out. */
export function waitingBatches(view: View): readonly Range[] {
  const { firstBatch, batches } = stageOf(view)
  return clipRanges(view.queue, firstBatch, firstBatch + batches)
}

/** The first batch of the stage that nobody was given. After a return to an earlier stage it is the one that the plan names. */
function freshFrom(view: View, count: number): number {
  const { firstBatch, batches } = stageOf(view)
  const isWithin = view.cursor >= firstBatch && view.cursor + count <= firstBatch + batches
  return isWithin ? view.cursor : firstBatchAt(planOf(view.config), view.trained)
}

export function roundSettings(view: View, members: readonly string[]) {
  const { trained, config } = view
  const stage = stageOf(view)
  const share = coldShare(view, coldFromWith(view, members))
  const rate = rateAt(scheduleOf(stage), trained - stage.firstRound)
  const batches = batchesAt(planOf(config), trained)
  // What was not accepted comes first, so that no batch waits for ever.
  const returned = takeRanges(waitingBatches(view), batches).taken
  return {
    etaBits: floatBitsOf(rate * share),
    lambdaBits: floatBitsOf(stage.config.lambda),
    tau: stage.config.tau,
    batches,
    firstBatch: freshFrom(view, batches - countOf(returned)),
    returned,
  }
}
