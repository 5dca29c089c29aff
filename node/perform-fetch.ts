/**
 * Payloads: by gossip while a round is revealed, else from whoever has them, always checked against the committed root.
 */
import { bindingBytes, frameCodes, readFrame } from '../coordinator/frame.ts'
import { fromHex, toHex } from '../kernels/hash.ts'
import { describeError } from './coded-error.ts'
import type { Inner, MemberWorld } from './perform-world.ts'
import type { Held, MemberEffect } from './roles/types.ts'

/** A payload of the round that is being revealed is on its way by gossip; it is pulled when it does not come. */
const gossipWaitMs = 700
/** Payloads that came before the entry that names them. */
const mostEarly = 64

type Fetch = Extract<MemberEffect, { type: 'fetch' }>

export function hearPayload(inner: Inner, bytes: Uint8Array): boolean {
  const root = inner.rootOf(bytes)
  const take = inner.waiting.get(root)
  if (take !== undefined) {
    take(bytes)
    return true
  }
  if (inner.early.size >= mostEarly) {
    const [oldest] = inner.early.keys()
    if (oldest !== undefined) inner.early.delete(oldest)
  }
  inner.early.set(root, bytes)
  return false
}

export async function fetchPayload(inner: Inner, effect: Fetch): Promise<void> {
  const { world, post } = inner
  const { root, fresh, candidates } = effect
  try {
    const key = fromHex(root) as Uint8Array
    let bytes = await world.store.get(key)
    if (bytes === undefined) {
      bytes = inner.early.get(root) ?? (fresh ? await waitForGossip(inner, root) : undefined)
      bytes ??= await world.fetchBlob(key, candidates, mostBytes(world, effect))
      if (bytes !== undefined) await world.store.put(bytes)
    }
    inner.early.delete(root)
    if (bytes === undefined) post({ type: 'missed', root })
    else {
      const held = check(world, bytes, effect)
      if (held.code === '' && !effect.isMerge) world.onHeld?.(root)
      post({ type: 'held', root, ...held })
    }
  } catch (error) {
    world.onTrouble(describeError(error))
    post({ type: 'missed', root })
  }
}

/** A commitment may promise a gigabyte: what is longer than any payload of the run is not fetched. */
const mostBytes = ({ trainer }: MemberWorld, { bytes, isMerge }: Fetch): number =>
  isMerge ? bytes : Math.min(bytes, bindingBytes + trainer.mostPayloadBytes)

/** What the bytes are; whether a contribution is what it promised is judged by its own words (roles/held.ts). */
function check(
  { trainer }: MemberWorld,
  frame: Uint8Array,
  { bytes: promised, ranges, isMerge }: Fetch,
): Held {
  const bytes = frame.length
  const only = (code: string): Held => ({ code, binding: '', bytes, ranges: '' })
  if (isMerge)
    return only(bytes === promised ? (trainer.checkMerge(frame, ranges) ?? '') : 'payload-bytes')
  const read = readFrame(frame)
  if (read === undefined) return only(frameCodes.short)
  const code = trainer.check(read.payload)
  if (code !== undefined) return only(code)
  const found = ranges.length === 0 ? '' : toHex(trainer.rangesRoot(read.payload))
  return { code: '', binding: toHex(read.binding), bytes, ranges: found }
}

function waitForGossip(inner: Inner, root: string): Promise<Uint8Array | undefined> {
  return new Promise((resolve) => {
    const finish = (bytes: Uint8Array | undefined) => {
      cancel()
      inner.waiting.delete(root)
      resolve(bytes)
    }
    const cancel = inner.world.clock.after(gossipWaitMs, () => finish(undefined))
    inner.waiting.set(root, finish)
  })
}
