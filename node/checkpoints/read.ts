/**
 * Reads tensors of a located checkpoint in windows.
 *
 * Invariant: every value that leaves here is finite; one window of bytes is in memory, whatever the tensor's size.
 */
import type { ByteSource, CheckpointFiles } from './files.ts'
import { cutOff, type Located, refuse } from './locate.ts'
import {
  allFiniteBytes,
  bytesPerElement,
  type CheckpointRefusal,
  type Dtype,
  decodeElements,
  encodeElements,
} from './safetensors.ts'
import { WINDOW_ELEMENTS } from './shards.ts'

/** Carries a refusal out of a reader in the middle of writing. */
export class RefusedCheckpoint extends Error {
  override readonly name = 'RefusedCheckpoint'
  readonly refusal: CheckpointRefusal
  constructor(refusal: CheckpointRefusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

export type TensorReader = {
  /** Elements `from` … of a tensor as fp32. Throws RefusedCheckpoint. */
  readonly floats: (entry: Located, from: number, into: Float32Array) => Promise<void>
  /** As bytes of a type: those of the file where it has that type. Valid until the next call. */
  readonly bytes: (entry: Located, dtype: Dtype, from: number, count: number) => Promise<Uint8Array>
  readonly close: () => Promise<void>
}

/** Keeps the file of the tensor read last open. At most WINDOW_ELEMENTS elements a call. */
export function createTensorReader(files: CheckpointFiles): TensorReader {
  const window = new Uint8Array(4 * WINDOW_ELEMENTS)
  const single = new Float32Array(WINDOW_ELEMENTS)
  let open: { readonly file: string; readonly source: ByteSource } | undefined
  const sourceOf = async (file: string) => {
    if (open?.file === file) return open.source
    await open?.source.close()
    open = undefined
    const source = await files.open(file)
    if (source === undefined)
      throw new RefusedCheckpoint(refuse('E_CHECKPOINT', `${files.where(file)} cannot be read`))
    open = { file, source }
    return source
  }
  const raw = async (entry: Located, from: number, count: number) => {
    const width = bytesPerElement(entry.dtype)
    const bytes = window.subarray(0, count * width)
    const source = await sourceOf(entry.file)
    if (!(await source.read(entry.begin + from * width, bytes)))
      throw new RefusedCheckpoint(refuse(cutOff[0], `${files.where(entry.file)}: ${cutOff[1]}`))
    if (!allFiniteBytes(entry.dtype, bytes))
      throw new RefusedCheckpoint(
        refuse('E_CHECKPOINT_NAN', `tensor ${entry.name} holds a value that is not finite`),
      )
    return bytes
  }
  return {
    floats: async (entry, from, into) =>
      decodeElements(entry.dtype, await raw(entry, from, into.length), into),
    bytes: async (entry, dtype, from, count) => {
      const bytes = await raw(entry, from, count)
      if (entry.dtype === dtype) return bytes
      const values = single.subarray(0, count)
      decodeElements(entry.dtype, bytes, values)
      const encoded = encodeElements(dtype, values)
      if (dtype !== 'F32' && !allFiniteBytes(dtype, encoded))
        throw new RefusedCheckpoint(
          refuse('E_CHECKPOINT', `tensor ${entry.name} has values too large for ${dtype}`),
        )
      return encoded
    },
    close: async () => open?.source.close(),
  }
}
