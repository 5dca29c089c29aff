/** `murmur log show | verify`: what a run decided, and whether it follows. */
import type { Command } from 'commander'
import type { ShowFilter } from '../run/log/show.ts'
import { whole } from './flags.ts'

const print = (line: string) => process.stdout.write(`${line}\n`)

export function addLog(program: Command): void {
  const log = program.command('log').description('read the log of a run, or hand it over')
  log
    .command('show')
    .description('Prints the entries of a log, one a line.')
    .argument('<run folder>')
    .option('--round <n>', 'only entries of this round', whole(0, 0xffffffff))
    .option('--kind <kind>', 'only entries of this kind: roundClosed, membersChanged, …')
    .option('--member <who>', 'only entries that speak of this member: its name, or first digits')
    .option('--json', 'print one JSON object a line', false)
    .action(async (folder: string, flags: ShowFilter & { json: boolean }) => {
      const { showLog } = await import('../run/log/show.ts')
      await showLog(folder, flags, print)
    })
  log
    .command('verify')
    .description(
      'Checks every signature and every rule; names the first entry that does not follow. Changes nothing.',
    )
    .argument('<run folder>')
    .option('--json', 'print one JSON object', false)
    .action(async (folder: string, { json }: { json: boolean }) => {
      const { verifiedLine, verifyLog } = await import('../run/log/verify.ts')
      const found = await verifyLog(folder)
      print(json ? JSON.stringify({ event: 'verified', ...found }) : verifiedLine(found))
    })
}
