/**
 * The programs of layer streaming: one layer forward, one layer backward, the head in vocabulary slices.
 *
 * One compiled program serves all layers, with the layer's tensors as inputs under their names within it, so a device holds
 * one block and not the model. Embedding rows are gathered on the host. x, y, h and their gradients are [rows * length,
 * hiddenSize]. Invariant: the same layer.ts as the whole-model programs.
 */
import {
  add,
  argmax,
  constant,
  createGraph,
  crossEntropy,
  equal,
  exp,
  input,
  linear,
  matmul,
  max,
  mul,
  reshape,
  rmsNorm,
  scalar,
  sub,
  sum,
  total,
  where,
} from '../graph/build.ts'
import { cutProgram, keptNodes } from '../graph/cut.ts'
import { gradients } from '../graph/gradient.ts'
import type { Graph, Node, Program } from '../graph/ops.ts'
import type { ModelConfig } from './config.ts'
import { attendAll, attentionBias, causalParts, layerForward, rotateBy } from './layer.ts'
import type { BatchShape } from './programs.ts'
import { CHECK, finiteCheck, gradientName } from './programs.ts'
import { layerTensors } from './tensors.ts'

export type LayerPrograms = {
  /** Inputs x, positions, documents, tensors. Outputs y and, where activations are kept, 'kept 0' … */
  readonly forward: Program
  /** Inputs of `forward`, dy and the kept ones. Outputs dx, 'grad <name>' of the layer's tensors, and the check of them all. */
  readonly backward: Program
  /** Shapes of what is kept; empty where the backward program computes it again. */
  readonly kept: readonly (readonly number[])[]
}

export type Activations = 'keep' | 'recompute'

export function layerPrograms(
  config: ModelConfig,
  { rows, length, partQueries }: BatchShape,
  activations: Activations,
): LayerPrograms {
  const graph = createGraph()
  const m = rows * length
  const x = input(graph, 'x', [m, config.hiddenSize])
  const positions = input(graph, 'positions', [m], 'int')
  const documents = input(graph, 'documents', [rows, length], 'int')
  const tensors = new Map(
    layerTensors(config).map(({ name, shape }) => [name, input(graph, name, shape)]),
  )
  const context = {
    rows,
    length,
    rotate: rotateBy(config, positions, length, rows),
    attend: attendAll(config, attentionBias(documents), causalParts(length, partQueries)),
  }
  const y = layerForward(config, context, (name) => tensors.get(name) as Node, x)
  const dy = input(graph, 'dy', [m, config.hiddenSize])
  const wrt = [x, ...tensors.values()]
  const [dx, ...found] = gradients([{ value: y, gradient: dy }], wrt) as [Node, ...Node[]]
  const outputs: Record<string, Node> = { dx, [CHECK]: finiteCheck([dx, ...found]) }
  ;[...tensors.keys()].forEach((name, i) => {
    outputs[gradientName(name)] = found[i] as Node
  })
  const forward = { name: 'layer forward', outputs: { y } }
  const backward = { name: 'layer backward', outputs }
  if (activations === 'recompute') return { forward, backward, kept: [] }
  const kept = keptNodes(forward, backward, x)
  const named = new Map(kept.map((node, i) => [node, keptName(i)]))
  return {
    forward: { ...forward, outputs: { y, ...invert(named) } },
    backward: cutProgram(backward, named),
    kept: kept.map((node) => node.shape),
  }
}

export function keptName(index: number): string {
  return `kept ${index}`
}

/** Inputs x and norm [hiddenSize]. Output h, the final norm of x. */
export function finalNormProgram(config: ModelConfig, m: number): Program {
  const { h } = normNodes(config, m)
  return { name: 'final norm', outputs: { h } }
}

/** Inputs x, norm and dh. Outputs dx, dnorm and the check of both. */
export function finalNormBackward(config: ModelConfig, m: number): Program {
  const { graph, x, norm, h } = normNodes(config, m)
  const dh = input(graph, 'dh', [m, config.hiddenSize])
  const [dx, dnorm] = gradients([{ value: h, gradient: dh }], [x, norm]) as [Node, Node]
  return { name: 'final norm backward', outputs: { dx, dnorm, [CHECK]: finiteCheck([dx, dnorm]) } }
}

