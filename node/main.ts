/**
 * The command line. Each command reads its flags, then loads what it needs; a fault is one sentence with a code and what to do, and a
 * non-zero exit.
 */
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { codeOf, describeError, exitCodeOf } from './coded-error.ts'
import { addData } from './commands/data.ts'
import { addLog } from './commands/log.ts'
import { addChat, addDoctor, addEval, addMakeBase } from './commands/model.ts'
import { addCoordinate, addJoin, addReplay, addRunFile } from './commands/run.ts'

function createProgram(): Command {
  const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const program = new Command('murmur')
    .description("Strangers' computers post-train one language model together, and can prove it.")
    .version(version)
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      outputError: (text, write) =>
        write(`murmur: ${text.trim().replace(/^error: /, '')} [E_USAGE]\n`),
    })
  const adders = [
    addCoordinate,
    addJoin,
    addChat,
    addReplay,
    addDoctor,
    addEval,
    addRunFile,
    addData,
    addLog,
    addMakeBase,
  ]
  for (const add of adders) add(program)
  return program
}

/** Sub-commands do not inherit how errors end: each is told. */
function inherit(command: Command, parent: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(parent).allowExcessArguments(false)
    inherit(child, parent)
  }
}

async function main(): Promise<void> {
  const program = createProgram()
  inherit(program, program)
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.stderr.write(`murmur: ${describeError(error)}\n`)
    if (process.argv.includes('--json'))
      process.stdout.write(
        `${JSON.stringify({ event: 'error', code: codeOf(error) ?? 'E_BUG', message: describeError(error) })}\n`,
      )
    if (process.env['MURMUR_DEBUG'] === '1' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`)
    process.exitCode = exitCodeOf(error)
  }
}

await main()
