/**
 * Reads a Hugging Face checkpoint folder, one tensor at a time, into a flat fp32 state on shared memory.
 *
 * What the model needs must be there in the right shape, and nothing else may be: a missing, extra or misshapen tensor, a NaN, a lying
 * header are refused by name before anything is used.
 */
import { type FileHandle, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModelConfig, parseModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import {
  bytesPerElement,
  type CheckpointRefusal,
  decodeElements,
  headerLength,
  parseHeader,
  type TensorEntry,
} from './safetensors.ts'

export type Checkpoint = {
  readonly config: ModelConfig
  /** Flat, in the order of `modelTensors(config)`, on a SharedArrayBuffer. */
  readonly params: Float32Array
  readonly tokenizerJson: unknown
  readonly chatTemplate: string
}

export type CheckpointResult =
  | { readonly ok: true; readonly checkpoint: Checkpoint }
  | CheckpointRefusal

const refuse = (code: string, message: string): CheckpointRefusal => ({ ok: false, code, message })
const elementsOf = (shape: readonly number[]) => shape.reduce((product, n) => product * n, 1)

async function readJson(path: string): Promise<{ ok: true; value: unknown } | CheckpointRefusal> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return refuse('E_CHECKPOINT', `${path} cannot be read: give the folder of a checkpoint`)
  }
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return refuse('E_CHECKPOINT', `${path} is not JSON: ${(error as Error).message}`)
  }
}

/** The whole folder. `chat_template.jinja`, or the template inside tokenizer_config.json, or '' where there is none. */
export async function importCheckpoint(folder: string): Promise<CheckpointResult> {
  const json = await readJson(join(folder, 'config.json'))
  if (!json.ok) return json
  const parsed = parseModelConfig(json.value)
  if (!parsed.ok) return refuse('E_CONFIG', `${join(folder, 'config.json')}: ${parsed.message}`)
  const tokenizer = await readJson(join(folder, 'tokenizer.json'))
  if (!tokenizer.ok) return tokenizer
  const params = await readParams(folder, parsed.config)
  if (!params.ok) return params
  return {
    ok: true,
    checkpoint: {
      config: parsed.config,
      params: params.params,
      tokenizerJson: tokenizer.value,
      chatTemplate: await readTemplate(folder),
    },
  }
}

async function readTemplate(folder: string): Promise<string> {
  const own = await readFile(join(folder, 'chat_template.jinja'), 'utf8').catch(() => undefined)
  if (own !== undefined) return own
  const config = await readJson(join(folder, 'tokenizer_config.json'))
  const template = config.ok
    ? (config.value as { chat_template?: unknown } | null)?.chat_template
    : undefined
  return typeof template === 'string' ? template : ''
}

type Located = TensorEntry & { readonly file: string }

/** Where each tensor lies: one model.safetensors, or the shards that an index names. */
async function locateTensors(
  folder: string,
): Promise<{ ok: true; tensors: Map<string, Located> } | CheckpointRefusal> {
  const index = await readFile(join(folder, 'model.safetensors.index.json'), 'utf8').catch(
    () => undefined,
  )
  let files = ['model.safetensors']
  if (index !== undefined) {
    const map: unknown = safeParse(index)?.weight_map
    if (typeof map !== 'object' || map === null)
      return refuse('E_CHECKPOINT', 'model.safetensors.index.json has no weight_map')
    files = [...new Set(Object.values(map).map(String))].sort()
    const outside = files.find((name) => !/^[\w.-]+\.safetensors$/.test(name))
    if (outside !== undefined)
      return refuse('E_CHECKPOINT', `the index names ${outside}, which is no file of this folder`)
  }
  const tensors = new Map<string, Located>()
  for (const name of files) {
    const entries = await readEntries(join(folder, name))
    if (!entries.ok) return refuse(entries.code, `${join(folder, name)}: ${entries.message}`)
    for (const entry of entries.tensors) {
      if (tensors.has(entry.name))
        return refuse('E_CHECKPOINT', `tensor ${entry.name} comes twice in ${folder}`)
      tensors.set(entry.name, { ...entry, file: join(folder, name) })
    }
  }
  return { ok: true, tensors }
}

const safeParse = (text: string): { weight_map?: unknown } | undefined => {
  try {
    return JSON.parse(text) as { weight_map?: unknown }
  } catch {
    return undefined
  }
}

const cutOff = ['E_SAFETENSORS', 'it became shorter while it was read'] as const

/** Reads until `bytes` is full or the file ends; a single read may give less than there is. */
async function readFully(file: FileHandle, bytes: Uint8Array, from: number): Promise<number> {
  let at = 0
  while (at < bytes.length) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, from + at)
    if (bytesRead === 0) break
    at += bytesRead
  }
  return at
}

async function readEntries(path: string) {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch {
    return refuse('E_CHECKPOINT', 'cannot be read')
  }
  try {
    const { size } = await file.stat()
    const first = new Uint8Array(8)
    const got = await readFully(file, first, 0)
    const length = headerLength(first.subarray(0, got), size)
    if (!length.ok) return length
    const header = new Uint8Array(length.bytes)
    if ((await readFully(file, header, 8)) < header.length) return refuse(...cutOff)
    return parseHeader(header, size)
  } finally {
    await file.close()
  }
}

async function readParams(
  folder: string,
  config: ModelConfig,
): Promise<{ ok: true; params: Float32Array } | CheckpointRefusal> {
  const located = await locateTensors(folder)
  if (!located.ok) return located
  const specs = modelTensors(config)
  const total = specs.reduce((sum, { shape }) => sum + elementsOf(shape), 0)
  const known = new Set(specs.map(({ name }) => name))
  const extra = [...located.tensors.keys()].find((name) => !known.has(name))
  if (extra !== undefined)
    return refuse('E_CHECKPOINT_EXTRA', `tensor ${extra} has no place in a ${config.modelType}`)
  for (const { name, shape } of specs) {
    const entry = located.tensors.get(name)
    if (entry === undefined)
      return refuse('E_CHECKPOINT_MISSING', `tensor ${name} is missing in ${folder}`)
    if (entry.shape.join() !== shape.join())
      return refuse(
        'E_CHECKPOINT_SHAPE',
        `tensor ${name} has shape [${entry.shape.join(', ')}], config.json wants [${shape.join(', ')}]`,
      )
  }
  const params = new Float32Array(new SharedArrayBuffer(4 * total))
  let at = 0
  for (const { name, shape } of specs) {
    const target = params.subarray(at, at + elementsOf(shape))
    const entry = located.tensors.get(name) as Located
    if (!(await readTensor(entry, target))) return refuse(cutOff[0], `${entry.file}: ${cutOff[1]}`)
    if (!target.every(Number.isFinite))
      return refuse('E_CHECKPOINT_NAN', `tensor ${name} holds a value that is not finite`)
    at += target.length
  }
  return { ok: true, params }
}

const windowElements = 4_194_304

/** False where the file ended early. */
async function readTensor(entry: Located, target: Float32Array): Promise<boolean> {
  const width = bytesPerElement(entry.dtype)
  const file = await open(entry.file, 'r')
  try {
    for (let at = 0; at < target.length; at += windowElements) {
      const part = target.subarray(at, Math.min(target.length, at + windowElements))
      const bytes = new Uint8Array(part.length * width)
      if ((await readFully(file, bytes, entry.begin + at * width)) < bytes.length) return false
      decodeElements(entry.dtype, bytes, part)
    }
    return true
  } finally {
    await file.close()
  }
}
