import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ConvertOptions, convertCheckpoint } from '../../node/checkpoints/convert.ts'
import { exportCheckpoint } from '../../node/checkpoints/export.ts'
import { folderFiles } from '../../node/checkpoints/files.ts'
import { importCheckpoint } from '../../node/checkpoints/import.ts'
import { planShards } from '../../node/checkpoints/shards.ts'
import { passThrough } from '../bench/checkpoint.ts'
import { type Header, spoil, temporaryFolder, tensors, tinyParts, writeTiny } from './fixtures.ts'

const plain: ConvertOptions = { dtype: undefined, shardBytes: 5e9 }
const names = (folder: string) => readdirSync(folder).sort()
const convert = (from: string, to: string, options = plain) =>
  convertCheckpoint(folderFiles(from), to, options)

it('a conversion that is stopped at a tensor leaves nothing', async () => {
  const from = await writeTiny()
  const home = temporaryFolder()
  const stopped = convertCheckpoint(folderFiles(from), join(home, 'out'), {
    dtype: undefined,
    shardBytes: 1000,
    onTensor: (_, done) => {
      if (done === 5) throw new Error('stopped')
    },
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(readdirSync(home)).toEqual([])
})

it('never mixes shards of a checkpoint with those of the next one, which takes its place', async () => {
  const place = temporaryFolder()
  const [from, next, old] = [join(place, 'from'), join(place, 'next'), join(place, 'old')]
  await exportCheckpoint(from, { ...tinyParts(), shardBytes: 20_000 })
  await exportCheckpoint(next, { ...tinyParts('F32', 6), shardBytes: 20_000 })
  const home = temporaryFolder()
  const mixed = convert(from, join(home, 'out'), {
    ...plain,
    onTensor: (_, done) => {
      if (done !== 1) return
      renameSync(from, old)
      renameSync(next, from)
    },
  })
  await expect(mixed).rejects.toMatchObject({ code: 'E_CHECKPOINT', hint: 'Start again.' })
  expect(readdirSync(home)).toEqual([])
})

describe('a checkpoint that passes through', () => {
  it.each(['F32', 'BF16', 'F16'] as const)('comes out byte for byte in %s', async (dtype) => {
    const folder = await writeTiny(dtype)
    const out = join(temporaryFolder(), 'out')
    expect(await convert(folder, out)).toMatchObject({ ok: true, dtype })
    expect(names(out)).toEqual(names(folder))
    for (const name of names(folder))
      expect(readFileSync(join(out, name)), name).toEqual(readFileSync(join(folder, name)))
  })

  it('comes back byte for byte from shards and from a wider type', async () => {
    const folder = await writeTiny('BF16')
    const [shards, back] = [join(temporaryFolder(), 'shards'), join(temporaryFolder(), 'back')]
    const wide = await convert(folder, shards, { dtype: 'F32', shardBytes: 20_000 })
    expect(wide).toMatchObject({ ok: true, dtype: 'F32' })
    expect(names(shards)).toContain('model.safetensors.index.json')
    expect(names(shards).filter((name) => name.endsWith('.safetensors')).length).toBeGreaterThan(2)
    expect(await importCheckpoint(shards)).toMatchObject({ ok: true })
    await convert(shards, back, { dtype: 'BF16', shardBytes: 5e9 })
    for (const name of names(folder))
      expect(readFileSync(join(back, name)), name).toEqual(readFileSync(join(folder, name)))
  })

  it('keeps what other programs wrote into config.json', async () => {
    const folder = await writeTiny('F32')
    const path = join(folder, 'config.json')
    const json = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
    writeFileSync(path, JSON.stringify({ ...json, dtype: 'float32', eos_token_id: [2, 7] }))
    const out = join(temporaryFolder(), 'out')
    await convert(folder, out, { dtype: 'F16', shardBytes: 5e9 })
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'))).toMatchObject({
      dtype: 'float16',
      eos_token_id: [2, 7],
    })
  })

  it('takes memory for a window, not for the model', async () => {
    const result = await passThrough(4e8)
    expect(result.same).toBe(true)
    expect(result.checkpointBytes).toBeGreaterThan(3.8e8)
    // 4 Mi elements in at most three forms, and what is not collected yet.
    expect(result.addedBytes).toBeLessThan(1.6e8)
  })
})

