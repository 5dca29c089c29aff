/**
 * A tokenizer of any `tokenizer.json`, through @huggingface/tokenizers, with the tokens that a chat run needs looked up by name.
 *
 * Invariant: a tokenizer that lacks a needed token is refused by that name, never used with a stand-in.
 */
import { Tokenizer as HubTokenizer } from '@huggingface/tokenizers'

export type Tokenizer = {
  readonly size: number
  readonly encode: (text: string) => number[]
  readonly decode: (tokens: readonly number[], skipSpecial?: boolean) => string
  /** Undefined where there is no such token. */
  readonly id: (token: string) => number | undefined
}

export type TokenizerResult =
  | { readonly ok: true; readonly tokenizer: Tokenizer }
  | { readonly ok: false; readonly code: string; readonly message: string }

/** `json`: the parsed tokenizer.json. `needed`: tokens that must exist. */
export function openTokenizer(json: unknown, needed: readonly string[] = []): TokenizerResult {
  let hub: HubTokenizer
  try {
    hub = new HubTokenizer(
      json as ConstructorParameters<typeof HubTokenizer>[0],
      {
        clean_up_tokenization_spaces: false,
      } as ConstructorParameters<typeof HubTokenizer>[1],
    )
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      code: 'E_TOKENIZER',
      message: `tokenizer.json cannot be loaded: ${why}. Give one written by Hugging Face tokenizers.`,
    }
  }
  if (!hasWholeIds(json))
    return {
      ok: false,
      code: 'E_TOKENIZER',
      message:
        'tokenizer.json gives a token an id that is no whole number. Give one written by Hugging Face tokenizers.',
    }
  const missing = needed.filter((token) => hub.token_to_id(token) === undefined)
  if (missing.length > 0)
    return {
      ok: false,
      code: 'E_TOKENIZER_LACKS',
      message: `the tokenizer lacks ${missing.join(', ')}: add it as a special token, or use the base's own tokenizer`,
    }
  const size = countTokens(json)
  return {
    ok: true,
    tokenizer: {
      size,
      encode: (text) => hub.encode(text, { add_special_tokens: false }).ids,
      decode: (tokens, skipSpecial = false) =>
        tokens.length === 0 ? '' : hub.decode([...tokens], { skip_special_tokens: skipSpecial }),
      id: (token) => hub.token_to_id(token),
    },
  }
}

/** Of the vocabulary by token; a list numbers its own. */
function hasWholeIds(json: unknown): boolean {
  const vocabulary = (json as { model?: { vocab?: unknown } }).model?.vocab ?? {}
  const ids: unknown[] = Array.isArray(vocabulary) ? [] : Object.values(vocabulary)
  return ids.every((id) => Number.isSafeInteger(id) && (id as number) >= 0)
}

/** One more than the largest id of the vocabulary and the added tokens. */
function countTokens(json: unknown): number {
  const { model, added_tokens } = json as {
    model?: { vocab?: Record<string, number> | [string, number][] }
    added_tokens?: { id: number }[]
  }
  const vocabulary = model?.vocab ?? {}
  let largest = -1
  if (Array.isArray(vocabulary)) largest = vocabulary.length - 1
  else for (const id of Object.values(vocabulary)) largest = Math.max(largest, id)
  for (const { id } of added_tokens ?? []) largest = Math.max(largest, id)
  return largest + 1
}
