import { mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importCheckpoint } from '../../node/checkpoints/import.ts'
import {
  type Header,
  readParts,
  spoil,
  temporaryFolder,
  tinyParts,
  writeParts,
  writeTiny,
} from './fixtures.ts'

async function refusal(folder: string) {
  const got = await importCheckpoint(folder)
  if (got.ok) throw new Error('was accepted')
  return got
}

const names = (header: Header) => Object.keys(header).filter((name) => name !== '__metadata__')

/** Cuts model.safetensors into two shards with an index. */
function shard(folder: string, change: (map: Record<string, string>) => void = () => {}): void {
  const { header, data } = readParts(join(folder, 'model.safetensors'))
  const all = names(header)
  const halves = [all.slice(0, 5), all.slice(5)]
  const map: Record<string, string> = {}
  for (const [i, half] of halves.entries()) {
    const file = `model-0000${i + 1}-of-00002.safetensors`
    const part: Header = {}
    const chunks: Buffer[] = []
    let at = 0
    for (const name of half) {
      const { dtype, shape, data_offsets } = header[name] as Header[string]
      const bytes = data.subarray(...(data_offsets as [number, number]))
      part[name] = { dtype, shape, data_offsets: [at, at + bytes.length] }
      at += bytes.length
      chunks.push(bytes)
      map[name] = file
    }
    writeParts(join(folder, file), part, Buffer.concat(chunks))
  }
  rmSync(join(folder, 'model.safetensors'))
  change(map)
  writeFileSync(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: map }))
}

describe('a checkpoint that cannot be used is refused by name', () => {
  it('no folder, no tokenizer, broken JSON', async () => {
    expect(await refusal('/nowhere/at/all')).toMatchObject({ code: 'E_CHECKPOINT' })
    const folder = await writeTiny()
    writeFileSync(join(folder, 'config.json'), '{"model_type":')
    expect((await refusal(folder)).message).toMatch(/config\.json is not JSON/)
    const other = await writeTiny()
    rmSync(join(other, 'tokenizer.json'))
    expect((await refusal(other)).message).toMatch(/tokenizer\.json is missing/)
  })

  it('no weights, or weights of another kind', async () => {
    const folder = await writeTiny()
    rmSync(join(folder, 'model.safetensors'))
    expect((await refusal(folder)).message).toMatch(/model\.safetensors: is missing[^;]*$/)
    writeFileSync(join(folder, 'pytorch_model.bin'), 'x')
    expect((await refusal(folder)).message).toMatch(/; pytorch_model\.bin is of a kind/)
  })
})

describe('a checkpoint of spoilt files is refused by name', () => {
  it('folders where files should be', async () => {
    for (const name of ['tokenizer.json', 'model.safetensors']) {
      const folder = await writeTiny()
      rmSync(join(folder, name))
      mkdirSync(join(folder, name))
      expect((await refusal(folder)).message).toMatch(/is missing or cannot be read/)
    }
  })

  it('words that are not JSON, where they are there', async () => {
    for (const name of ['tokenizer_config.json', 'generation_config.json']) {
      const folder = await writeTiny()
      writeFileSync(join(folder, name), '{')
      expect((await refusal(folder)).message).toMatch(`${name} is not JSON`)
      rmSync(join(folder, name))
      expect(await importCheckpoint(folder)).toMatchObject({ ok: true })
    }
  })

  it('parameters that take more memory than there is', async () => {
    const got = await importCheckpoint(await writeTiny(), 10_000)
    expect(got).toMatchObject({ ok: false, code: 'E_CHECKPOINT_MEMORY' })
    expect(got.ok ? '' : got.message).toMatch(/take 0\.0 GB in fp32.*murmur plan/)
  })

  it('a head that config.json does not want, or wants', async () => {
    const folder = await writeTiny()
    const path = join(folder, 'config.json')
    const json = JSON.parse(readFileSync(path, 'utf8')) as object
    writeFileSync(path, JSON.stringify({ ...json, tie_word_embeddings: true }))
    expect((await refusal(folder)).message).toMatch(/lm_head.* says tie_word_embeddings: true/)
  })
})

describe('a checkpoint that does not fit is refused by name', () => {
  it('a config that it does not know', async () => {
    const folder = await writeTiny()
    writeFileSync(join(folder, 'config.json'), '{"model_type":"gpt2"}')
    expect(await refusal(folder)).toMatchObject({ code: 'E_CONFIG' })
  })

  it('a wrong shape, with both shapes', async () => {
    const folder = await writeTiny()
    spoil(folder, (header) => {
      ;(header['lm_head.weight'] as Header[string]).shape.reverse()
    })
    expect(await refusal(folder)).toEqual({
      ok: false,
      code: 'E_CHECKPOINT_SHAPE',
      message: 'tensor lm_head.weight has shape [24, 37], config.json wants [37, 24]',
    })
  })

  it('a missing, an extra, a misnamed tensor', async () => {
    const folder = await writeTiny()
    spoil(folder, (header) => {
      header['odd.weight'] = header['lm_head.weight'] as Header[string]
      delete header['lm_head.weight']
    })
    expect(await refusal(folder)).toMatchObject({ code: 'E_CHECKPOINT_EXTRA' })
    const other = await writeTiny()
    spoil(other, (header, data) => {
      const last = names(header).at(-1) as string
      const [from] = (header[last] as Header[string]).data_offsets as [number, number]
      delete header[last]
      return data.subarray(0, from)
    })
    expect(await refusal(other)).toMatchObject({ code: 'E_CHECKPOINT_MISSING' })
  })

  it('a value that is not finite', async () => {
    const folder = await writeTiny()
    spoil(folder, (header, data) => {
      const [from] = (header['model.norm.weight'] as Header[string]).data_offsets as [number]
      data.writeFloatLE(Number.NaN, from + 4)
    })
    expect((await refusal(folder)).code).toBe('E_CHECKPOINT_NAN')
  })
})

