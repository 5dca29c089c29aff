/**
 * Writes tensors as one safetensors file, or as shards with an index, in the layout that `transformers` and vLLM load.
 *
 * Tensors are written one after another in windows, so memory is one window, never a tensor. Invariant: the same tensors, type
 * and shard size give the same bytes.
 */
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { writeDurably } from './folder.ts'
import { bytesPerElement, type Dtype, writeHeader } from './safetensors.ts'

export type Spec = { readonly name: string; readonly shape: readonly number[] }

/** Elements `from` … of a tensor as bytes of the type that is written; valid until the next call. */
export type ReadBytes = (spec: Spec, from: number, count: number) => Promise<Uint8Array>

/** Largest part of a tensor that is in memory at once, in elements. */
export const WINDOW_ELEMENTS = 4_194_304

/** Bytes of one file, as `transformers` saves by default. */
export const SHARD_BYTES = 5e9

export const elementsOf = (shape: readonly number[]): number => shape.reduce((n, d) => n * d, 1)

type Shard = { readonly file: string; readonly specs: readonly Spec[] }

/** In order, a new file where the next tensor would make one too large; a tensor is never cut. */
export function planShards(specs: readonly Spec[], dtype: Dtype, shardBytes: number): Shard[] {
  const groups: Spec[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const spec of specs) {
    const size = elementsOf(spec.shape) * bytesPerElement(dtype)
    if (bytes + size > shardBytes) {
      groups.push([])
      bytes = 0
    }
    groups.at(-1)?.push(spec)
    bytes += size
  }
  if (groups.length <= 1) return [{ file: 'model.safetensors', specs }]
  const number = (n: number) => String(n).padStart(5, '0')
  return groups.map((group, i) => ({
    file: `model-${number(i + 1)}-of-${number(groups.length)}.safetensors`,
    specs: group,
  }))
}

/** Writes the shards, and their index where there are several. Rejects with the system's error, or as `read` does. */
export async function writeShards(
  folder: string,
  specs: readonly Spec[],
  dtype: Dtype,
  shardBytes: number,
  read: ReadBytes,
): Promise<void> {
  const shards = planShards(specs, dtype, shardBytes)
  for (const shard of shards) {
    const file = await open(join(folder, shard.file), 'w')
    try {
      await writeTensors(file, shard.specs, dtype, read)
    } finally {
      await file.close()
    }
  }
  if (shards.length === 1) return
  const map = shards.flatMap(({ file, specs: some }) => some.map(({ name }) => [name, file]))
  const total = specs.reduce((sum, { shape }) => sum + elementsOf(shape), 0)
  const index = {
    metadata: { total_size: total * bytesPerElement(dtype) },
    weight_map: Object.fromEntries(map),
  }
  const text = `${JSON.stringify(index, null, 2)}\n`
  await writeDurably(join(folder, 'model.safetensors.index.json'), text)
}

/** Header and tensors of one file, synced. */
export async function writeTensors(
  file: FileHandle,
  specs: readonly Spec[],
  dtype: Dtype,
  read: ReadBytes,
): Promise<void> {
  await file.writeFile(writeHeader(specs, dtype))
  for (const spec of specs) {
    const size = elementsOf(spec.shape)
    for (let at = 0; at < size; at += WINDOW_ELEMENTS)
      await file.writeFile(await read(spec, at, Math.min(WINDOW_ELEMENTS, size - at)))
  }
  await file.sync()
}
