/** `murmur chat` on checkpoints that are not ours: other marks, other ends of an answer, other templates. */
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openTokenizer } from '../../node/data/tokenizer.ts'

const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')
const root = mkdtempSync(join(tmpdir(), 'murmur-chat-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** The base with some of its files replaced; undefined removes one. */
function checkpoint(name: string, files: Readonly<Record<string, unknown>>): string {
  const folder = join(root, name)
  cpSync(base, folder, { recursive: true })
  for (const [file, value] of Object.entries(files))
    if (value === undefined) rmSync(join(folder, file))
    else
      writeFileSync(join(folder, file), typeof value === 'string' ? value : JSON.stringify(value))
  return folder
}

function ask(folder: string, ...flags: string[]) {
  const args = ['chat', folder, '--ask', '1 + 1?', '--max-tokens', '6', '--no-think', ...flags]
  const done = spawnSync(murmur, args, { encoding: 'utf8', timeout: 50_000 })
  return { exit: done.status, out: done.stdout.trimEnd(), err: done.stderr }
}

const readBase = (file: string) =>
  JSON.parse(readFileSync(join(base, file), 'utf8')) as Record<string, unknown>

describe('murmur chat', () => {
  const usual = ask(base).out
  const opened = openTokenizer(readBase('tokenizer.json'))
  if (!opened.ok) throw new Error(opened.message)
  const { tokenizer } = opened

  it('ends an answer at any token that generation_config.json names', () => {
    const second = tokenizer.encode(usual)[1] as number
    const folder = checkpoint('ends', { 'generation_config.json': { eos_token_id: [2, second] } })
    const got = ask(folder)
    expect(got).toMatchObject({ exit: 0, err: '' })
    expect(got.out).toBe(usual.slice(0, usual.indexOf(tokenizer.decode([second]))))
  })

  it('takes the end from config.json, or from the end mark, where there is no generation_config.json', () => {
    const without = { 'generation_config.json': undefined }
    expect(ask(checkpoint('config', without))).toMatchObject({ exit: 0, out: usual })
    const { eos_token_id: _, ...config } = readBase('config.json')
    const mark = { ...without, 'config.json': config }
    expect(ask(checkpoint('mark', mark))).toMatchObject({ exit: 0, out: usual })
  })

  it('refuses a checkpoint that does not say how an answer ends', () => {
    const { eos_token_id: _, ...config } = readBase('config.json')
    const folder = checkpoint('endless', {
      'config.json': config,
      'generation_config.json': {},
      'tokenizer_config.json': {},
    })
    const got = ask(folder)
    expect(got.err).toMatch(/which token ends an answer\. Give eos_token_id.*\[E_CHECKPOINT\]/s)
    expect(got.exit).toBe(2)
  })

  it('refuses a question that leaves no room for its answer, by code', () => {
    const got = ask(base, '--max-tokens', '600')
    expect(got).toMatchObject({ exit: 2, out: '' })
    expect(got.err).toMatch(
      /more than the model reads\. Ask less, or lower --max-tokens\. \[E_USAGE\]/,
    )
  })

  it("gives a template the checkpoint's own marks, and needs no marks of thinking", () => {
    const template = '{{ bos_token }}<|user|>{{ messages[0].content }}{{ eos_token }}<|assistant|>'
    const same = '<seed:bos><|user|>{{ messages[0].content }}<seed:eos><|assistant|>'
    const [theirs, ours] = [template, same].map((text, i) =>
      ask(checkpoint(`marks ${i}`, { 'chat_template.jinja': text }), '--think'),
    )
    expect(theirs?.exit).toBe(0)
    expect(theirs?.out).toBe(ours?.out)
    expect(theirs?.out.startsWith('<think>')).toBe(false)
  })
})

describe('murmur chat refuses', () => {
  it('a template that it cannot use, by code', () => {
    const cases = [
      ['{% for x in %}', /the chat template of the checkpoint: Unexpected token.*Mend/],
      [
        "{{ raise_exception('roles') }}",
        /the chat template cannot write this question: roles.*Mend/,
      ],
      ['{# nothing #}', /the chat template writes nothing for this question/],
    ] as const
    for (const [i, [template, told]] of cases.entries()) {
      const got = ask(checkpoint(`template ${i}`, { 'chat_template.jinja': template }))
      expect(got.err).toMatch(told)
      expect(got.err).toMatch(/\[E_CHECKPOINT\]/)
      expect(got.exit).toBe(2)
    }
  })

  it('a tokenizer with more tokens than the model', () => {
    const json = readBase('tokenizer.json') as { model: { vocab: Record<string, number> } }
    const vocab = { ...json.model.vocab, more: 400 }
    const larger = { ...json, model: { ...json.model, vocab } }
    const got = ask(checkpoint('larger', { 'tokenizer.json': larger }))
    expect(got.err).toMatch(/the tokenizer has 401 tokens, the model 400.*\[E_TOKENIZER\]/)
    expect(got.exit).toBe(2)
  })
})

describe('murmur chat on lines', () => {
  const talk = (input: string, ...flags: string[]) => {
    const args = ['chat', base, '--max-tokens', '6', '--no-think', ...flags]
    return spawnSync(murmur, args, { input, encoding: 'utf8', timeout: 50_000 })
  }

  it('answers every one that a file or a program gives it, and writes only that', () => {
    const usual = talk('1 + 1?')
    expect(usual).toMatchObject({ status: 0, stderr: '' })
    expect(talk('1 + 1?\n1 + 1?\n').stdout).toBe(usual.stdout.repeat(2))
    expect(talk('1 + 1?\n\n1 + 1?\n').stdout).toBe(usual.stdout)
    expect(talk('')).toMatchObject({ status: 0, stdout: '', stderr: '' })
  })

  it('refuses to ask nothing', () => {
    const got = talk('', '--ask', ' ')
    expect(got.stderr).toMatch(/--ask asks nothing\..*\[E_USAGE\]/)
    expect(got.status).toBe(2)
  })

  it('ends in silence where its reader has gone, and with a sentence where the disk is full', () => {
    const line = `'${murmur}' chat '${base}' --ask '1 + 1?' --max-tokens 99`
    const piped = `set -o pipefail; ${line} | head -c 1 >/dev/null`
    const done = spawnSync('bash', ['-c', piped], { encoding: 'utf8', timeout: 50_000 })
    expect(done).toMatchObject({ stderr: '', status: 141 })
    const full = spawnSync('bash', ['-c', `${line} > /dev/full`], { encoding: 'utf8' })
    expect(full.stderr).toMatch(/^murmur: no space left to write the output.*\[E_DISK\]\n$/)
    expect(full.status).toBe(3)
  })

  it.skipIf(spawnSync('script', ['--version']).status !== 0)(
    'ends at once when Ctrl-C comes in the middle of an answer in a terminal',
    async () => {
      const chat = `'${murmur}' chat '${base}' --engine tfjs --device cpu --max-tokens 450`
      const terminal = spawn('script', ['-qec', chat, '/dev/null'])
      let text = ''
      terminal.stdout.setEncoding('utf8').on('data', (more: string) => {
        const before = text
        text += more
        const came = (what: string) => text.includes(what) && !before.includes(what)
        if (came('> ')) terminal.stdin.write('1 + 1?\r')
        if (came('<think>')) terminal.stdin.write('\u0003')
      })
      const exit = await new Promise((done) => terminal.on('exit', done))
      expect(exit, text).toBe(130)
    },
  )
})