/**
 * One slice of the vocabulary: inputs h, head [slice, hiddenSize], labels [m] (within the slice, -1 outside). Outputs, each
 * [m]: top (largest logit), place (its index in the slice, int), mass (sum of exp(logit - top)), target (the label's logit,
 * 0 outside). From them the host finds the loss over all slices.
 */
export function headSliceProgram(config: ModelConfig, m: number, slice: number): Program {
  const { logits, hit } = sliceNodes(config, m, slice)
  const { graph } = logits
  const top = max(logits)
  const flat = (x: Node) => reshape(x, [m])
  return {
    name: 'head slice',
    outputs: {
      top: flat(top),
      place: argmax(logits),
      mass: flat(sum(exp(sub(logits, top)), [1])),
      target: flat(sum(where(hit, logits, scalar(graph, 0)), [1])),
    },
  }
}

/**
 * The slice's part of the gradient: inputs as above, lse [m] (log of the whole sum of exponentials), g [m] (gradient of each token's
 * loss) and before [m, hiddenSize], the sum of dh over earlier slices. Outputs dh, this slice's added, dhead and the check of both.
 */
export function headSliceBackward(config: ModelConfig, m: number, slice: number): Program {
  const { graph, h, head, logits, hit } = sliceNodes(config, m, slice)
  const column = (name: string) => reshape(input(graph, name, [m]), [m, 1])
  const chances = exp(sub(logits, column('lse')))
  const hits = where(hit, scalar(graph, 1), scalar(graph, 0))
  const dlogits = mul(sub(chances, hits), column('g'))
  const before = input(graph, 'before', [m, config.hiddenSize])
  const dh = add(before, matmul(dlogits, head))
  const dhead = matmul(dlogits, h, { transA: true })
  return {
    name: 'head slice backward',
    outputs: { dh, dhead, [CHECK]: finiteCheck([dh, dhead]) },
  }
}

/**
 * Norm, whole head and loss at once, where the logits fit. Inputs x, norm, head, labels and g [m], the weight of each
 * token's loss in the gradient, and weights [m], that in the sum. Outputs lossSum, dx, dnorm, dhead and the check of the last three.
 */
export function wholeHeadProgram(config: ModelConfig, m: number): Program {
  const { graph, x, norm, h } = normNodes(config, m)
  const head = input(graph, 'head', [config.vocabSize, config.hiddenSize])
  const labels = input(graph, 'labels', [m], 'int')
  const losses = crossEntropy(linear(h, head), labels)
  const seed = { value: losses, gradient: input(graph, 'g', [m]) }
  const [dx, dnorm, dhead] = gradients([seed], [x, norm, head]) as [Node, Node, Node]
  const lossSum = total(mul(losses, input(graph, 'weights', [m])))
  return {
    name: 'head',
    outputs: { lossSum, dx, dnorm, dhead, [CHECK]: finiteCheck([dx, dnorm, dhead]) },
  }
}

/** Most bytes of one micro-batch's logits; larger ones are computed in slices. WebGPU promises buffers of this size everywhere. */
export const DEFAULT_HEAD_BYTES = 2 ** 28

/** Rows of the head that are computed at once: all, or as many as keep the logits within the bound. */
export function headSliceRows(vocabSize: number, m: number, headBytes: number): number {
  const fit = Math.floor(headBytes / (4 * m))
  if (fit >= vocabSize) return vocabSize
  return fit >= 64 ? 64 * Math.floor(fit / 64) : Math.max(1, fit)
}

function normNodes(config: ModelConfig, m: number) {
  const graph: Graph = createGraph()
  const x = input(graph, 'x', [m, config.hiddenSize])
  const norm = input(graph, 'norm', [config.hiddenSize])
  return { graph, x, norm, h: rmsNorm(x, norm, config.rmsNormEps) }
}

function sliceNodes(config: ModelConfig, m: number, slice: number) {
  const graph = createGraph()
  const h = input(graph, 'h', [m, config.hiddenSize])
  const head = input(graph, 'head', [slice, config.hiddenSize])
  const labels = input(graph, 'labels', [m], 'int')
  const places = constant(
    graph,
    Int32Array.from({ length: slice }, (_, i) => i),
    [1, slice],
  )
  const hit = equal(reshape(labels, [m, 1]), places)
  return { graph, h, head, logits: linear(h, head), hit }
}

function invert(named: ReadonlyMap<Node, string>): Record<string, Node> {
  return Object.fromEntries([...named].map(([node, name]) => [name, node]))
}
