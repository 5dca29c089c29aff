/**
 * The sources of a run file: `data` is one file or several with names, and each mix names some of them.
 *
 * Invariant: every source that a stage names is there, and every one that is there is used.
 */
import { resolve } from 'node:path'
import type { Problem } from '../../coordinator/fields.ts'
import { parseMix, type StageConfig } from '../../coordinator/stages.ts'
import type { Sources } from './data.ts'

export type SourcesResult =
  | { readonly ok: true; readonly sources: Sources }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const bad = (path: string, message: string): SourcesResult => ({
  ok: false,
  problems: [{ path, code: 'bad-value', message }],
})

/** Reads `data`. Paths are relative to `folder`. Without it there is the built-in set. */
export function readSources(value: unknown, folder: string): SourcesResult {
  if (value === undefined) return { ok: true, sources: new Map([['data', undefined]]) }
  if (typeof value === 'string')
    return { ok: true, sources: new Map([['data', resolve(folder, value)]]) }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return bad('data', 'is neither a path nor a list of "name: path" lines')
  const entries = Object.entries(value)
  const names = parseMix(Object.fromEntries(entries.map(([name]) => [name, 1])))
  if (typeof names === 'string') return bad('data', names)
  if (entries.length === 0) return bad('data', 'names no file')
  const wrong = entries.find(([, path]) => typeof path !== 'string')
  if (wrong !== undefined) return bad(`data.${wrong[0]}`, 'is not a path')
  return {
    ok: true,
    sources: new Map(entries.map(([name, path]) => [name, resolve(folder, path as string)])),
  }
}

/** What is wrong between the sources and the mixes of the stages that run. */
export function sourceProblems(
  sources: Sources,
  stages: readonly StageConfig[],
  isListed: boolean,
): Problem[] {
  const known = [...sources.keys()].join(', ')
  const problems: Problem[] = []
  for (const [i, { mix }] of stages.entries())
    for (const name of Object.keys(mix))
      if (!sources.has(name))
        problems.push({
          path: isListed ? `stages[${i}].mix` : 'mix',
          code: 'contradiction',
          message: `names ${name}; data has ${known}`,
        })
  const used = new Set(stages.flatMap(({ mix }) => Object.keys(mix)))
  for (const name of sources.keys())
    if (!used.has(name))
      problems.push({
        path: `data.${name}`,
        code: 'contradiction',
        message: 'is in no mix: leave it out, or add it to one',
      })
  return problems
}
