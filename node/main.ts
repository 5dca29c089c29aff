/**
 * The command line. Each command reads its flags, then loads what it needs; a fault is one sentence with a code and what to do, and a
 * non-zero exit.
 */

import { CommanderError } from 'commander'
import { plainPage } from '../proto/text.ts'
import { codeOf, describeError, diskError, exitCodeOf } from './coded-error.ts'
import { createProgram } from './commands/program.ts'
import { guard, startGuard } from './run/guard.ts'
import { followGuard, GUARD, GuardWanted, readOrder, tellGuard } from './run/guarded.ts'
import { endAtOnce, hasStuckThreads } from './stuck.ts'

/** The command, or the guard over it (run/guard.ts). */
async function run(): Promise<void> {
  const order = process.env[GUARD]
  if (order !== undefined) return guard(readOrder(order))
  followGuard()
  try {
    await createProgram().parseAsync()
  } catch (error) {
    if (error instanceof GuardWanted) return startGuard(error.order)
    throw error
  }
}

async function main(): Promise<void> {
  try {
    await run()
  } catch (error) {
    if (error instanceof CommanderError) {
      // It has said so.
      if (error.exitCode !== 0) tellPrograms('E_USAGE', error.message.replace(/^error: /, ''))
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.stderr.write(`murmur: ${plainPage(describeError(error))}\n`)
    tellPrograms(codeOf(error) ?? 'E_BUG', describeError(error))
    if (process.env['MURMUR_DEBUG'] === '1' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`)
    process.exitCode = exitCodeOf(error)
  }
}

/** As the last line, where they asked for lines that they can read. */
function tellPrograms(code: string, message: string): void {
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ event: 'error', code, message })}\n`)
}

/** Exit code of a program whose reader has gone, as a shell tells it of others: 128 and SIGPIPE. */
const READER_GONE = 141

/** Nobody hears us any more (`| head`), or the file that stdout is cannot take more: what runs ends, and says so where it still can. */
function endWithoutOutput(error: NodeJS.ErrnoException): never {
  if (error.code === 'EPIPE') endAtOnce(READER_GONE)
  const told = diskError(error, 'the output')
  process.stderr.write(`murmur: ${plainPage(describeError(told))}\n`)
  endAtOnce(exitCodeOf(told))
}

process.stdout.on('error', endWithoutOutput)
process.stderr.on('error', () => endAtOnce(READER_GONE))

await main()
tellGuard({ ended: Number(process.exitCode ?? 0) })
// Otherwise the process would wait for a thread that hangs inside a library.
if (hasStuckThreads()) endAtOnce(Number(process.exitCode ?? 0))
