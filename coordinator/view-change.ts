/**
 * Changes of a live run: settings, the version of the kernels, the version of the protocol. An entry names the round from which they
 * hold, so that everybody changes between the same two rounds.
 *
 * Invariants: only fields that the table marks as live may change; versions only rise; a change that waits is replaced by a newer one.
 */
import type { ChangeScheduled } from '../proto/messages.ts'
import { canonicalConfig, parseRunConfig, type RunConfig, runFields } from './config.ts'
import type { View } from './types.ts'
import type { Fold } from './view.ts'

export type Change = {
  /** The first round that it holds for. */
  readonly round: number
  readonly config: RunConfig
  readonly kernel: number
  readonly protocol: number
}

const refuse = (code: string): Fold => ({ ok: false, code })

/** Fields in which two configurations differ and which may not change in a live run. */
export function fixedChanges(before: RunConfig, after: RunConfig): string[] {
  const names = Object.keys(before) as (keyof RunConfig)[]
  return names.filter((name) => {
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) return false
    const field = Object.hasOwn(runFields, name)
      ? runFields[name as keyof typeof runFields]
      : undefined
    return field?.live !== true
  })
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

/** The view with its change in force, where its round is the next to open. */
export function activated(view: View): View {
  const { change, open, round } = view
  if (change === undefined || open !== undefined || round < change.round) return view
  const { config, kernel, protocol } = change
  return { ...view, config, kernel, protocol, change: undefined }
}
