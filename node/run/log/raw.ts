/**
 * Entries of a log on the own disk, which were checked when they were folded: here only what they name is read.
 */
import type { EntryKind, Message } from '../../../proto/messages.ts'
import { openEnvelope } from '../../../proto/wire.ts'
import type { LogStore } from '../../ports.ts'

const readAtOnce = 64

export function messageOf(envelope: Uint8Array): Message {
  const opened = openEnvelope(envelope, () => true, undefined)
  if (!opened.ok) throw new Error(`an envelope of the log is refused: ${opened.code}`)
  return opened.signed.message
}

/** Payload hashes of the commitments of an entry, in order. */
export const payloadsOf = (commitments: readonly Uint8Array[]): Uint8Array[] =>
  commitments.map(messageOf).flatMap((m) => (m.type === 'commitment' ? [m.payloadHash] : []))

/**
 * Gives the entries from `next` on to `take`, in turn with everything else that the process does. Gives the first index that is not read:
 * the end of the log, or where `isStopped` ended it.
 */
export async function readKinds(
  log: Pick<LogStore, 'read'>,
  next: number,
  take: (kind: EntryKind, index: number) => void,
  isStopped: () => boolean,
): Promise<number> {
  let index = next
  while (!isStopped()) {
    const envelopes = await log.read(index, readAtOnce)
    if (envelopes.length === 0) break
    for (const envelope of envelopes) {
      const message = messageOf(envelope)
      if (message.type === 'entry') take(message.kind, index)
      index++
    }
    await new Promise<void>((done) => setImmediate(done))
  }
  return index
}
