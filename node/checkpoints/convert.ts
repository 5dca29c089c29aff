/**
 * From one checkpoint to another, tensor by tensor: what `murmur import` and `murmur export` do.
 *
 * Everything is checked on the way and the folder appears whole or not at all; memory is one window, whatever the size.
 * Invariant: where type and shards stay the same, tensors come out byte for byte as they went in; small files always do,
 * config.json but for its dtype.
 */
import { join } from 'node:path'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type CheckpointFiles, readSmall } from './files.ts'
import { COMPANIONS, replaceWith, writeDurably } from './folder.ts'
import { type Located, locateCheckpoint, readJson } from './locate.ts'
import { createTensorReader, RefusedCheckpoint } from './read.ts'
import { type CheckpointRefusal, type Dtype, torchNames } from './safetensors.ts'
import { elementsOf, writeShards } from './shards.ts'

export type ConvertOptions = {
  /** Undefined: that of most of its elements. */
  readonly dtype: Dtype | undefined
  readonly shardBytes: number
  /** Why this tokenizer will not do. */
  readonly refuseTokenizer?: (json: unknown, config: ModelConfig) => CheckpointRefusal | undefined
  readonly onTensor?: (name: string, done: number, of: number) => void
}

export type Converted = {
  readonly config: ModelConfig
  readonly dtype: Dtype
  readonly parameters: number
}

/** Writes `folder`. Gives a refusal, with nothing written, for a checkpoint that cannot be used. */
export async function convertCheckpoint(
  files: CheckpointFiles,
  folder: string,
  options: ConvertOptions,
): Promise<({ readonly ok: true } & Converted) | CheckpointRefusal> {
  const found = await locateCheckpoint(files)
  if (!found.ok) return found
  const tokenizer = await readJson(files, 'tokenizer.json')
  if (!tokenizer.ok) return tokenizer
  const { config, configJson, specs, tensors } = found.located
  const refusal = options.refuseTokenizer?.(tokenizer.value, config)
  if (refusal !== undefined) return refusal
  const dtype = options.dtype ?? mostlyOf([...tensors.values()])
  const reader = createTensorReader(files)
  let done = 0
  try {
    await replaceWith(folder, async (temporary) => {
      const json = { ...configJson, ...dtypeField(configJson, dtype) }
      await writeDurably(join(temporary, 'config.json'), `${JSON.stringify(json, null, 2)}\n`)
      await copyCompanions(files, temporary)
      await writeShards(temporary, specs, dtype, options.shardBytes, (spec, from, count) => {
        if (from === 0) options.onTensor?.(spec.name, done++, specs.length)
        return reader.bytes(tensors.get(spec.name) as Located, dtype, from, count)
      })
    })
  } catch (error) {
    if (error instanceof RefusedCheckpoint) return error.refusal
    throw error
  } finally {
    await reader.close()
  }
  const parameters = specs.reduce((sum, { shape }) => sum + elementsOf(shape), 0)
  return { ok: true, config, dtype, parameters }
}

async function copyCompanions(files: CheckpointFiles, folder: string): Promise<void> {
  for (const name of (await files.names()).filter((name) => COMPANIONS.test(name))) {
    const bytes = await readSmall(files, name)
    if (bytes === undefined) continue
    if (name.endsWith('.json')) {
      const read = await readJson(files, name)
      if (!read.ok) throw new RefusedCheckpoint(read)
    }
    await writeDurably(join(folder, name), bytes)
  }
}

/** Newer configurations say `dtype`, older ones `torch_dtype`. */
function dtypeField(json: Readonly<Record<string, unknown>>, dtype: Dtype) {
  return 'dtype' in json ? { dtype: torchNames[dtype] } : { torch_dtype: torchNames[dtype] }
}

function mostlyOf(entries: readonly Located[]): Dtype {
  const elements: Record<Dtype, number> = { F32: 0, BF16: 0, F16: 0 }
  for (const { dtype, shape } of entries) elements[dtype] += elementsOf(shape)
  const order = Object.entries(elements) as [Dtype, number][]
  return order.reduce((best, next) => (next[1] > best[1] ? next : best))[0]
}
