/**
 * `murmur import` from a folder of its own on checkpoints that lie, lack or hold what they may not: a sentence, a code, exit 2, nothing written.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { type Header, spoil, temporaryFolder, writeTiny } from '../checkpoints/fixtures.ts'

const murmur = resolve(import.meta.dirname, '../../murmur')

type Spoil = (folder: string) => void

const entry = (header: Header, name = 'model.norm.weight') => header[name] as Header[string]
const header =
  (change: (header: Header) => void): Spoil =>
  (folder) =>
    spoil(folder, (found) => {
      change(found)
      return undefined
    })
const data =
  (change: (bytes: Buffer) => Buffer): Spoil =>
  (folder) =>
    spoil(folder, (_, bytes) => change(bytes))
const file = (folder: string) => join(folder, 'model.safetensors')

const cases: readonly (readonly [string, Spoil, RegExp])[] = [
  [
    'a missing tensor',
    (folder) =>
      spoil(folder, (h, bytes) => {
        const last = Object.entries(h).find(([, x]) => x.data_offsets?.[1] === bytes.length)
        const [
          name,
          {
            data_offsets: [start],
          },
        ] = last as [string, Header[string]]
        delete h[name]
        return bytes.subarray(0, start)
      }),
    /tensor lm_head\.weight is missing/,
  ],
  [
    'an extra tensor',
    (folder) =>
      spoil(folder, (h, bytes) => {
        h['extra'] = {
          dtype: 'F32',
          shape: [1],
          data_offsets: [bytes.length, bytes.length + 4],
        }
        return Buffer.concat([bytes, Buffer.alloc(4)])
      }),
    /extra has no place in a seed_oss/,
  ],
  [
    'a wrong shape',
    header((h) => entry(h, 'lm_head.weight').shape.reverse()),
    /lm_head\.weight has shape \[24, 37\], config\.json wants \[37, 24\]/,
  ],
  ['a wrong type', header((h) => Object.assign(entry(h), { dtype: 'I64' })), /is I64: F32, BF16/],
  ['a file cut off', (folder) => truncateSync(file(folder), 5000), /cut off or lies/],
  [
    'offsets that overlap',
    header((h) => Object.assign(entry(h), { data_offsets: [0, 96] })),
    /does not start where the one before it ends/,
  ],
  [
    'offsets past the end',
    header((h) => Object.assign(entry(h), { data_offsets: [2 ** 40, 2 ** 40 + 96] })),
    /does not start where the one before it ends/,
  ],
  [
    'a gigantic header',
    (folder) => {
      const bytes = readFileSync(file(folder))
      bytes.writeBigUInt64LE(2n ** 62n)
      writeFileSync(file(folder), bytes)
    },
    /header claims \d+ bytes of a file of \d+/,
  ],
  [
    'an unknown architecture',
    (folder) => writeFileSync(join(folder, 'config.json'), '{"model_type":"mamba"}'),
    /config\.json: .*mamba/,
  ],
  [
    'a NaN',
    data((bytes) => {
      bytes.writeFloatLE(Number.NaN, 400)
      return bytes
    }),
    /not finite|NaN/,
  ],
  [
    'a tokenizer that is none',
    (folder) => writeFileSync(join(folder, 'tokenizer.json'), '{}'),
    /tokenizer\.json cannot be loaded/,
  ],
  [
    'no tensors at all',
    (folder) => rmSync(file(folder)),
    /model\.safetensors: is missing or cannot be read/,
  ],
]

const oneToken = {
  version: '1.0',
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: null,
  post_processor: null,
  decoder: null,
  model: { type: 'BPE', vocab: { a: 0 }, merges: [] },
}

/** All at once: each is a process that starts, reads a header and ends. */
it('is refused, and nothing is written', async () => {
  const done = await Promise.all(
    cases.map(async ([name, spoilIt]) => {
      const folder = await writeTiny()
      // Of no more tokens than the tiny model has.
      writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(oneToken))
      spoilIt(folder)
      return { name, ...(await runImport(folder)) }
    }),
  )
  for (const [i, { name, exit, err, left }] of done.entries()) {
    expect(err, name).toMatch(cases[i]?.[2] as RegExp)
    expect(err, name).toMatch(/Nothing was written\. \[E_(CHECKPOINT|CONFIG|TOKENIZER)\]\n$/)
    expect(err.split('\n'), name).toHaveLength(2)
    expect({ name, exit, left }).toEqual({ name, exit: 2, left: [] })
  }
})

function runImport(folder: string) {
  const home = temporaryFolder()
  const child = spawn(murmur, ['import', folder, '--out', 'out'], { cwd: home })
  const { promise, resolve: tell } = Promise.withResolvers<{
    exit: number | null
    err: string
    left: string[]
  }>()
  let err = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  child.on('close', (exit) => tell({ exit, err, left: readdirSync(home) }))
  return promise
}
