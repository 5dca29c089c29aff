/** The whole of `murmur`: which commands there are, and how a wrong flag is told. */
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addExport, addImport, addPlan } from './checkpoint.ts'
import { addData } from './data.ts'
import { addLog } from './log.ts'
import { addChat, addDoctor, addEval, addMakeBase } from './model.ts'
import { addCoordinate, addJoin, addReplay, addRunFile } from './run.ts'

/** All commands, ready to parse. */
export function createProgram(): Command {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
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
    addImport,
    addExport,
    addPlan,
    addRunFile,
    addData,
    addLog,
    addMakeBase,
  ]
  for (const add of adders) add(program)
  inherit(program, program)
  return program
}

/** Sub-commands do not inherit how errors end: each is told. */
function inherit(command: Command, parent: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(parent).allowExcessArguments(false)
    inherit(child, parent)
  }
}
