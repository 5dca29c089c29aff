/**
 * What the members of a run agree on, as one table: type, default, bounds, unit and reason of each field.
 *
 * `run.yaml`, `--help` and docs/run-config.md come from this table. The resolved configuration stands in the first entry of the
 * log as canonical JSON, and its hash is part of the run's id. Invariant: an unknown, mistyped, out-of-range or contradictory field
 * is named; nothing is corrected in silence.
 */

export type ScheduleKind = 'constant' | 'linear' | 'cosine' | 'wsd'

export type RunConfig = {
  readonly name: string
  readonly seed: number
  readonly rounds: number
  readonly batches: number
  readonly rowsPerBatch: number
  readonly rowTokens: number
  readonly minMembers: number
  readonly initMembers: number
  readonly maxMembers: number
  readonly witnesses: number
  readonly missLimit: number
  readonly extraWaitMs: number
  readonly warmupMs: number
  readonly trainMinMs: number
  readonly trainMaxMs: number
  readonly witnessMinMs: number
  readonly witnessMaxMs: number
  readonly cooldownMs: number
  readonly topK: number
  readonly beta: number
  readonly alpha: number
  readonly emptyTile: number
  readonly eta: number
  readonly schedule: ScheduleKind
  readonly etaFloor: number
  readonly warmupRounds: number
  readonly decayShare: number
  readonly lambda: number
  readonly tau: number
  readonly vocabularyRate: number
  readonly vocabularyTiles: 'square' | 'row'
  readonly checkpointEvery: number
  readonly retainRounds: number
  readonly digestShares: number
}

export type Field = {
  readonly type: 'int' | 'number' | 'text' | 'choice'
  readonly default: string | number
  readonly min?: number
  readonly max?: number
  readonly choices?: readonly string[]
  readonly unit: string
  readonly doc: string
}

const int = (value: number, min: number, max: number, unit: string, doc: string): Field => ({
  type: 'int',
  default: value,
  min,
  max,
  unit,
  doc,
})
const real = (value: number, min: number, max: number, unit: string, doc: string): Field => ({
  ...int(value, min, max, unit, doc),
  type: 'number',
})
const day = 86_400_000

export const runFields: { readonly [K in keyof RunConfig]: Field } = {
  name: {
    type: 'text',
    default: 'run',
    max: 64,
    unit: '',
    doc: 'For people. At most 64 characters.',
  },
  seed: int(
    1,
    0,
    0x7fffffff,
    '',
    'Seed of data order. Chance of the protocol comes from the beacon.',
  ),
  rounds: int(100, 1, 10_000_000, 'rounds', 'Rounds to apply; void rounds do not count.'),
  batches: int(16, 1, 1_000_000, 'batches', 'Batches of a round, over all members.'),
  rowsPerBatch: int(1, 1, 65_536, 'rows', 'Rows that a member runs through its engine at once.'),
  rowTokens: int(128, 8, 1_048_576, 'tokens', 'Length of a packed row, the context.'),
  minMembers: int(1, 1, 16_384, 'members', 'Below this no round is opened.'),
  initMembers: int(1, 1, 16_384, 'members', 'So many must be there before the first round.'),
  maxMembers: int(256, 1, 16_384, 'members', 'Joins beyond this are refused.'),
  witnesses: int(8, 1, 1024, 'members', 'Drawn each round. Below 4 no fault is tolerated.'),
  missLimit: int(
    2,
    1,
    1000,
    'rounds',
    'Rounds in a row without a commitment before a member is left out.',
  ),
  extraWaitMs: int(1000, 0, day, 'ms', 'Waits for more members once there are enough.'),
  warmupMs: int(120_000, 100, day, 'ms', 'Longest wait for members to fetch the model.'),
  trainMinMs: int(
    2000,
    10,
    day,
    'ms',
    'Shortest deadline of training; the adaptive one lies between.',
  ),
  trainMaxMs: int(60_000, 10, day, 'ms', 'Longest deadline of training.'),
  witnessMinMs: int(2000, 10, day, 'ms', 'Shortest deadline of revealing and witnessing.'),
  witnessMaxMs: int(30_000, 10, day, 'ms', 'Longest deadline of revealing and witnessing.'),
  cooldownMs: int(30_000, 10, day, 'ms', 'Longest wait for members to apply the last round.'),
  topK: int(32, 1, 4096, 'votes', 'Coefficients sent for each 64 x 64 tile.'),
  beta: real(0.95, 0, 0.9999, '', 'Momentum decay of a round.'),
  alpha: real(1, 0.001, 1, '', 'Share of what was sent that leaves the momentum.'),
  emptyTile: int(-20, -126, 20, 'log2', 'Tiles below 2^emptyTile x eta send nothing.'),
  eta: real(0.001, 1e-9, 1, '', 'Peak learning rate: what a parameter moves in a round.'),
  schedule: {
    type: 'choice',
    default: 'constant',
    choices: ['constant', 'linear', 'cosine', 'wsd'],
    unit: '',
    doc: 'How eta falls after warm-up.',
  },
  etaFloor: real(0, 0, 1, '', 'Share of the peak at the end of the schedule.'),
  warmupRounds: int(0, 0, 1_000_000, 'rounds', 'Rounds over which eta rises to its peak.'),
  decayShare: real(0.2, 0, 1, '', 'Share of the rounds in which wsd falls.'),
  lambda: real(0, 0, 10, '', 'Decoupled weight decay.'),
  tau: int(0, 0, 1000, 'votes', 'Dead zone: an update below it is none.'),
  vocabularyRate: real(1, 0.001, 1000, '', 'Embedding and head move by this times eta.'),
  vocabularyTiles: {
    type: 'choice',
    default: 'square',
    choices: ['square', 'row'],
    unit: '',
    doc: 'Tiles of embedding and head: row leaves the rows of unused tokens alone.',
  },
  checkpointEvery: int(25, 1, 1_000_000, 'rounds', 'Rounds between snapshots for joiners.'),
  retainRounds: int(
    0,
    0,
    1_000_000_000,
    'rounds',
    'Payloads of at least so many past rounds are kept, in whole segments between snapshots; 0: all, and the run can be replayed from its base.',
  ),
  digestShares: int(1, 1, 65_536, '', 'The state digest covers one of so many shares a round.'),
}

