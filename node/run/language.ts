/** A checkpoint's tokenizer and template, checked against its model: for training and for talking. */
import type { ModelConfig } from '../../kernels/model/config.ts'
import { fail } from '../coded-error.ts'
import { type ChatFormat, type Marks, openTemplate } from '../data/chat.ts'
import { openTokenizer, type TokenizerResult } from '../data/tokenizer.ts'

/** The tokenizer, or why it does not load, lacks a token of `needed`, or has more tokens than the model. */
export function tokenizerFor(
  json: unknown,
  { vocabSize }: ModelConfig,
  needed: readonly string[] = [],
): TokenizerResult {
  const opened = openTokenizer(json, needed)
  if (!opened.ok || opened.tokenizer.size <= vocabSize) return opened
  const { size } = opened.tokenizer
  return {
    ok: false,
    code: 'E_TOKENIZER',
    message: `the tokenizer has ${size} tokens, the model ${vocabSize}. Use the base's own tokenizer, or a base with a larger vocabulary.`,
  }
}

/** Fails with E_CHECKPOINT where the template does not parse. */
export function templateOf(chatTemplate: string, marks: Marks): ChatFormat {
  try {
    return openTemplate(chatTemplate, marks)
  } catch (error) {
    return fail(
      'E_CHECKPOINT',
      `the chat template of the checkpoint: ${(error as Error).message}`,
      'Mend its chat_template.jinja.',
    )
  }
}
