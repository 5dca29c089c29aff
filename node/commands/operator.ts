/** `murmur run start | status | why | pause | resume | stop | eject | report`: an operator and a live run. */
import { type Command, InvalidArgumentError } from 'commander'
import { plainPage } from '../../proto/text.ts'
import { CodedError } from '../coded-error.ts'
import { whole } from './flags.ts'

type Client = typeof import('../run/operator/client.ts')

const folderArgument = '<run folder>'
const folderMeaning =
  "the run's folder (--home), or its run file where the folder has its default name"
const out = (text: string) => process.stdout.write(`${plainPage(text)}\n`)

export function addOperator(run: Command): void {
  addStart(run)
  addStatus(run)
  addWishes(run)
  addEject(run)
  addBack(run)
  addChange(run)
  addReport(run)
}

function addStart(run: Command): void {
  run
    .command('start')
    .description(
      'Starts the coordinator of a run file in the background and says where to join. Started again, the run goes on.',
    )
    .argument('<run.yaml>', 'run file; murmur run init writes one')
    .option('--home <folder>', "the run's folder (default: ./<name of the run file>-run)")
    .option('--listen <address>', 'listen here (default: any free port)')
    .option('--announce <address>', 'tell others this address instead')
    .option('--json', 'print the status as one JSON object', false)
    .action(
      async (
        runFile: string,
        flags: { home?: string; listen?: string; announce?: string; json: boolean },
      ) => {
        const { runFolder } = await import('../run/operator/client.ts')
        const { startInBackground } = await import('../run/operator/start.ts')
        const { showStatus } = await import('../run/operator/status.ts')
        const folder = runFolder(flags.home ?? runFile)
        const more = (['listen', 'announce'] as const).flatMap((flag) => {
          const value = flags[flag]
          return value === undefined ? [] : [`--${flag}`, value]
        })
        const status = await startInBackground({
          runFile,
          folder,
          flags: more,
          say: (line) => process.stderr.write(`${plainPage(line)}\n`),
        })
        if (flags.json) out(JSON.stringify(status))
        else out(`${showStatus(status)}\nstarted in ${folder}; murmur run status shows it`)
      },
    )
}

function addStatus(run: Command): void {
  run
    .command('status')
    .description(
      'Shows how a run stands: phase, what it waits for, loss, members. Works on a stopped run too.',
    )
    .argument(folderArgument, folderMeaning)
    .option('--json', 'print one JSON object', false)
    .action(async (target: string, { json }: { json: boolean }) => {
      const { statusOf, runFolder } = await import('../run/operator/client.ts')
      const { showStatus } = await import('../run/operator/status.ts')
      const status = await statusOf(runFolder(target))
      out(json ? JSON.stringify(status) : showStatus(status))
    })
  run
    .command('why')
    .description('Says why a run waits, or why a member does not contribute.')
    .argument(folderArgument, folderMeaning)
    .argument('[member]', 'name, or the first 8 digits of the id at least')
    .action(async (target: string, member: string | undefined) => {
      const { whyOf, runFolder } = await import('../run/operator/client.ts')
      out((await whyOf(runFolder(target), member)).join('\n'))
    })
}

const wishes = [
  {
    name: 'pause',
    does: 'Pauses a run: the open round is closed, a checkpoint is written; murmur run resume goes on.',
    phase: 'Paused',
    said: 'pausing: the open round is closed and a checkpoint is written first',
  },
  {
    name: 'resume',
    does: 'Goes on with a paused run.',
    phase: undefined,
    said: 'the run goes on',
  },
  {
    name: 'stop',
    does: 'Ends a run for good: the open round is closed and the checkpoint is written.',
    phase: 'Finished',
    said: 'stopping: the open round is closed and the checkpoint is written first',
  },
] as const

function addWishes(run: Command): void {
  for (const { name, does, phase, said } of wishes) {
    const command = run.command(name).description(does).argument(folderArgument, folderMeaning)
    if (phase !== undefined)
      command.option('--wait <seconds>', `wait so long until it is ${phase}`, whole(0, 86_400), 0)
    command.action(async (target: string, { wait = 0 }: { wait?: number }) => {
      const client = await import('../run/operator/client.ts')
      const folder = client.runFolder(target)
      await client.command(folder, { command: name })
      if (phase === undefined || wait === 0) out(said)
      else await waited(client, folder, phase, wait)
    })
  }
}

