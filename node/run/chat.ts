/** `murmur chat`: talk to a checkpoint, line by line, or ask one question. */

import { createInterface } from 'node:readline/promises'
import { plainPage } from '../../proto/text.ts'
import { fail, faults } from '../coded-error.ts'
import type { Message } from '../data/chat.ts'
import { endAtOnce } from '../stuck.ts'
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
  const { ask } = options
  if (ask?.trim() === '') fail('E_USAGE', '--ask asks nothing', 'Give a question.')
  const talker = await openTalker(options.checkpoint, options)
  try {
    if (ask === undefined) await converse(talker, options)
    else if (!(await reply(talker, ask, options)))
      fail('E_USAGE', tooLong, 'Ask less, or lower --max-tokens.')
  } finally {
    await talker.close()
  }
}

/**
 * Each question is asked anew: a model of a few thousand samples of one turn has not learnt to look back. Where lines come from a file or a
 * program, nothing but the answers is written.
 */
async function converse(talker: Talker, options: ChatOptions): Promise<void> {
  const { stdin: input, stdout: output } = process
  const lines = createInterface({ input, output, terminal: input.isTTY, prompt: '> ' })
  let closed = false
  let answering = false
  lines.once('close', () => {
    closed = true
  })
  // In a terminal the library reads Ctrl-C itself. An answer cannot be taken back from the engine, and nothing is lost with the process.
  lines.on('SIGINT', () => {
    output.write('\n')
    // First, for it gives the terminal back as it was.
    lines.close()
    if (answering) endAtOnce(faults.E_INTERRUPTED.exit)
  })
  const prompt = () => input.isTTY && !closed && lines.prompt()
  if (input.isTTY)
    output.write(
      `${options.think ? 'thinking' : 'not thinking'}; an empty line, Ctrl-D or Ctrl-C ends\n`,
    )
  prompt()
  for await (const line of lines) {
    if (line.trim() === '') break
    answering = true
    if (!(await reply(talker, line.trim(), options)))
      output.write(`${tooLong}; ask less, or lower --max-tokens\n`)
    answering = false
    prompt()
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
