/**
 * The command line. Each command reads its flags, then loads what it needs; a fault is one sentence with a code and what to do, and a
 * non-zero exit.
 */

import { CommanderError } from 'commander'
import { plainPage } from '../proto/text.ts'
import { codeOf, describeError, exitCodeOf } from './coded-error.ts'
import { createProgram } from './commands/program.ts'
import { endAtOnce, hasStuckThreads } from './stuck.ts'

async function main(): Promise<void> {
  const program = createProgram()
  try {
    await program.parseAsync()
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.stderr.write(`murmur: ${plainPage(describeError(error))}\n`)
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
// Otherwise the process would wait for a thread that hangs inside a library.
if (hasStuckThreads()) endAtOnce(Number(process.exitCode ?? 0))
