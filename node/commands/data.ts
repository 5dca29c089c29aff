/** `murmur data synth | check`: the built-in data as files, and a look at one's own. */
import type { Command } from 'commander'
import { whole } from './flags.ts'

export function addData(program: Command): void {
  const data = program.command('data').description('make and check training data')
  data
    .command('synth')
    .description(
      'Writes the built-in chat samples and held-out problems as JSONL. Each sample is checked by recomputing its answer.',
    )
    .requiredOption('--out <folder>', 'where train.jsonl and held-out.jsonl go')
    .option('--seed <n>', 'seed', whole(0, 2 ** 31 - 1), 1)
    .option('--train <n>', 'training samples', whole(1, 1_000_000), 12_000)
    .option('--held-out <n>', 'held-out problems', whole(1, 1500), 600)
    .action(async (flags: { out: string; seed: number; train: number; heldOut: number }) => {
      const { writeSynthetic } = await import('../run/data-files.ts')
      process.stdout.write(`${await writeSynthetic(flags)}\n`)
    })
  data
    .command('check')
    .description(
      'Reads a JSONL file as a run would: counts samples, the ones too long, and how full the rows get.',
    )
    .argument('<file.jsonl>')
    .option('--base <folder>', 'checkpoint whose tokenizer and template are used')
    .option('--row-tokens <n>', 'length of a row', whole(8, 1_048_576), 512)
    .action(async (file: string, flags: { base?: string; rowTokens: number }) => {
      const { checkDataFile } = await import('../run/data-files.ts')
      process.stdout.write(`${await checkDataFile(file, flags.base, flags.rowTokens)}\n`)
    })
}
