/**
 * `murmur import` and `murmur export`: a checkpoint from the hub or a folder, checked tensor by tensor, written as a folder that
 * `transformers`, vLLM and a run can start from.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ModelConfig } from '../../kernels/model/config.ts'
import { type Converted, convertCheckpoint } from '../checkpoints/convert.ts'
import { type CheckpointFiles, folderFiles } from '../checkpoints/files.ts'
import type { CheckpointRefusal, Dtype } from '../checkpoints/safetensors.ts'
import { fail } from '../coded-error.ts'
import { watchInterrupts } from '../system/interrupt.ts'
import { tokenizerFor } from './language.ts'
import { useFolder } from './out-folder.ts'

export type ConvertCommand = {
  /** 'hf:<organisation>/<name>', a checkpoint folder, or (export) the folder of a run. */
  readonly from: string
  readonly out: string
  readonly dtype: 'fp32' | 'bf16' | 'fp16' | undefined
  readonly shardBytes: number
  readonly revision: string
  /** A run will start from it, so its tokenizer has to load here. */
  readonly forRun: boolean
  readonly json: boolean
  readonly quiet: boolean
}

const dtypes: Record<NonNullable<ConvertCommand['dtype']>, Dtype> = {
  fp32: 'F32',
  bf16: 'BF16',
  fp16: 'F16',
}

/** One tensor is finished, or read to the end of what the hub sends of it. */
const LEAVE_MS = 60_000

/** Rejects with the codes of docs/commands.md; nothing is written then, and nothing is left of what was. */
export async function runConvert(command: ConvertCommand): Promise<void> {
  await useFolder(command.out, (out) => convertTo(command, out))
}

async function convertTo(command: ConvertCommand, out: string): Promise<void> {
  const files = await openFiles(command)
  const shown = process.stderr.isTTY && !command.json && !command.quiet
  const say = (line: string) => shown && process.stderr.write(line)
  const interrupts = watchInterrupts({
    leaveMs: LEAVE_MS,
    onFirst: () => {},
    onForced: (why) => process.stderr.write(`murmur: ${why}\n`),
  })
  const converted = await convertCheckpoint(files, out, {
    dtype: command.dtype && dtypes[command.dtype],
    shardBytes: command.shardBytes,
    ...(command.forRun && { refuseTokenizer }),
    onTensor: (name, done, of) => {
      if (interrupts.signal.aborted)
        fail('E_INTERRUPTED', `stopped at tensor ${done + 1} of ${of}; nothing was written`)
      say(`\r\u001b[K${done + 1}/${of} ${name}`)
    },
  }).finally(interrupts.dispose)
  say('\r\u001b[K')
  report(command, unwrap(converted))
}

function refuseTokenizer(json: unknown, config: ModelConfig): CheckpointRefusal | undefined {
  const opened = tokenizerFor(json, config)
  return opened.ok ? undefined : { ...opened, code: 'E_TOKENIZER' }
}

async function openFiles({ from, revision }: ConvertCommand): Promise<CheckpointFiles> {
  if (!from.startsWith('hf:')) return folderFiles(checkpointOf(from))
  const repo = from.slice(3)
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo))
    fail('E_USAGE', `${from} names no repository`, 'Give hf:<organisation>/<name>.')
  const { hubFiles } = await import('../checkpoints/hub.ts')
  return hubFiles({ repo, revision, token: process.env['HF_TOKEN'] })
}

/** A run's folder holds its newest checkpoint in a folder of its own, beside a config.json that is the run's. */
function checkpointOf(folder: string): string {
  const inner = join(folder, 'checkpoint')
  const isRun = existsSync(join(folder, 'log.sqlite'))
  const isPlain = !isRun && existsSync(join(folder, 'config.json'))
  if (!isPlain && existsSync(join(inner, 'config.json'))) return inner
  if (!isRun) return folder
  return fail(
    'E_CHECKPOINT',
    `${folder} holds a run, and no checkpoint of it`,
    `Give the folder that coordinate was given with --checkpoint, or make one: murmur replay ${folder} --out <folder>.`,
  )
}

function unwrap(result: ({ readonly ok: true } & Converted) | CheckpointRefusal): Converted {
  if (result.ok) return result
  const code = (['E_CONFIG', 'E_TOKENIZER'] as const).find((code) => code === result.code)
  return fail(code ?? 'E_CHECKPOINT', result.message, 'Nothing was written.')
}

function report({ out, json }: ConvertCommand, { config, dtype, parameters }: Converted): void {
  const { modelType, layers, hiddenSize } = config
  if (json)
    process.stdout.write(
      `${JSON.stringify({ event: 'checkpoint', out, modelType, parameters, dtype, layers, hiddenSize })}\n`,
    )
  else
    process.stdout.write(
      `${out}: ${modelType}, ${parameters} parameters in ${layers} layers × ${hiddenSize}, ${dtype}\n`,
    )
}
