/**
 * Two entries that their signer cannot explain, as a file that anybody can check: each with its hash, its signer and its whole envelope.
 */
import { join } from 'node:path'
import { toHex } from '../../kernels/hash.ts'
import { openEnvelope } from '../../proto/wire.ts'
import type { FaultCode } from '../coded-error.ts'
import { sha256 } from '../system/crypto.ts'
import { writeFileAtomic } from '../system/files.ts'
import type { Reporter } from './reporter.ts'

/** Writes `evidence-<index>.json` into the folder and gives its path and a line for each entry. */
export async function keepEvidence(
  folder: string,
  ours: Uint8Array,
  theirs: Uint8Array,
): Promise<{ readonly path: string; readonly lines: readonly string[] }> {
  const entries = [describe('ours', ours), describe('theirs', theirs)]
  const path = join(folder, `evidence-${entries[1]?.index ?? 0}.json`)
  await writeFileAtomic(path, `${JSON.stringify({ entries }, null, 2)}\n`)
  const lines = entries.map(
    ({ whose, index, term, signer, hash, prevHash }) =>
      `${whose}: entry ${index}, term ${term}, hash ${hash}, after ${prevHash}, signed by ${signer}`,
  )
  return { path, lines }
}

function describe(whose: string, envelope: Uint8Array) {
  const opened = openEnvelope(envelope, () => true, undefined)
  const signed = opened.ok ? opened.signed : undefined
  const entry = signed?.message.type === 'entry' ? signed.message : undefined
  return {
    whose,
    index: entry?.index,
    term: entry?.term,
    hash: signed && toHex(sha256(signed.body)),
    prevHash: entry && toHex(entry.prevHash),
    signer: signed?.signer,
    envelope: Buffer.from(envelope).toString('base64'),
  }
}

/** Keeps the evidence and prints it. */
export async function sayEvidence(
  reporter: Reporter,
  folder: string,
  ours: Uint8Array,
  theirs: Uint8Array,
): Promise<void> {
  const { path, lines } = await keepEvidence(folder, ours, theirs)
  reporter.event('evidence', { path, lines }, [...lines, `kept in ${path}`].join('\n'))
}

/** How a machine ends by itself → how its command ends. */
const ends: { readonly [end: string]: FaultCode } = {
  disk: 'E_DISK',
  engine: 'E_ENGINE',
  'engine-timeout': 'E_ENGINE_TIMEOUT',
  incomplete: 'E_UNFINISHED',
  full: 'E_REFUSED',
  'bad-name': 'E_INPUT',
  ejected: 'E_REFUSED',
  'duplicate-key': 'E_REFUSED',
  version: 'E_VERSION',
  'two-histories': 'E_FORK',
  twin: 'E_FORK',
  'taken-over-behind': 'E_TERM',
  superseded: 'E_TERM',
}
export const codeOfEnd = (end: string): FaultCode => ends[end] ?? 'E_VERIFY'
