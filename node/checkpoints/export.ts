/**
 * Writes a Hugging Face checkpoint folder: config.json, model.safetensors, tokenizer, chat template, generation config, model card.
 *
 * Everything goes into a temporary folder beside the target and appears by one rename: a full disk or a kill leaves the old folder, or
 * none, never half of one. Tensors are written one after another.
 */
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type ModelConfig, toHfConfig } from '../../kernels/model/config.ts'
import { diskError } from '../coded-error.ts'
import { replaceWith, syncFolder, writeDurably } from './folder.ts'
import type { SpecialMarks } from './import.ts'
import { type Dtype, encodeElements, torchNames } from './safetensors.ts'
import {
  elementsOf,
  type ReadBytes,
  SHARD_BYTES,
  type Spec,
  writeShards,
  writeTensors,
} from './shards.ts'

export type ExportParts = {
  readonly config: ModelConfig
  readonly tensors: readonly Spec[]
  /** Flat, in the order of `tensors`. */
  readonly params: Float32Array
  readonly dtype: Dtype
  /** Largest size of one file; default 5 GB. */
  readonly shardBytes?: number
  readonly tokenizerJson: unknown
  readonly chatTemplate: string
  /** Markdown with YAML front matter. */
  readonly card: string
  /** Asked when everything is written: where the parameters changed meanwhile, the folder is left as it was. */
  readonly isStill?: () => boolean
  /** For tokenizer_config.json and, as ids, generation_config.json; default: those of our own checkpoints. */
  readonly special?: SpecialMarks
}

const defaults = { bos: '<seed:bos>', eos: '<seed:eos>', pad: '<seed:pad>' }

/** Reads from flat parameters in the order of the tensors. */
function readFlat(tensors: readonly Spec[], params: Float32Array, dtype: Dtype): ReadBytes {
  const offsets = new Map<string, number>()
  let offset = 0
  for (const { name, shape } of tensors) {
    offsets.set(name, offset)
    offset += elementsOf(shape)
  }
  return async ({ name }, from, count) => {
    const start = (offsets.get(name) as number) + from
    return encodeElements(dtype, params.subarray(start, start + count))
  }
}

/** Writes one safetensors file, by temp + fsync + rename. Rejects with E_DISK or E_FILE. */
export async function writeSafetensors(
  path: string,
  tensors: readonly Spec[],
  params: Float32Array,
  dtype: Dtype,
): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    const file = await open(temporary, 'w')
    try {
      await writeTensors(file, tensors, dtype, readFlat(tensors, params, dtype))
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw diskError(error, path)
  }
}

/** Without the marks that a checkpoint does not have. */
function named(marks: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(marks).filter(([, mark]) => mark !== ''))
}

type AddedToken = { readonly id: number; readonly content: string }

/** Writes the folder. Rejects with E_DISK, E_FILE or E_EXISTS, the target untouched. */
export async function exportCheckpoint(folder: string, parts: ExportParts): Promise<void> {
  const { bos, eos, pad, ends }: SpecialMarks = parts.special ?? defaults
  const added = (parts.tokenizerJson as { added_tokens?: AddedToken[] }).added_tokens ?? []
  const id = (token: string) => added.find((t) => t.content === token)?.id
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const ids = { bos_token_id: id(bos), eos_token_id: ends ?? id(eos), pad_token_id: id(pad) }
  const texts: Record<string, string> = {
    'config.json': json({
      ...toHfConfig(parts.config),
      torch_dtype: torchNames[parts.dtype],
      ...ids,
    }),
    'tokenizer.json': json(parts.tokenizerJson),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      ...named({ bos_token: bos, eos_token: eos, pad_token: pad }),
      clean_up_tokenization_spaces: false,
      model_max_length: parts.config.maxPositions,
      chat_template: parts.chatTemplate,
    }),
    'chat_template.jinja': parts.chatTemplate,
    'generation_config.json': json({ ...ids, do_sample: false, max_new_tokens: 128 }),
    'README.md': parts.card,
  }
  const { tensors, params, dtype } = parts
  await replaceWith(folder, async (temporary) => {
    for (const [name, text] of Object.entries(texts))
      await writeDurably(join(temporary, name), text)
    const read = readFlat(tensors, params, dtype)
    await writeShards(temporary, tensors, dtype, parts.shardBytes ?? SHARD_BYTES, read)
    if (parts.isStill?.() === false)
      throw new Error('the model changed while its checkpoint was written; the folder is as it was')
  })
}
