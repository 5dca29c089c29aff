/** `murmur log show | verify`: what a run decided, and whether it follows. */
import type { Command } from 'commander'

export function addLog(program: Command): void {
  const log = program.command('log').description('read the log of a run')
  log
    .command('show')
    .description('Prints the entries of a log, one a line.')
    .argument('<run folder>')
    .action(async (folder: string) => {
      const { showLog } = await import('../run/show-log.ts')
      await showLog(folder, (line) => process.stdout.write(`${line}\n`))
    })
  log
    .command('verify')
    .description(
      'Checks every signature and every rule; names the first entry that does not follow.',
    )
    .argument('<run folder>')
    .action(async (folder: string) => {
      const { verifyLog } = await import('../run/show-log.ts')
      process.stdout.write(`${await verifyLog(folder)}\n`)
    })
}
