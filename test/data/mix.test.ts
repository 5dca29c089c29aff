/** Rows of several sources in a fixed proportion, and raw text as rows. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRunConfig } from '../../coordinator/config.ts'
import { planOf, stageOfBatch } from '../../coordinator/plan.ts'
import { parseTraining } from '../../node/data/jsonl.ts'
import { createRowMix } from '../../node/data/mix.ts'
import { splitDocuments, tokenizeText } from '../../node/data/text.ts'
import type { Tokenizer } from '../../node/data/tokenizer.ts'
import { batchesOf } from '../../node/run/rows.ts'

describe('a mix of rows', () => {
  it('has every row of every source once, in proportion and evenly spread', () => {
    const weights = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(weights, fc.integer({ min: 0, max: 500 }), (list, count) => {
        const mix = createRowMix(list)
        const total = list.reduce((a, b) => a + b, 0)
        const next = list.map(() => 0)
        for (let n = 0; n < count; n++) {
          const { source, row } = mix.at(n)
          expect(row).toBe(next[source])
          next[source] = (next[source] as number) + 1
          for (const [s, weight] of list.entries())
            expect(Math.abs((next[s] as number) - (weight * (n + 1)) / total)).toBeLessThan(
              list.length,
            )
        }
        expect(mix.counts(count)).toEqual(next)
      }),
      { numRuns: 60 },
    )
  })

  it('is the same for ever: golden order', () => {
    const mix = createRowMix([3, 1, 2])
    const order = Array.from({ length: 12 }, (_, n) => mix.at(n).source)
    expect(order.join('')).toMatchInlineSnapshot(`"020120020120"`)
  })
})

describe('the batches of a run of stages', () => {
  const parsed = parseRunConfig({
    batches: 2,
    rowsPerBatch: 3,
    stages: [
      { name: 'a', rounds: 5, rowTokens: 16, mix: { text: 2, chat: 1 } },
      { name: 'b', rounds: 4, rowTokens: 8, rowsPerBatch: 2, mix: { chat: 1 } },
      { name: 'c', rounds: 3, rowTokens: 16, mix: { text: 1 } },
    ],
  })
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems))
  const { config } = parsed
  const sources = ['text', 'chat']
  /** One row that names its source, its length and its number in its tokens. */
  const batch = batchesOf(config, (source, length) => (number) => {
    const tokens = new Int32Array(length).fill(1000 * sources.indexOf(source) + number)
    const zeros = new Int32Array(length)
    return { rows: 1, length, tokens, labels: zeros, positions: zeros, documents: zeros }
  })
  const plan = planOf(config)
  const rowsOf = (number: number) => {
    const { rows, length, tokens } = batch(number)
    return Array.from({ length: rows }, (_, r) => `${length}:${tokens[r * length]}`)
  }

  it('have the length and the sources of their stage', () => {
    for (let number = 0; number < plan.batches; number++) {
      const { config: stage } = stageOfBatch(plan, number)
      const { rows, length, tokens, labels } = batch(number)
      expect([rows, length]).toEqual([stage.rowsPerBatch, stage.rowTokens])
      expect([tokens.length, labels.length]).toEqual([rows * length, rows * length])
    }
    expect(rowsOf(0)).toEqual(['16:0', '16:1000', '16:1'])
    expect(rowsOf(10)).toEqual(['8:1000', '8:1001'])
  })

  it('take each row of a source once, and go on where an earlier stage left it', () => {
    const all = Array.from({ length: plan.batches }, (_, number) => rowsOf(number)).flat()
    expect(new Set(all).size).toBe(all.length)
    // Stage c goes on with the text rows of stage a, which took two thirds of 30.
    expect(rowsOf(18)).toEqual(['16:20', '16:21', '16:22'])
  })
})

const letters: Tokenizer = {
  size: 300,
  encode: (text) => [...text].map((c) => c.charCodeAt(0)),
  decode: () => '',
  id: (token) => (token === '<seed:eos>' ? 299 : undefined),
}

describe('raw text', () => {
  it('is parted by empty lines', () => {
    expect(splitDocuments('\uFEFFone\ntwo\r\n \r\n\n three \n\n\n').map((d) => d.text)).toEqual([
      'one\ntwo',
      'three',
    ])
  })

  it('counts in every token, ends with the end mark, and goes on in the next row', () => {
    const samples = tokenizeText(letters, { text: 'abcdefg' }, 3, 299)
    expect(samples.map((s) => s.tokens)).toEqual([
      [97, 98, 99],
      [100, 101, 102],
      [103, 299],
    ])
    expect(samples.every((s) => s.counted.every(Boolean))).toBe(true)
  })

  it('may stand between chat lines', () => {
    const read = parseTraining('x', '{"text":"plain"}\n{"question":"1+1?","answer":"2"}\n')
    expect(read.ok && read.lines.map((line) => Object.keys(line)[0])).toEqual(['text', 'messages'])
    expect(parseTraining('x', '{"text":7}')).toMatchObject({
      ok: false,
      message: expect.stringContaining('x:1'),
    })
    expect(parseTraining('x', '{"text":" "}')).toMatchObject({ ok: false })
  })
})
