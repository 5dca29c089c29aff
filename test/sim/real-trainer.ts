/**
 * The trainer of `--trainer real`: a seed_oss model of one small layer on the reference engine, real gradients, real DeMo kernels from
 * momentum to payload to update. It learns to count: each row is a run of rising token numbers, from the number of its batch.
 */
import type { ClosedRound } from '../../coordinator/types.ts'
import { applyUpdate, revertUpdate } from '../../kernels/demo/aggregate.ts'
import { clipBlock } from '../../kernels/demo/clip.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { decodePayload, encodePayload } from '../../kernels/demo/payload.ts'
import type { KeptVotes } from '../../kernels/demo/votes.ts'
import { interpret } from '../../kernels/graph/reference.ts'
import type { Hash } from '../../kernels/hash.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { gradientName, gradientProgram } from '../../kernels/model/programs.ts'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import type { Point } from './objective.ts'
import type { SimTrainer, Task } from './trainer.ts'

const vocabulary = 16
const length = 12
const topK = 64

type Memory = { readonly momentum: Float32Array; readonly sent: Map<string, KeptVotes> }

function tinyModel() {
  const parsed = parseModelConfig({
    model_type: 'seed_oss',
    hidden_size: 16,
    intermediate_size: 24,
    num_hidden_layers: 1,
    num_attention_heads: 2,
    num_key_value_heads: 1,
    head_dim: 8,
    vocab_size: vocabulary,
    max_position_embeddings: length,
    initializer_range: 0.2,
  })
  if (!parsed.ok) throw new Error(parsed.message)
  return parsed.config
}

/** One row: tokens rise by one from a start that the batch number draws. */
function rowOf(batch: number) {
  const first = Math.floor(createRandom(batch, 3)() * vocabulary)
  const tokenAt = (i: number) => (first + i) % vocabulary
  const row = (f: (i: number) => number) => Int32Array.from({ length }, (_, i) => f(i))
  return {
    tokens: row(tokenAt),
    labels: row((i) => tokenAt(i + 1)),
    positions: row((i) => i),
    documents: row(() => 0),
    weights: new Float32Array(length).fill(1),
  }
}

const pointOf = (hash: Hash, params: Float32Array): Point => {
  const at = new Int32Array(params.buffer)
  return { at, digest: hash(new Uint8Array(at.buffer)) }
}
const copyOf = (point: Point) => new Float32Array(Int32Array.from(point.at).buffer)

export function createRealTrainer(seed: number): SimTrainer {
  const model = tinyModel()
  const table = tensorTable(modelTensors(model))
  const program = gradientProgram(model, { rows: 1, length })
  const encoder = createEncoder(table, { beta: 0.9, alpha: 1, topK, emptyTile: -20 })
  const memories = new WeakMap<object, Memory>()
  const memoryOf = (process: object): Memory => {
    const known = memories.get(process)
    if (known !== undefined) return known
    const made: Memory = { momentum: createMomentum(table), sent: new Map() }
    memories.set(process, made)
    return made
  }
  const gradientOf = (point: Point, batches: readonly number[]) => {
    const params = copyOf(point)
    const tensors = Object.fromEntries(
      table.tensors.map((t) => [t.name, params.subarray(t.offset, t.offset + t.params)]),
    )
    const gradient = new Float32Array(table.params)
    const scale = Float32Array.of(1 / (batches.length * length))
    let lossSum = 0
    for (const batch of batches) {
      const out = interpret(program, { ...tensors, ...rowOf(batch), scale })
      lossSum += (out['lossSum'] as Float64Array)[0] as number
      for (const { name, offset } of table.tensors)
        (out[gradientName(name)] as Float64Array).forEach((g, i) => {
          gradient[offset + i] = (gradient[offset + i] as number) + g
        })
    }
    clipBlock(gradient, table.params)
    return { gradient, loss: lossSum / (batches.length * length) }
  }
  return {
    start: (hash) => {
      const params = new Float32Array(table.params)
      initParameters(model, seed, params)
      return pointOf(hash, params)
    },
    train: ({ process, point, round, slot, batches, etaBits }: Task) => {
      const { gradient, loss } = gradientOf(point, batches)
      const memory = memoryOf(process)
      const votes = encoder.encode(memory.momentum, gradient, bitsToFloat(etaBits))
      memory.sent.set(`${round} ${slot}`, votes)
      const tokens = batches.length * length
      return {
        bytes: encodePayload(table, topK, votes),
        lossMicroNats: Math.round(1e6 * loss),
        tokens,
      }
    },
    check: (bytes) => {
      const decoded = decodePayload(table, topK, bytes)
      return decoded.ok ? '' : decoded.code
    },
    apply: (hash, point, closed, votes) =>
      pointOf(hash, updated(table, copyOf(point), closed, votes)),
    settle: (process, round, slot, accepted) => {
      const { momentum, sent } = memoryOf(process)
      const votes = sent.get(`${round} ${slot}`)
      sent.delete(`${round} ${slot}`)
      if (votes !== undefined && !accepted) encoder.restore(momentum, votes)
    },
  }
}

/** The round's update, or its undoing, in place. */
function updated(
  table: ReturnType<typeof tensorTable>,
  params: Float32Array,
  closed: ClosedRound,
  votes: Parameters<SimTrainer['apply']>[3],
): Float32Array {
  const { etaBits, lambdaBits, tau } = closed
  const step = closed.undo ? revertUpdate : applyUpdate
  // Weights of an undone round come as negative; the kernel wants those that were applied.
  const applied = votes.map(({ bytes, weight }) => ({ bytes, weight: Math.abs(weight) }))
  const done = step(table, topK, params, applied, { etaBits, lambdaBits, tau })
  if (!done.ok) throw new Error(`an accepted payload is refused: ${done.code}`)
  return params
}
