/**
 * Blobs between nodes: asked for piece by piece, each proved under the blob's root before it counts, from several sources at once.
 *
 * Invariants: memory is bounded by what the asker allows, before a byte is believed; a source that lies or fails is dropped and costs
 * one request.
 */
import type { Hash } from '../kernels/hash.ts'
import { blobPiece, blobTree, PIECE_BYTES, pieceCount, verifyPiece } from '../kernels/state/blob.ts'
import type { MerkleTree } from '../kernels/state/merkle.ts'
import { blobAnswerCodec, blobRequestCodec } from '../proto/requests.ts'
import type { MemberId, Network } from './ports.ts'

const pieceDeadlineMs = 10_000
/** Requests under way at once. */
const mostFlying = 4
/** Trees of the blobs that were served last. */
const mostTrees = 16
const answerBytes = PIECE_BYTES + 8192

export type ServeBlobs = {
  readonly network: Network
  readonly protocol: string
  readonly hash: Hash
  readonly lookup: (root: Uint8Array) => Promise<Uint8Array | undefined>
}

const none = new Uint8Array(0)
const absent = blobAnswerCodec.encode({
  found: false,
  bytes: none,
  blobBytes: 0,
  treeRoot: none,
  proof: [],
})

export function serveBlobs({ network, protocol, hash, lookup }: ServeBlobs): void {
  const trees = new Map<string, { readonly bytes: Uint8Array; readonly tree: MerkleTree }>()
  const find = async (root: Uint8Array) => {
    const key = root.join()
    const kept = trees.get(key)
    if (kept !== undefined) return kept
    const bytes = await lookup(root)
    if (bytes === undefined || bytes.length === 0) return undefined
    const found = { bytes, tree: blobTree(hash, bytes) }
    trees.set(key, found)
    const [oldest] = trees.keys()
    if (trees.size > mostTrees && oldest !== undefined) trees.delete(oldest)
    return found
  }
  network.answer(
    protocol,
    async (_from, bytes) => {
      const wanted = blobRequestCodec.decode(bytes)
      if (wanted === undefined) throw new Error('malformed blob request')
      const found = await find(wanted.root)
      if (found === undefined || wanted.piece >= pieceCount(found.bytes.length)) return absent
      const piece = blobPiece(hash, found.bytes, found.tree, wanted.piece)
      return blobAnswerCodec.encode({ found: true, ...piece })
    },
    { requestBytes: 128, answerBytes },
  )
}

export type FetchBlob = {
  readonly network: Network
  readonly protocol: string
  readonly hash: Hash
  readonly root: Uint8Array
  readonly candidates: readonly MemberId[]
  readonly maxBytes: number
  readonly deadlineMs: number
}

export type FetchedBlob =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly code: 'absent' | 'too-large' }

/** Fetches a blob, or gives why not. Never rejects. */
export async function fetchBlob(options: FetchBlob): Promise<FetchedBlob> {
  const { candidates, maxBytes } = options
  const sources = [...candidates]
  const first = await fromAny(options, 0, sources)
  if (first === undefined) return { ok: false, code: 'absent' }
  if (first.blobBytes > maxBytes) return { ok: false, code: 'too-large' }
  const bytes = new Uint8Array(first.blobBytes)
  bytes.set(first.bytes)
  const count = pieceCount(first.blobBytes)
  let next = 1
  let failed = false
  const work = async (lane: number) => {
    // Each lane begins with another source, so that several uplinks carry one blob.
    const order = sources.map((_, i) => sources[(i + lane) % sources.length] as MemberId)
    while (next < count && !failed) {
      const index = next++
      const piece = await fromAny(options, index, order)
      if (piece === undefined || piece.blobBytes !== bytes.length) failed = true
      else bytes.set(piece.bytes, index * PIECE_BYTES)
    }
  }
  await Promise.all(
    Array.from({ length: Math.min(mostFlying, count - 1) }, (_, lane) => work(lane)),
  )
  return failed ? { ok: false, code: 'absent' } : { ok: true, bytes }
}

/** One piece from the first source that proves it; sources that fail leave the list. */
async function fromAny(options: FetchBlob, index: number, sources: MemberId[]) {
  while (sources.length > 0) {
    const [source] = sources
    const piece = await ask(options, source as MemberId, index)
    if (piece !== undefined) return piece
    sources.shift()
  }
  return undefined
}

async function ask(options: FetchBlob, source: MemberId, index: number) {
  const { network, protocol, hash, root, deadlineMs } = options
  try {
    const wanted = blobRequestCodec.encode({ root, piece: index })
    const wait = Math.min(deadlineMs, pieceDeadlineMs)
    const answer = blobAnswerCodec.decode(await network.request(source, protocol, wanted, wait))
    if (answer?.found !== true) return undefined
    const piece = { index, ...answer }
    return verifyPiece(hash, root, piece) ? piece : undefined
  } catch {
    return undefined // the next source may have it
  }
}
