/** `murmur export` of a run's folder, whose own config.json is not a model's. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { runConvert } from '../../node/run/convert.ts'

const root = mkdtempSync(join(tmpdir(), 'murmur-export-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const base = resolve(import.meta.dirname, '../../assets/base')
const command = {
  dtype: undefined,
  shardBytes: 5e9,
  revision: 'main',
  forRun: false,
  json: false,
  quiet: true,
}

function makeRun(name: string): string {
  const run = join(root, name)
  mkdirSync(run)
  writeFileSync(join(run, 'config.json'), '{"name":"mine","rounds":3}')
  writeFileSync(join(run, 'log.sqlite'), '')
  return run
}

it('takes the newest checkpoint of a run', async () => {
  const run = makeRun('run')
  cpSync(base, join(run, 'checkpoint'), { recursive: true })
  const out = join(root, 'out')
  await runConvert({ ...command, from: run, out })
  const weights = (folder: string) => readFileSync(join(folder, 'model.safetensors'))
  expect(weights(out)).toEqual(weights(base))
})

it('says where to find the checkpoint of a run that has none in its folder', async () => {
  const out = join(root, 'none')
  await expect(runConvert({ ...command, from: makeRun('elsewhere'), out })).rejects.toMatchObject({
    code: 'E_CHECKPOINT',
    message: expect.stringContaining('holds a run, and no checkpoint of it'),
    hint: expect.stringMatching(/--checkpoint.*murmur replay/),
  })
  expect(existsSync(out)).toBe(false)
})
