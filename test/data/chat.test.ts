import { describe, expect, it } from 'vitest'
import { specialTokens, trainTokenizer } from '../../node/data/bpe.ts'
import type { ChatSample, Message } from '../../node/data/chat.ts'
import {
  chatTemplate,
  encodePrompt,
  openTemplate,
  ownMarks,
  tokenizeSample,
} from '../../node/data/chat.ts'
import { synthesizeBase } from '../../node/data/synth.ts'
import { openTokenizer } from '../../node/data/tokenizer.ts'

const opened = openTokenizer(trainTokenizer(synthesizeBase(500, 1), 300), specialTokens)
if (!opened.ok) throw new Error(opened.message)
const { tokenizer } = opened
const format = openTemplate(chatTemplate, ownMarks)

const user = (content: string): Message => ({ role: 'user', content })
const assistant = (content: string): Message => ({ role: 'assistant', content })

/** The text of the tokens that count, and of all. */
function split(sample: ChatSample) {
  const got = tokenizeSample(format, tokenizer, sample)
  if (!got.ok) throw new Error(got.message)
  const { tokens, counted } = got.sample
  return {
    counted: tokenizer.decode(tokens.filter((_, i) => counted[i] === true)),
    all: tokenizer.decode(tokens),
  }
}

describe('the chat template', () => {
  it('switches thinking by enable_thinking, on where nothing is said', () => {
    const messages = [user('hi')]
    const on = format.render(messages, { prompt: true, think: true })
    const off = format.render(messages, { prompt: true, think: false })
    expect(on).toBe('<seed:bos><|user|>hi<seed:eos><seed:bos><|assistant|><think>')
    expect(off).toBe(`${on}</think>`)
  })

  it('renders a system message, and content as it is', () => {
    const messages: Message[] = [{ role: 'system', content: 'Be brief.' }, user(' {{ x }}\n ')]
    expect(format.render(messages, { prompt: false, think: true })).toBe(
      '<seed:bos><|system|>Be brief.<seed:eos><seed:bos><|user|> {{ x }}\n <seed:eos>',
    )
  })
})

describe('a tokenized sample', () => {
  it('counts what a thinking assistant says, with its end of turn, and nothing else', () => {
    const { counted, all } = split({ messages: [user('2+3?'), assistant('<think>sum</think>5')] })
    expect(counted).toBe('sum</think>5<seed:eos>')
    expect(all).toBe(
      '<seed:bos><|user|>2+3?<seed:eos><seed:bos><|assistant|><think>sum</think>5<seed:eos>',
    )
  })

  it('does not count the empty thinking that its prompt already holds', () => {
    const { counted, all } = split({ messages: [user('2+3?'), assistant('5')] })
    expect(counted).toBe('5<seed:eos>')
    expect(all).toContain('<|assistant|><think></think>5')
  })

  it('counts every assistant turn of a conversation in both modes', () => {
    const messages = [user('a'), assistant('<think>b</think>c'), user('d'), assistant('e')]
    expect(split({ messages }).counted).toBe('b</think>c<seed:eos>e<seed:eos>')
  })

  it('begins with exactly the tokens of the prompt that is asked in use', () => {
    for (const content of ['<think>sum</think>5', '5']) {
      const got = tokenizeSample(format, tokenizer, {
        messages: [user('2+3?'), assistant(content)],
      })
      if (!got.ok) throw new Error(got.message)
      const think = content !== '5'
      const prompt = encodePrompt(format, tokenizer, [user('2+3?')], think)
      expect(got.sample.tokens.slice(0, prompt.length)).toEqual(prompt)
      expect(got.sample.counted.indexOf(true)).toBe(prompt.length)
    }
  })

  it('refuses a template whose prompt is not how its answers begin', () => {
    const odd = openTemplate(
      '{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}{% if add_generation_prompt %}(go){% endif %}',
      ownMarks,
    )
    const got = tokenizeSample(odd, tokenizer, { messages: [user('a'), assistant('b')] })
    expect(got).toMatchObject({ ok: false, code: 'E_TEMPLATE' })
  })

  it('works with a template of another family', () => {
    const chatml = openTemplate(
      '{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}',
      ownMarks,
    )
    const got = tokenizeSample(chatml, tokenizer, { messages: [user('a'), assistant('b')] })
    if (!got.ok) throw new Error(got.message)
    const { tokens, counted } = got.sample
    expect(tokenizer.decode(tokens.filter((_, i) => counted[i] === true))).toBe('b<|im_end|>\n')
  })
})
