/**
 * The programs that engines compile: loss and gradient of the whole model over one packed batch.
 *
 * Inputs besides the tensors (under their names): tokens, labels, positions [rows * length] int; documents [rows, length]
 * int; weights [rows * length], 1 where a label counts and 0 elsewhere (labels there are any valid token).
 * Invariant: built from layer.ts alone, so that every program computes the same model.
 */
import {
  add,
  argmax,
  cast,
  createGraph,
  crossEntropy,
  equal,
  gather,
  input,
  linear,
  mul,
  rmsNorm,
  total,
} from '../graph/build.ts'
import { gradients } from '../graph/gradient.ts'
import type { Graph, Node, Program } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import type { LayerContext } from './layer.ts'
import { attendAll, attentionBias, causalParts, layerForward, rotateBy } from './layer.ts'
import { EMBED, FINAL_NORM, HEAD, layerPrefix, modelTensors } from './tensors.ts'

export type BatchShape = {
  readonly rows: number
  readonly length: number
  /** Queries of a part of attention at least (layer.ts); the device's own number. */
  readonly partQueries?: number | undefined
}

/** Name of the output that holds the gradient of a tensor. */
export function gradientName(tensor: string): string {
  return `grad ${tensor}`
}

/** Name of the output of `finiteCheck`. */
export const CHECK = 'check'

/**
 * A sum over everything in `values`, []: finite only if all of them are. The device adds them up while they are in its caches,
 * which takes a fraction of the time in which the host could look at them. onnxruntime evaluates what was made last first: in the order in
 * which the sums are made here, each gradient is found, and added up, while what it is made of is still in the caches.
 */
export function finiteCheck(values: readonly Node[]): Node {
  const [first, ...rest] = values as readonly [Node, ...Node[]]
  return rest.reduce((sum, x) => add(sum, total(x)), total(first))
}

/**
 * lossSum [] and, times the input `scale` [], its gradient by every tensor ('grad <name>') and their check.
 */
export function gradientProgram(config: ModelConfig, shape: BatchShape): Program {
  const graph = createGraph()
  const tensors = tensorInputs(graph, config)
  const { lossSum, scale } = lossNodes(graph, config, shape, tensors)
  const names = [...tensors.keys()]
  const found = gradients([{ value: lossSum, gradient: scale }], [...tensors.values()])
  const outputs: Record<string, Node> = { lossSum, [CHECK]: finiteCheck(found) }
  names.forEach((name, i) => {
    outputs[gradientName(name)] = found[i] as Node
  })
  return { name: 'gradient', outputs }
}

/** lossSum [] and correct []: the number of counted labels that have the largest logit. */
export function lossProgram(config: ModelConfig, shape: BatchShape): Program {
  const graph = createGraph()
  const { lossSum, logits, labels, weights } = lossNodes(
    graph,
    config,
    shape,
    tensorInputs(graph, config),
  )
  const correct = total(mul(cast(equal(argmax(logits), labels)), weights))
  return { name: 'loss', outputs: { lossSum, correct } }
}

/** logits [rows * length, vocabSize]. */
export function logitsProgram(config: ModelConfig, shape: BatchShape): Program {
  const graph = createGraph()
  const tensors = tensorInputs(graph, config)
  const x = hiddenStates(graph, config, shape, tensors)
  return { name: 'logits', outputs: { logits: headLogits(config, tensors, x) } }
}

/** Inputs for all tensors, by name. */
export function tensorInputs(graph: Graph, config: ModelConfig): Map<string, Node> {
  return new Map(modelTensors(config).map(({ name, shape }) => [name, input(graph, name, shape)]))
}

/** Final norm and head: x [m, hiddenSize] to logits [m, vocabSize]. */
export function headLogits(config: ModelConfig, tensors: ReadonlyMap<string, Node>, x: Node): Node {
  const normed = rmsNorm(x, tensor(tensors, FINAL_NORM), config.rmsNormEps)
  return linear(normed, tensor(tensors, config.tied ? EMBED : HEAD))
}

/** Embedding and all layers: [rows * length, hiddenSize]. `attend` per layer where a program needs its own. */
export function runLayers(
  config: ModelConfig,
  tensors: ReadonlyMap<string, Node>,
  tokens: Node,
  contextOf: (layer: number) => LayerContext,
): Node {
  let x = gather(tensor(tensors, EMBED), tokens)
  for (let layer = 0; layer < config.layers; layer++) {
    const weights = (name: string) => tensor(tensors, layerPrefix(layer) + name)
    x = layerForward(config, contextOf(layer), weights, x)
  }
  return x
}

export function tensor(tensors: ReadonlyMap<string, Node>, name: string): Node {
  const node = tensors.get(name)
  if (node === undefined) throw new Error(`the model has no tensor '${name}'`)
  return node
}

function hiddenStates(
  graph: Graph,
  config: ModelConfig,
  { rows, length, partQueries }: BatchShape,
  tensors: ReadonlyMap<string, Node>,
): Node {
  const m = rows * length
  const tokens = input(graph, 'tokens', [m], 'int')
  const positions = input(graph, 'positions', [m], 'int')
  const documents = input(graph, 'documents', [rows, length], 'int')
  const context = {
    rows,
    length,
    rotate: rotateBy(config, positions, length, rows),
    attend: attendAll(config, attentionBias(documents), causalParts(length, partQueries)),
  }
  return runLayers(config, tensors, tokens, () => context)
}

function lossNodes(
  graph: Graph,
  config: ModelConfig,
  shape: BatchShape,
  tensors: ReadonlyMap<string, Node>,
) {
  const m = shape.rows * shape.length
  const x = hiddenStates(graph, config, shape, tensors)
  const labels = input(graph, 'labels', [m], 'int')
  const weights = input(graph, 'weights', [m])
  const scale = input(graph, 'scale', [])
  const logits = headLogits(config, tensors, x)
  const lossSum = total(mul(crossEntropy(logits, labels), weights))
  return { lossSum, logits, labels, weights, scale }
}
