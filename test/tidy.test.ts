/**
 * Style that the linter cannot see: every source file says what it is, no test is switched off, no mark is left for later,
 * links in the guides lead somewhere, docs name only commands that exist.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)))
const sources = tracked.filter((path) => path.endsWith('.ts') && !/\/(gen|assembly)\//.test(path))
const read = (path: string) => readFileSync(join(root, path), 'utf8')

it('every source file opens with what it is', () => {
  const bare = sources.filter((path) => !/^(#!.*\n)?\s*(\/\*\*?|\/\/)/.test(read(path)))
  // A few files open with imports and document below them: the formatter sorts imports to the top.
  const silent = bare.filter((path) => !/^(import[\s\S]*?\n)+\s*(\/\*\*|\/\/)/.test(read(path)))
  // Tests speak through their names.
  expect(silent.filter((path) => !/\.(test|config)\.ts$/.test(path))).toEqual([])
})

it('AssemblyScript, which the linter does not read, keeps to the same sizes', () => {
  const files = tracked.filter((path) => /\/assembly\/.*\.ts$/.test(path))
  expect(files.length).toBeGreaterThan(5)
  for (const path of files) {
    const text = read(path)
    expect(/^\/\*\*\n/.test(text), `${path} opens with what it is`).toBe(true)
    expect(text.split('\n').length, path).toBeLessThanOrEqual(301)
    // A function of one file ends with a brace of its own in the first column.
    for (const [body] of text.matchAll(/^(export )?function [\s\S]*?^}/gm))
      expect(body.split('\n').length, `${path}: ${body.slice(0, 60)}`).toBeLessThanOrEqual(60)
  }
})

it('no test is narrowed or switched off, no mark is left', () => {
  const marks = /\b(it|test|describe)\.(only|todo)\b|@ts-(ignore|nocheck)|\b(TODO|FIXME|XXX)\b/
  const found = sources.filter((path) => path !== 'test/tidy.test.ts' && marks.test(read(path)))
  expect(found).toEqual([])
})

it('links between pages lead to files', () => {
  const broken: string[] = []
  for (const page of tracked.filter((path) => path.endsWith('.md')))
    for (const [, target] of read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g))
      if (target !== undefined && !/^[a-z]+:/.test(target))
        if (!existsSync(join(root, dirname(page), target))) broken.push(`${page}: ${target}`)
  expect(broken).toEqual([])
})

it('nothing large is tracked, and no install script is needed', () => {
  const large = tracked.filter((path) => readFileSync(join(root, path)).length > 5_000_000)
  expect(large).toEqual([])
  expect(read('.npmrc')).toContain('ignore-scripts=true')
  const scripts = Object.keys(JSON.parse(read('package.json')).scripts)
  expect(scripts.filter((name) => /^(pre|post)/.test(name))).toEqual([])
})
