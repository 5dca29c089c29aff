/**
 * The operator's command to change a live run: settings, and versions, which this software need not have: it stops where they come into force,
 * and a release that has them goes on. Invariant: a change that cannot be made changes nothing and appends nothing.
 */
import { canonicalConfig } from './config.ts'
import { append, type Work } from './round-work.ts'
import type { CoordinatorEvent } from './types.ts'
import { changedConfig } from './view-change.ts'

export function hearChange(
  work: Work,
  event: Extract<CoordinatorEvent, { readonly type: 'change' }>,
): string {
  const { view } = work.state
  const { round, fields, kernel = view.kernel, protocol = view.protocol } = event
  if (view.phase === 'Finished') return 'finished'
  if (round < view.round) return 'round-began'
  const changed = changedConfig(view.config, fields)
  if (!changed.ok) return changed.code
  if (kernel < view.kernel || protocol < view.protocol) return 'version-falls'
  const config = canonicalConfig(changed.config)
  append(work, { type: 'changeScheduled', round, config, kernel, protocol })
  return 'ok'
}
