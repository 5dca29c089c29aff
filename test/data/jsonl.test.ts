import { describe, expect, it } from 'vitest'
import { parseChat, parseQuestions, splitAnswer } from '../../node/data/jsonl.ts'

const lines = (...values: unknown[]) =>
  values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n')
const question = { question: 'How many?', answer: '48/2 = <<48/2=24>>24.\n48+24 = 72.\n#### 72' }
const messages = [
  { role: 'user', content: 'a' },
  { role: 'assistant', content: '<think>b</think>c' },
]

describe('chat lines', () => {
  it('reads messages as they are', () => {
    expect(parseChat('x', lines({ messages }))).toEqual({ ok: true, lines: [{ messages }] })
  })

  it('makes a thinking and a plain sample of a question with reasoning, without calculator marks', () => {
    const got = parseChat('x', lines(question))
    if (!got.ok) throw new Error(got.message)
    expect(got.lines.map((sample) => sample.messages[1]?.content)).toEqual([
      '<think>48/2 = 24.\n48+24 = 72.</think>72',
      '72',
    ])
  })

  it('makes one sample of a question without reasoning', () => {
    const got = parseChat('x', lines({ question: 'q', answer: ' Paris ' }))
    if (!got.ok) throw new Error(got.message)
    expect(got.lines.map((sample) => sample.messages[1]?.content)).toEqual(['Paris'])
  })

  it('reads a file with a byte-order mark, CRLF and empty lines', () => {
    const text = `\uFEFF${JSON.stringify({ messages })}\r\n\r\n${JSON.stringify({ messages })}\r\n`
    expect(parseChat('x', text)).toMatchObject({ ok: true, lines: [{}, {}] })
  })

  it.each([
    ['not JSON', '{"messages"'],
    ['not a JSON object', '[1]'],
    ['not a JSON object', 'null'],
    ['none of', { prompt: 'x' }],
    ['none of', { question: 'x' }],
    ['not a list', { messages: 'x' }],
    ['not a list', { messages: [] }],
    ['role "tool"', { messages: [{ role: 'tool', content: 'x' }] }],
    ['role undefined', { messages: [null] }],
    ['the content of a user message', { messages: [{ role: 'user', content: 5 }] }],
    ['nothing to learn', { messages: [{ role: 'user', content: 'x' }] }],
  ])('names file, line and reason: %s', (reason, bad) => {
    const got = parseChat('chat.jsonl', lines({ messages }, '', bad))
    expect(got).toMatchObject({ ok: false, code: 'E_DATA' })
    expect(got.ok ? '' : got.message).toMatch(/^chat\.jsonl:3: /)
    expect(got.ok ? '' : got.message).toContain(reason)
  })

  it.each(['', '\n\n', ' \n\t'])('refuses a file without a line', (text) => {
    expect(parseChat('x', text)).toMatchObject({ ok: false, code: 'E_DATA_EMPTY' })
    expect(parseQuestions('x', text)).toMatchObject({ ok: false, code: 'E_DATA_EMPTY' })
  })
})

describe('held-out lines', () => {
  it('gives question and final answer from both forms', () => {
    expect(parseQuestions('x', lines(question, { messages }))).toEqual({
      ok: true,
      lines: [
        { question: 'How many?', answer: '72' },
        { question: 'a', answer: 'c' },
      ],
    })
  })

  it('refuses an answer that nobody asked for', () => {
    const got = parseQuestions('x', lines({ messages: [{ role: 'assistant', content: 'c' }] }))
    expect(got.ok ? '' : got.message).toContain('no user message')
  })
})

it('splits an answer at the last mark', () => {
  expect(splitAnswer('a #### b #### c')).toEqual({ reasoning: 'a #### b', final: 'c' })
  expect(splitAnswer('c')).toEqual({ reasoning: '', final: 'c' })
})
