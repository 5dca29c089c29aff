/**
 * What a simulated member fetches from others: stretches of the log, payloads, snapshots.
 */
import { frameCodes, readFrame } from '../../coordinator/frame.ts'
import { remember } from '../../coordinator/lookup.ts'
import type { SignedEntry } from '../../coordinator/types.ts'
import { toHex } from '../../kernels/hash.ts'
import type { MemberEffect } from '../../node/roles/types.ts'
import type { Inside } from './hooks.ts'
import { diskMs, type Local } from './local.ts'
import { checkMerge, readPoint } from './objective.ts'
import type { SimTrainer } from './trainer.ts'

const gossipWaitMs = 1500
const logLimit = 64

const none = new Uint8Array(0)

export function deliverEntry(
  local: Pick<Local, 'post' | 'setup'>,
  runId: Uint8Array,
  envelope: Uint8Array,
): void {
  const { memory } = local.setup
  const opened = memory.open(envelope, runId)
  const first = opened.ok ? opened : memory.open(envelope, none)
  if (first.ok && first.signed.message.type === 'entry')
    local.post({
      type: local.setup.role === 'observer' ? 'foreign' : 'entry',
      signed: first.signed as SignedEntry,
    })
}

/** A payload by gossip: kept; told where somebody waits for it. */
export function deliverPayload(local: Local, bytes: Uint8Array): void {
  const { memory, disk } = local.setup
  const root = memory.root(bytes)
  disk.blobs.set(root, bytes)
  local.wanted.get(root)?.()
}

/** What is given to whoever asks for a blob. */
export function giveBlob({ disk, serve }: Inside, root: string): Uint8Array | undefined {
  const bytes = disk.blobs.get(root)
  return bytes !== undefined && serve !== undefined ? serve(bytes) : bytes
}

export function askFrom(local: Local, from: number, candidates: readonly string[]): void {
  const [to, ...others] = candidates
  const { world, crypto } = local.setup
  if (to === undefined) {
    local.later(200, () => local.post({ type: 'asked', code: 'unreachable', more: false }))
    return
  }
  world.request(crypto.self, to, { type: 'log', from, limit: logLimit }, ({ code, parts }) => {
    if (!local.alive()) return
    if (code !== 'ok') return askFrom(local, from, others)
    const runId = foldRunId(local)
    for (const envelope of parts) deliverEntry(local, runId, envelope)
    local.post({ type: 'asked', code: 'ok', more: parts.length === logLimit })
  })
}

const foldRunId = (local: Local): Uint8Array => {
  const first = local.setup.memory.open(local.setup.first, undefined)
  if (!first.ok) throw new Error('first entry')
  return local.setup.crypto.hash(first.signed.body)
}

/** What is in the bytes of a payload, computed once for all who hold the same. */
const examine = remember((trainer: SimTrainer) =>
  remember((bytes: Uint8Array) => {
    const frame = readFrame(bytes)
    if (frame === undefined) return { code: frameCodes.short, binding: '' }
    return { code: trainer.check(frame.payload), binding: toHex(frame.binding) }
  }),
)

/** A merge is bound to nobody. */
const examineMerge = (bytes: Uint8Array) => ({ code: checkMerge(bytes), binding: '' })

export function fetchPayload(
  local: Local,
  { root, fresh, isMerge, candidates }: Extract<MemberEffect, { type: 'fetch' }>,
): void {
  const { world, crypto, disk, memory } = local.setup
  let done = false
  const hold = () => {
    const bytes = disk.blobs.get(root)
    if (done || bytes === undefined) return
    done = true
    local.wanted.delete(root)
    const { code, binding } = isMerge ? examineMerge(bytes) : examine(local.setup.trainer)(bytes)
    if (code === '' && !isMerge) local.setup.onHeld?.(root)
    // One range: the votes themselves.
    local.post({ type: 'held', root, code, binding, bytes: bytes.length, ranges: root })
  }
  const pull = (rest: readonly string[]) => {
    if (done) return
    const [to, ...others] = rest
    if (to === undefined) {
      done = true
      local.wanted.delete(root)
      local.post({ type: 'missed', root })
      return
    }
    world.request(crypto.self, to, { type: 'blob', root }, ({ code, parts }) => {
      if (!local.alive()) return
      const [bytes] = parts
      // Each piece is proved under the root (node/blobs.ts): half of them, or a wrong one, is as good as none.
      if (code !== 'ok' || bytes === undefined || memory.root(bytes) !== root) return pull(others)
      disk.blobs.set(root, bytes)
      hold()
    })
  }
  local.wanted.set(root, hold)
  if (disk.blobs.has(root)) local.later(0, hold)
  else if (fresh) local.later(gossipWaitMs, () => pull(candidates))
  else pull(candidates)
}

export function restorePoint(
  local: Local,
  step: number,
  root: string | undefined,
  candidates: readonly string[],
): void {
  const { world, crypto, disk, memory } = local.setup
  const use = (bytes: Uint8Array | undefined) => {
    local.point =
      bytes === undefined ? local.setup.trainer.start(crypto.hash) : readPoint(crypto.hash, bytes)
    local.setup.watch.restored?.(crypto.self)
    local.post({ type: 'restored', step, digest: local.point.digest })
  }
  const pull = (rest: readonly string[]) => {
    const [to, ...others] = rest
    if (to === undefined) {
      const message = 'no node has the snapshot'
      local.post({ type: 'failed', job: 'restore', code: 'unavailable', message })
      return
    }
    world.request(crypto.self, to, { type: 'blob', root: root as string }, ({ code, parts }) => {
      if (!local.alive()) return
      const [bytes] = parts
      if (code !== 'ok' || bytes === undefined || memory.root(bytes) !== root) return pull(others)
      disk.blobs.set(root, bytes)
      use(bytes)
    })
  }
  const wait = diskMs * local.setup.pace.disk
  if (root === undefined) local.later(wait, () => use(undefined))
  else if (disk.blobs.has(root)) local.later(wait, () => use(disk.blobs.get(root)))
  else pull(candidates)
}
