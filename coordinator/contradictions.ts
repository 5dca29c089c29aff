/**
 * Fields that are right one by one and wrong together: a run that could never start, never end, or never do what a field asks for.
 *
 * Invariant: a configuration without a contradiction can make progress with enough members that answer.
 */
import { mostMembers } from '../proto/schema.ts'
import { largestEnvelopeBytes, largestMessageBytes } from '../proto/wire.ts'
import type { RunConfig } from './config.ts'
import type { Problem } from './fields.ts'
import { batchTokens, mostBatches, planOf, risingBatches, stageRounds } from './plan.ts'
import { type StageConfig, stagesOf } from './stages.ts'

type Rule = readonly [broken: boolean, field: string, message: string]

export function contradictions(config: RunConfig): Problem[] {
  const name = (prefix: string) => (rules: readonly Rule[]) =>
    rules
      .filter(([broken]) => broken)
      .map(([, field, message]) => ({
        path: `${prefix}${field}`,
        code: 'contradiction',
        message,
      }))
  const listed = config.stages.length > 0
  const problems = name('')(runRules(config))
  for (const [i, stage] of stagesOf(config).entries())
    problems.push(...name(listed ? `stages[${i}].` : '')(stageRules(stage, config)))
  if (problems.length === 0) problems.push(...name('')(wholeRules(config)))
  return problems
}

function runRules(c: RunConfig): readonly Rule[] {
  const names = c.stages.map((stage) => stage.name)
  const isFixed = c.deadlines === 'fixed'
  const [trainMs, witnessMs] = isFixed
    ? [c.trainMaxMs, c.witnessMaxMs]
    : [c.trainMinMs, c.witnessMinMs]
  const shortestRoundMs = trainMs + witnessMs
  return [
    ...below(c, 'initMembers', 'minMembers'),
    ...below(c, 'maxMembers', 'minMembers', ': no round could open'),
    ...below(c, 'maxMembers', 'initMembers', ': the run could never start'),
    ...(isFixed ? [] : below(c, 'trainMaxMs', 'trainMinMs')),
    ...(isFixed ? [] : below(c, 'witnessMaxMs', 'witnessMinMs')),
    [
      c.epochMs > 0 && c.epochMs < shortestRoundMs,
      'epochMs',
      `is below the shortest deadlines of training and witnessing, ${shortestRoundMs} ms together: an epoch would be over before its first round`,
    ],
    [new Set(names).size < names.length, 'stages', 'has two stages of one name'],
    [
      mostCommitments(c) > mostMembers,
      'slots',
      `could make ${mostCommitments(c)} commitments of one round; the log carries ${mostMembers}, whose votes still sum exactly: lower slots, maxMembers or batches`,
    ],
    [
      mostCommitments(c) <= mostMembers && !fitsEntry(c),
      'maxMembers',
      `could make ${mostCommitments(c)} commitments of one round, and ${Math.min(c.witnesses, c.maxMembers)} lists of them: more than one entry of the log carries; lower maxMembers, slots, batches or witnesses`,
    ],
  ]
}

type Bound = 'minMembers' | 'initMembers' | 'maxMembers' | 'trainMinMs' | 'trainMaxMs'
type AnyBound = Bound | 'witnessMinMs' | 'witnessMaxMs'

/** The values are told: one of them may be a default, which nobody wrote. */
const below = (c: RunConfig, field: AnyBound, least: AnyBound, so = ''): readonly Rule[] => [
  [c[field] < c[least], field, `is ${c[field]}, below ${least}, which is ${c[least]}${so}`],
]

/** Bytes of a commitment without its batches at most, of one batch in it, of a hash in a witness's list, and of the rest of a list. */
const commitmentBytes = 540
const batchBytes = 5
const hashBytes = 34
const listBytes = 256

/** Batches that a commitment can list: as many as a message carries; the schema would read more. */
const mostListedBatches = Math.floor((largestMessageBytes - commitmentBytes) / batchBytes)

/** Whether a round's commitments, and the lists of its witnesses that name them, fit in the entry that closes them. */
function fitsEntry(c: RunConfig): boolean {
  const commitments = mostCommitments(c)
  const batches = Math.max(...stagesOf(c).map((stage) => stage.batches))
  const list = listBytes + hashBytes * commitments
  const lists = list * Math.min(c.witnesses, c.maxMembers)
  const all = commitmentBytes * commitments + batchBytes * batches + lists
  return list <= largestMessageBytes && all <= largestEnvelopeBytes
}

/** A member commits once to each slot, and to no slot without a batch. */
const mostCommitments = (c: RunConfig): number =>
  Math.min(Math.max(...stagesOf(c).map(({ batches }) => batches)), c.maxMembers * (1 + c.slots))

/** The largest share of one member: nobody gets more than four times the usual share, nor less than a quarter of it. */
const mostOfOne = (batches: number, members: number): number =>
  Math.ceil((16 * batches) / (15 + members))

function stageRules(stage: StageConfig, run: RunConfig): readonly Rule[] {
  const { batches, batchesStart, batchWarmupTokens, warmupRounds } = stage
  const rising = risingBatches(stage)
  const rounds = stageRounds(stage, rising ?? [0])
  return [
    [
      mostOfOne(batches, run.minMembers) > mostListedBatches,
      'batches',
      `could give one of ${run.minMembers} members more than the ${mostListedBatches} that a commitment lists: lower it, or raise minMembers`,
    ],
    [rounds === 0, 'rounds', 'is 0 and tokens too: the run would never end; give one of the two'],
    [
      rounds > 0 && warmupRounds >= rounds,
      'warmupRounds',
      `is not below the ${rounds} rounds: eta would never reach its peak`,
    ],
    [
      stage.eta * Math.max(1, run.vocabularyRate) * stage.lambda >= 1,
      'lambda',
      'times the largest eta is 1 or more: every parameter would be wiped out',
    ],
    [batchesStart > batches, 'batchesStart', 'is above batches'],
    [
      batchesStart > 0 !== batchWarmupTokens > 0,
      batchesStart > 0 ? 'batchWarmupTokens' : 'batchesStart',
      'is missing: batchesStart and batchWarmupTokens belong together',
    ],
    [
      rising === undefined,
      'batchWarmupTokens',
      'asks for more than 100,000 rounds of rising batches: raise batchesStart or lower it',
    ],
    [
      stage.tokens > 0 && stage.tokens < batchTokens(stage),
      'tokens',
      `is less than one batch, ${batchTokens(stage)}`,
    ],
  ]
}

/** What concerns all stages together, once each of them has an end. */
function wholeRules(c: RunConfig): readonly Rule[] {
  const plan = planOf(c)
  return [
    [
      plan.rounds > 0xffffffff || plan.batches > mostBatches,
      'stages',
      `ask for ${plan.rounds} rounds of ${plan.batches} batches; batches have numbers below 2^32: use more rows in each`,
    ],
    [
      c.coldStartRounds >= plan.rounds,
      'coldStartRounds',
      `is not below the ${plan.rounds} rounds of the run`,
    ],
  ]
}
