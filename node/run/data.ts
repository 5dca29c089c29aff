/**
 * A run's data: chat lines, raw text, or the built-in synthetic set, through tokenizer and template into packed rows.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RunConfig } from '../../coordinator/config.ts'
import { planOf } from '../../coordinator/plan.ts'
import type { Checkpoint } from '../checkpoints/import.ts'
import { fail } from '../coded-error.ts'
import { writeBundle } from '../data/bundle.ts'
import {
  type ChatFormat,
  type ChatSample,
  openTemplate,
  type TokenizedSample,
  tokenizeSample,
} from '../data/chat.ts'
import { parseTraining } from '../data/jsonl.ts'
import { type PackedRows, packSamples } from '../data/pack.ts'
import { synthesizeChat } from '../data/synth.ts'
import { splitDocuments, type TextSample, tokenizeText } from '../data/text.ts'
import { openTokenizer, type Tokenizer } from '../data/tokenizer.ts'
import { rowsName } from './rows.ts'

/** Names of sources → files; undefined: the built-in synthetic set. */
export type Sources = ReadonlyMap<string, string | undefined>

/** The rows of one source in one length. */
export type PackedSource = {
  /** Its name in the manifest. */
  readonly name: string
  readonly bundle: Uint8Array
  readonly samples: number
  readonly rows: number
  /** Samples longer than a row: left out. */
  readonly tooLong: number
  /** Tokens that are not padding ÷ all. */
  readonly packingEfficiency: number
}

export type RunData = {
  readonly sources: readonly PackedSource[]
  readonly samples: number
  readonly rows: number
  readonly tooLong: number
  readonly packingEfficiency: number
}

const syntheticSamples = 12_000

type Sample = ChatSample | TextSample

async function readSamples(path: string | undefined, seed: number): Promise<readonly Sample[]> {
  if (path === undefined) return synthesizeChat(syntheticSamples, seed)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    fail('E_INPUT', `${path} cannot be read (${error.code})`, 'Give a JSONL or text file.'),
  )
  if (path.endsWith('.txt')) {
    const documents = splitDocuments(text)
    return documents.length > 0 ? documents : fail('E_DATA', `${path} holds no text`)
  }
  const parsed = parseTraining(basename(path), text)
  if (!parsed.ok) fail('E_DATA', parsed.message)
  return parsed.lines
}

/** The checkpoint's tokenizer, where it has every mark that the template writes and fits the model. */
function tokenizerOf({ chatTemplate, tokenizerJson, config }: Checkpoint): Tokenizer {
  if (chatTemplate === '')
    fail(
      'E_CHECKPOINT',
      'the base checkpoint has no chat template',
      'Add chat_template.jinja to its folder.',
    )
  const marks = [...new Set(chatTemplate.match(/<seed:\w+>|<\|\w+\|>|<\/?think>/g))]
  const opened = openTokenizer(tokenizerJson, marks)
  if (!opened.ok) fail('E_TOKENIZER', opened.message)
  const { tokenizer } = opened
  if (tokenizer.size > config.vocabSize)
    fail(
      'E_TOKENIZER',
      `the tokenizer has ${tokenizer.size} tokens, the model ${config.vocabSize}`,
      "Use the base's own tokenizer, or a base with a larger vocabulary.",
    )
  return tokenizer
}

/** Packs every source of a run in every length that its stages ask for. Rejects with E_INPUT, E_DATA, E_TOKENIZER or E_CHECKPOINT. */
export async function prepareData(
  sources: Sources,
  config: RunConfig,
  checkpoint: Checkpoint,
): Promise<RunData> {
  const tokenizer = tokenizerOf(checkpoint)
  const format = openTemplate(checkpoint.chatTemplate)
  const packed = new Map<string, PackedSource>()
  for (const { config: stage } of planOf(config).stages)
    for (const source of Object.keys(stage.mix)) {
      const name = rowsName(source, stage.rowTokens)
      if (packed.has(name)) continue
      const samples = await readSamples(sources.get(source), config.seed)
      const tokenized = tokenizeAll(samples, tokenizer, format, stage.rowTokens)
      packed.set(name, packSource(name, tokenized, stage.rowTokens, config.seed, checkpoint))
    }
  const all = [...packed.values()]
  const sum = (pick: (source: PackedSource) => number) =>
    all.reduce((total, source) => total + pick(source), 0)
  const rows = sum((source) => source.rows)
  return {
    sources: all,
    samples: sum((source) => source.samples),
    rows,
    tooLong: sum((source) => source.tooLong),
    packingEfficiency: sum((source) => source.packingEfficiency * source.rows) / rows,
  }
}

/** One file, or the built-in set, packed for training on this machine. Rejects as `prepareData`. */
export async function packFile(
  path: string | undefined,
  checkpoint: Checkpoint,
  rowTokens: number,
  seed: number,
): Promise<PackedRows> {
  const tokenizer = tokenizerOf(checkpoint)
  const format = openTemplate(checkpoint.chatTemplate)
  const samples = await readSamples(path, seed)
  return packTokenized(tokenizeAll(samples, tokenizer, format, rowTokens), rowTokens)
}

function tokenizeAll(
  samples: readonly Sample[],
  tokenizer: Tokenizer,
  format: ChatFormat,
  rowTokens: number,
): TokenizedSample[] {
  return samples.flatMap((sample) => {
    if ('text' in sample) return tokenizeText(tokenizer, sample, rowTokens)
    const done = tokenizeSample(format, tokenizer, sample)
    return done.ok ? [done.sample] : fail('E_DATA', done.message)
  })
}

function packSource(
  name: string,
  samples: readonly TokenizedSample[],
  rowTokens: number,
  seed: number,
  checkpoint: Checkpoint,
): PackedSource {
  const packed = packTokenized(samples, rowTokens)
  return {
    name,
    bundle: writeBundle(packed, checkpoint.config.vocabSize, seed),
    samples: samples.length,
    rows: packed.rows,
    tooLong: packed.tooLong,
    packingEfficiency: packed.efficiency,
  }
}

function packTokenized(samples: readonly TokenizedSample[], rowTokens: number): PackedRows {
  const packed = packSamples(samples, rowTokens, 0)
  if (packed.rows === 0)
    fail(
      'E_DATA',
      `no sample fits a row of ${rowTokens} tokens: ${packed.tooLong} are longer`,
      'Raise rowTokens, or give shorter samples.',
    )
  return packed
}
