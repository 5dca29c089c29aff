/**
 * Chat messages → tokens and labels, through the checkpoint's own Jinja template.
 *
 * The text of a conversation is rendered message by message, so that what an assistant said is known to the character: loss is
 * taken on it alone. The template alone knows how thinking is switched on and off (`enable_thinking`).
 */
import { Template } from '@huggingface/jinja'
import type { Tokenizer } from './tokenizer.ts'

export type Role = 'system' | 'user' | 'assistant'
export type Message = { readonly role: Role; readonly content: string }
export type ChatSample = { readonly messages: readonly Message[] }

/** A tokenized sample: `counted[i]` says whether token i was said by an assistant. */
export type TokenizedSample = {
  readonly tokens: readonly number[]
  readonly counted: readonly boolean[]
}

/**
 * The template of our own checkpoints. Without thinking the block is there and empty, so one rule reads both modes; thinking of
 * earlier turns stays, because training and use must see the same text.
 */
export const chatTemplate = `{%- for message in messages -%}
<seed:bos>{%- if message.role == 'system' -%}<|system|>{{ message.content }}
{%- elif message.role == 'user' -%}<|user|>{{ message.content }}
{%- else -%}<|assistant|>{%- if '</think>' in message.content -%}{{ message.content }}{%- else -%}<think></think>{{ message.content }}{%- endif -%}
{%- endif -%}<seed:eos>
{%- endfor -%}
{%- if add_generation_prompt -%}<seed:bos><|assistant|><think>{%- if enable_thinking is defined and not enable_thinking -%}</think>{%- endif -%}
{%- endif -%}`

export type ChatFormat = {
  readonly render: (
    messages: readonly Message[],
    options: { readonly prompt: boolean; readonly think: boolean },
  ) => string
}

/** What a template may ask for by name: the marks of its own checkpoint (tokenizer_config.json). */
export type Marks = { readonly bos: string; readonly eos: string }

/** Those of the checkpoints that `murmur` makes. */
export const ownMarks: Marks = { bos: '<seed:bos>', eos: '<seed:eos>' }

/** Rejects by throwing a sentence where the template does not parse. */
export function openTemplate(source: string, marks: Marks): ChatFormat {
  const template = new Template(source)
  return {
    render: (messages, { prompt, think }) =>
      template.render({
        messages,
        add_generation_prompt: prompt,
        enable_thinking: think,
        bos_token: marks.bos,
        eos_token: marks.eos,
      }),
  }
}

/** Tokens of a prompt that asks for the assistant's next message. */
export function encodePrompt(
  format: ChatFormat,
  tokenizer: Tokenizer,
  messages: readonly Message[],
  think: boolean,
): number[] {
  return tokenizer.encode(format.render(messages, { prompt: true, think }))
}

/** Whether an assistant's message carries thinking. */
const thinks = (message: Message) => /<think>\s*\S[\s\S]*<\/think>/.test(message.content)

/**
 * Tokens and mask of a whole conversation. What the template puts before an assistant's words (with the generation prompt of
 * its mode) is not counted; what it says, and the end of turn, is. Refuses a template whose prompt is no prefix of its text.
 */
export function tokenizeSample(
  format: ChatFormat,
  tokenizer: Tokenizer,
  sample: ChatSample,
):
  | { readonly ok: true; readonly sample: TokenizedSample }
  | { readonly ok: false; readonly code: 'E_TEMPLATE'; readonly message: string } {
  const tokens: number[] = []
  const counted: boolean[] = []
  let done = ''
  const add = (text: string, counts: boolean) => {
    for (const token of text === '' ? [] : tokenizer.encode(text)) {
      tokens.push(token)
      counted.push(counts)
    }
  }
  for (const [i, message] of sample.messages.entries()) {
    if (message.role !== 'assistant') continue
    const think = thinks(message)
    const prefix = format.render(sample.messages.slice(0, i), { prompt: true, think })
    const whole = format.render(sample.messages.slice(0, i + 1), { prompt: false, think })
    if (!prefix.startsWith(done) || !whole.startsWith(prefix))
      return {
        ok: false,
        code: 'E_TEMPLATE',
        message:
          'the chat template writes something else before an answer than in its generation prompt: loss on assistant tokens alone cannot be told apart',
      }
    add(prefix.slice(done.length), false)
    add(whole.slice(prefix.length), true)
    done = whole
  }
  return { ok: true, sample: { tokens, counted } }
}
