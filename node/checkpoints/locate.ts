/**
 * Where each tensor of a checkpoint lies, checked against its configuration before a byte of data is read.
 *
 * What the model needs must be there in the right shape, and nothing else may be. Headers and index are somebody else's bytes:
 * a missing, extra or misshapen tensor and a lying header are refused by name.
 */
import { type ModelConfig, parseModelConfig } from '../../kernels/model/config.ts'
import { HEAD, modelTensors } from '../../kernels/model/tensors.ts'
import { type ByteSource, type CheckpointFiles, readText } from './files.ts'
import { shown } from './json-keys.ts'
import {
  type CheckpointRefusal,
  headerLength,
  parseHeader,
  type TensorEntry,
} from './safetensors.ts'
import type { Spec } from './shards.ts'

export type Located = TensorEntry & { readonly file: string }

export type LocatedCheckpoint = {
  readonly config: ModelConfig
  /** config.json as it is. */
  readonly configJson: Readonly<Record<string, unknown>>
  /** In the order of `modelTensors`. */
  readonly specs: readonly Spec[]
  readonly tensors: ReadonlyMap<string, Located>
}

type Result<T> = ({ readonly ok: true } & T) | CheckpointRefusal

export const refuse = (code: string, message: string): CheckpointRefusal => ({
  ok: false,
  code,
  message,
})

export async function readJson(
  files: CheckpointFiles,
  name: string,
): Promise<Result<{ readonly value: unknown }>> {
  const text = await readText(files, name)
  if (text === undefined)
    return refuse('E_CHECKPOINT', `${files.where(name)} ${await whyUnread(files)}`)
  return parseJson(files, name, text)
}

function parseJson(
  files: CheckpointFiles,
  name: string,
  text: string,
): Result<{ readonly value: unknown }> {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return refuse('E_CHECKPOINT', `${files.where(name)} is not JSON: ${(error as Error).message}`)
  }
}

/** A file that may be absent, which is an empty object then. */
export async function readOptional(
  files: CheckpointFiles,
  name: string,
): Promise<Result<{ readonly value: Readonly<Record<string, unknown>> }>> {
  const text = await readText(files, name)
  const read = text === undefined ? { ok: true as const, value: {} } : parseJson(files, name, text)
  if (!read.ok) return read
  const isObject = typeof read.value === 'object' && read.value !== null
  return { ok: true, value: isObject ? (read.value as Record<string, unknown>) : {} }
}

/** Of a file that every checkpoint has and this one lacks. */
async function whyUnread(files: CheckpointFiles): Promise<string> {
  return (await files.names()).includes('config.json')
    ? 'is missing or cannot be read; a checkpoint needs it'
    : 'cannot be read: give the folder of a checkpoint'
}

/** Configuration and tensors. Reads config.json, the index and the headers. */
export async function locateCheckpoint(
  files: CheckpointFiles,
): Promise<Result<{ readonly located: LocatedCheckpoint }>> {
  const json = await readJson(files, 'config.json')
  if (!json.ok) return json
  const parsed = parseModelConfig(json.value)
  if (!parsed.ok)
    return refuse('E_CONFIG', parsed.message.replace('config.json', files.where('config.json')))
  const { config } = parsed
  const found = await locateTensors(files)
  if (!found.ok) return found
  const specs = modelTensors(config)
  const refusal = checkTensors(files, config, specs, found.tensors)
  if (refusal !== undefined) return refusal
  const configJson = json.value as Readonly<Record<string, unknown>>
  return { ok: true, located: { config, configJson, specs, tensors: found.tensors } }
}

function checkTensors(
  files: CheckpointFiles,
  config: ModelConfig,
  specs: readonly Spec[],
  tensors: ReadonlyMap<string, Located>,
): CheckpointRefusal | undefined {
  const known = new Set(specs.map(({ name }) => name))
  const extra = [...tensors.keys()].find((name) => !known.has(name))
  if (extra !== undefined)
    return refuse(
      'E_CHECKPOINT_EXTRA',
      `tensor ${shown(extra)} has no place in a ${config.modelType}${extra === HEAD ? ` ${tieText(config)}` : ''}`,
    )
  for (const { name, shape } of specs) {
    const entry = tensors.get(name)
    if (entry === undefined)
      return refuse(
        'E_CHECKPOINT_MISSING',
        `tensor ${name} is missing in ${files.where('.')}${name === HEAD ? `, ${tieText(config)}` : ''}`,
      )
    if (entry.shape.join() !== shape.join())
      return refuse(
        'E_CHECKPOINT_SHAPE',
        `tensor ${name} has shape [${entry.shape.join(', ')}], config.json wants [${shape.join(', ')}]`,
      )
  }
  return undefined
}

