/**
 * A run's data through a base that is not ours: its own template, marks and ends, or a refusal that says what is missing.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { exportCheckpoint } from '../../node/checkpoints/export.ts'
import { importCheckpoint } from '../../node/checkpoints/import.ts'
import { openTokenizer } from '../../node/data/tokenizer.ts'
import { packFile } from '../../node/run/data.ts'

const base = resolve(import.meta.dirname, '../../assets/base')
const root = mkdtempSync(join(tmpdir(), 'murmur-data-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const template =
  "{{ bos_token }}{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}[{{ m.role }}]{{ m.content }}{% if m.role == 'assistant' %}{{ eos_token }}{% endif %}{% endfor %}{% if add_generation_prompt %}[assistant]{% endif %}"

/** The base with another template, and with '<s>' and '</s>' in the places of its own first marks. */
async function foreign(name: string, tokenizerConfig: Readonly<Record<string, unknown>>) {
  const folder = join(root, name)
  cpSync(base, folder, { recursive: true })
  const path = join(folder, 'tokenizer.json')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replaceAll('<seed:bos>', '<s>').replaceAll('<seed:eos>', '</s>'))
  writeFileSync(join(folder, 'chat_template.jinja'), template)
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify(tokenizerConfig))
  const read = await importCheckpoint(folder)
  if (!read.ok) throw new Error(read.message)
  return read.checkpoint
}

const marks = { bos_token: { content: '<s>' }, eos_token: '</s>' }

function write(name: string, text: string): string {
  const path = join(root, name)
  writeFileSync(path, text)
  return path
}

const line = (...roles: string[]) =>
  `${JSON.stringify({ messages: roles.map((role) => ({ role, content: `${role} says` })) })}\n`

it('takes the marks of the base and none of ours, for chat and for text', async () => {
  const checkpoint = await foreign('good', marks)
  const opened = openTokenizer(checkpoint.tokenizerJson)
  if (!opened.ok) throw new Error(opened.message)
  const spoken = async (path: string) => {
    const { tokens } = await packFile(path, checkpoint, 64, 1)
    return opened.tokenizer.decode([...tokens])
  }
  const chat = await spoken(write('chat.jsonl', line('user', 'assistant')))
  expect(chat).toContain('<s>[user]user says[assistant]assistant says</s>')
  expect(await spoken(write('plain.txt', 'one text\n\nanother'))).toMatch(/one text<\/s>/)
})

it('keeps the marks of the base in what is exported', async () => {
  const checkpoint = await foreign('kept', marks)
  const out = join(root, 'exported')
  const { config, params, tokenizerJson, chatTemplate, special } = checkpoint
  const { modelTensors } = await import('../../kernels/model/tensors.ts')
  const tensors = modelTensors(config)
  const parts = { config, params, tensors, dtype: 'F32', tokenizerJson, chatTemplate } as const
  await exportCheckpoint(out, { ...parts, special, card: '# x\n' })
  const written = JSON.parse(readFileSync(join(out, 'tokenizer_config.json'), 'utf8'))
  expect(written).toMatchObject({ bos_token: '<s>', eos_token: '</s>' })
  expect(written).not.toHaveProperty('pad_token')
})

it('refuses a base whose template writes a mark that it does not name, or does not have', async () => {
  const data = write('one.jsonl', line('user', 'assistant'))
  const nameless = await foreign('nameless', { bos_token: '<s>' })
  await expect(packFile(data, nameless, 64, 1)).rejects.toMatchObject({
    code: 'E_CHECKPOINT',
    message: expect.stringMatching(/writes eos_token.*tokenizer_config\.json/),
  })
  const lacking = await foreign('lacking', { ...marks, eos_token: '<|end|>' })
  await expect(packFile(data, lacking, 64, 1)).rejects.toMatchObject({
    code: 'E_TOKENIZER',
    message: expect.stringMatching(/lacks <\|end\|>/),
  })
})

it('says which conversation the template of the base refuses', async () => {
  const data = write('system.jsonl', line('system', 'user', 'assistant'))
  await expect(packFile(data, await foreign('strict', marks), 64, 1)).rejects.toMatchObject({
    code: 'E_DATA',
    message: expect.stringMatching(/cannot write .*system says.*no system/),
  })
})
