/** A tiny checkpoint in a temporary folder of its own, and ways to spoil it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { modelTensors } from '../../kernels/model/tensors.ts'
import { type ExportParts, exportCheckpoint } from '../../node/checkpoints/export.ts'
import type { Dtype } from '../../node/checkpoints/safetensors.ts'
import { trainTokenizer } from '../../node/data/bpe.ts'
import { chatTemplate } from '../../node/data/chat.ts'
import { tinyConfig, tinyParams } from '../model/fixtures.ts'

/** A folder that is removed after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'murmur-checkpoint-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export const config = tinyConfig()
export const tensors = modelTensors(config)

export function tinyParts(dtype: Dtype = 'F32', seed = 5): ExportParts {
  return {
    config,
    tensors,
    params: tinyParams(config, seed),
    dtype,
    tokenizerJson: trainTokenizer(['a small text, a small text'], 270),
    chatTemplate,
    card: '# tiny\n',
  }
}

export async function writeTiny(dtype: Dtype = 'F32'): Promise<string> {
  const folder = join(temporaryFolder(), 'tiny')
  await exportCheckpoint(folder, tinyParts(dtype))
  return folder
}

export type Header = Record<string, { dtype: string; shape: number[]; data_offsets: number[] }>

/** The header of a safetensors file and the bytes behind it. */
export function readParts(path: string): { header: Header; data: Buffer } {
  const bytes = readFileSync(path)
  const length = Number(bytes.readBigUInt64LE())
  const header = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Header
  return { header, data: bytes.subarray(8 + length) }
}

export function writeParts(path: string, header: unknown, data: Uint8Array): void {
  const json = Buffer.from(JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  writeFileSync(path, Buffer.concat([length, json, data]))
}

/** Rewrites model.safetensors of a folder with a changed header and, if given, other data. */
export function spoil(
  folder: string,
  change: (header: Header, data: Buffer) => Buffer | undefined,
): void {
  const path = join(folder, 'model.safetensors')
  const { header, data } = readParts(path)
  const changed = change(header, data)
  writeParts(path, header, changed ?? data)
}