/** Why the head is one too many, or too few. */
const tieText = ({ tied }: ModelConfig) => `whose config.json says tie_word_embeddings: ${tied}`

/** One model.safetensors, or the shards that an index names. */
async function locateTensors(
  files: CheckpointFiles,
): Promise<Result<{ readonly tensors: Map<string, Located> }>> {
  const listed = await listFiles(files)
  if (!listed.ok) return listed
  const tensors = new Map<string, Located>()
  for (const file of listed.names) {
    const entries = await readEntries(files, file)
    if (!entries.ok) return refuse(entries.code, `${files.where(file)}: ${entries.message}`)
    for (const entry of entries.tensors) {
      if (tensors.has(entry.name))
        return refuse(
          'E_CHECKPOINT',
          `tensor ${shown(entry.name)} comes twice in ${files.where('.')}`,
        )
      if (listed.map !== undefined && listed.map[entry.name] !== file)
        return refuse(
          'E_CHECKPOINT',
          `${files.where(file)} holds ${shown(entry.name)}, its index says not`,
        )
      tensors.set(entry.name, { ...entry, file })
    }
  }
  const absent = Object.keys(listed.map ?? {}).find((name) => !tensors.has(name))
  if (absent !== undefined)
    return refuse(
      'E_CHECKPOINT',
      `${files.where(INDEX)} names tensor ${shown(absent)}, which is not there`,
    )
  return { ok: true, tensors }
}

type Listed = {
  readonly names: readonly string[]
  readonly map?: Readonly<Record<string, unknown>>
}

const INDEX = 'model.safetensors.index.json'
const WHOLE = 'model.safetensors'

async function listFiles(files: CheckpointFiles): Promise<Result<Listed>> {
  const index = await readText(files, INDEX)
  if (index === undefined) return { ok: true, names: [WHOLE] }
  const map = safeParse(index)?.weight_map
  if (typeof map !== 'object' || map === null)
    return refuse('E_CHECKPOINT', `${files.where(INDEX)} has no weight_map, or is not JSON`)
  const values = Object.values(map)
  const names = [...new Set(values.map((name) => (typeof name === 'string' ? name : '')))].sort()
  const outside = names.find((name) => !/^[\w.-]+\.safetensors$/.test(name))
  if (outside !== undefined)
    return refuse(
      'E_CHECKPOINT',
      `the index names '${shown(outside)}', which is no file of this folder`,
    )
  // `transformers` takes the file, vLLM the index: one of them is not what its maker meant.
  if (!names.includes(WHOLE) && (await files.names()).includes(WHOLE))
    return refuse(
      'E_CHECKPOINT',
      `${files.where('.')} holds ${WHOLE} and an index of other files: remove the one that is not meant`,
    )
  return { ok: true, names, map: map as Readonly<Record<string, unknown>> }
}

const safeParse = (text: string): { weight_map?: unknown } | undefined => {
  try {
    return JSON.parse(text) as { weight_map?: unknown }
  } catch {
    return undefined
  }
}

async function readEntries(files: CheckpointFiles, name: string) {
  const source = await files.open(name)
  if (source === undefined) {
    const other = (await files.names()).find((name) => /\.(bin|pt|pth|gguf|h5)$/.test(name))
    const advice = other === undefined ? '' : `; ${shown(other)} is of a kind that is not supported`
    return refuse('E_CHECKPOINT', `is missing or cannot be read${advice}`)
  }
  try {
    return await readHeader(source)
  } finally {
    await source.close()
  }
}

export const cutOff = ['E_SAFETENSORS', 'it became shorter while it was read'] as const

async function readHeader(source: ByteSource) {
  const first = new Uint8Array(Math.min(8, source.bytes))
  if (!(await source.read(0, first))) return refuse(...cutOff)
  const length = headerLength(first, source.bytes)
  if (!length.ok) return length
  const header = new Uint8Array(length.bytes)
  if (!(await source.read(8, header))) return refuse(...cutOff)
  return parseHeader(header, source.bytes)
}
