import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { byteAlphabet, specialTokens, trainTokenizer } from '../../node/data/bpe.ts'
import { synthesizeBase } from '../../node/data/synth.ts'
import { openTokenizer, type Tokenizer } from '../../node/data/tokenizer.ts'

const json = trainTokenizer(synthesizeBase(1000, 1), 340) as {
  model: { vocab: Record<string, number>; merges: [string, string][] }
}

function open(value: unknown, needed?: readonly string[]): Tokenizer {
  const opened = openTokenizer(value, needed)
  if (!opened.ok) throw new Error(opened.message)
  return opened.tokenizer
}

const tokenizer = open(json, specialTokens)

describe('the trained tokenizer.json', () => {
  it('round-trips any text through @huggingface/tokenizers', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
      }),
      { numRuns: 500, seed: 11 },
    )
  })

  it('round-trips spaces, line ends, numbers and letters of many scripts', () => {
    for (const text of [
      '  a  b ',
      '\r\n\t x',
      '日本語 ελ नम',
      '12  34',
      "it's 5%!",
      '\u0000\u0007é',
    ])
      expect(tokenizer.decode(tokenizer.encode(text))).toBe(text)
  })

  it('keeps every digit a token of its own', () => {
    const tokens = tokenizer.encode('12345+678=13023')
    expect(tokens.map((token) => tokenizer.decode([token])).join('|')).toBe(
      '1|2|3|4|5|+|6|7|8|=|1|3|0|2|3',
    )
    for (const [left, right] of json.model.merges) expect(`${left}${right}`).not.toMatch(/\d/)
  })

  it('has every byte, dense ids and the special tokens first', () => {
    const ids = Object.values(json.model.vocab).sort((a, b) => a - b)
    expect(ids).toEqual(ids.map((_, i) => i))
    for (const letter of byteAlphabet()) expect(json.model.vocab[letter]).toBeDefined()
    expect(new Set(byteAlphabet()).size).toBe(256)
    expect(specialTokens.map((token) => tokenizer.id(token))).toEqual(
      specialTokens.map((_, i) => i),
    )
    expect(tokenizer.size).toBe(340)
  })

  it('makes one token of a special token and shortens the text it was trained on', () => {
    expect(tokenizer.encode('<think></think>').length).toBe(2)
    const text = 'Now Ada has 47 apples.'
    expect(tokenizer.encode(text).length).toBeLessThan(text.length * 0.6)
  })

  it('is a pure function of its texts, however they come', () => {
    const again = trainTokenizer(new Set(synthesizeBase(1000, 1)), 340)
    const fresh = trainTokenizer([...new Set(synthesizeBase(1000, 1))].reverse(), 340)
    expect(JSON.stringify(fresh)).toBe(JSON.stringify(again))
  })

  it('stops early where no pair comes twice', () => {
    expect(open(trainTokenizer(['ab'], 5000)).size).toBe(264)
    expect(open(trainTokenizer([], 5000)).encode('ab').length).toBe(2)
  })
})

describe('a given tokenizer.json', () => {
  it('is refused by the name of each token that it lacks', () => {
    const refused = openTokenizer(json, ['<think>', '<|tool|>', '<|end|>'])
    expect(refused).toMatchObject({ ok: false, code: 'E_TOKENIZER_LACKS' })
    expect(refused.ok ? '' : refused.message).toContain('<|tool|>, <|end|>')
  })

  it('is refused where it is none', () => {
    for (const value of [
      undefined,
      null,
      5,
      'x',
      [],
      {},
      { model: {} },
      { model: { type: 'BPE' } },
      { ...(json as object), model: { ...(json as { model: object }).model, vocab: { a: 'x' } } },
      { ...(json as object), model: { ...(json as { model: object }).model, vocab: { a: -1 } } },
    ])
      expect(openTokenizer(value)).toMatchObject({ ok: false, code: 'E_TOKENIZER' })
  })
})
