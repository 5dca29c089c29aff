/**
 * The checkpoint of a run: the coordinator's replica in Hugging Face layout, with a card that states the lineage.
 */
import { join, resolve } from 'node:path'
import type { View } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import { exportCheckpoint, writeSafetensors } from '../checkpoints/export.ts'
import type { Wish } from './exporter.ts'
import type { Model } from './model.ts'

export function modelCard(view: View, parameters: number): string {
  const { config } = view
  return `---
license: other
library_name: transformers
tags: [murmuration, ${config.name}]
---
# ${config.name}

A model of ${parameters} parameters, trained together by the members of run \`${toHex(view.runId)}\` in ${view.step} rounds.

Lineage: \`${toHex(view.lineage)}\`

The lineage hash names the base, the data, the configuration and every accepted contribution. \`murmur replay <run folder>\` rebuilds
this checkpoint from the log and the payloads, bit for bit.
`
}

/** Writes the model of `view` in fp32: bit-identical to every replica. */
export async function writeCheckpoint(
  folder: string,
  model: Model,
  view: View,
  isStill: () => boolean = () => true,
): Promise<void> {
  const { checkpoint, table, config } = model
  await exportCheckpoint(folder, {
    config,
    tensors: table.tensors,
    params: checkpoint.params,
    dtype: 'F32',
    tokenizerJson: checkpoint.tokenizerJson,
    chatTemplate: checkpoint.chatTemplate,
    special: checkpoint.special,
    card: modelCard(view, table.params),
    isStill,
  })
}

export type ExportedRun = {
  readonly options: {
    readonly checkpoint: string | undefined
    readonly exportReplica: string | undefined
  }
  readonly model: Model
  readonly home: string
}

/** Where the newest checkpoint of a run lies. */
export const checkpointFolder = ({
  options,
  home,
}: Pick<ExportedRun, 'options' | 'home'>): string =>
  resolve(options.checkpoint ?? join(home, 'checkpoint'))

/** What a coordinator leaves: the checkpoint, and its replica as one file where that was asked for. */
export async function exportRun(
  run: ExportedRun,
  view: View,
  { last }: Wish,
  isStill: () => boolean,
): Promise<void> {
  const { options, model } = run
  const own = view.config.exports === 'each' && !last ? `-${view.step}` : ''
  await writeCheckpoint(`${checkpointFolder(run)}${own}`, model, view, isStill)
  if (last && options.exportReplica !== undefined)
    await writeSafetensors(
      resolve(options.exportReplica),
      model.table.tensors,
      model.checkpoint.params,
      'F32',
    )
}