export type Problem = { readonly path: string; readonly code: string; readonly message: string }
export type ConfigResult =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** Checks a plain object against the table and fills in defaults. Every problem is reported, not the first alone. */
export function parseRunConfig(value: unknown): ConfigResult {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
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
  const given = value as Record<string, unknown>
  const problems: Problem[] = []
  const config: Record<string, unknown> = {}
  for (const path of Object.keys(given))
    if (!Object.hasOwn(runFields, path))
      problems.push({ path, code: 'unknown-field', message: `unknown field${nearest(path)}` })
  for (const [path, field] of Object.entries(runFields)) {
    const got = given[path] ?? field.default
    const message = fault(got, field)
    if (message !== undefined) problems.push({ path, code: 'bad-value', message })
    config[path] = got
  }
  // Every field was checked against the table, whose keys are those of RunConfig.
  const complete = config as unknown as RunConfig
  if (problems.length === 0) problems.push(...contradictions(complete))
  return problems.length === 0 ? { ok: true, config: complete } : { ok: false, problems }
}

function fault(value: unknown, field: Field): string | undefined {
  const { type, min = 0, max = 0, choices = [] } = field
  const shown = JSON.stringify(value)
  if (type === 'text')
    return typeof value === 'string' && value.length <= max
      ? undefined
      : `${shown} is not a text of at most ${max} characters`
  if (type === 'choice')
    return typeof value === 'string' && choices.includes(value)
      ? undefined
      : `${shown} is none of ${choices.join(', ')}`
  const fits = typeof value === 'number' && value >= min && value <= max
  if (fits && (type === 'number' || Number.isInteger(value))) return undefined
  return `${shown} is not ${type === 'int' ? 'a whole number' : 'a number'} from ${min} to ${max}`
}

function contradictions(c: RunConfig): Problem[] {
  const rules: [boolean, string, string][] = [
    [c.initMembers < c.minMembers, 'initMembers', 'is below minMembers'],
    [c.maxMembers < c.initMembers, 'maxMembers', 'is below initMembers: the run could never start'],
    [c.trainMaxMs < c.trainMinMs, 'trainMaxMs', 'is below trainMinMs'],
    [c.witnessMaxMs < c.witnessMinMs, 'witnessMaxMs', 'is below witnessMinMs'],
    [
      c.warmupRounds >= c.rounds,
      'warmupRounds',
      'is not below rounds: eta would never reach its peak',
    ],
    [
      c.eta * Math.max(1, c.vocabularyRate) * c.lambda >= 1,
      'lambda',
      'times the largest eta is 1 or more: every parameter would be wiped out',
    ],
  ]
  return rules
    .filter(([broken]) => broken)
    .map(([, path, message]) => ({ path, code: 'contradiction', message }))
}

function nearest(path: string): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '')
  const known = Object.keys(runFields)
  const found =
    known.find((name) => plain(name) === plain(path)) ??
    known.find((name) => plain(name).startsWith(plain(path).slice(0, 4)))
  return found === undefined ? '' : `; did you mean ${found}?`
}

/** Canonical JSON: fields in the order of the table, no space. */
export function canonicalConfig(config: RunConfig): string {
  const values = config as unknown as Record<string, unknown>
  return JSON.stringify(Object.fromEntries(Object.keys(runFields).map((k) => [k, values[k]])))
}
