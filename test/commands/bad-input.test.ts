/** What a person may get wrong: each a sentence with a code, a non-zero exit, and nothing left behind. Tried from another folder. */
import { spawnSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const murmur = resolve(import.meta.dirname, '../../murmur')
const base = resolve(import.meta.dirname, '../../assets/base')
const root = mkdtempSync(join(tmpdir(), 'murmur-bad-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(...args: string[]) {
  const done = spawnSync(murmur, args, { cwd: root, encoding: 'utf8', timeout: 50_000 })
  return { exit: done.status, out: done.stdout, err: done.stderr }
}

function write(name: string, text: string): string {
  writeFileSync(join(root, name), text)
  return name
}

const nobody = '/ip4/127.0.0.1/tcp/9/p2p/12D3KooWLWm1X3bVZa2cUniWaYd96i5nKh2FzneuRRQGbdtVLidz'

describe('a full disk', () => {
  it('is told, and nothing half-written stays', () => {
    // A limit on the size of files stands for the full disk: the packed data are larger.
    const file = write('full.yaml', 'rounds: 3\n')
    const script = `ulimit -f 1000; exec '${murmur}' coordinate ${file} --home full`
    const done = spawnSync('bash', ['-c', script], { cwd: root, encoding: 'utf8', timeout: 50_000 })
    expect(done.stderr).toMatch(/no space left to write .*Free some space.*\[E_DISK\]/s)
    expect(done.status).toBe(3)
    const names = readdirSync(join(root, 'full'), { recursive: true }).map(String)
    expect(names.filter((name) => name.includes('.part-'))).toEqual([])
  })
})

it('tells a program that reads --json of a wrong flag, too', () => {
  const { out, err, exit } = run('eval', base, 'q.jsonl', '--limit', 'many', '--json')
  const said = /option '--limit <n>' argument 'many' is invalid/
  const message = expect.stringMatching(said)
  expect(JSON.parse(out)).toEqual({ event: 'error', code: 'E_USAGE', message })
  expect([err, exit]).toEqual([expect.stringMatching(said), 2])
})

describe('the command line', () => {
  it.each<[readonly string[], RegExp, number]>([
    [['frobnicate'], /unknown command 'frobnicate'.*\[E_USAGE\]/s, 2],
    [['coordinate'], /missing required argument.*\[E_USAGE\]/s, 2],
    [['join', nobody, '--thread', '1'], /unknown option '--thread'.*--threads.*\[E_USAGE\]/s, 2],
    [['join', nobody, '--threads', 'many'], /whole number from 1.*\[E_USAGE\]/s, 2],
    [['join', nobody, '--device', 'abacus'], /cpu, webgpu, cuda.*\[E_USAGE\]/s, 2],
    [['join', 'somewhere'], /not the address of a coordinator.*murmur coordinate.*\[E_USAGE\]/s, 2],
    [['chat', 'x', '--temperature', 'hot'], /a number from 0.*\[E_USAGE\]/s, 2],
    [['coordinate', 'absent.yaml'], /absent\.yaml cannot be read.*run init.*\[E_INPUT\]/s, 2],
    [['replay', '.'], /holds no log.*\[E_INPUT\]/s, 2],
    [['log', 'verify', '.'], /holds no log.*\[E_INPUT\]/s, 2],
    [['eval', 'absent', 'absent.jsonl'], /absent\.jsonl cannot be read.*\[E_INPUT\]/s, 2],
    [['import', 'absent', '--out', 'o'], /config\.json cannot be read.*\[E_CHECKPOINT\]/s, 2],
    [['import', 'hf:nobody', '--out', 'o'], /names no repository.*\[E_USAGE\]/s, 2],
    [['import', 'absent'], /required option '--out.*\[E_USAGE\]/s, 2],
    [['export', base, '--out', '.'], /is not empty.*--out.*\[E_EXISTS\]/s, 3],
    [['export', base, '--out', 'o', '--dtype', 'int8'], /fp32, bf16, fp16.*\[E_USAGE\]/s, 2],
    [['plan', '--config', 'absent.json'], /absent\.json cannot be read.*\[E_INPUT\]/s, 2],
    [['train-local', 'absent', '--out', 'o'], /config\.json cannot be read.*\[E_CHECKPOINT\]/s, 2],
    [['train-local', base, '--out', '.'], /is not empty.*\[E_EXISTS\]/s, 3],
    [['train-local', base, '--out', 'o', '--row-tokens', '4096'], /longer than.*\[E_USAGE\]/s, 2],
    [
      ['train-local', base, '--out', 'o', '--data', 'no.jsonl'],
      /no\.jsonl cannot be.*\[E_INPUT\]/s,
      2,
    ],
    [['import', base, '--out', ' '], /names no folder.*\[E_USAGE\]/s, 2],
    [['import', base, '--out', murmur], /is a file.*\[E_EXISTS\]/s, 3],
    [['import', base, '--out', '/proc/made'], /cannot write \/proc.*\[E_FILE\]/s, 3],
    [['make-base', '--out', '.', '--steps', '1'], /is not empty.*\[E_EXISTS\]/s, 3],
    [['replay', 'run', '--out', '.'], /is not empty.*\[E_EXISTS\]/s, 3],
    [['plan'], /required option '--config.*\[E_USAGE\]/s, 2],
    [['chat', 'absent', '--ask', 'x'], /config\.json cannot be read.*\[E_CHECKPOINT\]/s, 2],
  ])('murmur %j', (args, message, exit) => {
    const got = run(...args)
    expect(got.err).toMatch(message)
    expect(got.err).not.toMatch(/\n {4}at /)
    expect(got.exit).toBe(exit)
  })

  it('helps with every command, from any folder', () => {
    const commands = [
      'coordinate',
      'join',
      'chat',
      'replay',
      'doctor',
      'eval',
      'import',
      'export',
      'plan',
      'train-local',
      'run',
      'data',
      'log',
      'make-base',
    ]
    const { out, exit } = run('--help')
    expect(exit).toBe(0)
    for (const command of commands) expect(out).toContain(command)
    expect(run('join', '--help').out).toContain('--threads')
  })
})

describe('a run file', () => {
  it.each<[string, RegExp]>([
    [
      'rounds: 5\nroundz: 3\n',
      /bad\.yaml:2: roundz unknown field; did you mean rounds\?.*\[E_CONFIG\]/s,
    ],
    ['rounds: zero\n', /bad\.yaml:1: rounds "zero" is not a whole number.*\[E_CONFIG\]/s],
    ['rounds: 5\n  batches: 3\n', /bad\.yaml:\d+:\d+: .*\[E_CONFIG\]/s],
    ['rounds: 5\nrounds: 6\n', /bad\.yaml:2:1: .*unique.*\[E_CONFIG\]/s],
    [
      'minMembers: 3\ninitMembers: 2\n',
      /bad\.yaml:2: initMembers is 2, below minMembers, which is 3.*\[E_CONFIG\]/s,
    ],
    ['- 1\n- 2\n', /a run file is a list of.*\[E_CONFIG\]/s],
    ['data: 7\n', /bad\.yaml:1: data is neither a path nor a list.*\[E_CONFIG\]/s],
    ['data: { chat: 7 }\n', /data\.chat is not a path.*\[E_CONFIG\]/s],
    ['data: { Chat: a.jsonl }\n', /data names "Chat": use small letters.*\[E_CONFIG\]/s],
    [
      'data: { chat: a.jsonl }\nmix: { web: 1 }\n',
      /bad\.yaml:2: mix names web; data has chat.*\[E_CONFIG\]/s,
    ],
    [
      'data: { chat: a.jsonl, web: b.txt }\nstages:\n  - mix: { chat: 1 }\n',
      /bad\.yaml:1: data\.web is in no mix.*\[E_CONFIG\]/s,
    ],
    [
      'stages:\n  - {}\n  - rounds: x\n',
      /bad\.yaml:3: stages\[1\]\.rounds "x" is not.*\[E_CONFIG\]/s,
    ],
    ['stages:\n  - {}\n  - roundz: 3\n', /bad\.yaml:3: stages\[1\]\.roundz unknown.*\[E_CONFIG\]/s],
    [
      'stages:\n  - { name: big, rowTokens: 100000 }\n',
      /rowTokens 100000 of stage big is above the model's 512 positions.*\[E_CONFIG\]/s,
    ],
    ['tokens: 10\n', /bad\.yaml:1: tokens is less than one batch, 128.*\[E_CONFIG\]/s],
    ['rowTokens: 100000\n', /rowTokens 100000 is above the model's 512 positions.*\[E_CONFIG\]/s],
    ['base: ./nowhere\n', /config\.json cannot be read.*\[E_CHECKPOINT\]/s],
    ['data: ./nowhere.jsonl\n', /nowhere\.jsonl cannot be read.*\[E_INPUT\]/s],
    ['tokenizer: ./nowhere.json\n', /nowhere\.json cannot be read.*\[E_INPUT\]/s],
  ])('%j', (text, message) => {
    const got = run('coordinate', write('bad.yaml', text), '--home', 'never')
    expect(got.err).toMatch(message)
    expect(got.exit).toBeGreaterThan(0)
  })

  it('is written with every field, checks, and is not overwritten', () => {
    expect(run('run', 'init', 'fresh.yaml').exit).toBe(0)
    expect(run('run', 'check', 'fresh.yaml')).toMatchObject({
      exit: 0,
      out: expect.stringContaining('rounds: 100'),
    })
    const again = run('run', 'init', 'fresh.yaml')
    expect(again.err).toMatch(/is there already.*\[E_EXISTS\]/s)
    expect(again.exit).toBe(3)
  })
})

describe('data', () => {
  it.each<[string, string, RegExp]>([
    ['empty', '', /nothing to train on|no line|empty/i],
    ['no JSON', '{"messages":[]}\n{oops\n', /bad\.jsonl:1|bad\.jsonl:2/],
    ['neither form', '{"prompt":"x"}\n', /bad\.jsonl:1: none of \{"messages".*\[E_DATA\]/s],
    [
      'no assistant',
      '{"messages":[{"role":"user","content":"hi"}]}\n',
      /bad\.jsonl:1: no assistant message.*\[E_DATA\]/s,
    ],
    [
      'only too long',
      `{"question":"${'a b '.repeat(900)}","answer":"1"}\n`,
      /no sample fits a row.*\[E_DATA\]/s,
    ],
  ])('%s', (_name, text, message) => {
    const got = run('data', 'check', write('bad.jsonl', text))
    expect(got.err).toMatch(message)
    expect(got.exit).toBeGreaterThan(0)
  })

  it('counts what is longer than a row and leaves it out', () => {
    const lines = [
      { question: 'one?', answer: '1' },
      { question: 'x '.repeat(2000), answer: '2' },
    ]
    const file = write('mixed.jsonl', `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`)
    expect(run('data', 'check', file)).toMatchObject({
      exit: 0,
      out: expect.stringMatching(/2 samples.*\n1 longer than 512/),
    })
  })

  it('makes the built-in set', () => {
    expect(run('data', 'synth', '--out', 'made', '--train', '50', '--held-out', '20').exit).toBe(0)
    expect(readFileSync(join(root, 'made/train.jsonl'), 'utf8').trim().split('\n').length).toBe(50)
    expect(readFileSync(join(root, 'made/held-out.jsonl'), 'utf8').trim().split('\n').length).toBe(
      20,
    )
  })
})

type Tokenizer = {
  added_tokens: { content: string }[]
  model: { vocab: Record<string, number> }
}

describe('a base', () => {
  let folder = ''
  beforeAll(() => {
    folder = join(root, 'spoilt')
    cpSync(base, folder, { recursive: true })
  })

  it('whose tokenizer lacks a mark of the template is refused by its name', () => {
    const path = join(base, 'tokenizer.json')
    const json = JSON.parse(readFileSync(path, 'utf8')) as Tokenizer
    delete json.model.vocab['</think>']
    json.added_tokens = json.added_tokens.filter((token) => token.content !== '</think>')
    write('lacking.json', JSON.stringify(json))
    const got = run(
      'coordinate',
      write('lacking.yaml', 'tokenizer: ./lacking.json\n'),
      '--home',
      'never',
    )
    expect(got.err).toMatch(/lacks <\/think>.*\[E_TOKENIZER\]/s)
    expect(got.exit).toBe(2)
  })

  it('of another shape than its config says is refused by the tensor', () => {
    const path = join(folder, 'config.json')
    const config = JSON.parse(readFileSync(path, 'utf8')) as { hidden_size: number }
    writeFileSync(path, JSON.stringify({ ...config, hidden_size: 64 }))
    const got = run('coordinate', write('shape.yaml', 'base: ./spoilt\n'), '--home', 'never')
    expect(got.err).toMatch(/shape.*\[E_CHECKPOINT\]/s)
    expect(got.exit).toBe(2)
  })

  it('none of this left a folder behind', () => {
    mkdirSync(join(root, 'seen'), { recursive: true })
    expect(readdirSync(root).filter((name) => /^never$|\.part-|\.tmp$/.test(name))).toEqual([])
  })
})
