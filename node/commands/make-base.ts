/**
 * `murmur make-base`: trains the small base checkpoint from raw synthetic text with the local AdamW trainer.
 *
 * The base knows the arithmetic and nothing of the chat: special tokens do not occur in its text. docs/base-checkpoint.md
 * says with which command, seed and time the committed one was made.
 */

import { createRandom } from '../../kernels/math/random.ts'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { initParameters } from '../../kernels/model/init.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import type { Schedule } from '../../kernels/optim/schedule.ts'
import { exportCheckpoint } from '../checkpoints/export.ts'
import { trainTokenizer } from '../data/bpe.ts'
import { chatTemplate, type TokenizedSample } from '../data/chat.ts'
import { packSamples, rowsBatch } from '../data/pack.ts'
import { synthesizeBase, synthesizeChat } from '../data/synth.ts'
import { openTokenizer, type Tokenizer } from '../data/tokenizer.ts'
import { createOnnxEngine } from '../engines/onnx.ts'
import { trainLocal } from '../engines/train-local.ts'
import type { PackedBatch } from '../ports-engine.ts'
import { useFolder } from '../run/out-folder.ts'

export type BaseOptions = {
  readonly out: string
  readonly seed: number
  readonly steps: number
  readonly threads: number
  readonly onStep: (step: number, loss: number) => void
}

/** Chosen by measurement (LOG.md): row length in tokens, rows of one engine call, calls a step. */
const rowTokens = 128
const rowsPerBatch = 16
const batchesPerStep = 2
const vocabularySize = 400

const schedule = (steps: number): Schedule => ({
  kind: 'cosine',
  peak: 3e-3,
  floor: 0.02,
  warmupSteps: 100,
  steps,
  decayShare: 0,
})

/** The architecture of the committed base: Seed-OSS in small. */
export function baseConfig(vocabSize: number): ModelConfig {
  return {
    modelType: 'seed_oss',
    hiddenSize: 128,
    intermediateSize: 384,
    layers: 4,
    heads: 4,
    kvHeads: 2,
    headDim: 32,
    vocabSize,
    maxPositions: 512,
    ropeTheta: 10_000,
    ropeScaling: { kind: 'default' },
    rmsNormEps: 1e-6,
    attentionBias: true,
    attentionOutBias: false,
    mlpBias: false,
    qkNorm: false,
    tied: false,
    initializerRange: 0.02,
  }
}

/** The tokenizer of the base: trained on base text and on chat texts without their marks. */
function makeTokenizer(seed: number) {
  const chat = synthesizeChat(2000, seed).flatMap((s) => s.messages.map((m) => m.content))
  const texts = [...synthesizeBase(4000, seed), ...chat.map((t) => t.replace(/<\/?think>/g, ''))]
  const json = trainTokenizer(texts, vocabularySize)
  const opened = openTokenizer(json)
  if (!opened.ok) throw new Error(opened.message)
  return { json, tokenizer: opened.tokenizer }
}

/** Trains, writes the checkpoint folder and gives the mean of the last losses. */
export async function makeBase(options: BaseOptions): Promise<number> {
  return useFolder(options.out, (out) => makeTo(options, out))
}

async function makeTo(options: BaseOptions, out: string): Promise<number> {
  const { seed, steps } = options
  const { json, tokenizer } = makeTokenizer(seed)
  const config = baseConfig(tokenizer.size)
  const params = new Float32Array(new SharedArrayBuffer(4 * modelParams(config)))
  initParameters(config, seed, params)
  const { threads } = options
  const engine = createOnnxEngine({ config, rows: rowsPerBatch, length: rowTokens, threads })
  let mean = Number.NaN
  try {
    await trainLocal({
      engine,
      config,
      params,
      nextBatch: baseBatches(tokenizer, seed),
      steps,
      schedule: schedule(steps),
      onStep: ({ step, loss }) => {
        mean = step === 0 ? loss : 0.95 * mean + 0.05 * loss
        options.onStep(step, mean)
      },
    })
  } finally {
    await engine.close()
  }
  await exportCheckpoint(out, {
    config,
    tensors: modelTensors(config),
    params,
    dtype: 'BF16',
    tokenizerJson: json,
    chatTemplate,
    card: baseCard(options, mean),
  })
  return mean
}

/** Paragraphs of a document: what came before must not disturb, and a paragraph may begin anywhere. */
const mostParagraphs = 4

/** Documents of 1 to 4 paragraphs that fit a row. */
function baseDocuments(tokenizer: Tokenizer, seed: number): TokenizedSample[] {
  const random = createRandom(seed, 4)
  const documents: TokenizedSample[] = []
  let tokens: number[] = []
  let left = 0
  for (const text of synthesizeBase(6000, seed)) {
    const paragraph = tokenizer.encode(text)
    if (left === 0 || tokens.length + paragraph.length > rowTokens) {
      documents.push({ tokens, counted: tokens.map(() => true) })
      tokens = []
      left = 1 + Math.floor(random() * mostParagraphs)
    }
    tokens.push(...paragraph)
    left--
  }
  return documents
}

/** Endless fresh text: a new seeded chunk whenever the last one is used up. */
function baseBatches(tokenizer: Tokenizer, seed: number): () => PackedBatch[] {
  let chunk = 0
  let packed = packSamples([], rowTokens, 0)
  let row = 0
  const nextRow = () => {
    if (row >= packed.rows) {
      packed = packSamples(baseDocuments(tokenizer, seed + 1000 * ++chunk), rowTokens, 0)
      row = 0
    }
    // Packing puts long ones first: a stride that is prime to any small count lets every step see all lengths.
    return (row++ * 7919) % packed.rows
  }
  return () =>
    Array.from({ length: batchesPerStep }, () => {
      const rows = Array.from({ length: rowsPerBatch }, nextRow)
      return rowsBatch(packed, rows)
    })
}

const baseCard = (options: BaseOptions, loss: number) => `---
license: mit
tags: [murmuration, base]
---
# Murmuration base

A small Seed-OSS-style base model of additions and subtractions of two-digit numbers, made from raw synthetic text by
\`murmur make-base --seed ${options.seed} --steps ${options.steps}\`; last training loss ${loss.toFixed(3)} nats a token. It knows the arithmetic and not the chat.
`