async function waited(
  client: Client,
  folder: string,
  phase: string,
  seconds: number,
): Promise<void> {
  await client.waitForPhase(folder, phase, seconds, (line) =>
    process.stderr.write(`${plainPage(line)}\n`),
  )
  out(`the run is ${phase}`)
}

const shortText = (most: number) => (text: string) => {
  if (text.length > most) throw new InvalidArgumentError(`give at most ${most} characters.`)
  return text
}

function addEject(run: Command): void {
  run
    .command('eject')
    .description('Takes a member out of a run for good. It is logged, and the node is told why.')
    .argument(folderArgument, folderMeaning)
    .argument('<member>', 'name, or the first 8 digits of the id at least')
    .requiredOption('--reason <text>', 'what the log and the node are told', shortText(200))
    .action(async (target: string, member: string, { reason }: { reason: string }) => {
      const client = await import('../run/operator/client.ts')
      await client.command(client.runFolder(target), { command: 'eject', member, reason })
      out(`${member} is ejected: ${reason}`)
    })
}

function addBack(run: Command): void {
  run
    .command('revert')
    .description(
      'Undoes every round from one on, as entries of the log: model, data and rate go back together.',
    )
    .argument(folderArgument, folderMeaning)
    .requiredOption('--round <n>', 'the first round to undo', whole(0, 0xffffffff))
    .action(async (target: string, { round }: { round: number }) => {
      const client = await import('../run/operator/client.ts')
      await client.command(client.runFolder(target), { command: 'revert', round })
      out(`the rounds from ${round} on are undone`)
    })
  run
    .command('restart')
    .description('Starts a run again from a checkpoint of its log, as an entry of the log.')
    .argument(folderArgument, folderMeaning)
    .requiredOption('--step <n>', 'step of the checkpoint; 0: the base', whole(0, 0xffffffff))
    .action(async (target: string, { step }: { step: number }) => {
      const client = await import('../run/operator/client.ts')
      await client.command(client.runFolder(target), { command: 'restart', step })
      out(`the run starts again from step ${step}`)
    })
}

const setting = (text: string, before: readonly (readonly [string, unknown])[] = []) => {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('give field=value.')
  const [field, value] = [text.slice(0, at), text.slice(at + 1)]
  const number = Number(value)
  return [
    ...before,
    [field, value.trim() !== '' && Number.isFinite(number) ? number : value],
  ] as const
}

type ChangeFlags = {
  readonly set?: readonly (readonly [string, unknown])[]
  readonly round?: number
  readonly kernel?: number
  readonly protocol?: number
}

function addChange(run: Command): void {
  run
    .command('change')
    .description(
      'Changes settings, or the versions of kernels and protocol, of a live run from a round on, as an entry of the log. docs/run-config.md says which settings may change.',
    )
    .argument(folderArgument, folderMeaning)
    .option('--set <field=value>', 'may be given again', setting)
    .option('--kernel <n>', 'kernel version of the release that goes on', whole(1, 0xffffffff))
    .option('--protocol <n>', 'its protocol version', whole(1, 0xffffffff))
    .option('--round <n>', 'from this round on (default: the next)', whole(0, 0xffffffff))
    .action(async (target: string, { set = [], round, kernel, protocol }: ChangeFlags) => {
      const versions = Object.entries({ kernel, protocol }).filter(([, n]) => n !== undefined)
      if (set.length + versions.length === 0)
        throw new CodedError(
          'E_USAGE',
          'nothing is to be changed',
          'Give --set field=value, --kernel or --protocol.',
        )
      const client = await import('../run/operator/client.ts')
      const fields = Object.fromEntries(set)
      const request = { command: 'change', fields, round, kernel, protocol }
      await client.command(client.runFolder(target), request)
      out(`changed: ${[...set, ...versions].map(([field, n]) => `${field} = ${n}`).join(', ')}`)
    })
}

function addReport(run: Command): void {
  run
    .command('report')
    .description('Writes a one-page report of a run, live or ended, from its log.')
    .argument(folderArgument, folderMeaning)
    .option('--out <file>', 'where (default: <run folder>/report.html)')
    .action(async (target: string, flags: { out?: string }) => {
      const { runFolder } = await import('../run/operator/client.ts')
      const { writeRunReport } = await import('../run/operator/report.ts')
      out(`${await writeRunReport(runFolder(target), flags.out)} is written`)
    })
}
