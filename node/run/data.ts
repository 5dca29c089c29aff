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
  type TokenizedSample,
  tokenizeSample,
} from '../data/chat.ts'
import { parseTraining } from '../data/jsonl.ts'
import { type PackedRows, packSamples } from '../data/pack.ts'
import { synthesizeChat } from '../data/synth.ts'
import { splitDocuments, type TextSample, tokenizeText } from '../data/text.ts'
import type { Tokenizer } from '../data/tokenizer.ts'
import { templateOf, tokenizerFor } from './language.ts'
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

/** How text and conversations become tokens: by the checkpoint's own tokenizer, template and marks. */
type Language = {
  readonly tokenizer: Tokenizer
  readonly format: ChatFormat
  /** Ends a document; undefined where the checkpoint names no such token. */
  readonly end: number | undefined
}

/** Rejects where the tokenizer lacks a mark that the template writes, or does not fit the model. */
function languageOf({ chatTemplate, tokenizerJson, config, special }: Checkpoint): Language {
  if (chatTemplate === '')
    fail(
      'E_CHECKPOINT',
      'the base checkpoint has no chat template',
      'Add chat_template.jinja to its folder.',
    )
  for (const name of ['bos', 'eos'] as const)
    if (new RegExp(`\\b${name}_token\\b`).test(chatTemplate) && special[name] === '')
      fail(
        'E_CHECKPOINT',
        `the chat template of the base writes ${name}_token, which its tokenizer_config.json does not name`,
        `Add ${name}_token to tokenizer_config.json.`,
      )
  const written = chatTemplate.match(/<seed:\w+>|<\|\w+\|>|<\/?think>/g) ?? []
  const named = [special.bos, special.eos].filter((mark) => mark !== '')
  const opened = tokenizerFor(tokenizerJson, config, [...new Set([...written, ...named])])
  if (!opened.ok) fail('E_TOKENIZER', opened.message)
  const { tokenizer } = opened
  return { tokenizer, format: templateOf(chatTemplate, special), end: tokenizer.id(special.eos) }
}

/** Packs every source of a run in every length that its stages ask for. Rejects with E_INPUT, E_DATA, E_TOKENIZER or E_CHECKPOINT. */
export async function prepareData(
  sources: Sources,
  config: RunConfig,
  checkpoint: Checkpoint,
): Promise<RunData> {
  const language = languageOf(checkpoint)
  const packed = new Map<string, PackedSource>()
  for (const { config: stage } of planOf(config).stages)
    for (const source of Object.keys(stage.mix)) {
      const name = rowsName(source, stage.rowTokens)
      if (packed.has(name)) continue
      const samples = await readSamples(sources.get(source), config.seed)
      const tokenized = tokenizeAll(samples, language, stage.rowTokens)
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
  const language = languageOf(checkpoint)
  const samples = await readSamples(path, seed)
  return packTokenized(tokenizeAll(samples, language, rowTokens), rowTokens)
}

function tokenizeAll(
  samples: readonly Sample[],
  { tokenizer, format, end }: Language,
  rowTokens: number,
): TokenizedSample[] {
  return samples.flatMap((sample) => {
    if (!('text' in sample)) return [tokenizeChat(format, tokenizer, sample)]
    if (end === undefined)
      fail(
        'E_CHECKPOINT',
        'the base names no token that ends a document',
        'Give eos_token in its tokenizer_config.json.',
      )
    return tokenizeText(tokenizer, sample, rowTokens, end)
  })
}

/** A template may refuse a conversation: roles that do not alternate, a system message that it does not know. */
function tokenizeChat(
  format: ChatFormat,
  tokenizer: Tokenizer,
  sample: ChatSample,
): TokenizedSample {
  const written = () => {
    try {
      return tokenizeSample(format, tokenizer, sample)
    } catch (error) {
      const first = JSON.stringify(sample.messages[0]).slice(0, 80)
      const why = (error as Error).message
      return fail('E_DATA', `the chat template of the base cannot write ${first} …: ${why}`)
    }
  }
  const done = written()
  return done.ok ? done.sample : fail('E_DATA', done.message)
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
      'Raise rowTokens (train-local: --row-tokens), or give shorter samples.',
    )
  return packed
}
