/** The demo's flags. */
import { resolve } from 'node:path'
import { Command } from 'commander'

export type DemoOptions = {
  readonly out: string
  readonly json: boolean
  readonly exportReplicas: boolean
  readonly controls: boolean
  readonly data: string | undefined
  readonly eval: string | undefined
  readonly seed: number
  readonly rounds: number | undefined
  readonly heldOut: number
}

/** A whole number in a range, or a sentence. */
function whole(name: string, text: string | undefined, min: number, max: number) {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Error(`--${name} ${text}: give a whole number from ${min} to ${max}. [E_USAGE]`)
  return value
}

export function parseDemoOptions(argv: readonly string[]): DemoOptions {
  const command = new Command('npm run demo --')
    .description(
      'Trains one small model with a coordinator and four contributors, each a process of its own, over real libp2p on loopback.',
    )
    .option('--out <folder>', 'where everything goes; must not hold an earlier demo', 'demo-out')
    .option('--json', 'print one JSON object as the last line', false)
    .option('--export-replicas', "write each survivor's parameters to <out>/replicas", false)
    .option('--controls', 'afterwards also train one member alone for as many rounds', false)
    .option('--data <file.jsonl>', 'your own chat or question/answer lines instead of the built-in')
    .option('--eval <file.jsonl>', 'held-out lines for --data')
    .option('--seed <n>', 'seed of the built-in data and of the run', '1')
    .option('--rounds <n>', 'rounds to train')
    .option('--held-out <n>', 'held-out problems asked in each mode', '200')
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(`${text.trim()} [E_USAGE]\n`) })
    .exitOverride()
  command.parse([...argv], { from: 'user' })
  const flags = command.opts<Record<string, string | boolean | undefined>>()
  const text = (name: string) => (typeof flags[name] === 'string' ? flags[name] : undefined)
  return {
    out: resolve(text('out') ?? 'demo-out'),
    json: flags['json'] === true,
    exportReplicas: flags['exportReplicas'] === true,
    controls: flags['controls'] === true,
    data: text('data') === undefined ? undefined : resolve(text('data') as string),
    eval: text('eval') === undefined ? undefined : resolve(text('eval') as string),
    seed: whole('seed', text('seed'), 0, 2 ** 31 - 1) ?? 1,
    rounds: whole('rounds', text('rounds'), 3, 100_000),
    heldOut: whole('held-out', text('heldOut'), 1, 100_000) ?? 200,
  }
}
