/**
 * A checkpoint that answers: tokenizer, template and engine together, for `chat` and `eval`.
 */

import { CodedError, fail } from '../coded-error.ts'
import type { ChatFormat, Message } from '../data/chat.ts'
import { EngineError } from '../engines/error.ts'
import type { EngineChoice } from '../engines/kinds.ts'
import { describeMachine } from '../system/machine.ts'
import { openEngine } from './engine.ts'
import { templateOf, tokenizerFor } from './language.ts'
import { computeSettings, openModel } from './model.ts'
import { readSpeech } from './speech.ts'

export type AnswerOptions = {
  readonly think: boolean
  readonly maxTokens: number
  readonly temperature: number
  readonly topP: number
  readonly seed: number
  /** Text as it comes, for one prompt. */
  readonly onText?: (text: string) => void
}

export type Talker = {
  /** One answer a conversation; undefined where it does not fit the model's positions with `maxTokens` new ones. */
  readonly answer: (
    conversations: readonly (readonly Message[])[],
    options: AnswerOptions,
  ) => Promise<(string | undefined)[]>
  readonly close: () => Promise<void>
}

const rowTokens = 128

export type TalkerOptions = EngineChoice & { readonly threads: number }

/** Rejects with E_CHECKPOINT, E_TOKENIZER or E_ENGINE. */
export async function openTalker(folder: string, options: TalkerOptions): Promise<Talker> {
  const { checkpoint, config } = await openModel(folder)
  const opened = tokenizerFor(checkpoint.tokenizerJson, config)
  if (!opened.ok) fail('E_TOKENIZER', opened.message)
  if (checkpoint.chatTemplate === '')
    fail('E_CHECKPOINT', `${folder} has no chat template`, 'Add chat_template.jinja to it.')
  const { tokenizer } = opened
  const { marks, stopTokens } = await readSpeech(folder, tokenizer)
  const isStop = (token: number) => stopTokens.includes(token)
  const format = templateOf(checkpoint.chatTemplate, marks)
  const length = Math.min(rowTokens, config.maxPositions)
  const engine = await openEngine(
    options,
    { config, rows: 1, length, threads: options.threads, ...memoryFor(options) },
    { say: (line) => isUsual(options) || process.stderr.write(`${line}\n`) },
  )
  return {
    answer: async (conversations, options) => {
      const texts = conversations.map((messages) => write(format, messages, options.think))
      const all = texts.map((text) => Int32Array.from(tokenizer.encode(text)))
      const fits = all.map(({ length }) => length + options.maxTokens <= config.maxPositions)
      const prompts = all.filter((_, i) => fits[i])
      if (prompts.length === 0) return all.map(() => undefined)
      // A template that opens the thought itself leaves the model to close it.
      if (/<think>\s*$/.test(texts[0] ?? '')) options.onText?.('<think>')
      const shown: number[] = []
      let text = ''
      const got = await told(folder, () =>
        engine.generate(checkpoint.params, prompts, {
          maxTokens: options.maxTokens,
          stopTokens,
          temperature: options.temperature,
          topP: options.topP,
          seed: options.seed,
          onToken: (prompt, token) => {
            if (prompt !== 0 || options.onText === undefined || isStop(token)) return
            shown.push(token)
            // A character may need several tokens: only what is whole is shown.
            const now = tokenizer.decode(shown)
            if (now.endsWith('\ufffd')) return
            options.onText(now.slice(text.length))
            text = now
          },
        }),
      )
      const answers = got.map((t) => tokenizer.decode([...t].filter((token) => !isStop(token))))
      let next = 0
      return fits.map((fit) => (fit ? answers[next++] : undefined))
    },
    close: engine.close,
  }
}

/** Nothing else is under way in this process, so it may take more than a training. */
const MEMORY_SHARE = 0.8

function memoryFor({ device }: EngineChoice) {
  const memoryBytes = Math.floor(MEMORY_SHARE * describeMachine().freeMemoryBytes)
  const deviceBytes = undefined
  const activations = 'auto'
  return computeSettings({ activations, precision: 'f32', memoryBytes, deviceBytes }, device)
}

/** What the engine finds wrong with the checkpoint, as a code and advice. */
async function told<T>(folder: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'logits-invalid') throw error
    const advice = 'Its weights are too large or damaged: import it again from where it came.'
    return fail('E_CHECKPOINT', `${folder}: ${error.message}`, advice, error)
  }
}

/** A template may refuse a conversation, or write nothing. */
function write(format: ChatFormat, messages: readonly Message[], think: boolean): string {
  const refused = (why: string) =>
    fail('E_CHECKPOINT', `the chat template ${why}`, 'Mend chat_template.jinja of the checkpoint.')
  try {
    const text = format.render(messages, { prompt: true, think })
    return text === '' ? refused('writes nothing for this question') : text
  } catch (error) {
    if (error instanceof CodedError) throw error
    return refused(`cannot write this question: ${(error as Error).message}`)
  }
}

/** What everybody has needs no word. */
function isUsual({ engine, device }: EngineChoice): boolean {
  return engine === 'onnx' && device === 'cpu'
}
