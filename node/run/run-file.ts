/**
 * `run.yaml`: the fields of the run's configuration, and which base and data it starts from.
 *
 * Every fault is reported with file, line and reason; nothing is corrected in silence. Paths are relative to the file.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import { parseRunConfig, type RunConfig, runFields } from '../../coordinator/config.ts'
import { codeOf, fail } from '../coded-error.ts'

export type RunFile = {
  readonly config: RunConfig
  /** Folder of the base checkpoint. */
  readonly basePath: string
  /** Chat lines; undefined: the built-in synthetic set. */
  readonly dataPath: string | undefined
  /** A tokenizer.json to use instead of the base's. */
  readonly tokenizerPath: string | undefined
}

/** The committed base. */
export const defaultBase = resolve(import.meta.dirname, '../../assets/base')

export async function readRunFile(path: string): Promise<RunFile> {
  const text = await readFile(path, 'utf8').catch((error: unknown) =>
    fail('E_INPUT', `${path} cannot be read (${codeOf(error)})`, 'Write one with murmur run init.'),
  )
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [fault] = document.errors
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0])
    fail('E_CONFIG', `${path}:${line}:${col}: ${fault.message.split('\n')[0]}`, 'Mend the line.')
  }
  const value = (document.toJS() ?? {}) as Record<string, unknown>
  if (typeof value !== 'object' || Array.isArray(value))
    fail(
      'E_CONFIG',
      `${path}:1: a run file is a list of "field: value" lines`,
      'Write one with murmur run init.',
    )
  const lineOf = (field: string) => {
    const pair = (
      document.contents as { items?: { key?: { value?: unknown; range?: number[] } }[] } | null
    )?.items?.find((item) => item.key?.value === field)
    const at = pair?.key?.range?.[0]
    return at === undefined ? '' : `:${lines.linePos(at).line}`
  }
  const { base, data, tokenizer, ...fields } = value
  const problems: string[] = []
  for (const [field, given] of [
    ['base', base],
    ['data', data],
    ['tokenizer', tokenizer],
  ] as const)
    if (given !== undefined && typeof given !== 'string')
      problems.push(`${path}${lineOf(field)}: ${field} is not a path`)
  const parsed = parseRunConfig(fields)
  if (!parsed.ok)
    for (const problem of parsed.problems)
      problems.push(`${path}${lineOf(problem.path)}: ${problem.path} ${problem.message}`)
  if (!parsed.ok || problems.length > 0)
    return fail('E_CONFIG', problems.join('\n'), 'docs/run-config.md lists the fields.')
  const folder = dirname(resolve(path))
  return {
    config: parsed.config,
    basePath: typeof base === 'string' ? resolve(folder, base) : defaultBase,
    dataPath: typeof data === 'string' ? resolve(folder, data) : undefined,
    tokenizerPath: typeof tokenizer === 'string' ? resolve(folder, tokenizer) : undefined,
  }
}

/** A run file with every field, commented. Rejects with E_EXISTS where the file is there. */
export async function writeRunFile(path: string): Promise<void> {
  const lines = ['# A run of Murmuration. docs/run-config.md says more of each field.']
  for (const [name, field] of Object.entries(runFields)) {
    const unit = field.unit === '' ? '' : ` (${field.unit})`
    lines.push(`# ${field.doc}${unit}`, `${name}: ${field.default}`)
  }
  lines.push(
    '# Folder of the base checkpoint; without it the small committed one.',
    '# base: ./my-base',
    '# Chat or question/answer lines; without it the built-in arithmetic.',
    '# data: ./train.jsonl',
    '# A tokenizer.json to use instead of that of the base.',
    '# tokenizer: ./tokenizer.json',
  )
  await writeFile(path, `${lines.join('\n')}\n`, { flag: 'wx' }).catch((error: unknown) =>
    codeOf(error) === 'EEXIST'
      ? fail('E_EXISTS', `${path} is there already`, 'Choose another name, or remove it.')
      : fail('E_FILE', `${path} cannot be written (${codeOf(error)})`),
  )
}
