import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { exportCheckpoint, writeSafetensors } from '../../node/checkpoints/export.ts'
import { importCheckpoint } from '../../node/checkpoints/import.ts'
import { config, readParts, temporaryFolder, tensors, tinyParts, writeTiny } from './fixtures.ts'

const json = (folder: string, name: string) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>

async function imported(folder: string) {
  const got = await importCheckpoint(folder)
  if (!got.ok) throw new Error(got.message)
  return got.checkpoint
}

describe('an exported checkpoint', () => {
  it('comes back bit for bit in fp32, on shared memory', async () => {
    const { params } = tinyParts()
    const checkpoint = await imported(await writeTiny('F32'))
    expect(checkpoint.params).toEqual(params)
    expect(checkpoint.params.buffer).toBeInstanceOf(SharedArrayBuffer)
    expect(checkpoint.config).toEqual(config)
    expect(checkpoint.tokenizerJson).toEqual(tinyParts().tokenizerJson)
    expect(checkpoint.chatTemplate).toBe(tinyParts().chatTemplate)
  })

  it.each([7, [2, 7]])('ends an answer as its base does: %j', async (ends) => {
    const first = await writeTiny()
    const path = join(first, 'generation_config.json')
    writeFileSync(
      path,
      JSON.stringify({ ...json(first, 'generation_config.json'), eos_token_id: ends }),
    )
    const { special } = await imported(first)
    const second = join(temporaryFolder(), 'second')
    await exportCheckpoint(second, { ...tinyParts(), special })
    for (const name of ['config.json', 'generation_config.json'])
      expect(json(second, name)['eos_token_id']).toEqual(ends)
    expect((await imported(second)).special).toEqual(special)
  })

  it.each([
    ['BF16', 2 ** -8],
    ['F16', 2 ** -11],
  ] as const)(
    'comes back in %s within half a unit of the last place, and is then stable',
    async (dtype, unit) => {
      const { params } = tinyParts()
      const once = (await imported(await writeTiny(dtype))).params
      for (const [i, value] of once.entries())
        expect(Math.abs(value - (params[i] as number))).toBeLessThanOrEqual(
          Math.max(Math.abs(params[i] as number) * unit, 2 ** -25),
        )
      const folder = join(temporaryFolder(), 'again')
      await exportCheckpoint(folder, { ...tinyParts(dtype), params: once })
      expect((await imported(folder)).params).toEqual(once)
    },
  )

  it('has the files and fields of a Hugging Face folder', async () => {
    const folder = await writeTiny('BF16')
    expect(readdirSync(folder).sort()).toEqual([
      'README.md',
      'chat_template.jinja',
      'config.json',
      'generation_config.json',
      'model.safetensors',
      'tokenizer.json',
      'tokenizer_config.json',
    ])
    expect(json(folder, 'config.json')).toMatchObject({
      model_type: 'seed_oss',
      torch_dtype: 'bfloat16',
      bos_token_id: 1,
      eos_token_id: 2,
      pad_token_id: 0,
    })
    expect(json(folder, 'generation_config.json')).toMatchObject({ eos_token_id: 2 })
    expect(json(folder, 'tokenizer_config.json')).toMatchObject({ eos_token: '<seed:eos>' })
  })
})

describe('the files of a checkpoint', () => {
  it('are written in table order, aligned to 8 bytes, the same bytes each time', async () => {
    const [one, two] = [await writeTiny('BF16'), await writeTiny('BF16')]
    const path = join(one, 'model.safetensors')
    expect(readFileSync(path)).toEqual(readFileSync(join(two, 'model.safetensors')))
    const { header } = readParts(path)
    const names = Object.keys(header).filter((name) => name !== '__metadata__')
    expect(names).toEqual(tensors.map(({ name }) => name))
    expect(readFileSync(path).readBigUInt64LE() % 8n).toBe(0n)
  })

  it('give the template from tokenizer_config.json where there is no file of its own', async () => {
    const folder = await writeTiny()
    const { rmSync } = await import('node:fs')
    rmSync(join(folder, 'chat_template.jinja'))
    expect((await imported(folder)).chatTemplate).toBe(tinyParts().chatTemplate)
    writeFileSync(join(folder, 'tokenizer_config.json'), '{}')
    expect((await imported(folder)).chatTemplate).toBe('')
  })
})

describe('writing', () => {
  it('replaces an older folder whole and leaves nothing beside it', async () => {
    const home = temporaryFolder()
    const folder = join(home, 'model')
    await exportCheckpoint(folder, tinyParts('F32', 1))
    writeFileSync(join(folder, 'model-00002-of-00002.safetensors'), 'old')
    await exportCheckpoint(folder, tinyParts('F32', 2))
    expect((await imported(folder)).params).toEqual(tinyParts('F32', 2).params)
    expect(existsSync(join(folder, 'model-00002-of-00002.safetensors'))).toBe(false)
    expect(readdirSync(home)).toEqual(['model'])
  })

  it('that fails leaves the older folder as it was and nothing half-written', async () => {
    const home = temporaryFolder()
    const folder = join(home, 'model')
    await exportCheckpoint(folder, tinyParts('F32', 1))
    const broken = { ...tinyParts('F32', 2), card: 5 as unknown as string }
    await expect(exportCheckpoint(folder, broken)).rejects.toThrow()
    expect(readdirSync(home)).toEqual(['model'])
    expect((await imported(folder)).params).toEqual(tinyParts('F32', 1).params)
  })

  it('of a single file fails whole too', async () => {
    const home = temporaryFolder()
    mkdirSync(join(home, 'taken.safetensors'))
    const { params } = tinyParts()
    await expect(
      writeSafetensors(join(home, 'taken.safetensors'), tensors, params, 'F32'),
    ).rejects.toThrow()
    expect(readdirSync(home)).toEqual(['taken.safetensors'])
    await expect(
      writeSafetensors(join(home, 'absent', 'x.safetensors'), tensors, params, 'F32'),
    ).rejects.toMatchObject({ code: 'E_FILE' })
  })
})
