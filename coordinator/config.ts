/**
 * What the members of a run agree on, as one table: type, default, bounds, unit and reason of each field.
 *
 * `run.yaml`, `--help` and docs/run-config.md come from this table. The resolved configuration stands in the first entry of the
 * log as canonical JSON, and its hash is part of the run's id. Invariant: an unknown, mistyped, out-of-range or contradictory field
 * is named; nothing is corrected in silence.
 */
import { contradictions } from './contradictions.ts'
import {
  choice,
  type Field,
  fault,
  int,
  isFields,
  live,
  nearest,
  type Problem,
  real,
  type ValuesOf,
} from './fields.ts'
import {
  type Mix,
  parseMix,
  parseStages,
  type StageConfig,
  stageFields,
  withoutRounds,
} from './stages.ts'

const day = 86_400_000

const name: Field<string> = {
  type: 'text',
  default: 'run',
  max: 64,
  unit: '',
  doc: 'For people. At most 64 characters.',
}

export const runFields = {
  name,
  seed: int(
    1,
    0,
    0x7fffffff,
    '',
    'Seed of data order. Chance of the protocol comes from the beacon.',
  ),
  ...stageFields,
  minMembers: live(int(1, 1, 16_384, 'members', 'Below this no round is opened.')),
  initMembers: int(1, 1, 16_384, 'members', 'So many must be there before the first round.'),
  maxMembers: live(int(256, 1, 16_384, 'members', 'Joins beyond this are refused.')),
  witnesses: live(int(8, 1, 1024, 'members', 'Drawn each round. Below 4 no fault is tolerated.')),
  aggregateAbove: live(
    int(
      64,
      1,
      16_384,
      'members',
      'Rounds of more members exchange one merge of the votes, not every payload.',
    ),
  ),
  mergeWaitMs: live(
    int(
      5000,
      10,
      day,
      'ms',
      'Members wait so long for the merge of a closed round before they fetch its payloads.',
    ),
  ),
  overlap: live(
    int(
      0,
      0,
      1,
      'rounds',
      '1: a round trains while the one before is revealed and checked, on a state that is one round older.',
    ),
  ),
  revertRounds: live(int(8, 1, 64, 'rounds', 'The last rounds that can be undone one by one.')),
  slots: live(
    int(1, 0, 8, 'slots', 'Times a round may give the batches of silent members to others.'),
  ),
  missLimit: live(
    int(2, 1, 1000, 'rounds', 'Rounds in a row without a commitment before a member is left out.'),
  ),
  extraWaitMs: live(int(1000, 0, day, 'ms', 'Waits for more members once there are enough.')),
  warmupMs: live(int(120_000, 100, day, 'ms', 'Longest wait for members to fetch the model.')),
  deadlines: live(
    choice(
      ['adaptive', 'fixed'],
      'adaptive: training and witnessing are waited for as long as past rounds and measured speeds say, within the bounds below; fixed: trainMaxMs and witnessMaxMs, always.',
    ),
  ),
  trainMinMs: live(
    int(2000, 10, day, 'ms', 'Shortest deadline of training; the adaptive one lies between.'),
  ),
  trainMaxMs: live(int(60_000, 10, day, 'ms', 'Longest deadline of training.')),
  witnessMinMs: live(int(2000, 10, day, 'ms', 'Shortest deadline of revealing and witnessing.')),
  witnessMaxMs: live(int(30_000, 10, day, 'ms', 'Longest deadline of revealing and witnessing.')),
  cooldownMs: live(int(30_000, 10, day, 'ms', 'Longest wait for members to apply the last round.')),
  epochRounds: live(
    int(
      0,
      0,
      10_000_000,
      'rounds',
      'Rounds after which the run cools down with a checkpoint and gathers anew. 0: no such bound.',
    ),
  ),
  epochMs: live(
    int(
      0,
      0,
      365 * day,
      'ms',
      'Time after which it does so, from the first round on; with `epochRounds`, the first that is reached. 0: no such bound.',
    ),
  ),
  coldStartRounds: live(
    int(
      0,
      0,
      1_000_000,
      'rounds',
      'Rounds over which eta rises again where most members come with empty momentum (after a restart, a mass loss), and in which a newcomer weighs at most 1.',
    ),
  ),
  topK: int(32, 1, 4096, 'votes', 'Coefficients sent for each 64 x 64 tile.'),
  beta: real(0.95, 0, 0.9999, '', 'Momentum decay of a round.'),
  alpha: real(1, 0.001, 1, '', 'Share of what was sent that leaves the momentum.'),
  emptyTile: int(-20, -126, 20, 'log2', 'Tiles below 2^emptyTile x eta send nothing.'),
  vocabularyRate: real(1, 0.001, 1000, '', 'Embedding and head move by this times eta.'),
  vocabularyTiles: choice(
    ['square', 'row'],
    'Tiles of embedding and head: row leaves the rows of unused tokens alone.',
  ),
  checkpointEvery: live(int(25, 1, 1_000_000, 'rounds', 'Rounds between snapshots for joiners.')),
  retainRounds: live(
    int(
      0,
      0,
      1_000_000_000,
      'rounds',
      'Payloads of at least so many past rounds are kept, in whole segments between snapshots; 0: all, and the run can be replayed from its base.',
    ),
  ),
  checkpointMs: live(
    int(
      600_000,
      10,
      day,
      'ms',
      "Longest wait in Cooldown for the coordinator's snapshot and export.",
    ),
  ),
  exports: choice(
    ['epoch', 'each', 'end'],
    'When the coordinator writes the model to its folder, beside pause and end: after each epoch over the last one, after each into a folder of its own, or not.',
  ),
  digestShares: int(1, 1, 65_536, '', 'The state digest covers one of so many shares a round.'),
}

