/**
 * The programs of generation: `prefill` reads whole prompts, `decode` adds one token to each of a number of slots.
 *
 * Keys and values of earlier tokens are inputs ('cache k <layer>', 'cache v <layer>': [slots, kvHeads, capacity, headDim]). Where they
 * lie on the host, decode attends to them in place and gives the new ones out, so no cache is ever copied whole; on a device with
 * memory of its own both programs give whole caches out (`whole`), which stay there.
 * Invariant: the same layer.ts as training; a slot's result does not depend on the other slots.
 */
import {
  add,
  broadcast,
  concat,
  constant,
  createGraph,
  equal,
  gather,
  input,
  lessEqual,
  matmul,
  reshape,
  scalar,
  slice,
  softmax,
  where,
} from '../graph/build.ts'
import type { Node, Program } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import type { LayerContext } from './layer.ts'
import { attendAll, attentionBias, causalParts, MASKED, rotateBy } from './layer.ts'
import type { BatchShape } from './programs.ts'
import { headLogits, runLayers, tensorInputs } from './programs.ts'

/** Name of a layer's keys or values among the outputs. */
export function outputName(kind: 'k' | 'v', layer: number): string {
  return `${kind} ${layer}`
}

/** Name of a layer's cached keys or values among the inputs. */
export function cacheName(kind: 'k' | 'v', layer: number): string {
  return `cache ${kind} ${layer}`
}

/**
 * Inputs tokens, positions [rows * length] and documents [rows, length] as in training, and `last` [rows]: the index in
 * 0..rows * length - 1 of each prompt's last token. Outputs logits [rows, vocabSize] there, and the layers' keys and values
 * [rows, kvHeads, length, headDim]; with `capacity` as caches of that many places, those behind the last token filled with
 * anything finite.
 */
export function prefillProgram(
  config: ModelConfig,
  { rows, length, partQueries }: BatchShape,
  capacity?: number,
): Program {
  const graph = createGraph()
  const tensors = tensorInputs(graph, config)
  const m = rows * length
  const tokens = input(graph, 'tokens', [m], 'int')
  const positions = input(graph, 'positions', [m], 'int')
  const documents = input(graph, 'documents', [rows, length], 'int')
  const last = input(graph, 'last', [rows], 'int')
  const rotate = rotateBy(config, positions, length, rows)
  const attend = attendAll(config, attentionBias(documents), causalParts(length, partQueries))
  const outputs: Record<string, Node> = {}
  const contextOf = (layer: number): LayerContext => ({
    rows,
    length,
    rotate,
    attend: (q, k, v) => {
      outputs[outputName('k', layer)] = capacity === undefined ? k : padded(k, capacity)
      outputs[outputName('v', layer)] = capacity === undefined ? v : padded(v, capacity)
      return attend(q, k, v)
    },
  })
  const x = runLayers(config, tensors, tokens, contextOf)
  outputs.logits = headLogits(config, tensors, gather(x, last))
  return { name: 'prefill', outputs }
}

/**
 * Inputs tokens [slots], positions [slots] (= number of cached tokens of the slot, below capacity) and the caches. Outputs
 * logits [slots, vocabSize] and the layers' new keys and values [slots, kvHeads, 1, headDim], or `whole` caches with the new ones at
 * the slot's position.
 */
export function decodeProgram(
  config: ModelConfig,
  slots: number,
  capacity: number,
  whole = false,
): Program {
  const graph = createGraph()
  const { kvHeads, headDim } = config
  const tensors = tensorInputs(graph, config)
  const tokens = input(graph, 'tokens', [slots], 'int')
  const positions = input(graph, 'positions', [slots], 'int')
  const rotate = rotateBy(config, positions, capacity, slots)
  const bias = cachedBias(positions, capacity)
  const here = whole ? placeOf(positions, capacity) : undefined
  const outputs: Record<string, Node> = {}
  const contextOf = (layer: number): LayerContext => {
    const cache = (kind: 'k' | 'v') =>
      input(graph, cacheName(kind, layer), [slots, kvHeads, capacity, headDim])
    const [keys, values] = [cache('k'), cache('v')]
    return {
      rows: slots,
      length: 1,
      rotate,
      attend: (q, k, v) => {
        outputs[outputName('k', layer)] = here === undefined ? k : where(here, k, keys)
        outputs[outputName('v', layer)] = here === undefined ? v : where(here, v, values)
        return attendCached(config, { keys, values, bias }, { q, k, v })
      },
    }
  }
  const x = runLayers(config, tensors, tokens, contextOf)
  outputs.logits = headLogits(config, tensors, x)
  return { name: 'decode', outputs }
}

/** Values [rows, kvHeads, length, headDim] in `capacity` places: zeros behind them, or without the last. */
function padded(values: Node, capacity: number): Node {
  const [rows, heads, length, width] = values.shape as readonly [number, number, number, number]
  if (length >= capacity) return slice(values, 2, 0, capacity)
  const zeros = broadcast(scalar(values.graph, 0), [rows, heads, capacity - length, width])
  return concat([values, zeros], 2)
}

/** Which place of its cache a slot's new token takes: [slots, 1, capacity, 1]. */
function placeOf(positions: Node, capacity: number): Node {
  const [slots] = positions.shape as readonly [number]
  const places = constant(
    positions.graph,
    Int32Array.from({ length: capacity }, (_, i) => i),
    [1, 1, capacity, 1],
  )
  return equal(places, reshape(positions, [slots, 1, 1, 1]))
}

/** 0 for the cached places of a slot, -1e9 for the free ones: [slots, 1, 1, capacity]. */
function cachedBias(positions: Node, capacity: number): Node {
  const { graph } = positions
  const [slots] = positions.shape as readonly [number]
  const counts = constant(
    graph,
    Int32Array.from({ length: capacity }, (_, i) => i + 1),
    [1, capacity],
  )
  const cached = lessEqual(counts, reshape(positions, [slots, 1]))
  const bias = where(cached, scalar(graph, 0), scalar(graph, MASKED))
  return reshape(bias, [slots, 1, 1, capacity])
}

/** One query token against the cache and itself: the scores are joined, keys and values are not. */
function attendCached(
  config: ModelConfig,
  cache: { readonly keys: Node; readonly values: Node; readonly bias: Node },
  { q, k, v }: { readonly q: Node; readonly k: Node; readonly v: Node },
): Node {
  const alpha = 1 / Math.sqrt(config.headDim)
  const capacity = cache.keys.shape[2] as number
  const before = add(matmul(q, cache.keys, { transB: true, alpha }), cache.bias)
  const own = matmul(q, k, { transB: true, alpha })
  const chances = softmax(concat([before, own], 3))
  const fromCache = matmul(slice(chances, 3, 0, capacity), cache.values)
  return add(fromCache, matmul(slice(chances, 3, capacity, capacity + 1), v))
}
