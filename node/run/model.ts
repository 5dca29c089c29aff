/**
 * A run's model and data on this machine: from the base folder and the packed data to a trainer, or to the exact replica alone.
 */
import type { RunConfig } from '../../coordinator/config.ts'
import type { Hash } from '../../kernels/hash.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { floatBytes } from '../../kernels/state/bytes.ts'
import { type TensorTable, tableBytes, tensorTable } from '../../kernels/tensor-table.ts'
import { type Checkpoint, importCheckpoint } from '../checkpoints/import.ts'
import { fail } from '../coded-error.ts'
import { createUpdatePool, type UpdatePool } from '../demo/pool.ts'
import type { EngineChoice } from '../engines/kinds.ts'
import type { Trainer } from '../ports.ts'
import type { Engine } from '../ports-engine.ts'
import { freeDeviceBytes } from '../system/device-memory.ts'
import { describeMachine } from '../system/machine.ts'
import { createReplica, createTrainer } from '../trainer.ts'
import type { ComputeOptions } from './options.ts'
import type { BatchOf } from './rows.ts'

export type Model = {
  readonly checkpoint: Checkpoint
  readonly config: ModelConfig
  readonly table: TensorTable
  /** Canonical bytes of the table, as the first entry of a log fixes them. */
  readonly tableBytes: Uint8Array
  /** The base's parameters, little-endian fp32; `checkpoint.params` changes as rounds are applied. */
  readonly baseBytes: Uint8Array
}

type Vocabulary = Pick<RunConfig, 'vocabularyRate' | 'vocabularyTiles'>

/** Reads a checkpoint folder, for a run where one is given. Rejects with E_CHECKPOINT or E_CONFIG and a sentence. */
export async function openModel(folder: string, run?: Vocabulary): Promise<Model> {
  const read = await importCheckpoint(folder, describeMachine().memoryBytes)
  if (!read.ok) fail(read.code === 'E_CONFIG' ? 'E_CONFIG' : 'E_CHECKPOINT', read.message)
  const { checkpoint } = read
  const rule = run && { rate: run.vocabularyRate, tiles: run.vocabularyTiles }
  const table = tensorTable(modelTensors(checkpoint.config, rule))
  return {
    checkpoint,
    config: checkpoint.config,
    table,
    tableBytes: tableBytes(table),
    baseBytes: floatBytes(checkpoint.params).slice(),
  }
}

/** The exact side alone: for the coordinator's replica and for replay. */
export function openReplica(model: Model, config: RunConfig, hash: Hash): Trainer {
  const replica = createReplica({
    table: model.table,
    topK: config.topK,
    hash,
    params: model.checkpoint.params,
    digestShares: config.digestShares,
  })
  return {
    ...replica,
    train: () => Promise.reject(new Error('this replica does not train')),
    settle: async () => {},
  }
}

export type TrainerOptions = {
  /** Made for the run's rows; its owner closes it. */
  readonly engine: Engine
  readonly applyVotes: UpdatePool['apply'] | undefined
  readonly hash: Hash
  readonly now: () => number
}

/** Others use the device too, and its library rounds up. */
const DEVICE_SHARE = 0.8

/** What an engine is told of how to run a pass, with the memory that it may take of the machine's, and of a GPU's where that is known. */
export function computeSettings(
  { activations, memoryBytes, deviceBytes, precision }: ComputeOptions,
  device: EngineChoice['device'],
  freeOnDevice: (device: string) => number | undefined = freeDeviceBytes,
) {
  const free = describeMachine().freeMemoryBytes
  const share = (bytes: number | undefined) => bytes && Math.floor(DEVICE_SHARE * bytes)
  const onProcessor = device === 'cpu' || device === 'wasm'
  return {
    activations,
    precision,
    memoryBytes: memoryBytes ?? Math.floor(free / 2),
    deviceBytes: deviceBytes ?? (onProcessor ? undefined : share(freeOnDevice(device))),
  }
}

/** From so many parameters on, votes are applied on threads of their own: below, that takes less than it takes to ask them. */
const pooledFromParams = 16_777_216

/** Threads (half of the cores by default) that apply the rounds of a large model; undefined for a small one. The caller closes them. */
export function openUpdatePool(
  { table, checkpoint }: Model,
  topK: number,
  threads = Math.max(1, Math.floor(describeMachine().cores / 2)),
): UpdatePool | undefined {
  if (table.params < pooledFromParams) return undefined
  return createUpdatePool(table, topK, checkpoint.params, threads)
}

/** The whole trainer. `batch`: the run's data. */
export function openTrainer(
  model: Model,
  config: RunConfig,
  batch: BatchOf,
  options: TrainerOptions,
): Trainer {
  return createTrainer({
    table: model.table,
    topK: config.topK,
    hash: options.hash,
    params: model.checkpoint.params,
    applyVotes: options.applyVotes,
    digestShares: config.digestShares,
    demo: {
      beta: config.beta,
      alpha: config.alpha,
      topK: config.topK,
      emptyTile: config.emptyTile,
    },
    engine: options.engine,
    batch,
    now: options.now,
  })
}
