/**
 * What is simulated, from a YAML file or from flags: nodes, rounds, seed, network, faults, liars, fields of the run file.
 *
 * Invariant: equal scenarios give equal runs to the last event. Every fault of a file is named with its line, all of them at once.
 */
import { LineCounter, parseDocument } from 'yaml'
import { parseRunConfig, type RunConfig } from '../../coordinator/config.ts'
import { createRandom } from '../../kernels/math/random.ts'
import { type Fault, parseFault } from './fault-spec.ts'
import type { Liar } from './handle.ts'
import { type Lie, liarOf, lieNames } from './liars.ts'
import { type NetSpec, parseNet } from './net-spec.ts'
import { simulatedConfig } from './simulate.ts'
import { accept, type Parsed, refuse, share } from './units.ts'

export type Scenario = {
  readonly nodes: number
  readonly rounds: number
  readonly seed: number
  readonly net: NetSpec
  readonly faults: readonly Fault[]
  readonly liars: readonly { readonly lie: Lie; readonly count: number }[]
  readonly config: Partial<RunConfig>
  readonly trainer: 'objective' | 'real'
  readonly batchMs: number
}

/** The same as plain values, as a file or flags give them; what is absent has its default. */
export type Draft = { readonly [K in keyof Scenario]?: unknown }

export type Problem = { readonly path: readonly (string | number)[]; readonly message: string }
export type Read =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const whole = (min: number, max: number, value: number) => ({ min, max, value })
const numbers = {
  nodes: whole(1, 100_000, 16),
  rounds: whole(1, 1_000_000, 20),
  seed: whole(0, 2 ** 31 - 1, 1),
  batchMs: whole(1, 3_600_000, 200),
} as const

const keys: readonly (keyof Scenario)[] = [
  'nodes',
  'rounds',
  'seed',
  'net',
  'faults',
  'liars',
  'config',
  'trainer',
  'batchMs',
]

/** `2 equivocate` or `10% invalid`. */
export function parseLiars(text: string, nodes: number): Parsed<{ lie: Lie; count: number }> {
  const [, amount = '', name = ''] = /^\s*(\d+(?:\.\d+)?%?)\s+([a-z]+)\s*$/.exec(text) ?? []
  const lie = lieNames.find((known) => known === name)
  if (lie === undefined)
    return refuse(`"${text}" names no liars: write "2 equivocate"; kinds: ${lieNames.join(', ')}`)
  const part = amount.endsWith('%') ? share(amount) : undefined
  const count = part === undefined ? Number(amount) : Math.round(part * nodes)
  return Number.isInteger(count) && count <= nodes
    ? accept({ lie, count })
    : refuse(`"${text}": there are ${nodes} nodes`)
}

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

export function readScenario(draft: unknown): Read {
  const problems: Problem[] = []
  const wrong = (message: string, ...path: (string | number)[]) => problems.push({ path, message })
  if (typeof draft !== 'object' || draft === null || Array.isArray(draft))
    return { ok: false, problems: [{ path: [], message: 'a scenario is a list of "key: value"' }] }
  const given = draft as Draft
  for (const key of Object.keys(draft))
    if (!keys.some((known) => known === key))
      wrong(`unknown field; it knows ${keys.join(', ')}`, key)
  const number = (key: keyof typeof numbers) => {
    const { min, max, value } = numbers[key]
    const got = given[key] ?? value
    if (typeof got === 'number' && Number.isInteger(got) && got >= min && got <= max) return got
    wrong(`${JSON.stringify(got)} is not a whole number from ${min} to ${max}`, key)
    return value
  }
  const nodes = number('nodes')
  const parsedList = <T>(key: 'faults' | 'liars', parse: (text: string) => Parsed<T>): T[] =>
    listOf(given[key]).flatMap((item, i) => {
      const parsed = typeof item === 'string' ? parse(item) : refuse('is no text')
      if (parsed.ok) return [parsed.value]
      wrong(parsed.message, key, i)
      return []
    })
  const net = parseNet(String(given.net ?? ''))
  if (!net.ok) wrong(net.message, 'net')
  const trainer = given.trainer ?? 'objective'
  if (trainer !== 'objective' && trainer !== 'real')
    wrong(`${JSON.stringify(trainer)} is neither objective nor real`, 'trainer')
  const config = (given.config ?? {}) as Partial<RunConfig>
  const checked = parseRunConfig(config)
  // Contradictions are looked for below, with the defaults of a simulation.
  if (!checked.ok)
    for (const { path, message, code } of checked.problems)
      if (code !== 'contradiction') wrong(message, 'config', path)
  const scenario: Scenario = {
    nodes,
    rounds: number('rounds'),
    seed: number('seed'),
    batchMs: number('batchMs'),
    net: net.ok ? net.value : { link: {}, nat: 0 },
    faults: parsedList('faults', parseFault),
    liars: parsedList('liars', (text) => parseLiars(text, nodes)),
    config,
    trainer: trainer === 'real' ? 'real' : 'objective',
  }
  // Merged votes of large rounds are those of the stand-in.
  if (trainer === 'real' && nodes > 32) wrong('the real trainer takes at most 32 nodes', 'trainer')
  // Where others join, a name may be theirs.
  const isClosed = scenario.faults.every(({ verb }) => verb !== 'join' && verb !== 'mend')
  for (const [i, { who }] of scenario.faults.entries())
    if (isClosed && who?.type === 'member' && who.index >= nodes)
      wrong(`there is no node-${who.index}: they are node-0 to node-${nodes - 1}`, 'faults', i)
  if (scenario.liars.reduce((sum, { count }) => sum + count, 0) > nodes)
    wrong(`more liars than the ${nodes} nodes`, 'liars')
  if (problems.length === 0) problems.push(...contradictions(scenario))
  return problems.length === 0 ? { ok: true, scenario } : { ok: false, problems }
}

/** The defaults of a simulation and the scenario's own fields may not go together. */
function contradictions(scenario: Scenario): Problem[] {
  try {
    simulatedConfig(scenario)
    return []
  } catch (error) {
    return [{ path: ['config'], message: (error as Error).message }]
  }
}

/** A scenario file; each problem begins with its line. */
export function readScenarioFile(text: string): Parsed<Scenario> | { ok: false; message: string } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [fault] = document.errors
  if (fault !== undefined)
    return refuse(`line ${fault.linePos?.[0].line ?? 1}: ${fault.message.split('\n')[0]}`)
  const read = readScenario(document.toJS() ?? {})
  if (read.ok) return accept(read.scenario)
  const lineOf = (path: Problem['path']): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true) as
        | { range?: readonly number[] }
        | undefined
      const [offset] = node?.range ?? []
      if (offset !== undefined) return lines.linePos(offset).line
    }
    return 1
  }
  const said = read.problems
    .map(({ path, message }) => ({ line: lineOf(path), text: `${path.join('.')}: ${message}` }))
    .sort((a, b) => a.line - b.line)
  return refuse(said.map(({ line, text }) => `line ${line}: ${text}`).join('\n'))
}

/** Which members lie, by index: drawn by the seed. */
export function castLiars({ nodes, seed, liars }: Scenario): Map<number, Liar> {
  const random = createRandom(seed, 66)
  const free = Array.from({ length: nodes }, (_, i) => i)
  const cast = new Map<number, Liar>()
  for (const { lie, count } of liars)
    for (let i = 0; i < count; i++) {
      const [index] = free.splice(Math.floor(random() * free.length), 1)
      if (index !== undefined) cast.set(index, liarOf(lie))
    }
  return cast
}
