/**
 * Reads a Hugging Face checkpoint folder, one tensor at a time, into a flat fp32 state on shared memory.
 *
 * What the model needs must be there in the right shape, and nothing else may be: a missing, extra or misshapen tensor, a NaN, a lying
 * header are refused by name before anything is used.
 */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type CheckpointFiles, folderFiles, readText } from './files.ts'
import {
  type Located,
  type LocatedCheckpoint,
  locateCheckpoint,
  readJson,
  readOptional,
  refuse,
} from './locate.ts'
import { createTensorReader, RefusedCheckpoint } from './read.ts'
import type { CheckpointRefusal } from './safetensors.ts'
import { elementsOf, WINDOW_ELEMENTS } from './shards.ts'

export type Checkpoint = {
  readonly config: ModelConfig
  /** Flat, in the order of `modelTensors(config)`, on a SharedArrayBuffer. */
  readonly params: Float32Array
  readonly tokenizerJson: unknown
  readonly chatTemplate: string
  readonly special: SpecialMarks
}

/** The text of the tokens that tokenizer_config.json names; '' where it names none. */
export type SpecialMarks = {
  readonly bos: string
  readonly eos: string
  readonly pad: string
  /** eos_token_id of generation_config.json, else of config.json, as it stands there: a model may end with any of several. */
  readonly ends?: number | readonly number[]
}

export type CheckpointResult =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | CheckpointRefusal

/**
 * The whole folder. `chat_template.jinja`, or the template inside tokenizer_config.json, or '' where there is none. Refuses parameters that take
 * more than `memoryBytes`, of which they are only the first.
 */
export async function importCheckpoint(
  folder: string,
  memoryBytes = Number.POSITIVE_INFINITY,
): Promise<CheckpointResult> {
  const files = folderFiles(folder)
  const found = await locateCheckpoint(files)
  if (!found.ok) return found
  const tokenizer = await readJson(files, 'tokenizer.json')
  if (!tokenizer.ok) return tokenizer
  try {
    const words = await readTokenizerConfig(files)
    const params = await readParams(files, found.located, memoryBytes)
    const { config } = found.located
    return { ok: true, checkpoint: { config, params, tokenizerJson: tokenizer.value, ...words } }
  } catch (error) {
    if (error instanceof RefusedCheckpoint) return error.refusal
    throw error
  }
}

/** Throws RefusedCheckpoint where a file that is there cannot be read as JSON. */
async function optional(files: CheckpointFiles, name: string) {
  const read = await readOptional(files, name)
  if (!read.ok) throw new RefusedCheckpoint(read)
  return read.value
}

async function readTokenizerConfig(
  files: CheckpointFiles,
): Promise<Pick<Checkpoint, 'chatTemplate' | 'special'>> {
  const config = await optional(files, 'tokenizer_config.json')
  const template = (await readText(files, 'chat_template.jinja')) ?? config['chat_template']
  const mark = (name: string) => markText(config[`${name}_token`])
  const ends = await readEnds(files)
  return {
    chatTemplate: typeof template === 'string' ? template : '',
    special: {
      bos: mark('bos'),
      eos: mark('eos'),
      pad: mark('pad'),
      ...(ends !== undefined && { ends }),
    },
  }
}

async function readEnds(files: CheckpointFiles): Promise<SpecialMarks['ends']> {
  for (const name of ['generation_config.json', 'config.json']) {
    const given = (await optional(files, name))['eos_token_id']
    if (isId(given)) return given
    if (Array.isArray(given) && given.length > 0 && given.every(isId)) return given
  }
  return undefined
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0
}

/** A mark is its text, or an object that holds it; '' where it is neither. */
export function markText(mark: unknown): string {
  if (typeof mark === 'string') return mark
  const content = (mark as { content?: unknown } | null | undefined)?.content
  return typeof content === 'string' ? content : ''
}

/** Memory that is not there would be given out all the same, and the process killed when it is written. */
function allocate(files: CheckpointFiles, bytes: number, memoryBytes: number): SharedArrayBuffer {
  const tooMuch = () => {
    const gigabytes = (bytes / 1e9).toFixed(1)
    const what = `the parameters of ${files.where('.')} take ${gigabytes} GB in fp32, more than this machine has or gives`
    return new RefusedCheckpoint(
      refuse('E_CHECKPOINT_MEMORY', `${what}; murmur plan says what a model needs`),
    )
  }
  if (bytes > memoryBytes) throw tooMuch()
  try {
    return new SharedArrayBuffer(bytes)
  } catch {
    throw tooMuch()
  }
}

async function readParams(
  files: CheckpointFiles,
  { specs, tensors }: LocatedCheckpoint,
  memoryBytes: number,
): Promise<Float32Array> {
  const total = specs.reduce((sum, { shape }) => sum + elementsOf(shape), 0)
  const params = new Float32Array(allocate(files, 4 * total, memoryBytes))
  const reader = createTensorReader(files)
  try {
    let at = 0
    for (const { name, shape } of specs) {
      const end = at + elementsOf(shape)
      for (let from = 0; at < end; ) {
        const count = Math.min(WINDOW_ELEMENTS, end - at)
        await reader.floats(tensors.get(name) as Located, from, params.subarray(at, at + count))
        at += count
        from += count
      }
    }
  } finally {
    await reader.close()
  }
  return params
}
