/** The built-in data as files, and what a run would make of a user's own. */
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseRunConfig } from '../../coordinator/config.ts'
import { fail } from '../coded-error.ts'
import { synthesizeChat, synthesizeHeldOut } from '../data/synth.ts'
import { writeFileAtomic } from '../system/files.ts'
import { prepareData } from './data.ts'
import { openModel } from './model.ts'
import { defaultBase } from './run-file.ts'

const jsonLines = (values: readonly object[]) =>
  `${values.map((value) => JSON.stringify(value)).join('\n')}\n`

/** Gives a line for people. */
export async function writeSynthetic(options: {
  readonly out: string
  readonly seed: number
  readonly train: number
  readonly heldOut: number
}): Promise<string> {
  const { seed } = options
  const out = resolve(options.out)
  await mkdir(out, { recursive: true })
  await writeFileAtomic(join(out, 'train.jsonl'), jsonLines(synthesizeChat(options.train, seed)))
  const heldOut = synthesizeHeldOut(options.heldOut, seed)
  await writeFileAtomic(join(out, 'held-out.jsonl'), jsonLines(heldOut))
  return `${options.train} samples and ${options.heldOut} held-out problems of seed ${seed} in ${out}; every answer was recomputed`
}

/** Gives lines for people. Rejects with E_DATA and file:line:reason. */
export async function checkDataFile(
  file: string,
  base: string | undefined,
  rowTokens: number,
): Promise<string> {
  const model = await openModel(base ?? defaultBase)
  const parsed = parseRunConfig({ rowTokens, mix: { data: 1 } })
  if (!parsed.ok) return fail('E_USAGE', `--row-tokens ${rowTokens} is not possible`)
  const sources = new Map([['data', resolve(file)]])
  const data = await prepareData(sources, parsed.config, model.checkpoint)
  return [
    `${data.samples} samples (a question with reasoning makes two)`,
    `${data.tooLong} longer than ${rowTokens} tokens: a run leaves them out`,
    `${data.rows} rows, ${(100 * data.packingEfficiency).toFixed(1)} % full`,
  ].join('\n')
}
