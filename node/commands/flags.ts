/** Values of flags: each is checked where it is read, and a fault names the flag. */
import { type Command, InvalidArgumentError, Option } from 'commander'
import { MODES } from '../../kernels/model/memory.ts'
import { DEVICES, ENGINES, type EngineChoice } from '../engines/kinds.ts'
import type { ComputeOptions } from '../run/options.ts'

/** A whole number in a range. */
export const whole =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !Number.isInteger(value) || value < min || value > max)
      throw new InvalidArgumentError(`give a whole number from ${min} to ${max}.`)
    return value
  }

export const real =
  (min: number, max: number) =>
  (text: string): number => {
    const value = Number(text)
    if (text.trim() === '' || !(value >= min && value <= max))
      throw new InvalidArgumentError(`give a number from ${min} to ${max}.`)
    return value
  }

/** A flag that may be given several times. */
export const several = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
]

/** A flag with a whole number that may be given several times. */
export const severalWhole =
  (min: number, max: number) =>
  (text: string, before: readonly number[] = []): readonly number[] => [
    ...before,
    whole(min, max)(text),
  ]

/** How a training pass runs: the same for every command that trains. */
export const computeFlags = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--activations <how>',
        'whole: the model in one program; keep: a block at a time; recompute: that with least memory; auto: the fastest that fits',
      )
        .choices(['auto', ...MODES])
        .default('auto'),
    )
    .option(
      '--memory <GiB>',
      'what training may take (default: half of what is free)',
      real(0.01, 65_536),
    )
    .option(
      '--device-memory <GiB>',
      "what it may take of a GPU's own memory (default: 80 % of what is free there; where nobody knows, --memory bounds both)",
      real(0.01, 65_536),
    )
    .addOption(
      new Option('--precision <kind>', 'of matrix products; f16: where the device is faster so')
        .choices(['f32', 'f16'])
        .default('f32'),
    )

export type ComputeFlags = {
  readonly activations: ComputeOptions['activations']
  readonly memory?: number
  readonly deviceMemory?: number
  readonly precision: ComputeOptions['precision']
}

const bytesOf = (gib: number | undefined) => (gib === undefined ? undefined : gib * 2 ** 30)

export const computeOptions = ({
  activations,
  memory,
  deviceMemory,
  precision,
}: ComputeFlags): ComputeOptions => ({
  activations,
  memoryBytes: bytesOf(memory),
  deviceBytes: bytesOf(deviceMemory),
  precision,
})

/** `--engine` and `--device`; auto measures what is here and says what it picked and why. */
export const engineFlags = (command: Command, standard: EngineChoice): Command =>
  command
    .addOption(
      new Option('--engine <engine>', 'library that computes; auto measures which is fastest here')
        .choices([...ENGINES, 'auto'])
        .default(standard.engine),
    )
    .addOption(
      new Option('--device <device>', 'what to compute on; auto measures which is fastest here')
        .choices([...DEVICES, 'auto'])
        .default(standard.device),
    )
