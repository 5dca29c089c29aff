/** The whole of `murmur`: which commands there are, and how a wrong flag is told. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { addExport, addImport, addPlan } from './checkpoint.ts'
import { addData } from './data.ts'
import { addLog } from './log.ts'
import { addChat, addDoctor, addEval, addMakeBase } from './model.ts'
import { addCoordinate, addJoin, addReplay, addRunFile } from './run.ts'
import { addStatus } from './status.ts'
import { addTrainLocal } from './train-local.ts'

/** All commands, ready to parse. */
export function createProgram(): Command {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const program = new Command('murmur')
    .description("Strangers' computers post-train one language model together, and can prove it.")
    .version(version)
    .showSuggestionAfterError()
    .allowExcessArguments(false)
    .exitOverride((error) => {
      // A program of its own has ended: its exit code is ours.
      if (error.code !== 'commander.executeSubCommandAsync') throw error
      process.exitCode = error.exitCode
    })
    .configureOutput({
      outputError: (text, write) =>
        write(`murmur: ${text.trim().replace(/^error: /, '')} [E_USAGE]\n`),
    })
  const adders = [
    addCoordinate,
    addJoin,
    addStatus,
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
    addTrainLocal,
  ]
  for (const add of adders) add(program)
  addSimulate(program)
  inherit(program, program)
  return program
}

/** The simulator lies outside what a node knows: a program of its own, which takes the flags and answers --help (ADR 11). */
function addSimulate(program: Command): void {
  const executableFile = fileURLToPath(new URL('../../test/sim/main.ts', import.meta.url))
  program.command('simulate [scenario]', 'run a network in virtual time, with faults and liars', {
    executableFile,
  })
}

/** Sub-commands do not inherit how errors end: each is told. */
function inherit(command: Command, parent: Command): void {
  for (const child of command.commands) {
    child.copyInheritedSettings(parent).allowExcessArguments(false)
    inherit(child, parent)
  }
}
