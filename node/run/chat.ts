/** `murmur chat`: talk to a checkpoint, line by line, or ask one question. */

import { createInterface } from 'node:readline/promises'
import { plainPage } from '../../proto/text.ts'
import { fail } from '../coded-error.ts'
import type { Message } from '../data/chat.ts'
import { openTalker, type Talker, type TalkerOptions } from './talk.ts'

export type ChatOptions = TalkerOptions & {
  readonly checkpoint: string
  readonly think: boolean
  readonly temperature: number
  readonly topP: number
  readonly seed: number
  readonly maxTokens: number
  /** One question, answered and done. */
  readonly ask: string | undefined
}

export async function runChat(options: ChatOptions): Promise<void> {
  const talker = await openTalker(options.checkpoint, options)
  try {
    if (options.ask === undefined) await converse(talker, options)
    else if (!(await reply(talker, options.ask, options)))
      fail('E_USAGE', tooLong, 'Ask less, or lower --max-tokens.')
  } finally {
    await talker.close()
  }
}

/** Each question is asked anew: a model of a few thousand samples of one turn has not learnt to look back. */
async function converse(talker: Talker, options: ChatOptions): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' })
  process.stdout.write(
    `${options.think ? 'thinking' : 'not thinking'}; an empty line or Ctrl-D ends\n`,
  )
  lines.prompt()
  for await (const line of lines) {
    if (line.trim() === '') break
    const answered = await reply(talker, line.trim(), options)
    if (!answered) process.stdout.write(`${tooLong}; ask less, or lower --max-tokens\n`)
    lines.prompt()
  }
  lines.close()
}

const tooLong = 'the question and the longest answer are more than the model reads'

/** False where that is more than the model reads; nothing is printed then. */
async function reply(talker: Talker, content: string, options: ChatOptions): Promise<boolean> {
  const messages: readonly Message[] = [{ role: 'user', content }]
  const onText = (text: string) => process.stdout.write(plainPage(text))
  const [answer] = await talker.answer([messages], { ...options, onText })
  if (answer === undefined) return false
  process.stdout.write('\n')
  return true
}
