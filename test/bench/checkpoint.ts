/**
 * A synthetic checkpoint through `convertCheckpoint` in a process of its own: its peak resident memory, time, and whether the
 * bytes came out as they went in.
 *
 * Budget: 5 GB in at most 1 GB resident. The test runs the same function on a smaller one.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parseModelConfig } from '../../kernels/model/config.ts'
import { modelParams, modelTensors } from '../../kernels/model/tensors.ts'
import { writeShards } from '../../node/checkpoints/shards.ts'
import type { Bench } from './main.ts'
import { rounded } from './measure.ts'

const HIDDEN = 1024
const SHARDS = 4

export const benchCheckpoint: Bench = async ({ options, say }) => {
  const { values } = parseArgs({
    args: [...options],
    options: { gigabytes: { type: 'string', default: '5' } },
  })
  const result = await passThrough(Number(values.gigabytes) * 1e9)
  say(
    `${rounded(result.checkpointBytes / 1e9)} GB in ${result.seconds} s, ` +
      `${Math.round(result.residentBytes / 1e6)} MB resident`,
  )
  return result
}

/** Makes a bf16 checkpoint of about `bytes`, converts it in a child process, compares, and removes both. */
export async function passThrough(bytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'murmur-pass-'))
  try {
    const [from, out] = [join(folder, 'from'), join(folder, 'out')]
    const checkpointBytes = await makeCheckpoint(from, bytes)
    const shardBytes = Math.ceil(checkpointBytes / SHARDS)
    const child = new URL('./checkpoint-child.ts', import.meta.url).pathname
    const args = [child, from, out, String(shardBytes)]
    const done = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 500_000 })
    if (done.status !== 0) throw new Error(done.stderr)
    const measured = JSON.parse(done.stdout) as Measured
    const same = (await digest(from)) === (await digest(out))
    return { checkpointBytes, ...measured, seconds: rounded(measured.seconds), same }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Measured = {
  readonly residentBytes: number
  /** Of those, what conversion added to a started process. */
  readonly addedBytes: number
  readonly seconds: number
}

async function makeCheckpoint(folder: string, bytes: number): Promise<number> {
  mkdirSync(folder)
  const fields = (layers: number) => ({
    model_type: 'llama',
    hidden_size: HIDDEN,
    intermediate_size: 4 * HIDDEN,
    num_hidden_layers: layers,
    num_attention_heads: 8,
    num_key_value_heads: 2,
    vocab_size: 8192,
    max_position_embeddings: 2048,
  })
  const read = (layers: number) => {
    const parsed = parseModelConfig(fields(layers))
    if (!parsed.ok) throw new Error(parsed.message)
    return parsed.config
  }
  const perLayer = modelParams(read(2)) - modelParams(read(1))
  const layers = Math.max(1, Math.floor((bytes / 2 - modelParams(read(1))) / perLayer) + 1)
  const config = read(layers)
  const total = 2 * modelParams(config)
  writeFileSync(
    join(folder, 'config.json'),
    `${JSON.stringify({ ...fields(layers), torch_dtype: 'bfloat16' }, null, 2)}\n`,
  )
  writeFileSync(join(folder, 'tokenizer.json'), '{}')
  // Any bits but an exponent of all ones; each window starts elsewhere in them.
  const noise = Uint16Array.from({ length: 5_000_011 }, (_, i) => Math.imul(i, 2654435761) & 0xbfff)
  let at = 0
  await writeShards(
    folder,
    modelTensors(config),
    'BF16',
    Math.ceil(total / SHARDS),
    async (...call) => {
      at = (at + 104_729) % 800_000
      return new Uint8Array(noise.buffer, 2 * at, 2 * call[2])
    },
  )
  return total
}

/** Over the names and bytes of all files. */
async function digest(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).sort()) {
    hash.update(name)
    for await (const chunk of createReadStream(join(folder, name))) hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
