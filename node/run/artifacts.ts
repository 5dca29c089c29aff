/**
 * Folders as content: a manifest that names files by the roots of their blobs, so that a joiner fetches a base checkpoint from
 * anybody and knows that it is the run's.
 *
 * Invariant: the root of the manifest fixes every byte of every file. Names are plain file names; a manifest that would write
 * anywhere else is refused.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromHex, toHex } from '../../kernels/hash.ts'
import { fail } from '../coded-error.ts'
import type { Store } from '../ports.ts'
import { writeFileAtomic } from '../system/files.ts'

export type ArtifactFile = {
  readonly name: string
  readonly root: string
  readonly bytes: number
}

/** Larger files are not for this first form: they are streamed by window (docs/adr). */
const largestFileBytes = 2 ** 31
const mostFiles = 64
const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/

/**
 * Puts the named files of a folder into the store and gives the root of their manifest. `replaced`: files whose content is given
 * instead of the folder's.
 */
export async function packFolder(
  store: Pick<Store, 'put'>,
  folder: string,
  names: readonly string[],
  replaced: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Uint8Array> {
  const files: ArtifactFile[] = []
  for (const name of [...names].sort()) {
    const bytes = replaced.get(name) ?? (await readFile(join(folder, name)))
    const root = await store.put(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))
    files.push({ name, root: toHex(root), bytes: bytes.length })
  }
  return store.put(new TextEncoder().encode(JSON.stringify({ files })))
}

/** The files of a manifest, or a code. Never throws for any bytes. */
export function parseManifest(
  bytes: Uint8Array,
):
  | { readonly ok: true; readonly files: readonly ArtifactFile[] }
  | { readonly ok: false; readonly code: 'bad-manifest' } {
  const bad = { ok: false, code: 'bad-manifest' } as const
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return bad
  }
  const files = (value as { files?: unknown } | null)?.files
  if (!Array.isArray(files) || files.length === 0 || files.length > mostFiles) return bad
  const out: ArtifactFile[] = []
  for (const file of files as Partial<ArtifactFile>[]) {
    const { name, root, bytes: size } = file ?? {}
    if (typeof name !== 'string' || !plainName.test(name)) return bad
    if (typeof root !== 'string' || fromHex(root)?.length !== 32) return bad
    if (!Number.isInteger(size) || (size as number) < 0 || (size as number) > largestFileBytes)
      return bad
    if (out.some((other) => other.name === name)) return bad
    out.push({ name, root, bytes: size as number })
  }
  return { ok: true, files: out }
}

/**
 * Writes the files of a manifest into a folder. `fetch` gives a blob by its root and has checked it. Rejects with
 * E_VERIFY where the manifest is not one or a file has another length than it says, with E_DISK or E_FILE where it cannot be written.
 */
export async function unpackFolder(
  fetch: (root: Uint8Array) => Promise<Uint8Array>,
  root: Uint8Array,
  folder: string,
): Promise<readonly string[]> {
  const manifest = parseManifest(await fetch(root))
  if (!manifest.ok)
    fail('E_VERIFY', `the run's base is malformed (${manifest.code})`, 'Ask its operator.')
  for (const file of manifest.files) {
    const bytes = await fetch(fromHex(file.root) as Uint8Array)
    if (bytes.length !== file.bytes)
      fail(
        'E_VERIFY',
        `${file.name} of the run's base has ${bytes.length} bytes, its manifest says ${file.bytes}`,
        'Ask its operator.',
      )
    await writeFileAtomic(join(folder, file.name), bytes)
  }
  return manifest.files.map((file) => file.name)
}
