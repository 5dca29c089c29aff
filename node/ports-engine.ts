/**
 * The engine port: what computes losses, gradients and text. One compliance suite (test/compliance/engine.ts) runs on
 * every implementation in node/engines.
 *
 * Parameters and gradients are flat fp32 arrays in the order of `modelTensors` (kernels/model/tensors.ts).
 */

/** Documents packed into rows of one length. All arrays have rows * length elements, row after row. */
export type PackedBatch = {
  readonly rows: number
  readonly length: number
  readonly tokens: Int32Array
  /** The target of each position (already shifted); -100 where there is none. */
  readonly labels: Int32Array
  /** Position within the document, from 0. */
  readonly positions: Int32Array
  /** Attention stays within equal numbers of one row; padding has a number of its own. */
  readonly documents: Int32Array
}

export type GradientResult = {
  /** Sum of the losses over the labelled tokens, in nats. */
  readonly lossSum: number
  /** Labelled tokens that count in `lossSum`. */
  readonly tokens: number
  /** Gradient of lossSum / tokens. Valid until the next call. */
  readonly gradient: Float32Array
  /** Indices of the batches that were left out because their loss or gradient was not finite. */
  readonly dropped: readonly number[]
}

export type GradientSums = Omit<GradientResult, 'gradient'>

/** Takes a gradient block by block, each complete when it comes, so that the whole never exists. */
export type GradientSink = {
  /** Elements `start` … of the flat gradient. The array is the engine's again once the promise has resolved. */
  readonly block: (start: number, gradient: Float32Array) => void | Promise<void>
  /** The blocks given so far are void, because a batch turned out not to be finite: all of them come again. */
  readonly restart: () => void | Promise<void>
}

export type LossResult = {
  readonly lossSum: number
  readonly tokens: number
  /** Labelled tokens whose target has the largest logit. */
  readonly correct: number
}

export type GenerateOptions = {
  readonly maxTokens: number
  /** Generation of a prompt ends after one of these, which is the last token of its result. */
  readonly stopTokens: readonly number[]
  /** 0 takes the most likely token. */
  readonly temperature: number
  /** Samples among the most likely tokens whose probabilities reach this sum; 1 takes all. */
  readonly topP: number
  readonly seed: number
  readonly onToken?: (prompt: number, token: number) => void
}

/**
 * Calls must not overlap; each rejects with a coded error (`EngineError`) where the device fails. Parameters must not
 * change during a call. They are read in place where they lie in a SharedArrayBuffer, copied otherwise.
 */
export type Engine = {
  /** For people: 'onnx cpu', 'reference' … */
  readonly name: string
  /** 'f64' | 'f32' | 'f16' */
  readonly precision: string
  readonly gradient: (
    params: Float32Array,
    batches: readonly PackedBatch[],
  ) => Promise<GradientResult>
  /** As `gradient`; every element reaches the sink in exactly one block, in no order that callers may rely on. */
  readonly gradientBlocks: (
    params: Float32Array,
    batches: readonly PackedBatch[],
    sink: GradientSink,
  ) => Promise<GradientSums>
  readonly loss: (params: Float32Array, batches: readonly PackedBatch[]) => Promise<LossResult>
  /** The new tokens of each prompt, without the prompt. */
  readonly generate: (
    params: Float32Array,
    prompts: readonly Int32Array[],
    options: GenerateOptions,
  ) => Promise<Int32Array[]>
  readonly close: () => Promise<void>
}
