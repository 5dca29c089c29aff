/** `murmur simulate` as a person starts it. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const murmur = resolve(import.meta.dirname, '../../murmur')
const root = mkdtempSync(join(tmpdir(), 'murmur-simulate-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

function run(...args: string[]) {
  const done = spawnSync(murmur, ['simulate', ...args], {
    cwd: root,
    encoding: 'utf8',
    timeout: 50_000,
  })
  return { exit: done.status, out: done.stdout, err: done.stderr }
}

const small = ['--nodes', '6', '--rounds', '6', '--seed', '7', '--quiet']

it('ends with a table, a trace that can be played again to any event, and a page', () => {
  const disturbed = ['--fault', 'kill 2@r2 for 5s', '--liars', '1 invalid', '--net', 'loss=1%']
  const files = ['--trace', 'run.jsonl', '--html', 'run.html']
  const { exit, out, err } = run(...small, ...disturbed, ...files)
  expect(err).toBe('')
  expect(exit).toBe(0)
  expect(out).toMatch(/6 closed|rounds/)
  expect(out).toMatch(/without faults and liars 0\.\d+/)
  expect(out).toMatch(/invalid *│ round \d+ *│ contribution refused/)
  const again = run('run.jsonl', '--until', '500')
  expect(again.err).toBe('')
  // Who does the same is one row.
  expect(again.out).toMatch(/│ [1-6] +│ node-\d( node-\d)* +│/)
  expect(again.out).toMatch(/^event 500, .*: \w+, round \d+, step \d+/)
  const page = readFileSync(join(root, 'run.html'), 'utf8')
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).toMatch(/Disturbances.*kill 2@r2 for 5s.*end of kill 2@r2/s)
  expect(page).toMatch(/replicas identical<\/td><td>6 of 6/)
  expect(page).not.toMatch(/<script|src=|href=/)
  // A trace that tells another story is refused.
  const trace = readFileSync(join(root, 'run.jsonl'), 'utf8').replace('"round opened"', '"rain"')
  writeFileSync(join(root, 'changed.jsonl'), trace)
  const changed = run('changed.jsonl', '--quiet')
  expect(changed.err).toMatch(/differs from its trace.*rain.*\[E_VERIFY\]/s)
  expect(changed.exit).toBe(6)
})

it('reads a scenario file, and flags go before it', () => {
  writeFileSync(join(root, 'ok.yaml'), 'nodes: 5\nrounds: 3\nfaults: [leave 1@r1]\n')
  const { exit, out } = run('ok.yaml', '--rounds', '4', '--json', '--no-twin')
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ nodes: 5, steps: 4, violations: 0, roundsClosed: 4 })
})

it.each<[readonly string[], RegExp, number]>([
  [['--nodes', 'many'], /--nodes.*whole number.*\[E_USAGE\]/s, 2],
  [['--nod', '3'], /unknown option '--nod'.*--nodes.*\[E_USAGE\]/s, 2],
  [['--fault', 'kil 3@r1'], /--fault 0: "kil" is unknown.*\[E_USAGE\]/s, 2],
  [['--net', 'loss=many'], /--net: "loss=many" is malformed.*\[E_USAGE\]/s, 2],
  [['--liars', '99 invalid'], /--liars 0:.*16 nodes.*\[E_USAGE\]/s, 2],
  [['--set', 'witnesses'], /FIELD=VALUE.*\[E_USAGE\]/s, 2],
  [['--set', 'witness=3'], /--set witness: unknown field; did you mean witnesses.*\[E_USAGE\]/s, 2],
  [['--trainer', 'magic'], /neither objective nor real.*\[E_USAGE\]/s, 2],
  [['--fault', 'kill node-99@r1'], /--fault 0: there is no node-99.*\[E_USAGE\]/s, 2],
  [[...small, '--fault', 'kill 1@r500'], /"kill 1@r500" did not happen/, 0],
  [['absent.yaml'], /absent\.yaml is not there.*\[E_INPUT\]/s, 2],
  [[...small, '--trace', 'no/where.jsonl'], /trace cannot be written.*\[E_FILE\]/s, 3],
])('%j is told', (args, message, exit) => {
  const before = readdirSync(root)
  const done = run(...args)
  expect(done.err).toMatch(message)
  expect(done.exit).toBe(exit)
  expect(readdirSync(root)).toEqual(before)
})
