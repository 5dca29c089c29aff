/**
 * Changes of a live run: settings, the version of the kernels, the version of the protocol. An entry names the round from which they
 * hold, so that everybody changes between the same two rounds.
 *
 * A change of version ends the epoch: what was trained in the old one is applied in the old one, everybody stands on the checkpoint of
 * that state, and only then does the new one hold. Where the checkpoint was not made in time the change lapses. Invariants: only fields
 * that the table marks as live may change; versions only rise; a change that waits is replaced by a newer one; no round opens while a
 * change of version is due.
 */
import type { ChangeScheduled } from '../proto/messages.ts'
import { canonicalConfig, parseRunConfig, type RunConfig, runFields } from './config.ts'
import { stageFields } from './stages.ts'
import type { View } from './types.ts'
import { sameVersions } from './versions.ts'
import type { Fold } from './view.ts'

export type Change = {
  /** The first round that it holds for. */
  readonly round: number
  readonly config: RunConfig
  readonly kernel: number
  readonly protocol: number
}

const refuse = (code: string): Fold => ({ ok: false, code })

/**
 * Fields in which two configurations differ and which may not change in a live run, by path. What a run's stages say for themselves may not
 * change in the run's own fields, where nobody would read it.
 */
function fixedChanges(before: RunConfig, after: RunConfig): string[] {
  const { stages, ...own } = before
  const hasStages = stages.length > 0
  const fixed = fixedOf(own, after, '').concat(
    hasStages
      ? Object.keys(stageFields).filter((name) => differs(before, after, name) && isLive(name))
      : [],
  )
  if (stages.length !== after.stages.length) return [...fixed, 'stages']
  return stages.reduce(
    (paths, stage, i) => paths.concat(fixedOf(stage, after.stages[i] as object, `stages[${i}].`)),
    fixed,
  )
}

const isLive = (name: string): boolean =>
  Object.hasOwn(runFields, name) && runFields[name as keyof typeof runFields].live === true

const fieldOf = (fields: object, name: string): unknown => (fields as Record<string, unknown>)[name]
const differs = (before: object, after: object, name: string): boolean =>
  JSON.stringify(fieldOf(before, name)) !== JSON.stringify(fieldOf(after, name))

const fixedOf = (before: object, after: object, prefix: string): string[] =>
  Object.keys(before)
    .filter((name) => differs(before, after, name) && !isLive(name))
    .map((name) => `${prefix}${name}`)

export type Changed =
  | { readonly ok: true; readonly config: RunConfig }
  | { readonly ok: false; readonly code: string; readonly message: string }

const stagePath = /^stages\[(\d{1,2})\]\.(\w+)$/

/** The configuration with some fields changed, each by its name or as `stages[i].name`. Total. */
export function changedConfig(
  before: RunConfig,
  fields: { readonly [path: string]: unknown },
): Changed {
  const draft = JSON.parse(canonicalConfig(before)) as Record<string, unknown>
  const stages = draft['stages'] as Record<string, unknown>[]
  const refused = (code: string, message: string): Changed => ({ ok: false, code, message })
  for (const [path, value] of Object.entries(fields)) {
    const [, index, field = ''] = stagePath.exec(path) ?? []
    const stage = index === undefined ? draft : stages[Number(index)]
    if (stage === undefined) return refused('bad-config', `${path}: the run has no such stage`)
    stage[index === undefined ? path : field] = value
  }
  const parsed = parseRunConfig(draft)
  if (!parsed.ok)
    return refused(
      'bad-config',
      parsed.problems.map(({ path, message }) => `${path} ${message}`).join('; '),
    )
  const fixed = fixedChanges(before, parsed.config)
  const ofStages = fixed.filter((path) => Object.hasOwn(stageFields, path) && isLive(path))
  if (ofStages.length > 0) {
    const of = before.stages.map((_, i) => `stages[${i}].${ofStages[0]}`).join(', ')
    return refused(
      'stage-field',
      `${ofStages.join(', ')}: this run has stages, each with its own; change ${of}`,
    )
  }
  if (fixed.length === 0) return { ok: true, config: parsed.config }
  return refused(
    'fixed-field',
    `${fixed.join(', ')} may not change in a live run: docs/run-config.md says which fields may`,
  )
}

export function applyChange(view: View, kind: ChangeScheduled): Fold {
  if (view.phase === 'Finished' || kind.round < view.round) return refuse('change-round')
  const config = readConfig(kind.config)
  if (config === undefined) return refuse('change-config')
  if (fixedChanges(view.config, config).length > 0) return refuse('change-field')
  if (kind.kernel < view.kernel || kind.protocol < view.protocol) return refuse('change-version')
  const { round, kernel, protocol } = kind
  return { ok: true, view: { ...view, change: { round, config, kernel, protocol } } }
}

function readConfig(text: string): RunConfig | undefined {
  try {
    const parsed = parseRunConfig(JSON.parse(text))
    return parsed.ok && canonicalConfig(parsed.config) === text ? parsed.config : undefined
  } catch {
    return undefined
  }
}

/** Whether other versions should hold by now, and wait for the run to stand still. */
export const isVersionDue = (view: View): boolean => {
  const { change, open, round } = view
  return (
    change !== undefined &&
    open === undefined &&
    round >= change.round &&
    !sameVersions(view, change)
  )
}

/** Whether a change waits for the next round to open: it comes into force where no round is open. */
export const isChangeDue = ({ change, round }: View): boolean =>
  change !== undefined && round >= change.round

const standing: ReadonlySet<View['phase']> = new Set(['WaitingForMembers', 'Warmup', 'Paused'])

/** Whether nobody needs to apply a round of the old version any more. */
const hasCheckpoint = ({ step, snapshot, reverting }: View): boolean =>
  reverting === undefined && (step === 0 || snapshot?.step === step)

/** After a Cooldown: a change of version without a checkpoint to begin from is given up. */
export const withoutLapsed = (view: View): View =>
  isVersionDue(view) && !hasCheckpoint(view) ? { ...view, change: undefined } : view

/** The view with its change in force, where its round is the next to open. */
export function activated(view: View): View {
  const { change, open, round } = view
  if (change === undefined || open !== undefined || round < change.round) return view
  const { config, kernel, protocol } = change
  const next: View = { ...view, config, kernel, protocol, change: undefined }
  if (!isVersionDue(view)) return next
  // Rounds of the old version cannot be undone in the new one.
  return standing.has(view.phase) && hasCheckpoint(view) ? { ...next, undoable: [] } : view
}
