/**
 * Raw text for continued pre-training: documents → samples in which every token counts.
 *
 * A document ends with the checkpoint's end mark; a document that is longer than a row goes on in the next.
 */
import type { TokenizedSample } from './chat.ts'
import type { Tokenizer } from './tokenizer.ts'

export type TextSample = { readonly text: string }

/** The documents of a plain text: what empty lines part. */
export const splitDocuments = (text: string): TextSample[] =>
  text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n(?:[ \t]*\r?\n)+/)
    .map((document) => document.trim())
    .filter((document) => document !== '')
    .map((document) => ({ text: document }))

/** Pieces of at most `length` tokens. `end`: the token that ends a document. */
export function tokenizeText(
  tokenizer: Tokenizer,
  { text }: TextSample,
  length: number,
  end: number,
): TokenizedSample[] {
  const tokens = [...tokenizer.encode(text), end]
  const pieces: TokenizedSample[] = []
  for (let at = 0; at < tokens.length; at += length) {
    const piece = tokens.slice(at, at + length)
    pieces.push({ tokens: piece, counted: piece.map(() => true) })
  }
  return pieces
}