describe('shards', () => {
  it('hold whole tensors in order, none too large unless a tensor is', () => {
    const specs = [3, 4, 10, 1, 1].map((n, i) => ({ name: `t${i}`, shape: [n] }))
    const shards = planShards(specs, 'F32', 28)
    expect(shards.map(({ specs: some }) => some.map(({ name }) => name).join())).toEqual([
      't0,t1',
      't2',
      't3,t4',
    ])
    expect(shards[2]?.file).toBe('model-00003-of-00003.safetensors')
    expect(planShards(specs, 'F16', 38)).toEqual([{ file: 'model.safetensors', specs }])
  })

  it('of an exported model are read back', async () => {
    const folder = join(temporaryFolder(), 'model')
    await exportCheckpoint(folder, { ...tinyParts(), shardBytes: 10_000 })
    const got = await importCheckpoint(folder)
    expect(got.ok && got.checkpoint.params).toEqual(tinyParts().params)
    const index = JSON.parse(readFileSync(join(folder, 'model.safetensors.index.json'), 'utf8'))
    expect(index.metadata.total_size).toBe(4 * tinyParts().params.length)
    expect(Object.keys(index.weight_map)).toEqual(tensors.map(({ name }) => name))
  })
})

/** Spoils a fresh checkpoint; gives the refusal of converting it. Nothing may be written. */
async function refusalOf(spoilIt: (folder: string) => void) {
  const folder = await writeTiny()
  spoilIt(folder)
  const home = temporaryFolder()
  const got = await convert(folder, join(home, 'out'))
  expect(readdirSync(home)).toEqual([])
  if (got.ok) throw new Error('was accepted')
  return got.code
}

const unusable: readonly (readonly [string, (folder: string) => void, string])[] = [
  [
    'an unknown architecture',
    (f) => writeFileSync(join(f, 'config.json'), '{"model_type":"gpt2"}'),
    'E_CONFIG',
  ],
  ['no tokenizer', (f) => rmSync(join(f, 'tokenizer.json')), 'E_CHECKPOINT'],
  ['no tensors', (f) => rmSync(join(f, 'model.safetensors')), 'E_CHECKPOINT'],
  ['a file cut off', (f) => truncateSync(join(f, 'model.safetensors'), 5000), 'E_SAFETENSORS'],
  [
    'a NaN in the last tensor',
    (f) =>
      spoil(f, (_, data) => {
        data.writeFloatLE(Number.NaN, data.length - 4)
        return data
      }),
    'E_CHECKPOINT_NAN',
  ],
  [
    'an infinity',
    (f) =>
      spoil(f, (_, data) => {
        data.writeFloatLE(Number.POSITIVE_INFINITY, 0)
        return data
      }),
    'E_CHECKPOINT_NAN',
  ],
  [
    'a wrong type',
    (f) =>
      spoil(f, (header) => {
        ;(header['model.norm.weight'] as Header[string]).dtype = 'F64'
        return undefined
      }),
    'E_SAFETENSORS',
  ],
  [
    'a wrong shape',
    (f) =>
      spoil(f, (header) => {
        ;(header['lm_head.weight'] as Header[string]).shape.reverse()
        return undefined
      }),
    'E_CHECKPOINT_SHAPE',
  ],
  [
    'an extra tensor',
    (f) =>
      spoil(f, (header, data) => {
        const bytes = data.length
        header['odd.weight'] = { dtype: 'F32', shape: [2], data_offsets: [bytes, bytes + 8] }
        return Buffer.concat([data, Buffer.alloc(8)])
      }),
    'E_CHECKPOINT_EXTRA',
  ],
]

describe('a checkpoint that cannot be used is refused, and nothing is written', () => {
  it.each(unusable)('%s', async (_name, spoilIt, code) => {
    expect(await refusalOf(spoilIt)).toBe(code)
  })

  it('values too large for the type that is asked for', async () => {
    const folder = await writeTiny()
    spoil(folder, (_, data) => {
      data.writeFloatLE(1e6, 0)
      return data
    })
    const out = join(temporaryFolder(), 'out')
    const got = await convert(folder, out, { dtype: 'F16', shardBytes: 5e9 })
    expect(got).toMatchObject({ ok: false, message: expect.stringMatching(/too large for F16/) })
    expect(existsSync(out)).toBe(false)
  })
})
