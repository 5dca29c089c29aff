/** `murmur status`: a contributor asks the node on this machine. */
import type { Command } from 'commander'
import { plainPage } from '../../proto/text.ts'

export function addStatus(program: Command): void {
  program
    .command('status')
    .summary('ask the node that contributes from this machine')
    .description(
      'Asks the node that contributes from this machine: the round, what it does and waits for, since when and until when, its peers, what the run accepted of it. The operator asks with murmur run status.',
    )
    .argument(
      '[folder]',
      "the node's folder (--home of murmur join); default: every node under ~/.murmur",
    )
    .option('--json', 'print one JSON object a node, one a line', false)
    .action(async (folder: string | undefined, { json }: { json: boolean }) => {
      const { nodesFolder, nodeStatus, runningNodes } = await import('../run/member-client.ts')
      const { showNode } = await import('../run/member-status.ts')
      const all =
        folder === undefined ? await runningNodes(nodesFolder()) : [await nodeStatus(folder)]
      const shown = all.map((one) => (json ? JSON.stringify(one) : showNode(one)))
      process.stdout.write(`${plainPage(shown.join(json ? '\n' : '\n\n'))}\n`)
    })
}
