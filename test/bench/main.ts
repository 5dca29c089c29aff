/**
 * The benchmarks: `npm run -s bench -- NAME [--json] [options]`.
 *
 * Each is a module with one function; it is loaded only when it is asked for. The last line printed is one JSON object; with
 * `--json` it is the only one. Add a line to `benches` to add a benchmark.
 */
import { spawnSync } from 'node:child_process'
import { parseArgs } from 'node:util'

/** What a benchmark gets: its own options as given after the name, and where to say what it is doing. */
export type BenchInput = {
  readonly options: readonly string[]
  readonly say: (line: string) => void
}

export type Bench = (input: BenchInput) => Promise<Readonly<Record<string, unknown>>>

type Entry = { readonly about: string; readonly load: () => Promise<Bench> }

const benches: Readonly<Record<string, Entry>> = {
  encode: {
    about: 'momentum, DCT, top k, residual: parameters a second on one core',
    load: async () => (await import('./encode.ts')).benchEncode,
  },
  codec: {
    about: 'payload size against the entropy bound, coding and decoding rate',
    load: async () => (await import('./codec.ts')).benchCodec,
  },
  aggregate: {
    about: '16 payloads to updated parameters, decoding included: parameters a second on one core',
    load: async () => (await import('./aggregate.ts')).benchAggregate,
  },
  compute: {
    about: 'a whole training step against a 2048^3 product of the same library',
    load: async () => (await import('./compute.ts')).benchCompute,
  },
  device: {
    about: 'an accelerator: training tokens a second, and the share of its own products',
    load: async () => (await import('./device.ts')).benchDevice,
  },
  block: {
    about: 'one block of Seed-OSS-36B at its true width, forward and backward: time and memory',
    load: async () => (await import('./block.ts')).benchBlock,
  },
  memory: {
    about: 'peak memory of a training step at 4, 16 and 64 layers of one width',
    load: async () => (await import('./memory.ts')).benchMemory,
  },
  flat: {
    about: '200 training steps on each engine: time a step and memory stay what they were',
    load: async () => (await import('./flat.ts')).benchFlat,
  },
  rivals: {
    about: 'training tokens a second, side by side with gpt-tfjs and with eager PyTorch',
    load: async () => (await import('./rivals.ts')).benchRivals,
  },
  checkpoint: {
    about: 'a 5 GB checkpoint through import and export: resident memory, time, same bytes',
    load: async () => (await import('./checkpoint.ts')).benchCheckpoint,
  },
  convergence: {
    about: 'final loss of AdamW and of ours at equal tokens; resumable, writes docs/convergence',
    load: async () => (await import('./convergence.ts')).benchConvergence,
  },
  learn: {
    about: "what a run would teach, in one process: for choosing a run's settings",
    load: async () => (await import('./learn.ts')).benchLearn,
  },
  differences: {
    about: 'loss under the published DeMo rule and under ours, and signs that differ',
    load: async () => (await import('./differences.ts')).benchDifferences,
  },
  'state-file': {
    about: 'a round applied in place to a parameter file: resident memory, parameters a second',
    load: async () => (await import('./state-file.ts')).benchStateFile,
  },
  recovery: {
    about: "a coordinator's start to its next decision, with a log of 100,000 entries",
    load: async () => (await import('./recovery.ts')).benchRecovery,
  },
  coordinator: {
    about: 'what a round costs the coordinator, for 100 to 10,000 members',
    load: async () => (await import('./coordinator.ts')).benchCoordinator,
  },
  merge: {
    about: 'download of a round as payloads, as merged sums and as merged signs',
    load: async () => (await import('./merge.ts')).benchMerge,
  },
}

function help(): string {
  const width = Math.max(...Object.keys(benches).map((name) => name.length))
  const list = Object.entries(benches).map(
    ([name, { about }]) => `  ${name.padEnd(width)}  ${about}`,
  )
  return ['npm run -s bench -- NAME [--json] [options]', '', ...list].join('\n')
}

async function main(): Promise<void> {
  const { positionals, values, tokens } = parseArgs({
    allowPositionals: true,
    strict: false,
    tokens: true,
    options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const [name] = positionals
  if (name === undefined || values.help === true) {
    console.log(help())
    return
  }
  const entry = Object.hasOwn(benches, name) ? benches[name] : undefined
  if (entry === undefined) {
    console.error(`There is no benchmark '${name}'.\n\n${help()}`)
    process.exitCode = 1
    return
  }
  const first = tokens.find((token) => token.kind === 'positional')
  const options = process.argv
    .slice(3 + (first?.index ?? 0))
    .filter((option) => option !== '--json')
  const quiet = values.json === true
  const bench = await entry.load()
  const result = await bench({ options, say: (line) => quiet || console.log(line) })
  console.log(JSON.stringify({ bench: name, ...result }))
}

/** The same again as `murmur` would start it: large pages have to be asked for before the process begins. */
function startAgain(): number | undefined {
  const tunables = process.env['GLIBC_TUNABLES']
  if (process.platform !== 'linux' || tunables?.includes(HUGE_PAGES)) return undefined
  const env = {
    ...process.env,
    GLIBC_TUNABLES: tunables === undefined ? HUGE_PAGES : `${tunables}:${HUGE_PAGES}`,
  }
  const args = [...process.execArgv, ...process.argv.slice(1)]
  return spawnSync(process.execPath, args, { env, stdio: 'inherit' }).status ?? 1
}

const HUGE_PAGES = 'glibc.malloc.hugetlb=1'

if (import.meta.main) {
  const status = startAgain()
  if (status === undefined) await main()
  else process.exitCode = status
}
