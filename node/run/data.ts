/**
 * A run's data: chat lines, or the built-in synthetic set, through tokenizer and template into packed rows.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { RunConfig } from '../../coordinator/config.ts'
import type { Checkpoint } from '../checkpoints/import.ts'
import { fail } from '../coded-error.ts'
import { writeBundle } from '../data/bundle.ts'
import {
  type ChatSample,
  openTemplate,
  type TokenizedSample,
  tokenizeSample,
} from '../data/chat.ts'
import { parseChat } from '../data/jsonl.ts'
import { packSamples } from '../data/pack.ts'
import { synthesizeChat } from '../data/synth.ts'
import { openTokenizer, type Tokenizer } from '../data/tokenizer.ts'

export type RunData = {
  readonly bundle: Uint8Array
  readonly samples: number
  readonly rows: number
  /** Samples longer than a row: left out. */
  readonly tooLong: number
  /** Tokens that are not padding ÷ all. */
  readonly packingEfficiency: number
}

const syntheticSamples = 12_000

async function readSamples(path: string | undefined, seed: number): Promise<readonly ChatSample[]> {
  if (path === undefined) return synthesizeChat(syntheticSamples, seed)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) =>
    fail(
      'E_INPUT',
      `${path} cannot be read (${error.code})`,
      'Give a JSONL file with data: or --data.',
    ),
  )
  const parsed = parseChat(basename(path), text)
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

/** Packs a file (undefined: the built-in set). Rejects with E_DATA, E_TOKENIZER or E_CHECKPOINT. */
export async function prepareData(
  path: string | undefined,
  config: RunConfig,
  checkpoint: Checkpoint,
): Promise<RunData> {
  const samples = await readSamples(path, config.seed)
  const tokenizer = tokenizerOf(checkpoint)
  const format = openTemplate(checkpoint.chatTemplate)
  const tokenized: TokenizedSample[] = []
  for (const sample of samples) {
    const done = tokenizeSample(format, tokenizer, sample)
    if (!done.ok) fail('E_DATA', done.message)
    tokenized.push(done.sample)
  }
  const packed = packSamples(tokenized, config.rowTokens, 0)
  if (packed.rows === 0)
    fail(
      'E_DATA',
      `no sample fits a row of ${config.rowTokens} tokens: ${packed.tooLong} are longer`,
      'Raise rowTokens, or give shorter samples.',
    )
  return {
    bundle: writeBundle(packed, checkpoint.config.vocabSize, config.seed),
    samples: samples.length,
    rows: packed.rows,
    tooLong: packed.tooLong,
    packingEfficiency: packed.efficiency,
  }
}
