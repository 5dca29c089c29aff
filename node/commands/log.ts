/** `murmur log show | verify | takeover`: what a run decided, whether it follows, and who decides next. */
import type { Command } from 'commander'
import { plainPage } from '../../proto/text.ts'
import type { ShowFilter } from '../run/log/show.ts'
import { whole } from './flags.ts'

const print = (line: string) => process.stdout.write(`${plainPage(line)}\n`)

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
  log
    .command('takeover')
    .description(
      "Hands the run to the coordinator of this folder, by the operator's signature; then murmur coordinate goes on in it.",
    )
    .argument(
      '<run folder>',
      "a copy of the old coordinator's folder or of a member's, without key.pem",
    )
    .option('--operator-key <file>', "the operator's key (default: operator.pem in the folder)")
    .option('--reason <text>', 'why, for the log', 'moved')
    .option('--json', 'print one JSON object', false)
    .action(
      async (
        folder: string,
        { operatorKey, reason, json }: { operatorKey?: string; reason: string; json: boolean },
      ) => {
        const { handedLine, handOver } = await import('../run/log/takeover.ts')
        const done = await handOver({ folder, operatorKey, reason })
        print(json ? JSON.stringify({ event: 'taken-over', ...done }) : handedLine(done, folder))
      },
    )
}
