/** What a stranger wrote and a person reads: nothing of it speaks to the terminal. */
import { expect, it } from 'vitest'
import { isPlain, plainPage } from '../../proto/text.ts'

const tricks = [
  '\u001b[2K\u001b[1A',
  'a\rb',
  'a\nrun tiny  Finished',
  '\u009b31m',
  'a\u202egpj',
  '\u2028',
  '\u007f',
]

it('a name that moves the cursor, ends the line or turns the text is not plain', () => {
  for (const text of tricks) expect(isPlain(text), JSON.stringify(text)).toBe(false)
  for (const text of ['anna', 'Žofie 2', '北京', '👩\u200d🔬', '']) expect(isPlain(text)).toBe(true)
})

it('a page keeps its lines and tabs, and nothing else that is not plain', () => {
  expect(plainPage('run tiny\n\tanna \u001b[2Kbob\r\n')).toBe(
    'run tiny\n\tanna \ufffd[2Kbob\ufffd\n',
  )
  for (const text of tricks) expect(isPlain(plainPage(text).replaceAll('\n', ''))).toBe(true)
})
