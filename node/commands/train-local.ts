/** `murmur train-local`: the flags of training on one machine. */
import { type Command, Option } from 'commander'
import { SCHEDULES, type Schedule } from '../../kernels/optim/schedule.ts'
import type { EngineChoice } from '../engines/kinds.ts'
import type { TrainLocalCommand } from '../run/train-local.ts'
import {
  type ComputeFlags,
  computeFlags,
  computeOptions,
  engineFlags,
  real,
  whole,
} from './flags.ts'

type Flags = Omit<TrainLocalCommand, 'base' | 'schedule' | 'compute' | 'data' | 'threads'> &
  EngineChoice &
  ComputeFlags & {
    readonly data?: string
    readonly threads?: number
    readonly schedule: Schedule['kind']
    readonly rate: number
    readonly floor: number
    readonly warmup: number
    readonly decayShare: number
  }

export function addTrainLocal(program: Command): void {
  const command = program
    .command('train-local')
    .summary('train on this machine alone, with AdamW')
    .description(
      'Trains a checkpoint on this machine alone with AdamW: the baseline that a run is compared with. Same data, loss, clip and engines as a run. Ctrl-C writes what was trained so far.',
    )
    .argument('<base>', 'checkpoint folder to start from')
    .requiredOption('--out <folder>', 'where the checkpoint goes; it must not exist, or be empty')
    .option('--data <file>', 'chat lines (.jsonl) or text (.txt); default: the built-in set')
    .option('--steps <n>', 'steps of the optimiser', whole(1, 1e9), 100)
    .option('--rows <n>', 'rows of one batch', whole(1, 65_536), 8)
    .option('--row-tokens <n>', 'tokens of a row', whole(8, 1_048_576), 128)
    .option('--batches <n>', 'batches a step, their gradients added up', whole(1, 65_536), 1)
    .addOption(
      new Option('--schedule <kind>', 'of the learning rate').choices(SCHEDULES).default('cosine'),
    )
    .option('--rate <r>', 'highest learning rate', real(1e-9, 10), 1e-3)
    .option('--floor <share>', 'rate at the end, as a share of the highest', real(0, 1), 0.05)
    .option('--warmup <n>', 'steps over which the rate rises', whole(0, 1e9), 10)
    .option(
      '--decay-share <share>',
      'part of the steps after the warm-up in which wsd decays',
      real(0, 1),
      0.2,
    )
    .option('--weight-decay <d>', "AdamW's, of matrices only", real(0, 1), 0.01)
    .option('--seed <n>', 'order of the rows', whole(0, 2 ** 31 - 1), 1)
    .option('--threads <n>', 'compute threads (default: half of the cores)', whole(1, 1024))
    .option('--json', 'print one JSON object a line', false)
    .option('--quiet', 'print no progress', false)
  computeFlags(engineFlags(command, { engine: 'auto', device: 'auto' })).action(
    async (base: string, flags: Flags) => {
      const { runTrainLocal } = await import('../run/train-local.ts')
      const { data, threads, schedule: kind, rate: peak, floor, warmup, decayShare } = flags
      await runTrainLocal({
        ...flags,
        base,
        data,
        threads,
        schedule: { kind, peak, floor, warmupSteps: warmup, decayShare },
        compute: computeOptions(flags),
      })
    },
  )
}
