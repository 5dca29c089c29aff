/**
 * The safetensors format: an eight-byte header length, a JSON header, then the tensors' bytes.
 *
 * A header is somebody else's bytes: length, offsets, shapes and types are checked before a byte of data is read, and nothing is
 * allocated from a number that it names. Source: the format's README (huggingface/safetensors).
 */
import { halfBits, halfValue } from '../../kernels/math/half.ts'
import { faultOfKeys, shown } from './json-keys.ts'

export type Dtype = 'F32' | 'BF16' | 'F16'
export type TensorEntry = {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: readonly number[]
  /** Byte range in the file, from its start. */
  readonly begin: number
  readonly end: number
}
export type CheckpointRefusal = {
  readonly ok: false
  readonly code: string
  readonly message: string
}

export const largestHeaderBytes = 100_000_000
const widths: Record<Dtype, number> = { F32: 4, BF16: 2, F16: 2 }
export const bytesPerElement = (dtype: Dtype): number => widths[dtype]

const refuse = (code: string, message: string): CheckpointRefusal => ({ ok: false, code, message })

/** Length of the header from a file's first eight bytes, bounded by the file and by the format's own limit. */
export function headerLength(
  first: Uint8Array,
  fileBytes: number,
): { readonly ok: true; readonly bytes: number } | CheckpointRefusal {
  if (first.length < 8 || fileBytes < 10)
    return refuse(
      'E_SAFETENSORS',
      'shorter than a safetensors header: the file is cut off or is none',
    )
  const view = new DataView(first.buffer, first.byteOffset, 8)
  const bytes = view.getUint32(0, true) + 4_294_967_296 * view.getUint32(4, true)
  if (bytes > largestHeaderBytes || bytes + 8 > fileBytes)
    return refuse('E_SAFETENSORS', `its header claims ${bytes} bytes of a file of ${fileBytes}`)
  return { ok: true, bytes }
}

type RawEntry = { dtype?: unknown; shape?: unknown; data_offsets?: unknown }

/** Tensors of a header in order of their data. `header` is the JSON's bytes. */
export function parseHeader(
  header: Uint8Array,
  fileBytes: number,
): { readonly ok: true; readonly tensors: readonly TensorEntry[] } | CheckpointRefusal {
  let json: unknown
  let fault: string | undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(header)
    json = JSON.parse(text)
    fault = faultOfKeys(text)
  } catch {
    return refuse('E_SAFETENSORS', 'its header is not JSON')
  }
  if (fault !== undefined) return refuse('E_SAFETENSORS', `its header ${fault}`)
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return refuse('E_SAFETENSORS', 'its header is not a JSON object')
  const start = 8 + header.length
  const tensors: TensorEntry[] = []
  for (const [name, value] of Object.entries(json as Record<string, RawEntry>)) {
    if (name === '__metadata__') continue
    const entry = readEntry(name, value, start)
    if (typeof entry === 'string') return refuse('E_SAFETENSORS', entry)
    tensors.push(entry)
  }
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end)
  let at = start
  for (const { name, begin, end } of tensors) {
    if (begin !== at)
      return refuse(
        'E_SAFETENSORS',
        `tensor ${shown(name)} does not start where the one before it ends`,
      )
    at = end
  }
  if (at !== fileBytes)
    return refuse(
      'E_SAFETENSORS',
      `its tensors end at byte ${at} and the file at ${fileBytes}: it is cut off or lies`,
    )
  return { ok: true, tensors }
}

function readEntry(name: string, value: RawEntry, start: number): TensorEntry | string {
  const { dtype, shape, data_offsets: offsets } = value ?? {}
  const tensor = `tensor ${shown(name)}`
  if (dtype !== 'F32' && dtype !== 'BF16' && dtype !== 'F16')
    return `${tensor} is ${typeof dtype === 'string' ? shown(dtype) : 'of no type'}: F32, BF16 and F16 are supported`
  const whole = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0
  if (!Array.isArray(shape) || shape.length > 8 || !shape.every(whole))
    return `${tensor} has no valid shape`
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(whole))
    return `${tensor} has no valid data_offsets`
  const [from, to] = offsets as [number, number]
  const elements = shape.reduce((product: number, n: number) => product * n, 1)
  if (!Number.isSafeInteger(elements) || to - from !== elements * widths[dtype])
    return `${tensor} of shape [${shape.join(', ')}] does not fill its ${to - from} bytes`
  return { name, dtype, shape, begin: start + from, end: start + to }
}

/** The eight length bytes and the header of a file with these tensors, in this order, padded to 8 bytes as the format advises. */
export function writeHeader(
  tensors: readonly { readonly name: string; readonly shape: readonly number[] }[],
  dtype: Dtype,
): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } }
  let at = 0
  for (const { name, shape } of tensors) {
    const end = at + shape.reduce((product, n) => product * n, 1) * widths[dtype]
    header[name] = { dtype, shape, data_offsets: [at, end] }
    at = end
  }
  const text = JSON.stringify(header)
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8, ' '))
  const bytes = new Uint8Array(8 + json.length)
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, 8)
  return bytes
}

export const torchNames = { F32: 'float32', BF16: 'bfloat16', F16: 'float16' } as const

/**
 * Tensor bytes as words of 2 or 4 bytes, in place where they are aligned. Files are little-endian, and so is every processor that
 * Node is made for but one, on which this program does not run.
 */
function wordsOf(dtype: Dtype, bytes: Uint8Array): Uint16Array | Uint32Array {
  const width = widths[dtype]
  const aligned = bytes.byteOffset % width === 0 ? bytes : bytes.slice()
  const count = bytes.length / width
  return width === 2
    ? new Uint16Array(aligned.buffer, aligned.byteOffset, count)
    : new Uint32Array(aligned.buffer, aligned.byteOffset, count)
}

/** All ones in these bits: infinity or NaN. */
const exponents: Record<Dtype, number> = { F32: 0x7f800000, BF16: 0x7f80, F16: 0x7c00 }

/** Whether every value is finite, from the bits. */
export function allFiniteBytes(dtype: Dtype, bytes: Uint8Array): boolean {
  const words = wordsOf(dtype, bytes)
  const mask = exponents[dtype]
  for (let i = 0; i < words.length; i++) if (((words[i] as number) & mask) === mask) return false
  return true
}

/** Little-endian tensor bytes → fp32 values, exactly. */
export function decodeElements(dtype: Dtype, bytes: Uint8Array, out: Float32Array): void {
  const words = wordsOf(dtype, bytes)
  const bits = new Uint32Array(out.buffer, out.byteOffset, out.length)
  if (dtype === 'F32') bits.set(words.subarray(0, out.length))
  else if (dtype === 'BF16')
    for (let i = 0; i < out.length; i++) bits[i] = (words[i] as number) << 16
  else for (let i = 0; i < out.length; i++) out[i] = halfValue(words[i] as number)
}

/** fp32 values → little-endian tensor bytes, rounded to nearest, ties to even. */
export function encodeElements(dtype: Dtype, values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * widths[dtype])
  const words = wordsOf(dtype, bytes)
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  if (dtype === 'F32') words.set(bits)
  else if (dtype === 'F16')
    for (let i = 0; i < values.length; i++) words[i] = halfBits(values[i] as number)
  else
    for (let i = 0; i < values.length; i++) {
      const word = bits[i] as number
      const nan = (word & 0x7fffffff) > 0x7f800000
      words[i] = nan ? 0x7fc0 : (word + 0x7fff + ((word >>> 16) & 1)) >>> 16
    }
  return bytes
}
