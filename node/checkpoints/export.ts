/**
 * Writes a Hugging Face checkpoint folder: config.json, model.safetensors, tokenizer, chat template, generation config, model card.
 *
 * Everything goes into a temporary folder beside the target and appears by one rename: a full disk or a kill leaves the old folder, or
 * none, never half of one. Tensors are written one after another.
 */
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type ModelConfig, toHfConfig } from '../../kernels/model/config.ts'
import { type Dtype, encodeElements, writeHeader } from './safetensors.ts'

type Spec = { readonly name: string; readonly shape: readonly number[] }

export type ExportParts = {
  readonly config: ModelConfig
  readonly tensors: readonly Spec[]
  /** Flat, in the order of `tensors`. */
  readonly params: Float32Array
  readonly dtype: Dtype
  readonly tokenizerJson: unknown
  readonly chatTemplate: string
  /** Markdown with YAML front matter. */
  readonly card: string
  /** Names and ids of the special tokens, for tokenizer_config.json and generation_config.json. */
  /** Asked when everything is written: where the parameters changed meanwhile, the folder is left as it was. */
  readonly isStill?: () => boolean
  readonly special?: { readonly bos: string; readonly eos: string; readonly pad: string }
}

const defaults = { bos: '<seed:bos>', eos: '<seed:eos>', pad: '<seed:pad>' }
const torchNames = { F32: 'float32', BF16: 'bfloat16', F16: 'float16' } as const
const elementsOf = (spec: Spec) => spec.shape.reduce((product, n) => product * n, 1)

/** Largest slice of a tensor that is converted at once, in elements. */
const windowElements = 4_194_304

/** Writes one safetensors file, by temp + fsync + rename. */
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
      await file.writeFile(writeHeader(tensors, dtype))
      let at = 0
      for (const spec of tensors) {
        const end = at + elementsOf(spec)
        for (; at < end; at = Math.min(end, at + windowElements))
          await file.writeFile(
            encodeElements(dtype, params.subarray(at, Math.min(end, at + windowElements))),
          )
        at = end
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Makes a rename in the folder durable. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

async function writeText(path: string, text: string): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

type AddedToken = { readonly id: number; readonly content: string }

/** Writes the folder. Rejects with the system's error (ENOSPC, EACCES …), the target untouched. */
export async function exportCheckpoint(folder: string, parts: ExportParts): Promise<void> {
  const temporary = join(dirname(folder), `.${basename(folder)}.${process.pid}.tmp`)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const { bos, eos, pad } = parts.special ?? defaults
  const added = (parts.tokenizerJson as { added_tokens?: AddedToken[] }).added_tokens ?? []
  const id = (token: string) => added.find((t) => t.content === token)?.id
  const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
  const ids = { bos_token_id: id(bos), eos_token_id: id(eos), pad_token_id: id(pad) }
  const texts: Record<string, string> = {
    'config.json': json({
      ...toHfConfig(parts.config),
      torch_dtype: torchNames[parts.dtype],
      ...ids,
    }),
    'tokenizer.json': json(parts.tokenizerJson),
    'tokenizer_config.json': json({
      tokenizer_class: 'PreTrainedTokenizerFast',
      bos_token: bos,
      eos_token: eos,
      pad_token: pad,
      clean_up_tokenization_spaces: false,
      model_max_length: parts.config.maxPositions,
      chat_template: parts.chatTemplate,
    }),
    'chat_template.jinja': parts.chatTemplate,
    'generation_config.json': json({ ...ids, do_sample: false, max_new_tokens: 128 }),
    'README.md': parts.card,
  }
  try {
    for (const [name, text] of Object.entries(texts)) await writeText(join(temporary, name), text)
    const model = join(temporary, 'model.safetensors')
    await writeSafetensors(model, parts.tensors, parts.params, parts.dtype)
    if (parts.isStill?.() === false)
      throw new Error('the model changed while its checkpoint was written; the folder is as it was')
    await replaceFolder(temporary, folder)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw error
  }
}

/** Puts `from` in the place of `to`: an older `to` is moved aside first and removed last. */
async function replaceFolder(from: string, to: string): Promise<void> {
  const aside = `${from}.old`
  await rm(aside, { recursive: true, force: true })
  const had = await rename(to, aside).then(
    () => true,
    () => false,
  )
  try {
    await rename(from, to)
  } catch (error) {
    if (had) await rename(aside, to)
    throw error
  }
  await syncFolder(dirname(to))
  if (had) await rm(aside, { recursive: true, force: true })
}
