/**
 * Trains a small byte-level BPE and writes it as a `tokenizer.json` that Hugging Face's libraries load.
 *
 * Digits are always single tokens (numbers are read digit by digit); every UTF-8 text can be encoded, because all 256 bytes are in the
 * vocabulary. Invariant: a pure function of the texts and the size; ties go to the pair that sorts first.
 * Source: Sennrich et al. 2016 (byte pair encoding); the byte alphabet of GPT-2.
 */

export const specialTokens = [
  '<seed:pad>',
  '<seed:bos>',
  '<seed:eos>',
  '<|system|>',
  '<|user|>',
  '<|assistant|>',
  '<think>',
  '</think>',
] as const

/** GPT-2's printable stand-in for each byte. */
export function byteAlphabet(): string[] {
  const kept = (b: number) =>
    (b >= 33 && b <= 126) || (b >= 161 && b <= 172) || (b >= 174 && b <= 255)
  let next = 256
  return Array.from({ length: 256 }, (_, b) => String.fromCodePoint(kept(b) ? b : next++))
}

/** The split that the written tokenizer.json makes: digits alone, then GPT-2's words. */
const words = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu
const pieces = (text: string): string[] =>
  text.split(/(\d)/u).flatMap((part) => (/^\d$/u.test(part) ? [part] : (part.match(words) ?? [])))

type Word = { symbols: string[]; readonly count: number }

function countWords(texts: Iterable<string>): Word[] {
  const alphabet = byteAlphabet()
  const encoder = new TextEncoder()
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const piece of pieces(text)) counts.set(piece, (counts.get(piece) ?? 0) + 1)
  return [...counts].map(([piece, count]) => ({
    symbols: [...encoder.encode(piece)].map((b) => alphabet[b] as string),
    count,
  }))
}

function bestPair(corpus: readonly Word[]): readonly [string, string] | undefined {
  const pairs = new Map<string, number>()
  for (const { symbols, count } of corpus)
    for (let i = 0; i + 1 < symbols.length; i++) {
      const key = `${symbols[i]} ${symbols[i + 1]}`
      pairs.set(key, (pairs.get(key) ?? 0) + count)
    }
  let best: string | undefined
  let most = 1
  for (const [key, count] of pairs)
    if (count > most || (count === most && best !== undefined && key < best)) {
      best = key
      most = count
    }
  const [left, right] = best?.split(' ') ?? []
  return left === undefined || right === undefined ? undefined : [left, right]
}

function merge(symbols: readonly string[], left: string, right: string): string[] {
  const out: string[] = []
  for (let i = 0; i < symbols.length; i++)
    if (symbols[i] === left && symbols[i + 1] === right) {
      out.push(left + right)
      i++
    } else out.push(symbols[i] as string)
  return out
}

/** The object to write as tokenizer.json, with at most `vocabularySize` tokens (at least 264). */
export function trainTokenizer(texts: Iterable<string>, vocabularySize: number): object {
  const corpus = countWords(texts)
  const vocabulary = new Map<string, number>()
  for (const token of specialTokens) vocabulary.set(token, vocabulary.size)
  for (const letter of byteAlphabet()) vocabulary.set(letter, vocabulary.size)
  const merges: [string, string][] = []
  while (vocabulary.size < vocabularySize) {
    const pair = bestPair(corpus)
    if (pair === undefined) break
    const [left, right] = pair
    for (const word of corpus) word.symbols = merge(word.symbols, left, right)
    merges.push([left, right])
    if (!vocabulary.has(left + right)) vocabulary.set(left + right, vocabulary.size)
  }
  return tokenizerJson(vocabulary, merges)
}

function tokenizerJson(
  vocabulary: ReadonlyMap<string, number>,
  merges: readonly (readonly [string, string])[],
): object {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true }
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: specialTokens.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: null,
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: '\\d' }, behavior: 'Isolated', invert: false },
        { ...byteLevel, use_regex: true },
      ],
    },
    post_processor: null,
    decoder: { ...byteLevel, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(vocabulary),
      merges,
    },
  }
}
