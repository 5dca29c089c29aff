/**
 * Chat data from JSON lines: `{"messages":[{"role","content"}…]}` or `{"question","answer"}`, where `####` in an answer separates
 * the reasoning from the final answer (GSM8K's form; its `<<48/2=24>>` calculator marks are taken out).
 *
 * Invariant: a file is read whole or refused with the number of the line at fault; nothing is skipped in silence.
 */
import type { ChatSample, Message, Role } from './chat.ts'
import type { TextSample } from './text.ts'

export type DataRefusal = { readonly ok: false; readonly code: string; readonly message: string }
export type JsonlResult<T> = { readonly ok: true; readonly lines: readonly T[] } | DataRefusal
export type Question = { readonly question: string; readonly answer: string }

const roles: readonly string[] = ['system', 'user', 'assistant'] satisfies Role[]

function parseLines<T>(
  name: string,
  text: string,
  read: (value: Record<string, unknown>) => T | string,
): JsonlResult<T> {
  const lines: T[] = []
  const refuse = (line: number, why: string): DataRefusal => ({
    ok: false,
    code: 'E_DATA',
    message: `${name}:${line}: ${why}`,
  })
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (line.trim() === '') continue
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch (error) {
      return refuse(i + 1, `not JSON (${(error as Error).message})`)
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return refuse(i + 1, 'not a JSON object')
    const got = read(value as Record<string, unknown>)
    if (typeof got === 'string') return refuse(i + 1, got)
    lines.push(got)
  }
  if (lines.length === 0)
    return { ok: false, code: 'E_DATA_EMPTY', message: `${name} holds no line: give it some data` }
  return { ok: true, lines }
}

function readMessages(value: unknown): ChatSample | string {
  if (!Array.isArray(value) || value.length === 0)
    return '"messages" is not a list of {"role","content"}'
  const messages: Message[] = []
  for (const item of value as unknown[]) {
    const { role, content } = (item ?? {}) as Record<string, unknown>
    if (typeof role !== 'string' || !roles.includes(role))
      return `role ${JSON.stringify(role)} is none of ${roles.join(', ')}`
    if (typeof content !== 'string') return `the content of a ${role} message is not a text`
    messages.push({ role: role as Role, content })
  }
  if (!messages.some((message) => message.role === 'assistant'))
    return 'no assistant message: there is nothing to learn from'
  return { messages }
}

const withoutMarks = (text: string) => text.replace(/<<[^<>]*>>/g, '')

/** Reasoning and final answer of an answer text. */
export function splitAnswer(answer: string): {
  readonly reasoning: string
  readonly final: string
} {
  const at = answer.lastIndexOf('####')
  if (at < 0) return { reasoning: '', final: answer.trim() }
  return {
    reasoning: withoutMarks(answer.slice(0, at)).trim(),
    final: answer.slice(at + 4).trim(),
  }
}

/** Chat samples of a JSONL text. A question with reasoning gives two: one that thinks and one that does not. */
export function parseChat(name: string, text: string): JsonlResult<ChatSample> {
  const read = parseLines(name, text, readChat)
  return read.ok ? { ok: true, lines: read.lines.flat() } : read
}

/** Lines of any of the forms that a run trains on: chat, question and answer, or `{"text"}`. */
export function parseTraining(name: string, text: string): JsonlResult<ChatSample | TextSample> {
  const read = parseLines(name, text, (value): readonly (ChatSample | TextSample)[] | string => {
    if (!('text' in value)) return readChat(value)
    if (typeof value['text'] !== 'string') return '"text" is not a text'
    return value['text'].trim() === '' ? '"text" is empty' : [{ text: value['text'] }]
  })
  return read.ok ? { ok: true, lines: read.lines.flat() } : read
}

function readChat(value: Record<string, unknown>): readonly ChatSample[] | string {
  if ('messages' in value) {
    const sample = readMessages(value['messages'])
    return typeof sample === 'string' ? sample : [sample]
  }
  const { question, answer } = value
  if (typeof question !== 'string' || typeof answer !== 'string')
    return 'none of {"messages":[…]}, {"question":"…","answer":"…"} and {"text":"…"}'
  const { reasoning, final } = splitAnswer(answer)
  const say = (content: string): ChatSample => ({
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content },
    ],
  })
  return reasoning === '' ? [say(final)] : [say(`<think>${reasoning}</think>${final}`), say(final)]
}

/** Held-out questions with their final answers, from either form (the last user and assistant messages). */
export function parseQuestions(name: string, text: string): JsonlResult<Question> {
  return parseLines(name, text, (value): Question | string => {
    if ('messages' in value) {
      const sample = readMessages(value['messages'])
      if (typeof sample === 'string') return sample
      const at = sample.messages.findLastIndex((message) => message.role === 'assistant')
      const question = sample.messages.slice(0, at).findLast((m) => m.role === 'user')
      if (question === undefined) return 'no user message before the answer'
      const content = (sample.messages[at] as Message).content.replace(
        /<think>[\s\S]*<\/think>/,
        '',
      )
      return { question: question.content, answer: content.trim() }
    }
    const { question, answer } = value
    if (typeof question !== 'string' || typeof answer !== 'string')
      return 'neither {"messages":[…]} nor {"question":"…","answer":"…"}'
    return { question, answer: splitAnswer(answer).final }
  })
}
