/**
 * `murmur plan`: what a model would cost before a byte of it is here: tensors and tiles, payload bytes, memory on host, device
 * and disk. Everything is computed from config.json alone, by the code that would do the work.
 */
import { readFile } from 'node:fs/promises'
import { bindingBytes } from '../../coordinator/frame.ts'
import { payloadBound } from '../../kernels/demo/format.ts'
import { expectedPayloadBytes, votesOf } from '../../kernels/demo/size.ts'
import { type ModelConfig, parseModelConfig } from '../../kernels/model/config.ts'
import {
  layerBytes,
  MODES,
  type Mode,
  type PassBytes,
  passBytes,
} from '../../kernels/model/memory.ts'
import { modelTensors, type VocabularyRule } from '../../kernels/model/tensors.ts'
import { type TensorTable, tensorTable } from '../../kernels/tensor-table.ts'
import { fail } from '../coded-error.ts'
import { printPlan } from './plan-page.ts'

export type PlanCommand = {
  readonly config: string
  /** Shape of a batch, and batches of a round. */
  readonly rows: number
  readonly tokens: number
  readonly batches: number
  readonly members: number
  readonly topK: readonly number[]
  /** As the run's `vocabularyTiles`. */
  readonly vocabularyTiles: VocabularyRule['tiles']
  readonly json: boolean
}

export type Plan = {
  readonly model: ModelConfig
  readonly parameters: number
  readonly tensors: readonly TensorRow[]
  readonly payloads: readonly PayloadRow[]
  readonly passes: readonly PassRow[]
  /** Weights of all layers, which a device with room for them holds from forward to backward. */
  readonly layerWeights: number
  readonly host: Bytes
  readonly disk: Bytes
  readonly shape: Pick<PlanCommand, 'rows' | 'tokens' | 'batches' | 'members' | 'vocabularyTiles'>
}

/** Tensors of one kind: the same name but for the layer, and the same shape. */
export type TensorRow = {
  readonly name: string
  readonly count: number
  readonly shape: readonly number[]
  readonly tile: readonly [number, number]
  readonly tiles: number
  readonly parameters: number
}

export type PayloadRow = {
  readonly topK: number
  readonly votes: number
  /** With random indices, which real ones come close to; with the frame that binds it to its member. */
  readonly bytes: number
  readonly atMost: number
  readonly bitsPerVote: number
}

/** Bytes of a pass besides the host's state. */
export type PassRow = {
  readonly mode: Mode
  /** Where all of it is the host's memory. */
  readonly cpu: number
  /** Where the device has memory of its own (WebGPU). */
  readonly gpu: PassBytes
}

/** Bytes by what they are for. */
export type Bytes = Readonly<Record<string, number>>

/** Rejects with E_INPUT or E_CONFIG. */
export async function runPlan(command: PlanCommand): Promise<void> {
  const plan = makePlan(await readConfig(command.config), command)
  if (command.json) process.stdout.write(`${JSON.stringify({ event: 'plan', ...plan })}\n`)
  else process.stdout.write(printPlan(plan))
}

async function readConfig(path: string): Promise<ModelConfig> {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    fail('E_INPUT', `${path} cannot be read`, 'Give the config.json of a model.', error),
  )
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    fail('E_CONFIG', `${path} is not JSON: ${(error as Error).message}`)
  }
  const parsed = parseModelConfig(json)
  return parsed.ok ? parsed.config : fail('E_CONFIG', parsed.message.replace('config.json', path))
}

export function makePlan(model: ModelConfig, command: Omit<PlanCommand, 'config' | 'json'>): Plan {
  const { rows, tokens, batches, members, topK, vocabularyTiles } = command
  const table = tensorTable(modelTensors(model, { rate: 1, tiles: vocabularyTiles }))
  const payloads = topK.map((k) => payloadRow(table, k))
  const shape = { rows, length: tokens }
  const passes = MODES.map((mode) => {
    const { device, host } = passBytes(model, shape, batches, mode)
    const gpu = passBytes(model, shape, batches, mode, { stays: true })
    return { mode, cpu: device + host, gpu }
  })
  const [first] = payloads as [PayloadRow]
  return {
    model,
    parameters: table.params,
    tensors: tensorRows(table),
    payloads,
    passes,
    layerWeights: model.layers * layerBytes(model),
    host: {
      'exact replica, fp32': 4 * table.params,
      'momentum, fp32': 4 * table.coefficients,
      'momentum of the round before': 4 * table.coefficients,
      'votes under way, twice with overlap': 7 * first.votes + table.tiles,
      [`payloads of ${members} members`]: members * first.bytes,
    },
    disk: {
      'base checkpoint, bf16': 2 * table.params,
      'snapshot for joiners, fp32': 4 * table.params,
      'exported checkpoint, fp32': 4 * table.params,
      'payloads of a round': members * first.bytes,
    },
    shape: { rows, tokens, batches, members, vocabularyTiles },
  }
}

function payloadRow(table: TensorTable, topK: number): PayloadRow {
  const votes = votesOf(table, topK)
  const bytes = bindingBytes + expectedPayloadBytes(table, topK)
  const atMost = bindingBytes + payloadBound(table, topK)
  return { topK, votes, bytes, atMost, bitsPerVote: (8 * bytes) / votes }
}

function tensorRows(table: TensorTable): TensorRow[] {
  const rows = new Map<string, TensorRow>()
  for (const { name, shape, tileRows, tileCols, tiles, params } of table.tensors) {
    const kind = name.replace(/\.layers\.\d+\./, '.layers.*.')
    const before = rows.get(kind)
    rows.set(kind, {
      name: kind,
      count: (before?.count ?? 0) + 1,
      shape,
      tile: [tileRows, tileCols],
      tiles: (before?.tiles ?? 0) + tiles,
      parameters: (before?.parameters ?? 0) + params,
    })
  }
  return [...rows.values()]
}
