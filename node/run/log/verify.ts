/**
 * `murmur log verify`: every byte, signature and rule of a log from its first entry on, and whether the fold that the folder's owner kept
 * is the fold of this log. Nothing is written.
 */

import { isDeepStrictEqual } from 'node:util'
import { historyAfter } from '../../../coordinator/fold-log.ts'
import type { ClosedRound, Rules, View } from '../../../coordinator/types.ts'
import { toHex } from '../../../kernels/hash.ts'
import { fail } from '../../coded-error.ts'
import type { LogStore } from '../../ports.ts'
import { type Folded, readFold } from '../saved-fold.ts'
import { followLog, openFolderLog, readerRules } from './read.ts'

export type VerifiedLog = {
  readonly entries: number
  readonly runId: string
  readonly phase: string
  readonly step: number
  /** Rounds in effect: undone ones are none. */
  readonly trained: number
  readonly term: number
  readonly coordinator: string
  readonly lineage: string
  /** Payloads of the rounds from this step on are kept: from here the run can be replayed. */
  readonly retainedStep: number
  /** Steps of the logged checkpoints from there on: between two of them lies a segment. */
  readonly checkpoints: readonly number[]
  /** Segments that the log says are archived, by the steps where they begin and end. */
  readonly archived: readonly (readonly [from: number, to: number])[]
}

/** Rejects with E_VERIFY and the first entry that does not follow, or the code of a kept fold that is not this log's. */
export async function verifyLog(folder: string): Promise<VerifiedLog> {
  const rules = readerRules()
  const log = openFolderLog(folder)
  try {
    const kept = await log.recallFold()
    let view: View | undefined
    let history: readonly ClosedRound[] = []
    const archived: [number, number][] = []
    for await (const step of followLog(log, rules)) {
      history = historyAfter(history, view, step)
      view = step.view
      const { kind } = step.signed.message
      if (kind.type === 'segmentArchived') archived.push([kind.from, kind.to])
      if (kept?.length === view.length) compareFold(rules, kept.fold, { view, history })
    }
    if (view === undefined) return fail('E_VERIFY', `the log in ${folder} is empty`)
    await refuseCut(log, view)
    return describe(view, archived)
  } finally {
    await log.close()
  }
}

const refuseFold = (code: string, length: number, why: string): never =>
  fail(
    'E_VERIFY',
    `the snapshot that was kept after ${length} entries disagrees with the log: ${code}, ${why}`,
    'The log follows by itself. Nothing was changed; ask the other members for their log and compare.',
  )

function compareFold(rules: Rules, sealed: Uint8Array, folded: Folded): void {
  const { length } = folded.view
  const opened = readFold(rules, sealed, folded.view)
  if (opened.ok) {
    if (!isDeepStrictEqual({ view: opened.view, history: [...opened.history] }, folded))
      refuseFold('snapshot-disagrees', length, 'it is that of another history')
  } else if (opened.code === 'snapshot-damaged')
    refuseFold('snapshot-damaged', length, 'its signature does not hold')
}

async function refuseCut(log: LogStore, view: View): Promise<void> {
  const kept = await log.recallFold()
  if (kept !== undefined && kept.length > view.length)
    refuseFold('log-cut', kept.length, `the log has only ${view.length}`)
}

const describe = (view: View, archived: VerifiedLog['archived']): VerifiedLog => ({
  entries: view.length,
  runId: toHex(view.runId),
  phase: view.phase,
  step: view.step,
  trained: view.trained,
  term: view.term,
  coordinator: view.coordinator,
  lineage: toHex(view.lineage),
  retainedStep: view.retainedStep,
  checkpoints: view.checkpoints.map(({ step }) => step),
  archived,
})

export function verifiedLine(found: VerifiedLog): string {
  const { entries, phase, step, trained, term, lineage, retainedStep, checkpoints, archived } =
    found
  const from = retainedStep === 0 ? 'its base' : `the checkpoint of step ${retainedStep}`
  return `${entries} entries follow; ${phase}, step ${step}, ${trained} rounds in effect, term ${term}, lineage ${lineage}; replays from ${from}, ${checkpoints.length} checkpoints${archivedText(archived)}`
}

/** Neighbours as one stretch. */
function archivedText(archived: VerifiedLog['archived']): string {
  const stretches: [number, number][] = []
  for (const [from, to] of archived) {
    const last = stretches.at(-1)
    if (last?.[1] === from) last[1] = to
    else stretches.push([from, to])
  }
  const text = stretches.map(([from, to]) => `step ${from} to ${to}`).join(', ')
  return text === '' ? '' : `; archived: ${text}, in ${archived.length} segments`
}
