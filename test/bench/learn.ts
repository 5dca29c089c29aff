/**
 * What a run would teach: the demo's learning in one process, without network or protocol, for choosing its settings.
 *
 * The same base, data, engine, votes and exact update as a run's; members differ only in their batches and momenta. Options:
 * --base FOLDER, --members N, --samples N, --evalEvery N, --heldOut N, --threads N, --data/--eval FILE, and every field of the run
 * configuration (--rounds, --batches, --rowsPerBatch, --topK, --beta, --eta, --schedule …).
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { parseRunConfig, type RunConfig, runFields } from '../../coordinator/config.ts'
import { applyUpdate } from '../../kernels/demo/aggregate.ts'
import { bitsToFloat } from '../../kernels/demo/config.ts'
import { createEncoder, createMomentum } from '../../kernels/demo/encode.ts'
import { modelBlocks, modelTensors } from '../../kernels/model/tensors.ts'
import { clipBlocks } from '../../kernels/optim/clip.ts'
import { rateBitsAt } from '../../kernels/optim/schedule.ts'
import { tensorTable } from '../../kernels/tensor-table.ts'
import { type Checkpoint, importCheckpoint } from '../../node/checkpoints/import.ts'
import { openBundle, writeBundle } from '../../node/data/bundle.ts'
import {
  type ChatFormat,
  encodePrompt,
  openTemplate,
  tokenizeSample,
} from '../../node/data/chat.ts'
import { finalAnswer, matches } from '../../node/data/grade.ts'
import { parseChat, parseQuestions, type Question } from '../../node/data/jsonl.ts'
import { packSamples } from '../../node/data/pack.ts'
import { synthesizeChat, synthesizeHeldOut } from '../../node/data/synth.ts'
import { openTokenizer, type Tokenizer } from '../../node/data/tokenizer.ts'
import { createOnnxEngine } from '../../node/engines/onnx.ts'
import type { Engine, PackedBatch } from '../../node/ports-engine.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

type Options = {
  readonly base: string
  readonly members: number
  readonly samples: number
  readonly evalEvery: number
  readonly heldOut: number
  readonly threads: number
  readonly data: string | undefined
  readonly eval: string | undefined
  readonly config: RunConfig
}

type Model = {
  readonly checkpoint: Checkpoint
  readonly tokenizer: Tokenizer
  readonly format: ChatFormat
  readonly engine: Engine
}

export const benchLearn: Bench = async ({ options: given, say }) => {
  const options = parseOptions(given)
  const model = await openModel(options)
  try {
    const { questions, batch, efficiency } = prepareData(options, model)
    const before = await ask(model, questions)
    say(`before ${show(before)}, packing ${(100 * efficiency).toFixed(1)} %`)
    const { losses, seconds } = await learn(options, model, batch, async (round, loss) => {
      if (options.evalEvery === 0 || (round + 1) % options.evalEvery !== 0) return
      say(`round ${round + 1} loss ${loss.toFixed(3)} ${show(await ask(model, questions))}`)
    })
    const after = await ask(model, questions)
    const { rounds, batches, rowsPerBatch, rowTokens } = options.config
    return {
      before,
      after,
      lossFirst: rounded(losses[0] ?? Number.NaN),
      lossLast: rounded(losses.slice(-5).reduce((a, b) => a + b, 0) / Math.min(5, losses.length)),
      tokensPerRound: batches * rowsPerBatch * rowTokens,
      trainSeconds: rounded(seconds),
      tokensPerSecond: rounded((rounds * batches * rowsPerBatch * rowTokens) / seconds),
      losses: losses.map(rounded),
    }
  } finally {
    await model.engine.close()
  }
}

const ownOptions = ['base', 'members', 'samples', 'evalEvery', 'heldOut', 'threads', 'data', 'eval']

function parseOptions(given: readonly string[]): Options {
  const known = [...ownOptions, ...Object.keys(runFields)]
  const { values } = parseArgs({
    args: [...given],
    options: Object.fromEntries(known.map((name) => [name, { type: 'string' as const }])),
  })
  const fields = Object.entries(values).filter(([name]) => Object.hasOwn(runFields, name))
  const asNumber = (value: unknown) => (Number.isNaN(Number(value)) ? value : Number(value))
  const parsed = parseRunConfig(Object.fromEntries(fields.map(([k, v]) => [k, asNumber(v)])))
  if (!parsed.ok) throw new Error(parsed.problems.map((p) => p.message).join('; '))
  const number = (name: string, otherwise: number) => Number(values[name] ?? otherwise)
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined)
  return {
    base: text('base') ?? 'assets/base',
    members: number('members', 3),
    samples: number('samples', 20_000),
    evalEvery: number('evalEvery', 20),
    heldOut: number('heldOut', 200),
    threads: number('threads', 1),
    data: text('data'),
    eval: text('eval'),
    config: parsed.config,
  }
}

async function openModel({ base, threads, config }: Options): Promise<Model> {
  const read = await importCheckpoint(base)
  if (!read.ok) throw new Error(read.message)
  const { checkpoint } = read
  const opened = openTokenizer(checkpoint.tokenizerJson, ['<think>', '</think>', '<seed:eos>'])
  if (!opened.ok) throw new Error(opened.message)
  const { rowsPerBatch: rows, rowTokens: length } = config
  const engine = createOnnxEngine({ config: checkpoint.config, rows, length, threads })
  const format = openTemplate(checkpoint.chatTemplate, checkpoint.special)
  return { checkpoint, tokenizer: opened.tokenizer, format, engine }
}

function prepareData(options: Options, { tokenizer, format, checkpoint }: Model) {
  const { config, data, samples, heldOut } = options
  const read = (path: string) => readFileSync(path, 'utf8')
  const chat = data === undefined ? undefined : parseChat(data, read(data))
  if (chat?.ok === false) throw new Error(chat.message)
  const asked =
    options.eval === undefined ? undefined : parseQuestions(options.eval, read(options.eval))
  if (asked?.ok === false) throw new Error(asked.message)
  const tokenized = (chat?.lines ?? synthesizeChat(samples, config.seed)).map((sample) => {
    const got = tokenizeSample(format, tokenizer, sample)
    if (!got.ok) throw new Error(got.message)
    return got.sample
  })
  const packed = packSamples(tokenized, config.rowTokens, tokenizer.id('<seed:pad>') ?? 0)
  const bytes = writeBundle(packed, checkpoint.config.vocabSize, config.seed)
  const opened = openBundle(bytes, config.rowsPerBatch)
  if (!opened.ok) throw new Error(opened.message)
  const questions = asked?.lines.slice(0, heldOut) ?? synthesizeHeldOut(heldOut, config.seed)
  return { questions, batch: opened.bundle.batch, efficiency: packed.efficiency }
}

/** Trains the model in place. */
async function learn(
  { config, members }: Options,
  { checkpoint, engine }: Model,
  batch: (number: number) => PackedBatch,
  onRound: (round: number, loss: number) => Promise<void>,
) {
  const { params } = checkpoint
  const rule = { rate: config.vocabularyRate, tiles: config.vocabularyTiles }
  const table = tensorTable(modelTensors(checkpoint.config, rule))
  const blocks = modelBlocks(checkpoint.config)
  const encoder = createEncoder(table, config)
  const momenta = Array.from({ length: members }, () => createMomentum(table))
  const { rounds, batches, topK, tau } = config
  const schedule = { ...config, kind: config.schedule, peak: config.eta, floor: config.etaFloor }
  const shape = { ...schedule, steps: rounds, warmupSteps: config.warmupRounds }
  const losses: number[] = []
  let seconds = 0
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    const etaBits = rateBitsAt(shape, round)
    const contributions = []
    let lossSum = 0
    let tokens = 0
    for (const [member, momentum] of momenta.entries()) {
      const from = round * batches + Math.floor((member * batches) / members)
      const to = round * batches + Math.floor(((member + 1) * batches) / members)
      const own = Array.from({ length: to - from }, (_, i) => batch(from + i))
      const found = await engine.gradient(params, own)
      lossSum += found.lossSum
      tokens += found.tokens
      clipBlocks(found.gradient, blocks)
      const votes = encoder.encode(momentum, found.gradient, bitsToFloat(etaBits))
      contributions.push({ votes, weight: 1 })
    }
    const applied = applyUpdate(table, topK, params, contributions, { etaBits, lambdaBits: 0, tau })
    if (!applied.ok) throw new Error(applied.code)
    losses.push(lossSum / tokens)
    seconds += (performance.now() - started) / 1000
    await onRound(round, lossSum / tokens)
  }
  return { losses, seconds }
}

type Accuracy = { readonly think: number; readonly noThink: number }
const show = ({ think, noThink }: Accuracy) =>
  `think ${(100 * think).toFixed(1)} % noThink ${(100 * noThink).toFixed(1)} %`

/** Exact match in both modes. */
async function ask(model: Model, questions: readonly Question[]): Promise<Accuracy> {
  const share = async (think: boolean) => {
    const { tokenizer, format, engine, checkpoint } = model
    const prompts = questions.map(({ question }) =>
      Int32Array.from(
        encodePrompt(format, tokenizer, [{ role: 'user', content: question }], think),
      ),
    )
    const said = await engine.generate(checkpoint.params, prompts, {
      maxTokens: think ? 64 : 16,
      stopTokens: [tokenizer.id('<seed:eos>') ?? -1],
      temperature: 0,
      topP: 1,
      seed: 1,
    })
    const right = questions.filter(({ answer }, i) => {
      const text = tokenizer.decode([...(said[i] ?? [])]).replace(/<seed:eos>$/, '')
      return matches(finalAnswer(text), answer)
    })
    return rounded(right.length / questions.length)
  }
  return { think: await share(true), noThink: await share(false) }
}
