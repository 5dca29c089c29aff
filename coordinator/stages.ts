/**
 * A run is a list of stages (continued pre-training, question and answer, alignment …): each has its own data, row length, batches a
 * round, learning rates and end.
 *
 * What a stage does not say it has from the run's own fields; a run that lists no stage has one, made of those alone. Invariant: a
 * resolved stage has every field, so that the log says what is trained and when.
 */
import {
  choice,
  fault,
  int,
  isFields,
  live,
  nearest,
  type Problem,
  real,
  type ValuesOf,
} from './fields.ts'

/** Names of data sources with their weights: rows are taken in this proportion. */
export type Mix = { readonly [source: string]: number }

/** What a stage may say otherwise than the run. */
export const stageFields = {
  rounds: int(
    100,
    0,
    10_000_000,
    'rounds',
    'Rounds to apply; void rounds do not count. 0: until `tokens` are trained, which is also the default where `tokens` is given.',
  ),
  tokens: int(
    0,
    0,
    9e15,
    'tokens',
    'Positions to train (rows x row length), padding included. 0: no bound; with `rounds`, the first that is reached.',
  ),
  batches: int(16, 1, 1_000_000, 'batches', 'Batches of a round, over all members.'),
  batchesStart: int(
    0,
    0,
    1_000_000,
    'batches',
    'Batches of the first round; they rise to `batches`. 0: all from the start.',
  ),
  batchWarmupTokens: int(
    0,
    0,
    9e15,
    'tokens',
    'Over so many positions the batches of a round rise.',
  ),
  rowsPerBatch: int(1, 1, 65_536, 'rows', 'Rows that a member runs through its engine at once.'),
  rowTokens: int(128, 8, 1_048_576, 'tokens', 'Length of a packed row, the context.'),
  eta: live(real(0.001, 1e-9, 1, '', 'Peak learning rate: what a parameter moves in a round.')),
  schedule: choice(['constant', 'linear', 'cosine', 'wsd'], 'How eta falls after warm-up.'),
  etaFloor: live(real(0, 0, 1, '', 'Share of the peak at the end of the schedule.')),
  warmupRounds: int(0, 0, 1_000_000, 'rounds', 'Rounds over which eta rises to its peak.'),
  decayShare: real(0.2, 0, 1, '', 'Share of the rounds after warm-up in which wsd falls.'),
  lambda: live(real(0, 0, 10, '', 'Decoupled weight decay.')),
  tau: live(int(0, 0, 1000, 'votes', 'Dead zone: an update below it is none.')),
}

export type StageFields = ValuesOf<typeof stageFields>
export type StageConfig = StageFields & { readonly name: string; readonly mix: Mix }

export const mostStages = 16
const mostSources = 16
const largestWeight = 1000
const plainName = /^[a-z][a-z0-9-]{0,31}$/

/** A mix with its sources in order of name, or what is wrong with it. */
export function parseMix(value: unknown): Mix | string {
  if (!isFields(value)) return `${JSON.stringify(value)} is not a list of "source: weight" lines`
  const names = Object.keys(value).sort()
  if (names.length > mostSources) return `names more than ${mostSources} sources`
  for (const name of names) {
    if (!plainName.test(name))
      return `names ${JSON.stringify(name)}: use small letters, digits and hyphens`
    const weight = value[name]
    if (!Number.isInteger(weight) || (weight as number) < 1 || (weight as number) > largestWeight)
      return `gives ${name} the weight ${JSON.stringify(weight)}, not a whole number from 1 to ${largestWeight}`
  }
  return Object.fromEntries(names.map((name) => [name, value[name] as number]))
}

/** A stage or a run that bounds its tokens and says nothing of rounds has no bound by rounds. */
export const withoutRounds = (given: Record<string, unknown>): boolean =>
  given['rounds'] === undefined && given['tokens'] !== undefined && given['tokens'] !== 0

/** The resolved stages of a configuration: `run` has the values of what they leave out. Problems are pushed, by path. */
export function parseStages(
  value: unknown,
  run: StageFields & { readonly mix: Mix },
  problems: Problem[],
): readonly StageConfig[] {
  const bad = (path: string, message: string) => problems.push({ path, code: 'bad-value', message })
  if (!Array.isArray(value) || value.length > mostStages) {
    bad('stages', `is not a list of at most ${mostStages} stages`)
    return []
  }
  return (value as unknown[]).flatMap((given, i) => {
    const path = `stages[${i}]`
    if (!isFields(given)) {
      bad(path, 'is not a list of "field: value" lines')
      return []
    }
    return [parseStage(given, path, i, run, problems)]
  })
}

function parseStage(
  given: Record<string, unknown>,
  path: string,
  index: number,
  run: StageFields & { readonly mix: Mix },
  problems: Problem[],
): StageConfig {
  const known = ['name', ...Object.keys(stageFields), 'mix']
  for (const field of Object.keys(given))
    if (!known.includes(field))
      problems.push({
        path: `${path}.${field}`,
        code: 'unknown-field',
        message: `unknown field of a stage${nearest(field, known)}`,
      })
  const bad = (field: string, message: string) =>
    problems.push({ path: `${path}.${field}`, code: 'bad-value', message })
  const name = given['name'] ?? `stage-${index}`
  if (typeof name !== 'string' || !plainName.test(name))
    bad('name', `${JSON.stringify(name)} is not a name of small letters, digits and hyphens`)
  const stage: Record<string, unknown> = { name }
  for (const [field, rule] of Object.entries(stageFields)) {
    const inherited =
      field === 'rounds' && withoutRounds(given) ? 0 : run[field as keyof StageFields]
    const value = given[field] ?? inherited
    const message = fault(value, rule)
    if (message !== undefined) bad(field, message)
    stage[field] = value
  }
  const mix = given['mix'] === undefined ? run.mix : parseMix(given['mix'])
  if (typeof mix === 'string') bad('mix', mix)
  // Every field was checked, and a configuration with a problem is never used.
  return { ...stage, mix: typeof mix === 'string' ? {} : mix } as unknown as StageConfig
}

/** The stages that a run has: those it lists, or the one that its own fields make. */
export function stagesOf(
  config: {
    readonly name: string
    readonly mix: Mix
    readonly stages: readonly StageConfig[]
  } & StageFields,
): readonly StageConfig[] {
  return config.stages.length > 0 ? config.stages : [config]
}
