/**
 * `run.yaml`: the fields of the run's configuration, and which base and data it starts from.
 *
 * Every fault is reported with file, line and reason; nothing is corrected in silence. Paths are relative to the file.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Document, LineCounter, parseDocument, stringify } from 'yaml'
import { parseRunConfig, type RunConfig, runFields } from '../../coordinator/config.ts'
import type { Problem } from '../../coordinator/fields.ts'
import { planOf } from '../../coordinator/plan.ts'
import { stagesOf } from '../../coordinator/stages.ts'
import { codeOf, fail } from '../coded-error.ts'
import type { Sources } from './data.ts'
import { readSources, sourceProblems } from './run-sources.ts'

export type RunFile = {
  readonly config: RunConfig
  /** Folder of the base checkpoint. */
  readonly basePath: string
  readonly sources: Sources
  /** A tokenizer.json to use instead of the base's. */
  readonly tokenizerPath: string | undefined
  /** Folder for archived segments; undefined: none are made. */
  readonly archivePath: string | undefined
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
  const { base, data, tokenizer, archive, ...fields } = value
  const folder = dirname(resolve(path))
  const problems: Problem[] = []
  for (const [field, given] of Object.entries({ base, tokenizer, archive }))
    if (given !== undefined && typeof given !== 'string')
      problems.push({ path: field, code: 'bad-value', message: 'is not a path' })
  const read = readSources(data, folder)
  if (!read.ok) problems.push(...read.problems)
  const sources: Sources = read.ok ? read.sources : new Map()
  // Without a mix the sources have equal weights; the log says so in numbers.
  const mix = Object.fromEntries([...sources.keys()].map((name) => [name, 1]))
  const parsed = parseRunConfig({ ...fields, mix: fields['mix'] ?? mix })
  if (!parsed.ok) problems.push(...parsed.problems)
  else if (read.ok)
    problems.push(
      ...sourceProblems(sources, stagesOf(parsed.config), parsed.config.stages.length > 0),
    )
  if (!parsed.ok || problems.length > 0) {
    const said = problems.map(
      (p) => `${path}${lineOfProblem(document, lines, p)}: ${p.path} ${p.message}`,
    )
    return fail('E_CONFIG', said.join('\n'), 'docs/run-config.md lists the fields.')
  }
  return {
    config: parsed.config,
    basePath: typeof base === 'string' ? resolve(folder, base) : defaultBase,
    sources,
    tokenizerPath: typeof tokenizer === 'string' ? resolve(folder, tokenizer) : undefined,
    archivePath: typeof archive === 'string' ? resolve(folder, archive) : undefined,
  }
}

/** A field that nobody wrote contradicts one that stands in the file, which the message names. */
function lineOfProblem(document: Document, lines: LineCounter, { path, message }: Problem): string {
  const named = message.match(/\w+/g) ?? []
  return (
    [path, ...named].map((name) => lineOf(document, lines, name)).find((line) => line !== '') ?? ''
  )
}

/** `:line` of a field, or of the innermost list that should have it; empty where there is none. `path` is like `stages[1].rounds`. */
function lineOf(document: Document, lines: LineCounter, path: string): string {
  const keys = path.split(/[.[\]]+/).filter((key) => key !== '')
  for (let depth = keys.length; depth > 0; depth--) {
    const within = keys.slice(0, depth).map((key) => (/^\d+$/.test(key) ? Number(key) : key))
    const node = document.getIn(within, true) as { range?: readonly number[] | null } | undefined
    const at = node?.range?.[0]
    if (at !== undefined) return `:${lines.linePos(at).line}`
  }
  return ''
}

/** What a run file resolves to, as YAML, with what follows from it. */
export function describeRunFile({ config, basePath, sources, archivePath }: RunFile): string {
  const { rounds, batches, tokens } = planOf(config)
  const data = Object.fromEntries([...sources].map(([name, path]) => [name, path ?? 'built-in']))
  return `# ${rounds} rounds, ${batches} batches, ${tokens} tokens in all
${stringify({ ...config, base: basePath, data, archive: archivePath })}`
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
    '# Or several sources, and stages that mix them (docs/run-config.md):',
    '# data: { text: ./text.txt, chat: ./chat.jsonl }',
    '# stages:',
    '#   - { name: reading, rounds: 40, mix: { text: 3, chat: 1 } }',
    '#   - { name: answers, rounds: 60, mix: { chat: 1 }, eta: 0.0005 }',
    '# A tokenizer.json to use instead of that of the base.',
    '# tokenizer: ./tokenizer.json',
    '# Folder into which each segment from checkpoint to checkpoint is archived, before retainRounds lets its payloads go.',
    '# archive: ./archive',
  )
  await writeFile(path, `${lines.join('\n')}\n`, { flag: 'wx' }).catch((error: unknown) =>
    codeOf(error) === 'EEXIST'
      ? fail('E_EXISTS', `${path} is there already`, 'Choose another name, or remove it.')
      : fail('E_FILE', `${path} cannot be written (${codeOf(error)})`),
  )
}
