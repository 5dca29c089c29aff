/**
 * Batch number → packed batch, over all stages of a run: which source each row is of follows from the configuration in the log, and
 * the rows themselves from the bundles that the first entry names.
 *
 * Invariant: a source goes on where the last stage with the same source and row length left it, so that no row comes again before
 * all have come.
 */
import type { RunConfig } from '../../coordinator/config.ts'
import { planOf, type Stage, stageOfBatch } from '../../coordinator/plan.ts'
import { fromHex } from '../../kernels/hash.ts'
import { fail } from '../coded-error.ts'
import { type DataBundle, openBundle } from '../data/bundle.ts'
import { createRowMix, type RowMix } from '../data/mix.ts'
import { joinBatches } from '../data/pack.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { parseManifest } from './artifacts.ts'

/** The name of a source's rows of one length, in the manifest of a run's data. */
export const rowsName = (source: string, rowTokens: number): string => `${source}-${rowTokens}.rows`

export type BatchOf = (number: number) => PackedBatch

/** Fetches and opens the data of a run. `fetch` gives a blob by its root. Rejects with E_DATA where they do not fit the run. */
export async function openRows(
  config: RunConfig,
  dataRoot: Uint8Array,
  vocabularySize: number,
  fetch: (root: Uint8Array) => Promise<Uint8Array>,
): Promise<BatchOf> {
  const manifest = parseManifest(await fetch(dataRoot))
  if (!manifest.ok) fail('E_DATA', "the list of the run's data is malformed", 'Ask its operator.')
  const bundles = new Map<string, DataBundle>()
  for (const { config: stage } of planOf(config).stages)
    for (const source of Object.keys(stage.mix)) {
      const name = rowsName(source, stage.rowTokens)
      const file = manifest.files.find((f) => f.name === name)
      if (file === undefined) fail('E_DATA', `the run's data lack ${name}`, 'Ask its operator.')
      if (bundles.has(name)) continue
      const opened = openBundle(await fetch(fromHex(file.root) as Uint8Array), 1)
      if (!opened.ok) fail('E_DATA', opened.message)
      const { length, vocabularySize: size } = opened.bundle
      if (length !== stage.rowTokens || size > vocabularySize)
        fail('E_DATA', `${name} does not fit the run's configuration`, 'Ask its operator.')
      bundles.set(name, opened.bundle)
    }
  return batchesOf(config, (source, rowTokens) => {
    const bundle = bundles.get(rowsName(source, rowTokens)) as DataBundle
    return bundle.batch
  })
}

type Feed = {
  readonly stage: Stage
  readonly mix: RowMix
  /** One a source: its rows by running number, from where earlier stages left them. */
  readonly rows: readonly BatchOf[]
}

/** `rowsOf` gives the rows of a source of one length by running number. */
export function batchesOf(
  config: RunConfig,
  rowsOf: (source: string, rowTokens: number) => BatchOf,
): BatchOf {
  const plan = planOf(config)
  const used = new Map<string, number>()
  const feeds = plan.stages.map((stage): Feed => {
    const { mix: weights, rowTokens, rowsPerBatch } = stage.config
    const sources = Object.keys(weights)
    const mix = createRowMix(Object.values(weights))
    const taken = mix.counts(stage.batches * rowsPerBatch)
    const rows = sources.map((source, s): BatchOf => {
      const name = rowsName(source, rowTokens)
      const from = used.get(name) ?? 0
      used.set(name, from + (taken[s] as number))
      const row = rowsOf(source, rowTokens)
      return (number) => row(from + number)
    })
    return { stage, mix, rows }
  })
  return (number) => {
    const { stage, mix, rows } = feeds[stageOfBatch(plan, number).index] as Feed
    const { rowsPerBatch } = stage.config
    const first = (number - stage.firstBatch) * rowsPerBatch
    const picked = Array.from({ length: rowsPerBatch }, (_, i) => {
      const { source, row } = mix.at(first + i)
      return (rows[source] as BatchOf)(row)
    })
    return joinBatches(picked)
  }
}
