/**
 * A member's computing, put together: engine and data give a gradient, the DeMo kernels turn it into votes, the exact kernels
 * apply what was accepted.
 *
 * Knows no adapter: the engine, the batches and the hash are handed in, so the same code runs on a GPU, in the tests and in replay.
 * Invariant: the replica changes only in `apply`, `revert` and `restore`, and only by the exact kernels; while `train` runs they are refused.
 */

import { applyUpdate, revertUpdate } from '../kernels/demo/aggregate.ts'
import { bitsToFloat, type DemoConfig } from '../kernels/demo/config.ts'
import { payloadBound } from '../kernels/demo/format.ts'
import { applyMerge, decodeMerge } from '../kernels/demo/merge/message.ts'
import { decodePayload, encodePayload } from '../kernels/demo/payload.ts'
import type { KeptVotes } from '../kernels/demo/votes.ts'
import type { Hash } from '../kernels/hash.ts'
import { floatBytes } from '../kernels/state/bytes.ts'
import { stateRoot } from '../kernels/state/digest.ts'
import type { TensorTable } from '../kernels/tensor-table.ts'
import type { UpdatePool } from './demo/pool.ts'
import { createMerging } from './merging.ts'
import { createBlockMomentum } from './momentum.ts'
import type { ApplyJob, Trainer, TrainJob, TrainResult } from './ports.ts'
import type { Engine, PackedBatch } from './ports-engine.ts'

/** What the exact side needs: enough to follow a run and to replay one. */
export type ReplicaParts = {
  readonly table: TensorTable
  readonly topK: number
  readonly hash: Hash
  /** The flat fp32 state in table order, changed in place; on shared memory where an engine reads it. */
  readonly params: Float32Array
  /** D_step covers share step mod `digestShares` of the state. */
  readonly digestShares: number
  /** Applies votes to `params` in another way than on this thread: the same bits, sooner (node/demo/pool.ts). */
  readonly applyVotes?: UpdatePool['apply'] | undefined
}

export type TrainerParts = ReplicaParts & {
  readonly demo: DemoConfig
  readonly engine: Engine
  /** Batch number → one packed batch, the same on every machine. */
  readonly batch: (number: number) => PackedBatch
  readonly now: () => number
}

type Replica = Omit<Trainer, 'train' | 'settle'>

/** The exact half of a trainer. */
export function createReplica(parts: ReplicaParts, onRestore: () => void = () => {}): Replica {
  const { table, topK, hash, params, digestShares } = parts
  const digest = (step: number) => stateRoot(hash, table, params, step % digestShares, digestShares)
  const applyHere: UpdatePool['apply'] = async (contributions, settings) =>
    applyUpdate(table, topK, params, contributions, settings)
  const applyVotes = parts.applyVotes ?? applyHere
  return {
    check: (payload) => {
      const decoded = decodePayload(table, topK, payload)
      return decoded.ok ? undefined : decoded.code
    },
    mostPayloadBytes: payloadBound(table, topK),
    ...createMerging(parts),
    apply: async (job: ApplyJob) => {
      if (job.merge !== undefined) {
        const read = decodeMerge(table, topK, job.merge)
        if (!read.ok) throw new Error(`the merge of step ${job.step} cannot be read: ${read.code}`)
        applyMerge(table, topK, params, read.merge, job)
        return digest(job.step)
      }
      const contributions = job.contributions.map((c) => ({ bytes: c.payload, weight: c.weight }))
      const applied = await applyVotes(contributions, job)
      if (!applied.ok)
        throw new Error(`step ${job.step} of the log cannot be applied: ${applied.code}`)
      return digest(job.step)
    },
    revert: async (job: ApplyJob) => {
      const contributions = job.contributions.map((c) => ({ bytes: c.payload, weight: c.weight }))
      const undone = revertUpdate(table, topK, params, contributions, job)
      if (!undone.ok)
        throw new Error(`step ${job.step} of the log cannot be undone: ${undone.code}`)
      return digest(job.step)
    },
    snapshot: async (step) => {
      const copy = params.slice()
      const root = stateRoot(hash, table, copy)
      const share = step % digestShares
      const digest = digestShares === 1 ? root : stateRoot(hash, table, copy, share, digestShares)
      return { bytes: floatBytes(copy), stateRoot: root, digest }
    },
    stateRoot: async () => stateRoot(hash, table, params),
    restore: async (snapshot, step) => {
      if (snapshot.length !== 4 * params.length)
        throw new Error(
          `snapshot has ${snapshot.length} bytes, the model needs ${4 * params.length}`,
        )
      const view = new DataView(snapshot.buffer, snapshot.byteOffset, snapshot.byteLength)
      for (let i = 0; i < params.length; i++) params[i] = view.getFloat32(4 * i, true)
      onRestore()
      return digest(step)
    },
  }
}

/** Votes that left the momentum and are not decided yet. */
type Pending = { readonly round: number; readonly slot: number; readonly votes: KeptVotes }

/**
 * The whole trainer. Each slot of a round is one step of the momentum; a train that was never settled when the round after the next
 * begins counts as not accepted.
 */
export function createTrainer(parts: TrainerParts): Trainer {
  const { table, topK, demo, engine, params } = parts
  const momentum = createBlockMomentum(table, demo)
  let pending: readonly Pending[] = []
  let training = false
  const decide = (votes: readonly Pending[], accepted: boolean) => {
    pending = pending.filter((one) => !votes.includes(one))
    for (const one of votes)
      if (accepted) momentum.letGo(one.votes)
      else momentum.giveBack(one.votes)
  }
  const replica = createReplica(parts, () => {
    decide(pending, true)
    momentum.reset()
  })
  const guard = <T>(act: () => Promise<T>): Promise<T> => {
    if (training) return Promise.reject(new Error('the replica may not change while it trains'))
    return act()
  }
  const train = async (job: TrainJob): Promise<TrainResult> => {
    if (training) throw new Error('already training')
    training = true
    try {
      // With overlap the round before is still being judged.
      const isOld = ({ round }: Pending) => round < job.round - 1
      decide(pending.filter(isOld), false)
      const started = parts.now()
      const { votes, result: got } = await momentum.step(bitsToFloat(job.etaBits), (sink) =>
        engine.gradientBlocks(params, job.batches.map(parts.batch), sink),
      )
      pending = [...pending, { round: job.round, slot: job.slot, votes }]
      const loss = got.tokens === 0 ? 0 : got.lossSum / got.tokens
      return {
        payload: encodePayload(table, topK, votes),
        dropped: got.dropped.map((i) => job.batches[i] as number),
        lossMicroNats: Math.min(0xffffffff, Math.round(loss * 1e6)),
        tokens: got.tokens,
        trainMs: Math.max(1, Math.round(parts.now() - started)),
        engine: engine.name,
        precision: engine.precision,
      }
    } finally {
      training = false
    }
  }
  return {
    train,
    settle: async (round, slot, accepted) => {
      const isSettled = (one: Pending) => one.round === round && one.slot === slot
      decide(pending.filter(isSettled), accepted)
    },
    check: replica.check,
    mostPayloadBytes: replica.mostPayloadBytes,
    rangesRoot: replica.rangesRoot,
    merge: replica.merge,
    checkMerge: replica.checkMerge,
    apply: (job) => guard(() => replica.apply(job)),
    revert: (job) => guard(() => replica.revert(job)),
    snapshot: replica.snapshot,
    stateRoot: replica.stateRoot,
    restore: (snapshot, step) => guard(() => replica.restore(snapshot, step)),
  }
}