/** Changes a header in place, or gives other data. */
type Lie = (header: Header, data: Buffer) => Buffer | undefined
const only =
  (change: (header: Header) => void): Lie =>
  (header) => {
    change(header)
    return undefined
  }

const lies: readonly (readonly [string, Lie])[] = [
  [
    'overlapping tensors',
    only((header) => {
      const [a, b] = names(header)
        .slice(0, 2)
        .map((name) => header[name] as Header[string])
      const size = (b?.data_offsets[1] as number) - (b?.data_offsets[0] as number)
      ;(b as Header[string]).data_offsets = [
        a?.data_offsets[0] as number,
        (a?.data_offsets[0] as number) + size,
      ]
    }),
  ],
  [
    'a tensor past the end',
    only((header) => {
      const last = header[names(header).at(-1) as string] as Header[string]
      last.data_offsets = last.data_offsets.map((n) => n + 64)
    }),
  ],
  ['bytes that belong to nobody', (_header, data) => Buffer.concat([data, Buffer.alloc(8)])],
  [
    'a shape that does not fill its bytes',
    only((header) => {
      ;(header['model.norm.weight'] as Header[string]).shape = [25]
    }),
  ],
  [
    'a shape that overflows',
    only((header) => {
      ;(header['model.norm.weight'] as Header[string]).shape = [2 ** 52, 2 ** 52]
    }),
  ],
  [
    'a negative offset',
    only((header) => {
      ;(header['model.norm.weight'] as Header[string]).data_offsets = [-96, 0]
    }),
  ],
  [
    'an unknown type',
    only((header) => {
      ;(header['model.norm.weight'] as Header[string]).dtype = 'I64'
    }),
  ],
  [
    'an entry that is none',
    only((header) => {
      ;(header as Record<string, unknown>)['model.norm.weight'] = null
    }),
  ],
]

describe('a lying safetensors file is refused before its data are read', () => {
  it.each(lies)('%s', async (_name, change) => {
    const folder = await writeTiny()
    spoil(folder, change)
    expect(await refusal(folder)).toMatchObject({ code: 'E_SAFETENSORS' })
  })

  it('cut off anywhere', async () => {
    const folder = await writeTiny()
    const path = join(folder, 'model.safetensors')
    const bytes = readFileSync(path)
    for (const length of [bytes.length - 1, 2000, 100, 9, 8, 3, 0]) {
      writeFileSync(path, bytes)
      truncateSync(path, length)
      expect(await refusal(folder)).toMatchObject({ code: 'E_SAFETENSORS' })
    }
  })

  it('with a gigantic header', async () => {
    const folder = await writeTiny()
    const path = join(folder, 'model.safetensors')
    for (const claim of [2n ** 63n, 2n ** 32n, 100_000_001n]) {
      const bytes = readFileSync(path)
      bytes.writeBigUInt64LE(claim)
      writeFileSync(path, bytes)
      expect((await refusal(folder)).message).toMatch(/its header claims/)
    }
  })

  it('with a header that is not JSON or no object', async () => {
    const folder = await writeTiny()
    for (const header of [[], 5, 'x']) {
      writeParts(join(folder, 'model.safetensors'), header, Buffer.alloc(100))
      expect(await refusal(folder)).toMatchObject({ code: 'E_SAFETENSORS' })
    }
  })
})

describe('shards', () => {
  it('are read through the index', async () => {
    const folder = await writeTiny()
    shard(folder)
    const got = await importCheckpoint(folder)
    expect(got.ok && got.checkpoint.params).toEqual(tinyParts().params)
  })

  it('that are missing, or hold a tensor twice, are refused', async () => {
    const folder = await writeTiny()
    shard(folder)
    renameSync(join(folder, 'model-00002-of-00002.safetensors'), join(folder, 'x.safetensors'))
    expect(await refusal(folder)).toMatchObject({ code: 'E_CHECKPOINT' })
    writeFileSync(
      join(folder, 'model-00002-of-00002.safetensors'),
      readFileSync(join(folder, 'model-00001-of-00002.safetensors')),
    )
    expect((await refusal(folder)).message).toMatch(/comes twice/)
  })

  it('cannot be named outside the folder', async () => {
    const folder = join(temporaryFolder(), 'tiny')
    const other = await writeTiny()
    renameSync(other, folder)
    shard(folder, (map) => {
      map['lm_head.weight'] = '../../etc/model.safetensors'
    })
    expect((await refusal(folder)).message).toMatch(/no file of this folder/)
  })

  it('are all there is: no tensor that is nowhere, no file beside them', async () => {
    const folder = await writeTiny()
    const whole = readFileSync(join(folder, 'model.safetensors'))
    shard(folder, (map) => {
      map['ghost'] = Object.values(map)[0] as string
    })
    expect((await refusal(folder)).message).toMatch(/index\.json names tensor ghost/)
    writeFileSync(join(folder, 'model.safetensors'), whole)
    expect((await refusal(folder)).message).toMatch(/and an index of other files/)
  })

  it('need a readable index', async () => {
    for (const index of ['{', '{}', '{"weight_map":5}', 'null']) {
      const folder = await writeTiny()
      writeFileSync(join(folder, 'model.safetensors.index.json'), index)
      expect(await refusal(folder)).toMatchObject({ code: 'E_CHECKPOINT' })
    }
  })
})
