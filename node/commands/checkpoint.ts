/** `murmur import`, `export` and `plan`: the commands of checkpoints and of what a model costs. */
import { type Command, Option } from 'commander'
import type { ConvertCommand } from '../run/convert.ts'
import type { PlanCommand } from '../run/plan.ts'
import { real, severalWhole, whole } from './flags.ts'

type Flags = Pick<ConvertCommand, 'out' | 'dtype' | 'json' | 'quiet'> & {
  readonly shard: number
  readonly revision?: string
}

const convertFlags = (command: Command): Command =>
  command
    .requiredOption('--out <folder>', 'where the checkpoint goes; it must not exist, or be empty')
    .addOption(
      new Option('--dtype <kind>', 'type of the tensors (default: as they are)').choices([
        'fp32',
        'bf16',
        'fp16',
      ]),
    )
    .option('--shard <GB>', 'largest file, in 10^9 bytes', real(0.001, 1e6), 5)
    .option('--json', 'print one JSON object', false)
    .option('--quiet', 'print no progress', false)

const convert =
  (forRun: boolean) =>
  async (from: string, flags: Flags): Promise<void> => {
    const { runConvert } = await import('../run/convert.ts')
    const { out, dtype, shard, revision = 'main', json, quiet } = flags
    await runConvert({ from, forRun, out, dtype, shardBytes: shard * 1e9, revision, json, quiet })
  }

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .summary('bring in a checkpoint, checked')
    .description(
      'Brings a checkpoint from the Hugging Face hub or a folder into a folder that a run can start from. Reads tensor by tensor, refuses what does not fit by name.',
    )
    .argument('<source>', 'hf:<organisation>/<name>, or a folder')
    .option('--revision <name>', 'branch, tag or commit on the hub', 'main')
  convertFlags(command).action(convert(true))
}

export function addExport(program: Command): void {
  const command = program
    .command('export')
    .summary('write a checkpoint in another type or size of file')
    .description(
      "Writes a checkpoint, or a run's newest one, as sharded safetensors that transformers and vLLM load. A run's log replayed gives the same: see murmur replay.",
    )
    .argument('<folder>', 'a checkpoint, or the folder of a run')
  convertFlags(command).action(convert(false))
}

export function addPlan(program: Command): void {
  program
    .command('plan')
    .summary('what a model would cost')
    .description(
      'From a config.json alone: tensors and tiles, payload bytes, and memory on host, device and disk.',
    )
    .requiredOption('--config <config.json>', "the model's config.json")
    .option('--rows <n>', 'rows of a batch', whole(1, 65_536), 1)
    .option('--tokens <n>', 'tokens of a row', whole(1, 1_048_576), 2048)
    .option('--batches <n>', "batches of a member's round", whole(1, 65_536), 1)
    .option('--members <n>', 'members of the run', whole(1, 100_000), 16)
    .option(
      '--top-k <k>',
      'votes a tile; may be given again (default: 4 and 8)',
      severalWhole(1, 4096),
    )
    .addOption(
      new Option('--vocabulary-tiles <kind>', "tiles of embedding and head, as the run's")
        .choices(['square', 'row'])
        .default('square'),
    )
    .option('--json', 'print one JSON object', false)
    .action(async (flags: PlanFlags) => {
      const { runPlan } = await import('../run/plan.ts')
      await runPlan({ ...flags, topK: flags.topK ?? [4, 8] })
    })
}

type PlanFlags = Omit<PlanCommand, 'topK'> & { readonly topK?: readonly number[] }
