/**
 * What a demo runs on: the base, the training lines, the held-out problems, and a run file, all written below its folder.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { parseQuestions } from '../../node/data/jsonl.ts'
import { synthesizeHeldOut } from '../../node/data/synth.ts'
import type { DemoOptions } from './options.ts'

export type DemoPlan = {
  /** Folder of the base checkpoint. */
  readonly base: string
  /** Held-out questions, one JSON object a line. */
  readonly heldOut: string
  /** Run file. */
  readonly config: string
  readonly rounds: number
  readonly title: string
}

const base = resolve(import.meta.dirname, '../../assets/base')

/** Rounds of the built-in data, measured (LOG.md): enough to learn the format in both modes, within three minutes on two cores. */
const usualRounds = 90
/** Rounds on a user's own data: the loss falls, the clock is watched. */
const ownDataRounds = 60
/** Held-out problems that are written; `--held-out` says how many of them are asked. */
const heldOutProblems = 600

/** Chosen by measurement; the reasons are in LOG.md. */
const settings = {
  batches: 8,
  rowsPerBatch: 8,
  rowTokens: 128,
  topK: 32,
  beta: 0.9,
  eta: 0.002,
  schedule: 'linear',
  etaFloor: 0.05,
  checkpointEvery: 15,
  extraWaitMs: 200,
  trainMinMs: 4000,
  trainMaxMs: 30_000,
  witnessMinMs: 2000,
  witnessMaxMs: 15_000,
} as const

/** Rows are longer for a user's own data: real answers are. */
const ownDataSettings = { batches: 8, rowsPerBatch: 2, rowTokens: 512 } as const

function writeHeldOut(options: DemoOptions): string {
  const path = join(options.out, 'held-out.jsonl')
  if (options.data !== undefined) {
    const source = options.eval ?? options.data
    if (!existsSync(source)) throw new Error(`${source} is not there: give a file. [E_INPUT]`)
    const read = parseQuestions(basename(source), readFileSync(source, 'utf8'))
    if (!read.ok) throw new Error(`${read.message} [E_DATA]`)
    const lines = read.lines.map((line) => JSON.stringify(line))
    writeFileSync(path, `${lines.join('\n')}\n`)
    return path
  }
  const problems = synthesizeHeldOut(Math.max(heldOutProblems, options.heldOut), options.seed)
  writeFileSync(path, `${problems.map((line) => JSON.stringify(line)).join('\n')}\n`)
  return path
}

/** `members`: how many the run waits for before its first round. */
export async function prepareDemo(options: DemoOptions, members = 3): Promise<DemoPlan> {
  const own = options.data !== undefined
  const rounds = options.rounds ?? (own ? ownDataRounds : usualRounds)
  const config = join(options.out, 'run.yaml')
  const name = own ? basename(options.data as string).replace(/\.jsonl$/, '') : 'demo'
  const fields = {
    name,
    seed: options.seed,
    rounds,
    initMembers: members,
    ...settings,
    ...(own ? ownDataSettings : {}),
    base,
    ...(own ? { data: options.data } : {}),
  }
  writeFileSync(config, stringify(fields))
  const title = own ? `Murmuration on ${basename(options.data as string)}` : 'Murmuration demo'
  return { base, heldOut: writeHeldOut(options), config, rounds, title }
}