export type RunConfig = ValuesOf<typeof runFields> & {
  /** Of a run without stages, and of stages that name none. */
  readonly mix: Mix
  /** Resolved; empty: the run's own fields are its one stage. */
  readonly stages: readonly StageConfig[]
}

/** Fields that say something and that nobody reads, because another one says otherwise. */
function unread(config: RunConfig): Problem[] {
  if (config.deadlines !== 'fixed') return []
  return (
    [
      ['trainMinMs', 'trainMaxMs'],
      ['witnessMinMs', 'witnessMaxMs'],
    ] as const
  )
    .filter(([min]) => config[min] !== runFields[min].default)
    .filter(([min, max]) => config[min] !== config[max])
    .map(([path, max]) => ({
      path,
      code: 'contradiction',
      message: `bounds adaptive deadlines, and deadlines is fixed: ${max} is always waited for; leave it out`,
    }))
}

export type ConfigResult =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Checks a plain object against the table and fills in defaults. Every problem is reported, not the first alone. */
export function parseRunConfig(value: unknown): ConfigResult {
  if (!isFields(value))
    return {
      ok: false,
      problems: [
        {
          path: '',
          code: 'not-an-object',
          message: 'a run file is a list of "field: value" lines',
        },
      ],
    }
  const problems: Problem[] = []
  const config: Record<string, unknown> = {}
  const known = [...Object.keys(runFields), 'mix', 'stages']
  for (const path of Object.keys(value))
    if (!known.includes(path))
      problems.push({
        path,
        code: 'unknown-field',
        message: `unknown field${nearest(path, known)}`,
      })
  for (const [path, field] of Object.entries(runFields)) {
    const fallback = path === 'rounds' && withoutRounds(value) ? 0 : field.default
    const got = value[path] ?? fallback
    const message = fault(got, field)
    if (message !== undefined) problems.push({ path, code: 'bad-value', message })
    config[path] = got
  }
  const mix = parseMix(value['mix'] ?? {})
  if (typeof mix === 'string') problems.push({ path: 'mix', code: 'bad-value', message: mix })
  const own = { ...config, mix: typeof mix === 'string' ? {} : mix }
  // Every field was checked against the table, whose keys are those of RunConfig; one with a problem is not used.
  const stages = parseStages(value['stages'] ?? [], own as RunConfig, problems)
  const complete = { ...own, stages } as unknown as RunConfig
  if (problems.length === 0) problems.push(...unread(complete), ...contradictions(complete))
  return problems.length === 0 ? { ok: true, config: complete } : { ok: false, problems }
}

/** Canonical JSON: fields in the order of the tables, sources by name, no space. */
export function canonicalConfig(config: RunConfig): string {
  const pick = (value: object, names: readonly string[]) => {
    const values = value as Record<string, unknown>
    return Object.fromEntries(names.map((name) => [name, values[name]]))
  }
  const ofStage = ['name', ...Object.keys(stageFields), 'mix']
  return JSON.stringify({
    ...pick(config, [...Object.keys(runFields), 'mix']),
    stages: config.stages.map((stage) => pick(stage, ofStage)),
  })
}
