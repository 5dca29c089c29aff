/**
 * What a checkpoint folder says about speaking, beside its template: the marks that the template is given, and the tokens that end an answer.
 *
 * Sources as in `transformers`: tokenizer_config.json for the marks; generation_config.json, else config.json, else the
 * end mark itself, for the tokens.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { markText } from '../checkpoints/import.ts'
import { fail } from '../coded-error.ts'
import type { Tokenizer } from '../data/tokenizer.ts'

export type Speech = {
  readonly marks: { readonly bos: string; readonly eos: string }
  /** Any of these ends an answer. */
  readonly stopTokens: readonly number[]
}

type Json = Readonly<Record<string, unknown>>

/** Rejects with E_CHECKPOINT where a file is not JSON, or where nothing says how an answer ends. */
export async function readSpeech(folder: string, tokenizer: Tokenizer): Promise<Speech> {
  const [marking, generation, model] = await Promise.all(
    ['tokenizer_config.json', 'generation_config.json', 'config.json'].map((name) =>
      readOptional(join(folder, name)),
    ),
  )
  const marks = { bos: markText(marking?.['bos_token']), eos: markText(marking?.['eos_token']) }
  const given = generation?.['eos_token_id'] ?? model?.['eos_token_id'] ?? tokenizer.id(marks.eos)
  const stopTokens = (Array.isArray(given) ? given : [given]).filter(
    (token): token is number => Number.isInteger(token) && token >= 0 && token < tokenizer.size,
  )
  if (stopTokens.length === 0)
    fail(
      'E_CHECKPOINT',
      `${folder} does not say which token ends an answer`,
      'Give eos_token_id in its generation_config.json.',
    )
  return { marks, stopTokens }
}

/** A file that may be absent. */
async function readOptional(path: string): Promise<Json | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Json) : undefined
  } catch (error) {
    return fail('E_CHECKPOINT', `${path} is not JSON: ${(error as Error).message}`)
  }
}
