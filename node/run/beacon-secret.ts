/**
 * The secret of a term's hash chain: it lives and dies with the coordinator's folder, and is in no log and no copy that members hold.
 */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type BeaconChain,
  createBeaconChain,
  isPreimage,
  isUsedUp,
} from '../../coordinator/beacon.ts'
import type { View } from '../../coordinator/types.ts'
import { fail } from '../coded-error.ts'
import { sha256 } from '../system/crypto.ts'
import { writeFileAtomic } from '../system/files.ts'

const secretBytes = 32
const fileOf = (folder: string, term: number) =>
  join(folder, term === 0 ? 'beacon.secret' : `beacon-${term}.secret`)

/** The chain of a term that begins: the secret is made where the folder has none. */
export async function makeChain(folder: string, term: number): Promise<BeaconChain> {
  const path = fileOf(folder, term)
  if (!existsSync(path)) await writeFileAtomic(path, randomBytes(secretBytes), 0o600)
  return readChain(path)
}

async function readChain(path: string): Promise<BeaconChain> {
  const secret = await readFile(path)
  if (secret.length !== secretBytes)
    fail(
      'E_DAMAGED',
      `${path} is not a beacon secret`,
      'Restore it from a copy; or hand the run to a new term with murmur log takeover.',
    )
  return createBeaconChain(sha256, Uint8Array.from(secret))
}

/** The chain of the log's term. Rejects with E_DAMAGED where the folder lacks its secret. */
export async function openChain(folder: string, view: View): Promise<BeaconChain> {
  const path = fileOf(folder, view.term)
  const hint = 'Restore it from a copy; or hand the run to a new term with murmur log takeover.'
  if (!existsSync(path)) fail('E_DAMAGED', `${path} is missing`, hint)
  const chain = await readChain(path)
  const { lastPreimage, beaconFrom } = view
  // Used up: the run pauses until a new term begins, which this chain does not serve.
  if (isUsedUp(lastPreimage.round + 1, beaconFrom)) return chain
  const next = chain.preimage(lastPreimage.round + 1 - beaconFrom)
  if (!isPreimage(sha256, next, lastPreimage.value, 1))
    fail('E_DAMAGED', `${path} is not the secret of term ${view.term}`, hint)
  return chain
}
