/** `murmur chat`: talk to a checkpoint, line by line, or ask one question. */
import { createInterface } from 'node:readline/promises'
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
    if (options.ask !== undefined)
      await reply(talker, [{ role: 'user', content: options.ask }], options)
    else await converse(talker, options)
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
    await reply(talker, [{ role: 'user', content: line.trim() }], options)
    lines.prompt()
  }
  lines.close()
}

async function reply(
  talker: Talker,
  messages: readonly Message[],
  options: ChatOptions,
): Promise<void> {
  const onText = (text: string) => process.stdout.write(text)
  const [answer] = await talker.answer([messages], { ...options, onText })
  if (answer === undefined)
    process.stdout.write(`that is longer than the model reads; ask less, or lower --max-tokens`)
  process.stdout.write('\n')
}
