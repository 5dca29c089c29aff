/**
 * `npm run docs`: the pages that follow from the code, written anew: docs/run-config.md from the table of fields, docs/commands.md from
 * the commands themselves. A test compares.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { runFields } from '../../coordinator/config.ts'
import { mostStages, stageFields } from '../../coordinator/stages.ts'
import { faults } from '../../node/coded-error.ts'
import { createProgram } from '../../node/commands/program.ts'

const docs = join(import.meta.dirname, '../../docs')
const note = 'Written by `npm run docs` from the code; edit that.'

export function runConfigPage(): string {
  const ofStage = Object.keys(stageFields)
    .map((field) => `\`${field}\``)
    .join(', ')
  const rows = Object.entries(runFields).map(([name, field]) => {
    const { type, min, max, unit, choices } = field
    const bounds =
      choices !== undefined
        ? choices.join(', ')
        : type === 'text'
          ? `≤ ${max} characters`
          : `${min} … ${max}`
    return `| \`${name}\` | \`${field.default}\` | ${bounds} | ${unit} | ${field.live === true ? 'yes' : ''} | ${field.doc} |`
  })
  return `# The run file

${note}

A run file is YAML: one \`field: value\` a line. \`murmur run init\` writes one with every field; \`murmur run check\` says what one resolves to.
A field that is unknown, mistyped, out of bounds or in contradiction to another is named with its line, and nothing is started.

Beside the fields of the table, which all members agree on and whose values are part of the run's id:

| field | meaning |
|---|---|
| \`base\` | folder of the base checkpoint, relative to the file; without it the small committed one |
| \`data\` | JSONL file to train on ([data.md](data.md)), or several with names; without it the built-in arithmetic |
| \`tokenizer\` | a \`tokenizer.json\` to use instead of the base's; it must fit the model's vocabulary and have every mark of the chat template |
| \`archive\` | folder of the coordinator into which each segment from checkpoint to checkpoint is archived, before \`retainRounds\` lets its payloads go ([log.md](log.md#replay)); without it none are |

| field | default | bounds | unit | live | meaning |
|---|---|---|---|---|---|
${rows.join('\n')}

## Stages

\`stages\` is a list of at most ${mostStages} stages that the run goes through in order. Each may have a \`name\`, a \`mix\` (sources of \`data\` with
whole weights: rows are taken in that proportion) and any of ${ofStage}; what it leaves out it has from the run. A run without \`stages\` has one, made of its own
fields. A stage ends with an epoch: everybody applies its last round, a checkpoint is made, and the run gathers anew.

\`\`\`yaml
data: { text: ./text.jsonl, chat: ./chat.jsonl }
eta: 0.002
stages:
  - { name: reading, rounds: 40, rowTokens: 256, mix: { text: 3, chat: 1 } }
  - { name: answers, tokens: 4000000, rowTokens: 128, batches: 32, eta: 0.001, schedule: linear, mix: { chat: 1 } }
\`\`\`
`
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;')

function section(command: Command, path: string): string {
  const usage = `${path} ${command.usage()}`.trim()
  const flags = command.options.map(
    (option) =>
      `| \`${option.flags}\` | ${cell(option.description)}${option.defaultValue === undefined || option.defaultValue === false ? '' : ` (default: ${String(option.defaultValue)})`} |`,
  )
  const table = flags.length === 0 ? '' : `\n| flag | meaning |\n|---|---|\n${flags.join('\n')}\n`
  return `## \`${usage}\`\n\n${command.description()}\n${table}`
}

export function commandsPage(): string {
  const sections = createProgram().commands.flatMap((command) =>
    command.commands.length > 0
      ? command.commands.map((child) => section(child, `murmur ${command.name()} ${child.name()}`))
      : [section(command, `murmur ${command.name()}`)],
  )
  const codes = Object.entries(faults).map(
    ([code, { exit, means }]) => `| \`${code}\` | ${exit} | ${means} |`,
  )
  return `# Commands

${note}

\`./murmur\` starts on the Node that \`npm ci\` brought. Every command has \`--help\`. With \`--json\` it prints one JSON object a line.

${sections.join('\n')}
## Errors

An error is one sentence with what to do and a code in brackets. \`MURMUR_DEBUG=1\` adds where it arose.

| code | exit | means |
|---|---|---|
${codes.join('\n')}
`
}

export const pages: readonly { readonly path: string; readonly text: () => string }[] = [
  { path: join(docs, 'run-config.md'), text: runConfigPage },
  { path: join(docs, 'commands.md'), text: commandsPage },
]

if (process.argv[1] === import.meta.filename)
  for (const { path, text } of pages) writeFileSync(path, text())
