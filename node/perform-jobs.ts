/**
 * The trainer's queue: one job at a time, in the order asked; every one ends with an outcome.
 */
import type { ClosedRound } from '../coordinator/types.ts'
import { fromHex, toHex } from '../kernels/hash.ts'
import { describeError } from './coded-error.ts'
import type { Inner, MemberWorld } from './perform-world.ts'
import type { Job, MemberEffect } from './roles/types.ts'

type Compute = Extract<
  MemberEffect,
  { type: 'train' | 'settle' | 'apply' | 'restore' | 'snapshot' }
>

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
      const payloadHash = await store.put(payload)
      const payloadBytes = payload.length
      post({ type: 'trained', round: effect.round, payloadHash, payloadBytes, ...result })
      return
    }
    case 'settle':
      await trainer.settle(effect.round, effect.accepted)
      return
    case 'apply': {
      const digest = await applyRound(world, effect.closed)
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
      const root = await store.put(await trainer.snapshot())
      world.onSnapshot(effect.step, root, await trainer.stateRoot())
      post({ type: 'snapshotted', step: effect.step })
    }
  }
}

/** Applies a closed round from the store. Gives D after it. */
export async function applyRound(
  world: Pick<MemberWorld, 'store' | 'trainer'>,
  closed: ClosedRound,
): Promise<Uint8Array> {
  const contributions: { payload: Uint8Array; weight: number }[] = []
  for (const { payloadHash, weight } of closed.contributions) {
    const payload = await world.store.get(payloadHash)
    if (payload === undefined)
      throw new Error(
        `payload ${toHex(payloadHash).slice(0, 12)} of round ${closed.round} is gone from the store`,
      )
    contributions.push({ payload, weight })
  }
  const { step, etaBits, lambdaBits, tau } = closed
  return world.trainer.apply({ step: step + 1, etaBits, lambdaBits, tau, contributions })
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
