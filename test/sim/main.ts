/**
 * `murmur simulate [scenario.yaml | trace.jsonl]` and `npm run sim -- ...`: a network in virtual time, disturbed on purpose, from a seed.
 */
import { existsSync, readFileSync } from 'node:fs'
import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { parse } from 'yaml'
import { describeError, exitCodeOf, fail } from '../../node/coded-error.ts'
import { real, several, whole } from '../../node/commands/flags.ts'
import { playCommand, type SimulateFlags } from './play.ts'
import { readScenario, readScenarioFile, type Scenario } from './scenario.ts'
import { readTrace, type Trace } from './trace.ts'

const assignment = (text: string, before: Record<string, unknown> = {}) => {
  const [, key, value] = /^(\w+)=(.+)$/.exec(text) ?? []
  if (key === undefined)
    throw new InvalidArgumentError('write FIELD=VALUE, a field of the run file.')
  return { ...before, [key]: parse(value ?? '') as unknown }
}

type Flags = SimulateFlags & {
  readonly nodes?: number
  readonly rounds?: number
  readonly seed?: number
  readonly net?: string
  readonly loss?: number
  readonly latency?: number
  readonly fault?: readonly string[]
  readonly liars?: readonly string[]
  readonly set?: Record<string, unknown>
  readonly trainer?: string
}

/** The command; `act` gets the checked scenario. */
function createCommand(act: (file: string | undefined, flags: Flags) => void): Command {
  return new Command('murmur simulate')
    .description(
      'Runs a whole network in virtual time: the same machines, messages and checks as the real one, on a simulated network with faults and liars. Equal seeds give equal runs.',
    )
    .argument('[scenario]', 'scenario file (YAML), or a trace to play again')
    .option('--nodes <n>', 'members at the start (default: 16)', whole(1, 100_000))
    .option('--rounds <n>', 'rounds to apply (default: 20)', whole(1, 1_000_000))
    .option('--seed <n>', 'seed of everything (default: 1)', whole(0, 2 ** 31 - 1))
    .option('--net <spec>', "the network: 'latency=lognormal(80ms,0.6) loss=0.5% up=5Mbit nat=30%'")
    .option('--loss <share>', 'share of packets lost; short for --net loss=', real(0, 0.9))
    .option('--latency <ms>', 'median latency; short for --net latency=', real(0, 10_000))
    .option('--fault <spec>', "a disturbance: 'kill 8@r20'; may be given again", several)
    .option('--liars <spec>', "members that lie: '2 equivocate'; may be given again", several)
    .option('--set <field=value>', 'a field of the run file; may be given again', assignment)
    .option('--trainer <kind>', 'objective (a stand-in, fast) or real (a tiny model)')
    .option('--until <event>', 'stop after this event and show the state', whole(0, 1e12))
    .option('--trace <file>', 'write the run to a file that can be played again')
    .option('--html <file>', 'write a report with a timeline')
    .option('--no-twin', 'do not compare with the same run without faults and liars')
    .option('--json', 'print one JSON object', false)
    .option('--quiet', 'show no progress', false)
    .allowExcessArguments(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`murmur: ${text.trim().replace(/^error: /, '')} [E_USAGE]\n`),
    })
    .action(act)
}

function readFileOf(path: string): string {
  if (!existsSync(path))
    return fail('E_INPUT', `${path} is not there.`, 'Name a scenario file or a trace.')
  return readFileSync(path, 'utf8')
}

/** What the flags say, over what a trace or a file says. */
function draftOf(flags: Flags, base: object): object {
  const { nodes, rounds, seed, trainer, fault, liars, set } = flags
  const before = base as { net?: string; config?: object }
  const net = [
    flags.net ?? before.net ?? '',
    flags.latency === undefined ? '' : `latency=${flags.latency}ms`,
    flags.loss === undefined ? '' : `loss=${flags.loss}`,
  ]
  const given = Object.entries({ nodes, rounds, seed, trainer, faults: fault, liars }).filter(
    ([, value]) => value !== undefined,
  )
  const config = { ...before.config, ...set }
  return { ...base, ...Object.fromEntries(given), net: net.join(' ').trim(), config }
}

const flagOf: { readonly [key: string]: string } = { faults: '--fault', config: '--set' }

function scenarioOf(file: string | undefined, flags: Flags) {
  let trace: Trace | undefined
  let base: object = {}
  if (file?.endsWith('.jsonl') === true) {
    readFileOf(file)
    trace = readTrace(file)
    base = trace.draft
  } else if (file !== undefined) {
    const text = readFileOf(file)
    const read = readScenarioFile(text)
    if (!read.ok) return fail('E_CONFIG', `${file}: ${read.message.replace(/\n/g, `\n${file}: `)}`)
    base = (parse(text) ?? {}) as object
  }
  const draft = draftOf(flags, base)
  const read = readScenario(draft)
  if (read.ok) return { scenario: read.scenario as Scenario, draft, trace }
  const said = read.problems.map(({ path, message }) => {
    const [key = '', ...rest] = path
    return `${[flagOf[key] ?? `--${key}`, ...rest].join(' ')}: ${message}`
  })
  return fail('E_USAGE', said.join('\n'))
}

try {
  createCommand((file, flags) => {
    process.exitCode = playCommand(scenarioOf(file, flags), flags)
  }).parse()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    process.stderr.write(`murmur: ${describeError(error)}\n`)
    process.exitCode = exitCodeOf(error)
  }
}
