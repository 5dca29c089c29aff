/** `murmur coordinate`, `join`, `replay`, and `run init | check`: the commands of a run. */
import type { Command } from 'commander'
import type { EngineChoice } from '../engines/kinds.ts'
import type { CoordinateOptions, JoinOptions, ReplayOptions } from '../run/options.ts'
import {
  type ComputeFlags,
  computeFlags,
  computeOptions,
  engineFlags,
  several,
  whole,
} from './flags.ts'
import { addOperator } from './operator.ts'

const anyAddress = ['/ip4/0.0.0.0/tcp/0']

const outputFlags = (command: Command): Command =>
  command
    .option('--json', 'print one JSON object a line', false)
    .option('--quiet', 'print no progress', false)

const networkFlags = (command: Command): Command =>
  command
    .option(
      '--listen <address>',
      'listen here; may be given again (default: any free port)',
      several,
    )
    .option('--announce <address>', 'tell others this address instead; may be given again', several)

export function addCoordinate(program: Command): void {
  const command = program
    .command('coordinate')
    .summary('operate a run')
    .description(
      'Operates the run of a run file: listens, schedules rounds, writes the checkpoint. Started again, it goes on.',
    )
    .argument('<run.yaml>', 'run file; murmur run init writes one')
    .option('--home <folder>', "the run's folder (default: ./<name of the run file>-run)")
    .option('--base <folder>', "base checkpoint, instead of the run file's")
    .option('--checkpoint <folder>', 'where the checkpoint goes (default: <home>/checkpoint)')
    .option('--export-replica <file>', 'also write the parameters as one safetensors file')
    .option(
      '--operator-key <key>',
      "the operator's public key in hex, or its key file (default: <home>/operator.pem, made if absent)",
    )
  outputFlags(networkFlags(command)).action(
    async (
      runFile: string,
      flags: Partial<CoordinateOptions> & { json: boolean; quiet: boolean },
    ) => {
      const { runCoordinator } = await import('../run/coordinate.ts')
      const { home, base, checkpoint, exportReplica, operatorKey, json, quiet } = flags
      const { listen = anyAddress, announce = [] } = flags
      await runCoordinator({
        runFile,
        home,
        base,
        checkpoint,
        exportReplica,
        operatorKey,
        listen,
        announce,
        json,
        quiet,
      })
    },
  )
}

export function addJoin(program: Command): void {
  const command = program
    .command('join')
    .summary('contribute to a run')
    .description(
      'Joins the run at an address and trains for it until it ends. Ctrl-C leaves after the round under way.',
    )
    .argument('<address>', 'what murmur coordinate printed: /ip4/…/tcp/…/p2p/…')
    .option(
      '--home <folder>',
      "this node's folder (default: ~/.murmur/<peer id of the coordinator>)",
    )
    .option('--name <name>', 'how others see this node (default: the host name)')
    .option('--threads <n>', 'compute threads (default: half of the cores)', whole(1, 1024))
    .option(
      '--patience <seconds>',
      'how long to try an unreachable coordinator',
      whole(0, 86_400),
      120,
    )
    .option('--export-replica <file>', 'write the final parameters as one safetensors file')
  const automatic = { engine: 'auto', device: 'auto' } as const
  outputFlags(networkFlags(computeFlags(engineFlags(command, automatic)))).action(
    async (
      address: string,
      flags: Partial<JoinOptions> &
        EngineChoice &
        ComputeFlags & { json: boolean; quiet: boolean; patience: number },
    ) => {
      const { runMember } = await import('../run/join.ts')
      const { home, name, threads, exportReplica, json, quiet } = flags
      const patienceMs = 1000 * flags.patience
      const { engine, device, listen = anyAddress, announce = [] } = flags
      await runMember({
        address,
        home,
        name,
        threads,
        engine,
        device,
        compute: computeOptions(flags),
        patienceMs,
        exportReplica,
        listen,
        announce,
        json,
        quiet,
      })
    },
  )
}

export function addReplay(program: Command): void {
  const command = program
    .command('replay')
    .summary('rebuild a checkpoint from its log')
    .description(
      'Rebuilds the checkpoint of a run from base, log and payloads, bit for bit, and checks every entry on the way.',
    )
    .argument('<run folder>', 'the --home of coordinate or join')
    .option(
      '--from <step>',
      'start at this logged checkpoint, 0: the base (default: the first from which payloads are kept or archived)',
      whole(0, 0xffffffff),
    )
    .option('--out <folder>', 'write the checkpoint here; it must not exist, or be empty')
    .option(
      '--archive <folder>',
      'archived segments (default: where the coordinator put them, or <run folder>/archive)',
    )
  outputFlags(command).action(
    async (
      folder: string,
      {
        out,
        from,
        archive,
        json,
        quiet,
      }: Partial<ReplayOptions> & { json: boolean; quiet: boolean },
    ) => {
      const { runReplay } = await import('../run/replay.ts')
      await runReplay({ folder, from, out, archive, json, quiet })
    },
  )
}

export function addRunFile(program: Command): void {
  const run = program.command('run').description('write run files, and operate a run')
  run
    .command('init')
    .description('Writes a run file with every field, its default and its meaning.')
    .argument('[file]', 'where', 'run.yaml')
    .action(async (file: string) => {
      const { writeRunFile } = await import('../run/run-file.ts')
      await writeRunFile(file)
      process.stdout.write(`${file} is written; edit it, then: murmur coordinate ${file}\n`)
    })
  run
    .command('check')
    .description('Checks a run file and prints what it resolves to.')
    .argument('<file>')
    .action(async (file: string) => {
      const { describeRunFile, readRunFile } = await import('../run/run-file.ts')
      process.stdout.write(describeRunFile(await readRunFile(file)))
    })
  addOperator(run)
}
