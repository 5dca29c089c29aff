/** `murmur chat`, `eval`, `doctor`, `make-base`: the commands of a model and of a machine. */
import type { Command } from 'commander'
import type { EngineChoice } from '../engines/kinds.ts'
import { engineFlags, real, whole } from './flags.ts'

const threadsFlag = '--threads <n>'

/** For commands that are over before a trial would be worth it. */
const usual = { engine: 'onnx', device: 'cpu' } as const

export function addChat(program: Command): void {
  const command = program
    .command('chat')
    .summary('talk to a checkpoint')
    .description('Talks to a checkpoint, line by line.')
    .argument('<checkpoint>', 'folder in Hugging Face layout')
    .option('--think', 'let the model think before it answers (the default)')
    .option('--no-think', 'answer at once')
    .option('--temperature <t>', '0 takes the most likely token', real(0, 10), 0)
    .option('--top-p <p>', 'sample among the most likely tokens of this sum', real(0.01, 1), 1)
    .option('--seed <n>', 'seed of the sampling', whole(0, 2 ** 31 - 1), 1)
    .option('--max-tokens <n>', 'longest answer', whole(1, 65_536), 256)
    .option(threadsFlag, 'compute threads', whole(1, 1024), 1)
    .option('--ask <question>', 'ask one question and end')
  engineFlags(command, usual).action(async (checkpoint: string, flags: Flags) => {
    const { runChat } = await import('../run/chat.ts')
    const { engine, device, temperature, topP, seed, maxTokens, threads, ask } = flags
    await runChat({
      checkpoint,
      think: flags.think !== false,
      engine,
      device,
      temperature,
      topP,
      seed,
      maxTokens,
      threads,
      ask,
    })
  })
}

type Flags = EngineChoice & {
  readonly think?: boolean
  readonly temperature: number
  readonly topP: number
  readonly seed: number
  readonly maxTokens: number
  readonly threads: number
  readonly ask: string | undefined
}

export function addEval(program: Command): void {
  const command = program
    .command('eval')
    .summary('exact match on held-out questions')
    .description('Asks a checkpoint held-out questions in both modes and reports exact match.')
    .argument('<checkpoint>', 'folder in Hugging Face layout')
    .argument('<questions.jsonl>', '{"question","answer"} or {"messages"} lines')
    .option('--limit <n>', 'ask at most so many', whole(1, 1_000_000), 200)
    .option('--max-tokens <n>', 'longest answer', whole(1, 65_536), 96)
    .option(threadsFlag, 'compute threads', whole(1, 1024), 1)
    .option('--json', 'print one JSON object a line', false)
    .option('--quiet', 'print no progress', false)
  engineFlags(command, usual).action(
    async (
      checkpoint: string,
      questions: string,
      flags: EngineChoice & {
        limit: number
        threads: number
        maxTokens: number
        json: boolean
        quiet: boolean
      },
    ) => {
      const { runEvaluate } = await import('../run/evaluate.ts')
      await runEvaluate({ checkpoint, questions, ...flags })
    },
  )
}

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .summary('what this machine can do')
    .description(
      'Looks at this machine, tries each engine on a real training step, and says how to add what is missing.',
    )
    .option(
      threadsFlag,
      'compute threads of the trial (default: half of the cores)',
      whole(1, 1024),
    )
    .option('--json', 'print one JSON object', false)
    .action(async ({ threads, json }: { threads?: number; json: boolean }) => {
      const { runDoctor } = await import('../run/doctor.ts')
      await runDoctor({ threads, json })
    })
}

export function addMakeBase(program: Command): void {
  program
    .command('make-base')
    .summary('train the small base checkpoint')
    .description('Trains the small base checkpoint from raw synthetic text, on this machine alone.')
    .requiredOption('--out <folder>', 'where the checkpoint goes; it must not exist, or be empty')
    .option('--seed <n>', 'seed of text, weights and order', whole(0, 2 ** 31 - 1), 1)
    .option('--steps <n>', 'training steps', whole(1, 1_000_000), 3000)
    .option(threadsFlag, 'compute threads', whole(1, 1024), 2)
    .action(async (flags: { out: string; seed: number; steps: number; threads: number }) => {
      const { makeBase } = await import('./make-base.ts')
      const loss = await makeBase({
        ...flags,
        onStep: (step, mean) => {
          if (step % 50 === 0) process.stdout.write(`step ${step}  loss ${mean.toFixed(4)}\n`)
        },
      })
      process.stdout.write(`${flags.out}: last loss ${loss.toFixed(4)}\n`)
    })
}
