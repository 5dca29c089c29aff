/** Logs of entries that name blobs, and a store that holds those: for what reads names and not rules. */
import { toHex } from '../../kernels/hash.ts'
import type { LogStore, Store } from '../../node/ports.ts'
import { sha256 } from '../../node/system/crypto.ts'
import type { Commitment, EntryKind } from '../../proto/messages.ts'
import { sealMessage } from '../../proto/wire.ts'
import { seededCrypto } from './seeded-identity.ts'

const crypto = seededCrypto(3, 0)
export const runId = sha256(Uint8Array.of(3))
const none = new Uint8Array(0)
export const zeros = new Uint8Array(32)
export const text = (words: string) => new TextEncoder().encode(words)

export type BlobLog = {
  readonly log: LogStore
  readonly store: Store
  readonly add: (kind: EntryKind) => Promise<void>
  /** Roots of the base: its file and its manifest. */
  readonly base: readonly Uint8Array[]
}

export async function appendEntry(log: LogStore, kind: EntryKind): Promise<void> {
  const index = await log.length()
  const entry = { type: 'entry', index, term: 0, prevHash: index === 0 ? none : zeros } as const
  const message = { ...entry, timeS: 1, timeMs: 0, kind }
  await log.append(index, sealMessage(runId, message, crypto).envelope)
}

export async function openBlobLog(log: LogStore, store: Store): Promise<BlobLog> {
  const file = await store.put(text('weights'))
  const files = [{ name: 'model.safetensors', root: toHex(file), bytes: 7 }]
  const baseRoot = await store.put(text(JSON.stringify({ files })))
  const add = (kind: EntryKind) => appendEntry(log, kind)
  const started = { config: '{}', table: none, beaconEnd: zeros, operator: zeros, kernel: 1 }
  await add({ type: 'runStarted', ...started, baseRoot, dataRoot: baseRoot })
  return { log, store, add, base: [file, baseRoot] }
}

/** A round that opens at `step` and has its commitments: one of its own, and those of `also`. */
export async function openRound(
  { add, store }: BlobLog,
  step: number,
  also: readonly Uint8Array[] = [],
): Promise<Uint8Array> {
  const shape = { firstBatch: 0, batches: 1, etaBits: 0, lambdaBits: 0, tau: 0, deadlineMs: 1 }
  const members = { members: [zeros], shares: [1], returned: [] }
  await add({ type: 'roundOpened', round: step, step, ...shape, ...members })
  const payloadHash = await store.put(text(`payload ${step}`))
  const commitments = [payloadHash, ...also].map(
    (hash) => sealMessage(runId, commitment(step, hash), crypto).envelope,
  )
  await add({
    type: 'commitmentsClosed',
    round: step,
    commitments,
    lists: [],
    preimage: zeros,
    tookMs: [],
  })
  return payloadHash
}

/** The same, closed: its own payload is accepted. */
export async function playRound(
  table: BlobLog,
  step: number,
  also?: readonly Uint8Array[],
): Promise<Uint8Array> {
  const payloadHash = await openRound(table, step, also)
  const lists = { accepted: [{ commitment: 0, weight: 1 }], refused: [], reports: [], returned: [] }
  const rest = { lineage: zeros, stateDigest: none, lossMicronats: 0, missed: [] }
  await table.add({ type: 'roundClosed', round: step, ...lists, ...rest })
  return payloadHash
}

const commitment = (round: number, payloadHash: Uint8Array): Commitment => ({
  type: 'commitment',
  round,
  slot: 0,
  payloadHash,
  payloadBytes: 1,
  batches: [0],
  dropped: [],
  thetaRound: round,
  engine: '',
  precision: '',
  prevRoot: none,
  momentumRoot: none,
  stateDigest: zeros,
  lossMicronats: 0,
  tokens: 1,
  trainMs: 1,
  rangesRoot: none,
})

export async function checkpoint(
  { add, store }: BlobLog,
  step: number,
  retainedStep: number,
): Promise<Uint8Array> {
  const snapshotRoot = await store.put(text(`snapshot ${step}`))
  await add({ type: 'checkpointMade', step, snapshotRoot, stateRoot: zeros, retainedStep })
  return snapshotRoot
}
