/**
 * The trainer's queue: one job at a time, in the order asked; every one ends with an outcome.
 */

import { frameOf, readFrame } from '../coordinator/frame.ts'
import type { ClosedRound } from '../coordinator/types.ts'
import { fromHex, toHex } from '../kernels/hash.ts'
import type { Merged } from '../proto/messages.ts'
import { describeError } from './coded-error.ts'
import type { Inner, MemberWorld } from './perform-world.ts'
import type { ApplyJob, Store, Trainer } from './ports.ts'
import type { Job, MemberEffect } from './roles/types.ts'

type Compute = Extract<
  MemberEffect,
  { type: 'train' | 'settle' | 'merge' | 'apply' | 'restore' | 'snapshot' }
>

const none = new Uint8Array(0)

export function compute(inner: Inner, effect: Compute): void {
  inner.trainerTurn = inner.trainerTurn.then(async () => {
    if (inner.stopped) return
    try {
      await runJob(inner, effect)
    } catch (error) {
      const message = describeError(error)
      inner.world.onTrouble(message)
      if (effect.type === 'settle') return
      const job: Job = effect.type
      inner.post({ type: 'failed', job, code: `${job}-failed`, message })
    }
  })
}

async function runJob(inner: Inner, effect: Compute): Promise<void> {
  const { world, post } = inner
  const { trainer, store } = world
  switch (effect.type) {
    case 'train': {
      const { payload, ...result } = await trainer.train(effect)
      if (result.dropped.length > 0) world.onTrouble(droppedText(effect, result.dropped))
      const frame = frameOf(effect.binding, payload)
      const payloadHash = await store.put(frame)
      const payloadBytes = frame.length
      const rangesRoot = effect.ranges ? trainer.rangesRoot(payload) : none
      const { round, slot } = effect
      post({ type: 'trained', round, slot, payloadHash, payloadBytes, rangesRoot, ...result })
      return
    }
    case 'settle':
      await trainer.settle(effect.round, effect.slot, effect.accepted)
      return
    case 'merge': {
      const { closed } = effect
      const job = await jobOf(world, closed)
      const { merge, rangesRoot, form } = await trainer.merge(job)
      const root = await store.put(merge)
      const { round } = closed
      const made: Merged = { type: 'merged', round, root, rangesRoot, bytes: merge.length, form }
      world.onMerged?.(made)
      post(made)
      return
    }
    case 'apply': {
      const { closed } = effect
      const digest = effect.merge
        ? await applyMerged(world, closed)
        : await applyRound(world, closed)
      post({ type: 'applied', step: effect.closed.step + 1, digest })
      return
    }
    case 'restore': {
      const bytes = await stateBytes(world, effect.root, effect.candidates)
      const digest = await trainer.restore(bytes, effect.step)
      post({ type: 'restored', step: effect.step, digest })
      return
    }
    default: {
      const { bytes, stateRoot, digest } = await trainer.snapshot(effect.step)
      world.onSnapshot({ step: effect.step, root: await store.put(bytes), stateRoot, digest })
      post({ type: 'snapshotted', step: effect.step })
    }
  }
}

function droppedText(
  { round, batches }: Extract<Compute, { type: 'train' }>,
  dropped: readonly number[],
): string {
  const what = `round ${round}: ${dropped.length} of ${batches.length} batches gave no finite gradient and are left out (${dropped.join(', ')})`
  return dropped.length < batches.length
    ? what
    : `${what}; nothing is left to send, so others will train them. If it goes on, this device computes wrongly, or the model has diverged`
}

/** Applies or undoes a closed round from the store. Gives D after it. */
export async function applyRound(
  world: { readonly store: Pick<Store, 'get'>; readonly trainer: Trainer },
  closed: ClosedRound,
): Promise<Uint8Array> {
  const job = await jobOf(world, closed)
  return closed.undo ? world.trainer.revert(job) : world.trainer.apply(job)
}

/** The same from the merge that the log names. */
async function applyMerged(world: MemberWorld, closed: ClosedRound): Promise<Uint8Array> {
  const { step, etaBits, lambdaBits, tau } = closed
  const root = closed.merge?.root ?? none
  const merge = await world.store.get(root)
  if (merge === undefined)
    throw new Error(`the merge of round ${closed.round} is gone from the store`)
  return world.trainer.apply({
    step: step + 1,
    etaBits,
    lambdaBits,
    tau,
    contributions: [],
    merge,
  })
}

async function jobOf(
  world: { readonly store: Pick<Store, 'get'> },
  closed: ClosedRound,
): Promise<ApplyJob> {
  const contributions: { payload: Uint8Array; weight: number }[] = []
  for (const { payloadHash, weight } of closed.contributions) {
    const frame = await world.store.get(payloadHash)
    const read = frame && readFrame(frame)
    if (read === undefined)
      throw new Error(
        `payload ${toHex(payloadHash).slice(0, 12)} of round ${closed.round} is gone from the store`,
      )
    contributions.push({ payload: read.payload, weight })
  }
  const { step, etaBits, lambdaBits, tau } = closed
  return { step: step + 1, etaBits, lambdaBits, tau, contributions }
}

const largestStateBytes = 2 ** 34

async function stateBytes(
  world: MemberWorld,
  root: string | undefined,
  candidates: readonly string[],
): Promise<Uint8Array> {
  if (root === undefined) return world.base()
  const key = fromHex(root) as Uint8Array
  const kept = await world.store.get(key)
  if (kept !== undefined) return kept
  const bytes = await world.fetchBlob(key, candidates, largestStateBytes)
  if (bytes === undefined) throw new Error(`no node gives the snapshot ${root.slice(0, 12)} yet`)
  await world.store.put(bytes)
  return bytes
}
